//! Firmware campaigns with many stations: waves, halt, resume, cancel, a restart in the middle.

use std::collections::HashSet;

use domain::access::Reach;
use domain::campaign::{CampaignState, HaltAfter, SkipReason, TargetState};
use domain::{CampaignId, NodeId};
use serde_json::json;
use store::campaign::{Campaign, NewCampaign, NewTarget};

use crate::portal::{NOON, Portal, eventually};
use crate::station::Station;
use crate::transfer::{add_image, with_files};

/// A fleet of stations, of which some fail whatever they are sent.
struct Fleet {
    portal: Portal,
    stations: Vec<(NodeId, Option<Station>)>,
}

impl Fleet {
    async fn of(size: usize) -> Fleet {
        let portal = Portal::with(with_files()).await;
        let mut stations = Vec::with_capacity(size);
        for number in 0..size {
            let name = format!("CP{number}");
            let id = portal.add_station(&name, 1).await;
            stations.push((id, Some(portal.connect(&name).await)));
        }
        Fleet { portal, stations }
    }

    async fn begin(&self, wave_size: u32, halt_after: Option<HaltAfter>) -> CampaignId {
        let image_id = add_image(&self.portal, "2.0").await;
        let target = |(id, _): &(NodeId, Option<Station>)| NewTarget { station_id: *id, skipped: None };
        let campaign = NewCampaign {
            name: "Spring".to_owned(),
            image_id,
            signed: false,
            wave_size,
            halt_after,
            starts_at: NOON,
            time_limit_ms: 3_600_000,
            created_at: NOON,
            by_user_id: None,
            by: "admin@example.org".to_owned(),
            targets: self.stations.iter().map(target).collect(),
        };
        let id = self.portal.store.create_campaign(campaign).await.unwrap();
        self.portal.system.campaign_created(id).await.unwrap();
        id
    }

    /// Lets these stations do what they are asked, and say how it went.
    async fn play(&mut self, numbers: impl IntoIterator<Item = usize>, word: &str) {
        for number in numbers {
            let station = self.stations[number].1.as_mut().expect("it is connected");
            let asked = station.asked().await;
            assert_eq!(asked.action, "UpdateFirmware");
            station.answer(&asked, json!({}));
            for word in ["Downloading", word] {
                station.call("FirmwareStatusNotification", json!({"status": word})).await;
            }
        }
    }

    async fn campaign(&self, id: CampaignId) -> Campaign {
        self.portal.store.campaign(id, &Reach::All).await.unwrap().unwrap()
    }

    async fn becomes(&self, id: CampaignId, state: CampaignState) -> Campaign {
        eventually(&format!("the campaign to be {state}"), async || {
            Some(self.campaign(id).await).filter(|campaign| campaign.state == state)
        })
        .await
    }

    /// The numbers of the stations that stand so.
    async fn standing(&self, id: CampaignId, state: TargetState) -> HashSet<usize> {
        let targets = self.portal.store.campaign_targets(id, &Reach::All).await.unwrap();
        let here = targets.iter().enumerate().filter(|(_, target)| target.state == state);
        here.map(|(number, _)| number).collect()
    }

    async fn reaches(&self, id: CampaignId, state: TargetState, numbers: &[usize]) {
        let wanted: HashSet<usize> = numbers.iter().copied().collect();
        eventually(&format!("{numbers:?} to be {state}"), async || {
            (self.standing(id, state).await == wanted).then_some(())
        })
        .await;
    }
}

fn is_silent(fleet: &mut Fleet, numbers: std::ops::Range<usize>) -> bool {
    numbers
        .into_iter()
        .all(|number| fleet.stations[number].1.as_mut().is_none_or(|station| station.read_now().is_none()))
}

#[tokio::test]
async fn waves_go_out_one_after_the_other_to_twenty_stations() {
    let mut fleet = Fleet::of(20).await;
    let id = fleet.begin(8, Some(HaltAfter::Percent(50))).await;
    for (wave, numbers) in [(1, 0..8), (2, 8..16), (3, 16..20)] {
        fleet.reaches(id, TargetState::Updating, &numbers.clone().collect::<Vec<_>>()).await;
        assert_eq!(fleet.campaign(id).await.wave, wave);
        assert!(is_silent(&mut fleet, numbers.end..20), "the next wave waits");
        fleet.play(numbers, "Installed").await;
    }
    let done = fleet.becomes(id, CampaignState::Done).await;
    assert_eq!(done.counts.get(&TargetState::Installed), Some(&20));
    assert!(done.ended_at.is_some());
}

#[tokio::test]
async fn too_many_failures_halt_it_until_a_person_lets_it_go_on() {
    let mut fleet = Fleet::of(6).await;
    let id = fleet.begin(2, Some(HaltAfter::Count(2))).await;
    fleet.play(0..2, "InstallationFailed").await;
    fleet.becomes(id, CampaignState::Halted).await;
    assert!(is_silent(&mut fleet, 2..6), "nobody else is asked");
    assert!(fleet.portal.system.resume_campaign(id).await.unwrap());
    fleet.play(2..3, "DownloadFailed").await;
    fleet.play(3..4, "Installed").await;
    // One more failure is not two.
    fleet.play(4..6, "Installed").await;
    let done = fleet.becomes(id, CampaignState::Done).await;
    assert_eq!(done.counts.get(&TargetState::Failed), Some(&3));
    assert_eq!(fleet.standing(id, TargetState::Failed).await, HashSet::from([0, 1, 2]));
    assert!(!fleet.portal.system.resume_campaign(id).await.unwrap(), "it is done");
}

#[tokio::test]
async fn a_paused_campaign_asks_nobody_and_a_cancelled_one_never_again() {
    let mut fleet = Fleet::of(4).await;
    let id = fleet.begin(1, None).await;
    fleet.reaches(id, TargetState::Updating, &[0]).await;
    assert!(fleet.portal.system.pause_campaign(id).await.unwrap());
    fleet.play(0..1, "Installed").await;
    fleet.reaches(id, TargetState::Installed, &[0]).await;
    assert!(is_silent(&mut fleet, 1..4));
    assert!(fleet.portal.system.resume_campaign(id).await.unwrap());
    fleet.reaches(id, TargetState::Updating, &[1]).await;
    assert!(fleet.portal.system.cancel_campaign(id).await.unwrap());
    fleet.reaches(id, TargetState::Cancelled, &[2, 3]).await;
    // Whoever is under way is still followed.
    fleet.play(1..2, "Installed").await;
    fleet.reaches(id, TargetState::Installed, &[0, 1]).await;
    assert!(is_silent(&mut fleet, 2..4));
    assert_eq!(fleet.campaign(id).await.state, CampaignState::Cancelled);
}

#[tokio::test]
async fn a_restart_goes_on_where_it_was() {
    let mut fleet = Fleet::of(4).await;
    let id = fleet.begin(2, None).await;
    fleet.play(0..1, "Installed").await;
    fleet.reaches(id, TargetState::Installed, &[0]).await;
    // The second station of the wave has been asked, and boots with the new version after the restart.
    let asked = fleet.stations[1].1.as_mut().unwrap().asked().await;
    fleet.stations[1].1.as_mut().unwrap().answer(&asked, json!({}));
    let targets = fleet.portal.store.campaign_targets(id, &Reach::All).await.unwrap();
    let transfer = targets[1].transfer_id.unwrap();
    eventually("the answer to be taken in", async || {
        let transfer = fleet.portal.store.transfer(transfer).await.unwrap().unwrap();
        (transfer.state == domain::transfer::TransferState::Accepted).then_some(())
    })
    .await;
    fleet.portal.system.shutdown().await;
    let Fleet { portal, mut stations } = fleet;
    let portal = portal.restarted().await;
    for (number, (_, station)) in stations.iter_mut().enumerate() {
        *station = Some(portal.connect(&format!("CP{number}")).await);
    }
    let mut fleet = Fleet { portal, stations };
    assert!(is_silent(&mut fleet, 2..4), "the wave is not over");
    let boot = json!({"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "2.0"});
    fleet.stations[1].1.as_mut().unwrap().call("BootNotification", boot).await;
    fleet.play(2..4, "Installed").await;
    let done = fleet.becomes(id, CampaignState::Done).await;
    assert_eq!(done.counts.get(&TargetState::Installed), Some(&4));
}

#[tokio::test]
async fn who_is_offline_keeps_the_turn_and_who_is_silent_runs_out_of_time() {
    let mut fleet = Fleet::of(3).await;
    let gone = fleet.stations[0].1.take().unwrap();
    gone.hang_up().await;
    let id = fleet.begin(1, None).await;
    fleet.play(1..2, "Installed").await;
    // The third says nothing.
    fleet.reaches(id, TargetState::Updating, &[2]).await;
    let asked = fleet.stations[2].1.as_mut().unwrap().asked().await;
    fleet.stations[2].1.as_mut().unwrap().answer(&asked, json!({}));
    fleet.portal.clock.advance_ms(3_600_001);
    fleet.reaches(id, TargetState::Failed, &[2]).await;
    assert_eq!(fleet.standing(id, TargetState::Waiting).await, HashSet::from([0]));
    fleet.stations[0].1 = Some(fleet.portal.connect("CP0").await);
    fleet.play(0..1, "Installed").await;
    fleet.becomes(id, CampaignState::Done).await;
}

#[tokio::test]
async fn whom_the_image_does_not_fit_is_not_asked() {
    let mut fleet = Fleet::of(2).await;
    let image_id = add_image(&fleet.portal, "2.0").await;
    let targets = vec![
        NewTarget { station_id: fleet.stations[0].0, skipped: Some(SkipReason::OtherModel) },
        NewTarget { station_id: fleet.stations[1].0, skipped: None },
    ];
    let campaign = NewCampaign {
        name: "Spring".to_owned(),
        image_id,
        signed: false,
        wave_size: 10,
        halt_after: None,
        starts_at: NOON.plus_ms(60_000),
        time_limit_ms: 3_600_000,
        created_at: NOON,
        by_user_id: None,
        by: "admin@example.org".to_owned(),
        targets,
    };
    let id = fleet.portal.store.create_campaign(campaign).await.unwrap();
    fleet.portal.system.campaign_created(id).await.unwrap();
    assert_eq!(fleet.campaign(id).await.state, CampaignState::Waiting);
    assert!(is_silent(&mut fleet, 0..2), "its time has not come");
    fleet.portal.clock.advance_ms(60_000);
    fleet.play(1..2, "Installed").await;
    let done = fleet.becomes(id, CampaignState::Done).await;
    assert_eq!(done.counts.get(&TargetState::Skipped), Some(&1));
    assert!(is_silent(&mut fleet, 0..1));
}
