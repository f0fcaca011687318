//! Charging profiles: what is sent, what the portal knows to be installed (OCPP 1.6 ed. 2 §3.13, §5.16).

use csms::CommandRefused;
use domain::charging_profile::{
    ChargingProfile, ProfileFilter, ProfileKind, ProfilePeriod, ProfilePurpose, RateUnit, Recurrency,
};
use domain::command::{Command, CommandState};
use domain::{CommandId, NodeId, SessionId, UtcMillis};
use serde_json::{Value, json};
use store::station::{Extent, StationKey};

use crate::portal::{NOON, PATIENCE, Portal, operator};
use crate::session::id_of;
use crate::station::{Station, start, stop};

fn profile(outlet: u16, purpose: ProfilePurpose, stack_level: u32) -> ChargingProfile {
    ChargingProfile {
        outlet,
        profile_id: None,
        purpose,
        stack_level,
        kind: ProfileKind::Recurring,
        recurrency: Some(Recurrency::Daily),
        valid_from: Some(NOON),
        valid_to: Some(UtcMillis(NOON.0 + 86_400_000)),
        duration_s: Some(86_400),
        start_at: Some(NOON),
        unit: RateUnit::Ampere,
        min_charging_rate: Some(6.0),
        periods: vec![
            ProfilePeriod { start_s: 0, limit: 16.5, phases: Some(3) },
            ProfilePeriod { start_s: 3_600, limit: 6.0, phases: None },
        ],
        session_id: None,
    }
}

fn set(profile: ChargingProfile) -> Command {
    Command::SetChargingProfile(Box::new(profile))
}

/// Gives a command, which the station answers so; gives what it was asked.
async fn give(
    portal: &Portal,
    station: &mut Station,
    id: NodeId,
    command: Command,
    answer: Value,
) -> (CommandId, Value) {
    let command_id = portal.system.command(id, command, operator()).await.unwrap();
    let asked = station.asked().await;
    station.answer(&asked, answer);
    portal.system.wait_for(command_id, PATIENCE).await.expect("the command should end");
    (command_id, asked.payload)
}

async fn installed(portal: &Portal, id: NodeId) -> Vec<i64> {
    portal.store.charging_profiles(id).await.unwrap().into_iter().map(|installed| installed.id).collect()
}

fn accepted() -> Value {
    json!({"status": "Accepted"})
}

#[tokio::test]
async fn a_profile_goes_out_whole_and_is_known_once_the_station_has_taken_it() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 2).await;
    let mut station = portal.connect("CP1").await;
    let wanted = profile(1, ProfilePurpose::TxDefault, 2);
    let (first, asked) = give(&portal, &mut station, id, set(wanted.clone()), accepted()).await;
    let expected = json!({"connectorId": 1, "csChargingProfiles": {
        "chargingProfileId": first.0, "stackLevel": 2, "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Recurring", "recurrencyKind": "Daily", "validFrom": "2026-06-01T12:00:00.000Z",
        "validTo": "2026-06-02T12:00:00.000Z", "chargingSchedule": {
            "duration": 86400, "startSchedule": "2026-06-01T12:00:00.000Z", "chargingRateUnit": "A", "minChargingRate": 6.0,
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16.5, "numberPhases": 3}, {"startPeriod": 3600, "limit": 6.0}],
    }}});
    assert_eq!(asked, expected);
    assert_eq!(installed(&portal, id).await, [first.0]);
    let (other, _) = give(&portal, &mut station, id, set(profile(2, ProfilePurpose::TxDefault, 2)), accepted()).await;
    let refused = json!({"status": "Rejected"});
    give(&portal, &mut station, id, set(profile(1, ProfilePurpose::TxDefault, 1)), refused).await;
    assert_eq!(installed(&portal, id).await, [first.0, other.0]);
    let (second, _) = give(&portal, &mut station, id, set(wanted), accepted()).await;
    assert_eq!(installed(&portal, id).await, [second.0, other.0], "it replaces its equal");
}

#[tokio::test]
async fn what_the_station_removes_is_known_no_more() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 2).await;
    let mut station = portal.connect("CP1").await;
    let (station_max, _) =
        give(&portal, &mut station, id, set(profile(0, ProfilePurpose::ChargePointMax, 0)), accepted()).await;
    let mut ids = Vec::new();
    for outlet in [1, 2] {
        ids.push(
            give(&portal, &mut station, id, set(profile(outlet, ProfilePurpose::TxDefault, 0)), accepted()).await.0.0,
        );
    }
    let clear = |filter| Command::ClearChargingProfile(filter);
    let (_, asked) = give(
        &portal,
        &mut station,
        id,
        clear(ProfileFilter { outlet: Some(1), ..ProfileFilter::default() }),
        accepted(),
    )
    .await;
    assert_eq!(asked, json!({"connectorId": 1}));
    assert_eq!(installed(&portal, id).await, [station_max.0, ids[1]]);
    let by_id = ProfileFilter { profile_id: Some(ids[1]), ..ProfileFilter::default() };
    give(&portal, &mut station, id, clear(by_id), json!({"status": "Unknown"})).await;
    assert_eq!(installed(&portal, id).await, [station_max.0], "the station has none that matches");
    give(&portal, &mut station, id, clear(ProfileFilter::default()), accepted()).await;
    assert_eq!(installed(&portal, id).await, [] as [i64; 0]);
}

#[tokio::test]
async fn a_sessions_profile_ends_with_it() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let session = id_of(&station.call("StartTransaction", start(1, "A", 0, "2026-06-01T12:00:00Z")).await);
    let for_session = |session_id| ChargingProfile {
        session_id: Some(SessionId(session_id)),
        kind: ProfileKind::Relative,
        recurrency: None,
        start_at: None,
        ..profile(1, ProfilePurpose::Tx, 0)
    };
    let refused = portal.system.command(id, set(for_session(session + 1)), operator()).await;
    assert!(matches!(&refused, Err(CommandRefused::Unfit(unfit)) if unfit.field == "sessionId"), "{refused:?}");
    let (taken, asked) = give(&portal, &mut station, id, set(for_session(session)), accepted()).await;
    assert_eq!(asked["csChargingProfiles"]["transactionId"], session);
    assert_eq!(installed(&portal, id).await, [taken.0]);
    station.call("StopTransaction", stop(session, 1_000, "2026-06-01T12:30:00Z")).await;
    assert_eq!(installed(&portal, id).await, [] as [i64; 0]);
}

#[tokio::test]
async fn what_the_station_cannot_take_is_refused_before_it_is_sent() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let keys = [
        ("ChargeProfileMaxStackLevel", "3"),
        ("ChargingScheduleMaxPeriods", "2"),
        ("ChargingScheduleAllowedChargingRateUnit", "Current"),
    ];
    let keys =
        keys.map(|(key, value)| StationKey { key: key.to_owned(), value: Some(value.to_owned()), read_only: true });
    portal.store.save_configuration(id, keys.to_vec(), Extent::Some, portal.now()).await.unwrap();
    let usual = || profile(1, ProfilePurpose::TxDefault, 3);
    let mut long = usual();
    long.periods.push(ProfilePeriod { start_s: 7_200, limit: 1.0, phases: None });
    for (field, profile) in [
        ("stackLevel", ChargingProfile { stack_level: 4, ..usual() }),
        ("unit", ChargingProfile { unit: RateUnit::Watt, ..usual() }),
        ("periods", long),
        ("outlet", ChargingProfile { outlet: 9, ..usual() }),
    ] {
        let refused = portal.system.command(id, set(profile), operator()).await;
        assert!(matches!(&refused, Err(CommandRefused::Unfit(unfit)) if unfit.field == field), "{field}: {refused:?}");
    }
}

#[tokio::test]
async fn the_schedule_that_follows_is_asked_for() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let command = Command::GetCompositeSchedule { outlet: 1, duration_s: 3_600, unit: Some(RateUnit::Watt) };
    let (command_id, asked) = give(&portal, &mut station, id, command, json!({"status": "Rejected"})).await;
    assert_eq!(asked, json!({"connectorId": 1, "duration": 3600, "chargingRateUnit": "W"}));
    assert_eq!(portal.system.wait_for(command_id, PATIENCE).await, Some(CommandState::Rejected));
}
