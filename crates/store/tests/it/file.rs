//! Images, uploads, transfers and campaigns.

use domain::access::Reach;
use domain::campaign::{CampaignState, HaltAfter, SkipReason, TargetState};
use domain::command::Command;
use domain::transfer::{TransferKind, TransferProtocol, TransferState};
use domain::{CommandId, ImageId, NodeId, TransferId, UserId};
use store::campaign::{NewCampaign, NewTarget, TargetStep};
use store::command::NewCommand;
use store::image::{Image, NewImage};
use store::testing::TestDatabase;
use store::transfer::{NewTransfer, Transfer, TransferStep};
use store::upload::NewUpload;
use store::{EditError, Store};

use crate::garage::{Garage, T0};

on_both!(
    images_are_kept_until_nothing_needs_them,
    a_station_has_room_for_so_many_bytes,
    a_transfer_goes_step_by_step,
    a_campaign_is_seen_by_who_sees_its_stations,
    a_campaign_goes_on_in_waves,
);

fn image(version: &str, by: Option<UserId>) -> NewImage {
    NewImage {
        name: "fw.bin".to_owned(),
        vendor: "Alfa".to_owned(),
        model: String::new(),
        version: version.to_owned(),
        size_bytes: 7,
        sha256: "ab".to_owned(),
        signature: None,
        signing_certificate: None,
        file: format!("f{version}"),
        uploaded_at: T0,
        uploaded_by_user_id: by,
        uploaded_by: "ada@example.org".to_owned(),
    }
}

async fn command(store: &Store, station_id: NodeId) -> CommandId {
    let command = NewCommand {
        station_id,
        command: Command::ClearCache {},
        created_at: T0,
        expires_at: T0.plus_ms(60_000),
        waits: false,
        by_user_id: None,
        by: "ada@example.org".to_owned(),
    };
    store.new_command(command).await.unwrap().id
}

async fn transfer(store: &Store, station_id: NodeId, kind: TransferKind, image_id: Option<ImageId>) -> Transfer {
    let command_id = command(store, station_id).await;
    let by = "ada@example.org".to_owned();
    let new = NewTransfer { station_id, kind, command_id, image_id, created_at: T0, due_at: T0, by };
    let begun = store.begin_transfer(new.clone()).await.unwrap();
    assert_eq!(store.begin_transfer(new).await.unwrap(), begun, "a command begins one transfer");
    begun
}

async fn step(store: &Store, id: TransferId, state: TransferState) -> Vec<TransferId> {
    let step = TransferStep { id, state, word: Some(state.to_string()), at: T0.plus_ms(5) };
    store.step_transfer(step).await.unwrap().into_iter().map(|transfer| transfer.id).collect()
}

async fn images_are_kept_until_nothing_needs_them(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let kept = store.add_image(image("1", Some(UserId(5)))).await.unwrap();
    let other = store.add_image(image("2", None)).await.unwrap();
    assert_eq!(store.image(kept.id).await.unwrap().unwrap(), kept);
    let ids = |images: Vec<Image>| images.into_iter().map(|image| image.id).collect::<Vec<_>>();
    assert_eq!(ids(store.images().await.unwrap()), [other.id, kept.id]);
    let begun = transfer(&store, garage.station, TransferKind::Firmware, Some(kept.id)).await;
    assert_eq!((begun.image_version.as_deref(), begun.total_bytes), (Some("1"), Some(7)));
    assert!(matches!(store.delete_image(kept.id, None).await, Err(EditError::InUse)));
    step(&store, begun.id, TransferState::Refused).await;
    assert!(matches!(store.delete_image(kept.id, Some(UserId(6))).await, Err(EditError::NotFound)));
    store.delete_image(kept.id, Some(UserId(5))).await.unwrap();
    assert!(matches!(store.delete_image(kept.id, None).await, Err(EditError::NotFound)));
    let new = NewTransfer {
        station_id: garage.station,
        kind: TransferKind::Firmware,
        command_id: command(&store, garage.station).await,
        image_id: Some(kept.id),
        created_at: T0,
        due_at: T0,
        by: String::new(),
    };
    assert!(matches!(store.begin_transfer(new).await, Err(EditError::NoSuch { field: "imageId" })));
    assert_eq!(store.kept_files().await.unwrap(), ["f2"]);
    store.close().await;
}

async fn a_station_has_room_for_so_many_bytes(database: TestDatabase) {
    let store = database.open().await;
    let (garage, other) = (Garage::build(&store, "Torget").await, Garage::build(&store, "Kaia").await);
    let begun = transfer(&store, garage.station, TransferKind::Diagnostics, None).await;
    let upload = |name: &str, size_bytes, file: &str| NewUpload {
        station_id: garage.station,
        transfer_id: begun.id,
        name: name.to_owned(),
        size_bytes,
        sha256: String::new(),
        file: file.to_owned(),
        received_at: T0,
    };
    let (first, replaced) = store.add_upload(upload("a.log", 60, "f1"), 100).await.unwrap();
    assert_eq!(replaced, None);
    assert!(matches!(store.add_upload(upload("b.log", 41, "f2"), 100).await, Err(EditError::Full)));
    // The same name again takes the place of the first, and its room.
    let (second, replaced) = store.add_upload(upload("a.log", 90, "f3"), 100).await.unwrap();
    assert_eq!(replaced.as_deref(), Some("f1"));
    assert_eq!(store.uploaded_bytes(garage.station).await.unwrap(), 90);
    assert_eq!(store.uploads(garage.station).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(store.uploads_of(begun.id).await.unwrap().len(), 1);
    assert_eq!(store.upload(garage.station, first.id).await.unwrap(), None);
    assert_eq!(store.upload(other.station, second.id).await.unwrap(), None, "it is another station's");
    assert!(matches!(store.delete_upload(other.station, second.id).await, Err(EditError::NotFound)));
    assert_eq!(store.delete_upload(garage.station, second.id).await.unwrap(), "f3");
    let stranger = NewUpload { station_id: NodeId(999), ..upload("c.log", 1, "f4") };
    assert!(matches!(store.add_upload(stranger, 100).await, Err(EditError::NotFound)));
    store.close().await;
}

async fn a_transfer_goes_step_by_step(database: TestDatabase) {
    let store = database.open().await;
    let station = Garage::build(&store, "Torget").await.station;
    let image_id = store.add_image(image("1", None)).await.unwrap().id;
    let old = transfer(&store, station, TransferKind::Firmware, Some(image_id)).await;
    let new = transfer(&store, station, TransferKind::Firmware, Some(image_id)).await;
    let log = transfer(&store, station, TransferKind::Log, None).await;
    assert_eq!(store.unsettled_transfer(station, TransferKind::Firmware).await.unwrap(), None, "none was told yet");
    for id in [old.id, new.id, log.id] {
        store.open_transfer(id, TransferProtocol::Http, T0, T0.plus_ms(9), T0.plus_ms(1)).await.unwrap();
    }
    let meant = store.unsettled_transfer(station, TransferKind::Firmware).await.unwrap().unwrap();
    assert_eq!((meant.id, meant.protocol), (new.id, Some(TransferProtocol::Http)));
    store.progress_transfer(new.id, 3, T0.plus_ms(2)).await.unwrap();
    // The answer comes after the first word: it is not taken back, and the older one is replaced all the same.
    assert_eq!(step(&store, new.id, TransferState::Accepted).await, [old.id]);
    let stored = store.transfer(new.id).await.unwrap().unwrap();
    assert_eq!((stored.state, stored.bytes), (TransferState::Downloading, 3));
    assert_eq!(store.transfer(log.id).await.unwrap().unwrap().state, TransferState::Requested);
    assert_eq!(step(&store, new.id, TransferState::Failed).await, [new.id]);
    assert_eq!(step(&store, new.id, TransferState::Installed).await, [new.id]);
    assert_eq!(step(&store, new.id, TransferState::Failed).await, [], "it is settled");
    let silent = store.silent_transfers(T0.plus_ms(3)).await.unwrap();
    assert_eq!(silent.iter().map(|transfer| transfer.id).collect::<Vec<_>>(), [log.id]);
    let page = store.transfers(station, Some(log.id), 1).await.unwrap();
    assert_eq!(page.iter().map(|transfer| transfer.id).collect::<Vec<_>>(), [new.id]);
    store.close().await;
}

fn campaign(image_id: ImageId, targets: Vec<NewTarget>) -> NewCampaign {
    NewCampaign {
        name: "Spring".to_owned(),
        image_id,
        signed: false,
        wave_size: 2,
        halt_after: Some(HaltAfter::Percent(20)),
        starts_at: T0,
        time_limit_ms: 60_000,
        created_at: T0,
        by_user_id: None,
        by: "ada@example.org".to_owned(),
        targets,
    }
}

async fn a_campaign_is_seen_by_who_sees_its_stations(database: TestDatabase) {
    let store = database.open().await;
    let (torget, kaia) = (Garage::build(&store, "Torget").await, Garage::build(&store, "Kaia").await);
    let names = async |nodes: &[NodeId], reach: &Reach| {
        let found = store.candidates(nodes, reach).await.unwrap();
        found.into_iter().map(|candidate| candidate.name).collect::<Vec<_>>()
    };
    let own = Reach::Sites(vec![torget.site]);
    assert_eq!(names(&[NodeId::SYSTEM], &Reach::All).await, ["Kaia 1", "Torget 1"]);
    assert_eq!(names(&[NodeId::SYSTEM], &own).await, ["Torget 1"]);
    assert_eq!(names(&[torget.floor, kaia.station], &Reach::All).await, ["Kaia 1", "Torget 1"]);
    assert_eq!(names(&[kaia.site], &own).await, [""; 0]);
    let image_id = store.add_image(image("1", None)).await.unwrap().id;
    let target = |station_id| NewTarget { station_id, skipped: None };
    let both = campaign(image_id, vec![target(torget.station), target(kaia.station)]);
    let both = store.create_campaign(both).await.unwrap();
    let one = store.create_campaign(campaign(image_id, vec![target(kaia.station)])).await.unwrap();
    assert_eq!(store.campaigns(&Reach::All).await.unwrap().len(), 2);
    let seen = store.campaigns(&own).await.unwrap();
    assert_eq!(seen.iter().map(|campaign| campaign.id).collect::<Vec<_>>(), [both]);
    assert_eq!(seen[0].counts.get(&TargetState::Waiting), Some(&1), "only what is within reach is counted");
    assert_eq!(store.campaign_targets(both, &own).await.unwrap().len(), 1);
    assert!(store.campaign_goes_beyond(both, &own).await.unwrap());
    assert!(!store.campaign_goes_beyond(both, &Reach::All).await.unwrap());
    assert_eq!(store.campaign(one, &own).await.unwrap(), None);
    let nothing = store.create_campaign(campaign(ImageId(99), vec![])).await;
    assert!(matches!(nothing, Err(EditError::NoSuch { field: "imageId" })));
    store.close().await;
}

async fn a_campaign_goes_on_in_waves(database: TestDatabase) {
    let store = database.open().await;
    let (torget, kaia) = (Garage::build(&store, "Torget").await, Garage::build(&store, "Kaia").await);
    let image_id = store.add_image(image("1", None)).await.unwrap().id;
    let targets = vec![
        NewTarget { station_id: torget.station, skipped: None },
        NewTarget { station_id: kaia.station, skipped: Some(SkipReason::OtherVendor) },
    ];
    let id = store.create_campaign(campaign(image_id, targets)).await.unwrap();
    let stored = store.open_campaigns().await.unwrap().pop().unwrap();
    assert_eq!((stored.plan.wave_size, stored.plan.halt_after), (2, Some(HaltAfter::Percent(20))));
    use CampaignState as S;
    assert_eq!(store.begin_wave(id, vec![torget.station], T0).await.unwrap(), [], "it does not run yet");
    assert!(store.move_campaign(id, &[S::Waiting], S::Running, T0).await.unwrap());
    assert!(!store.move_campaign(id, &[S::Waiting], S::Running, T0).await.unwrap());
    let wave = vec![torget.station, kaia.station];
    assert_eq!(store.begin_wave(id, wave.clone(), T0).await.unwrap(), [torget.station], "who is skipped is not asked");
    let failed = TargetStep {
        campaign_id: id,
        station_id: torget.station,
        state: TargetState::Failed,
        transfer_id: Some(TransferId(7)),
        at: T0,
    };
    store.step_target(failed).await.unwrap();
    assert!(store.move_campaign(id, &[S::Running], S::Halted, T0).await.unwrap());
    assert!(store.move_campaign(id, &[S::Halted], S::Running, T0).await.unwrap());
    let stored = store.campaign(id, &Reach::All).await.unwrap().unwrap();
    assert_eq!((stored.plan.forgiven, stored.wave), (1, 1));
    assert!(matches!(store.delete_image(image_id, None).await, Err(EditError::InUse)));
    assert!(store.move_campaign(id, &[S::Running], S::Cancelled, T0).await.unwrap());
    assert!(store.open_campaigns().await.unwrap().is_empty());
    let reasons: Vec<_> = store.campaign_targets(id, &Reach::All).await.unwrap();
    assert_eq!(reasons[1].reason, Some(SkipReason::OtherVendor));
    store.delete_image(image_id, None).await.unwrap();
    store.close().await;
}
