//! Starts and stops (`ocpp.md` rules 3 and 4).

use domain::SessionId;
use domain::change::{ChangeBody, SessionChange};
use domain::session::{AuthorisationStatus, Session, SessionFlag};
use serde_json::{Value, json};

use crate::portal::Portal;
use crate::station::{Station, meter, start, stop};

const NOON: &str = "2026-06-01T12:00:00Z";

pub(crate) fn id_of(answer: &Value) -> i64 {
    let id = answer["transactionId"].as_i64().expect("a transaction id");
    assert!(id > 0 && id < 1 << 31, "{id}");
    id
}

async fn begun(portal: &Portal) -> (Station, i64) {
    let mut station = portal.connect("CP1").await;
    let answer = station.call("StartTransaction", start(1, "TAG1", 1_000, NOON)).await;
    (station, id_of(&answer))
}

async fn session(portal: &Portal, id: i64) -> Session {
    portal.store.session(SessionId(id)).await.unwrap().expect("the session is stored")
}

#[tokio::test]
async fn a_session_from_start_to_stop() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut listener = portal.listen();
    let mut station = portal.connect("CP1").await;
    let answer = station.call("StartTransaction", start(1, "TAG1", 1_000, NOON)).await;
    assert_eq!(answer["idTagInfo"]["status"], "Accepted");
    let id = id_of(&answer);
    station.call("MeterValues", meter(1, Some(id), 3_000, 11_000, "2026-06-01T12:30:00Z")).await;
    let answer = station.call("StopTransaction", stop(id, 6_000, "2026-06-01T13:00:00Z")).await;
    assert_eq!(answer, json!({}));
    let session = session(&portal, id).await;
    assert_eq!((session.energy_wh, session.meter_start_wh, session.meter_end_wh), (5_000, Some(1_000), Some(6_000)));
    assert_eq!(session.duration_ms(portal.now()), 3_600_000);
    assert_eq!(session.stop_reason.as_deref(), Some("Local"));
    for expected in [SessionChange::Started, SessionChange::Progress, SessionChange::Ended] {
        listener
            .hears(expected.as_str(), |body| match body {
                ChangeBody::Session { change, session } if *change == expected => {
                    assert_eq!(session.id, SessionId(id));
                    Some(())
                }
                _ => None,
            })
            .await;
    }
}

#[tokio::test]
async fn a_start_sent_again_gets_the_same_id_and_status() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let payload = start(1, "TAG1", 1_000, NOON);
    let first = station.call_as("m1", "StartTransaction", payload.clone()).await;
    let same_id = station.call_as("m1", "StartTransaction", payload.clone()).await;
    let new_id = station.call_as("m2", "StartTransaction", payload.clone()).await;
    assert_eq!(first, same_id);
    assert_eq!(first, new_id);
    station.hang_up().await;
    let mut station = portal.connect("CP1").await;
    assert_eq!(station.call_as("m1", "StartTransaction", payload.clone()).await, first, "also after a reconnect");
    station.call("StopTransaction", stop(id_of(&first), 2_000, "2026-06-01T12:10:00Z")).await;
    assert_eq!(id_of(&station.call_as("m4", "StartTransaction", payload.clone()).await), id_of(&first));
    let portal = portal.restarted().await;
    let mut station = portal.connect("CP1").await;
    assert_eq!(station.call_as("m5", "StartTransaction", payload).await, first, "also after a restart");
    assert_eq!(portal.count("SELECT COUNT(*) FROM session").await, 1);
}

#[tokio::test]
async fn a_start_sent_again_by_a_clock_that_was_never_set_gets_the_same_id() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let payload = start(1, "TAG1", 1_000, "1970-01-01T00:00:12Z");
    let first = station.call("StartTransaction", payload.clone()).await;
    portal.clock.advance_ms(5_000);
    assert_eq!(station.call("StartTransaction", payload).await, first);
    let session = session(&portal, id_of(&first)).await;
    assert!(session.flags.has(SessionFlag::OddClock));
    assert_eq!(session.started_at, crate::portal::NOON);
    assert!(session.started_at_text.is_some());
}

#[tokio::test]
async fn a_start_while_another_session_is_open_ends_that_one_without_a_stop() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let (mut station, first) = begun(&portal).await;
    station.call("MeterValues", meter(1, Some(first), 2_500, 7_000, "2026-06-01T12:05:00Z")).await;
    portal.clock.advance_ms(600_000);
    let answer = station.call("StartTransaction", start(1, "TAG2", 2_600, "2026-06-01T12:10:00Z")).await;
    let second = id_of(&answer);
    assert_ne!(first, second);
    let ended = session(&portal, first).await;
    assert!(ended.flags.has(SessionFlag::EndedWithoutStop));
    assert_eq!((ended.energy_wh, ended.is_active()), (1_500, false));
    assert!(session(&portal, second).await.is_active());
    // Its stop comes after all.
    station.call("StopTransaction", stop(first, 2_600, "2026-06-01T12:06:00Z")).await;
    let ended = session(&portal, first).await;
    assert!(!ended.flags.has(SessionFlag::EndedWithoutStop));
    assert_eq!((ended.energy_wh, ended.stop_reason.as_deref()), (1_600, Some("Local")));
    assert_eq!(portal.count("SELECT SUM(sessions) FROM session_day").await, 1, "counted once");
    assert_eq!(portal.count("SELECT SUM(energy_wh) FROM session_day").await, 1_600);
}

#[tokio::test]
async fn a_second_stop_changes_nothing() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let (mut station, id) = begun(&portal).await;
    station.call("StopTransaction", stop(id, 2_000, "2026-06-01T12:10:00Z")).await;
    let before = session(&portal, id).await;
    let again = station.call("StopTransaction", stop(id, 9_000, "2026-06-01T12:20:00Z")).await;
    assert_eq!(again, json!({}));
    assert_eq!(session(&portal, id).await, before);
    assert_eq!(portal.count("SELECT COUNT(*) FROM session").await, 1);
}

#[tokio::test]
async fn stops_with_unknown_zero_and_negative_ids_find_the_session_that_ran() {
    for transaction in [0, -1, 987_654_321] {
        let portal = Portal::new().await;
        portal.add_station("CP1", 2).await;
        let (mut station, id) = begun(&portal).await;
        let answer = station.call("StopTransaction", stop(transaction, 4_000, "2026-06-01T12:30:00Z")).await;
        assert_eq!(answer, json!({}));
        let session = session(&portal, id).await;
        assert_eq!((session.is_active(), session.energy_wh), (false, 3_000), "{transaction}");
        assert_eq!(portal.count("SELECT COUNT(*) FROM session").await, 1);
    }
}

#[tokio::test]
async fn a_stop_that_matches_nothing_becomes_one_orphan() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let payload = stop(-5, 4_000, "2026-06-01T11:30:00Z");
    assert_eq!(station.call("StopTransaction", payload.clone()).await, json!({}));
    assert_eq!(station.call("StopTransaction", payload).await, json!({}), "sent again");
    assert_eq!(portal.count("SELECT COUNT(*) FROM session").await, 1);
    let id = portal.count("SELECT id FROM session").await;
    let session = session(&portal, id).await;
    assert!(session.flags.has(SessionFlag::Orphan));
    assert!(!session.is_active());
}

#[tokio::test]
async fn transaction_data_is_stored_as_meter_values() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let (mut station, id) = begun(&portal).await;
    let mut payload = stop(id, 5_000, "2026-06-01T13:00:00Z");
    payload["transactionData"] = json!([
        {"timestamp": "2026-06-01T12:15:00Z", "sampledValue": [{"value": "2000"}]},
        {"timestamp": "2026-06-01T13:00:00Z", "sampledValue": [
            {"value": "5.0", "unit": "kWh", "context": "Transaction.End"},
            {"value": "OCMF|{}|{}", "format": "SignedData"},
        ]},
    ]);
    station.call("StopTransaction", payload).await;
    assert_eq!(portal.count("SELECT COUNT(*) FROM reading WHERE session_id IS NOT NULL").await, 2);
    assert_eq!(session(&portal, id).await.energy_wh, 4_000);
    assert_eq!(portal.count("SELECT SUM(energy_wh) FROM energy_quarter").await, 4_000);
    assert_eq!(portal.count("SELECT COUNT(*) FROM reading WHERE samples LIKE '%OCMF|{}|{}%'").await, 1);
}

#[tokio::test]
async fn a_refused_tag_that_charges_all_the_same_is_stored_and_flagged() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    portal.add_outlet(id, 1, domain::outlet::OutletMode::Rfid).await;
    let mut station = portal.connect("CP1").await;
    let asked = station.call("Authorize", json!({"idTag": "NOBODY"})).await;
    assert_eq!(asked["idTagInfo"]["status"], "Invalid");
    let answer = station.call("StartTransaction", start(1, "NOBODY", 0, NOON)).await;
    assert_eq!(answer["idTagInfo"]["status"], "Invalid");
    let session = session(&portal, id_of(&answer)).await;
    assert!(session.flags.has(SessionFlag::RefusedTag) && session.is_active());
    assert_eq!(session.start_status, AuthorisationStatus::Invalid);
}

#[tokio::test]
async fn a_tag_that_charges_elsewhere_is_told_so_and_stored() {
    let portal = Portal::new().await;
    portal.set_policies(|policies| policies.unknown_tags = domain::policy::UnknownTags::Accept).await;
    let id = portal.add_station("CP1", 0).await;
    for number in 1..=2 {
        portal.add_outlet(id, number, domain::outlet::OutletMode::Rfid).await;
    }
    let mut station = portal.connect("CP1").await;
    let first = station.call("StartTransaction", start(1, "GUEST", 0, NOON)).await;
    assert_eq!(first["idTagInfo"]["status"], "Accepted");
    let second = station.call("StartTransaction", start(2, "guest", 0, NOON)).await;
    assert_eq!(second["idTagInfo"]["status"], "ConcurrentTx");
    assert_ne!(id_of(&first), id_of(&second));
}

#[tokio::test]
async fn a_start_at_an_outlet_that_nobody_configured_makes_the_outlet() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    let answer = station.call("StartTransaction", start(2, "TAG1", 0, NOON)).await;
    let session = session(&portal, id_of(&answer)).await;
    assert_eq!(session.placement.outlet, 2);
    assert!(session.placement.outlet_id.is_some());
    assert!(portal.event("outletCreated").await.contains("outlet 2"));
}

#[tokio::test]
async fn a_late_start_that_is_older_than_the_open_session_waits_for_its_own_stop() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let (mut station, present) = begun(&portal).await;
    let late = id_of(&station.call("StartTransaction", start(1, "TAG9", 100, "2026-06-01T08:00:00Z")).await);
    assert!(session(&portal, present).await.is_active(), "the present one goes on");
    station.call("StopTransaction", stop(late, 900, "2026-06-01T09:00:00Z")).await;
    let late = session(&portal, late).await;
    assert_eq!((late.energy_wh, late.is_active()), (800, false));
    assert!(late.flags.has(SessionFlag::DeliveredLate));
    assert!(session(&portal, present).await.is_active());
}
