//! Meter values (`ocpp.md` rule 5).

use domain::access::Reach;
use domain::change::{ChangeBody, SessionChange};
use domain::session::SessionFlag;
use domain::{NodeId, SessionId};
use serde_json::{Value, json};

use crate::portal::{Portal, eventually};
use crate::session::id_of;
use crate::station::{Station, meter, start, status, stop};

async fn begun(portal: &Portal) -> (NodeId, Station, i64) {
    let station_id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let answer = station.call("StartTransaction", start(1, "TAG1", 1_000, "2026-06-01T12:00:00Z")).await;
    (station_id, station, id_of(&answer))
}

async fn readings_of(portal: &Portal, id: i64) -> usize {
    portal.store.readings(SessionId(id), &Reach::All).await.unwrap().len()
}

#[tokio::test]
async fn every_sample_is_kept_with_all_that_was_told_of_it() {
    let portal = Portal::new().await;
    let (_, mut station, id) = begun(&portal).await;
    let samples = json!([
        {"value": "1.5", "unit": "kWh"},
        {"value": "230.1", "measurand": "Voltage", "phase": "L1-N", "location": "Inlet", "context": "Sample.Clock", "unit": "V"},
        {"value": "AQID", "format": "SignedData", "measurand": "Energy.Active.Import.Register"},
        {"value": "17", "measurand": "Vendor.Own", "unit": "furlong"},
    ]);
    let payload = json!({"connectorId": 1, "transactionId": id,
        "meterValue": [{"timestamp": "2026-06-01T12:01:00Z", "sampledValue": samples}]});
    assert_eq!(station.call("MeterValues", payload).await, json!({}));
    let readings = portal.store.readings(SessionId(id), &Reach::All).await.unwrap();
    let samples = &readings[0].samples;
    assert_eq!(samples.len(), 4);
    assert_eq!((samples[0].value, &*samples[0].unit, &*samples[0].original), (Some(1_500.0), "Wh", "1.5"));
    assert_eq!((samples[1].phase.as_deref(), samples[1].location.as_deref()), (Some("L1-N"), Some("Inlet")));
    assert_eq!((samples[2].value, samples[2].signed, &*samples[2].original), (None, true, "AQID"));
    assert_eq!((&*samples[3].measurand, &*samples[3].unit), ("Vendor.Own", "furlong"));
}

#[tokio::test]
async fn readings_are_live_and_their_progress_is_written_a_little_later() {
    let portal = Portal::new().await;
    let (station_id, mut station, id) = begun(&portal).await;
    let mut listener = portal.listen();
    station.call("MeterValues", meter(1, Some(id), 2_000, 7_400, "2026-06-01T12:10:00Z")).await;
    let live = portal.system.station(station_id).unwrap().outlets[0].clone();
    let session = live.session.expect("a session");
    assert_eq!((session.energy_wh, session.meter_wh, session.power_w), (1_000, Some(2_000), Some(7_400.0)));
    assert_eq!(live.power_w, Some(7_400.0));
    let told = listener
        .hears("progress", |body| match body {
            ChangeBody::Session { change: SessionChange::Progress, session } => Some(session.energy_wh),
            _ => None,
        })
        .await;
    assert_eq!(told, 1_000);
    eventually("the progress in the database", async || {
        let stored = portal.store.session(SessionId(id)).await.unwrap().unwrap();
        (stored.energy_wh == 1_000 && stored.power_w == Some(7_400.0)).then_some(())
    })
    .await;
    assert_eq!(portal.count("SELECT SUM(energy_wh) FROM energy_quarter").await, 1_000);
    let mut session = portal.store.session(SessionId(id)).await.unwrap().unwrap();
    station.call("MeterValues", meter(1, Some(id), 3_000, 7_000, "2026-06-01T12:20:00Z")).await;
    portal.system.overlay(&mut session);
    assert_eq!((session.energy_wh, session.power_w), (2_000, Some(7_000.0)));
}

#[tokio::test]
async fn progress_is_told_at_most_every_five_seconds() {
    let portal = Portal::new().await;
    let (_, mut station, id) = begun(&portal).await;
    let before = portal.system.bus().newest();
    for second in 0..20 {
        let at = format!("2026-06-01T12:00:{second:02}Z");
        station.call("MeterValues", meter(1, Some(id), 1_000 + second, 7_000, &at)).await;
        portal.clock.advance_ms(1_000);
    }
    // A session and an outlet each time.
    assert_eq!(portal.system.bus().newest() - before, 4 * 2);
}

#[tokio::test]
async fn late_readings_belong_to_their_session_also_after_the_stop() {
    let portal = Portal::new().await;
    let (_, mut station, id) = begun(&portal).await;
    station.call("StopTransaction", stop(id, 5_000, "2026-06-01T12:30:00Z")).await;
    station.call("StatusNotification", status(1, "Available", "NoError", "2026-06-01T12:30:05Z")).await;
    station.call("MeterValues", meter(1, Some(id), 3_000, 7_000, "2026-06-01T12:15:00Z")).await;
    station.call("MeterValues", meter(1, None, 4_000, 7_000, "2026-06-01T12:20:00Z")).await;
    assert_eq!(readings_of(&portal, id).await, 2);
    assert_eq!(portal.store.session(SessionId(id)).await.unwrap().unwrap().energy_wh, 4_000, "as the stop settled it");
    let second = station.call("StartTransaction", start(1, "TAG1", 5_000, "2026-06-01T13:00:00Z")).await;
    station.call("MeterValues", meter(1, None, 4_500, 7_000, "2026-06-01T12:25:00Z")).await;
    assert_eq!(readings_of(&portal, id).await, 3, "also while the next one runs");
    assert_eq!(readings_of(&portal, id_of(&second)).await, 0);
}

#[tokio::test]
async fn a_reading_that_is_sent_again_is_kept_once_also_across_a_restart() {
    let portal = Portal::new().await;
    let (_, mut station, id) = begun(&portal).await;
    let first = meter(1, Some(id), 2_000, 7_400, "2026-06-01T12:10:00Z");
    let second = meter(1, Some(id), 3_000, 7_400, "2026-06-01T12:20:00Z");
    station.call("MeterValues", first.clone()).await;
    station.call("MeterValues", second.clone()).await;
    assert_eq!(station.call("MeterValues", second.clone()).await, json!({}));
    assert_eq!(station.call("MeterValues", first).await, json!({}));
    assert_eq!(readings_of(&portal, id).await, 2);
    let portal = portal.restarted().await;
    let mut station = portal.connect("CP1").await;
    station.call("MeterValues", second).await;
    assert_eq!(readings_of(&portal, id).await, 2);
    // The same moment told with other samples is no repetition.
    station.call("MeterValues", meter(1, Some(id), 3_000, 7_300, "2026-06-01T12:20:00Z")).await;
    assert_eq!(readings_of(&portal, id).await, 3);
}

#[tokio::test]
async fn readings_of_no_session_are_kept_without_one() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for payload in [
        meter(0, None, 100, 0, "2026-06-01T12:00:00Z"),
        meter(1, None, 100, 0, "2026-06-01T12:00:00Z"),
        meter(1, Some(4_711), 100, 0, "2026-06-01T12:00:00Z"),
        meter(1, Some(-1), 100, 0, "2026-06-01T12:00:00Z"),
    ] {
        assert_eq!(station.call("MeterValues", payload).await, json!({}));
    }
    assert_eq!(portal.count("SELECT COUNT(*) FROM reading WHERE session_id IS NULL").await, 4);
}

#[tokio::test]
async fn another_stations_transaction_id_is_not_believed() {
    let portal = Portal::new().await;
    let (_, _station, id) = begun(&portal).await;
    portal.add_station("CP2", 1).await;
    let mut other = portal.connect("CP2").await;
    other.call("MeterValues", meter(1, Some(id), 9_000, 0, "2026-06-01T12:10:00Z")).await;
    assert_eq!(readings_of(&portal, id).await, 0);
    let answer: Value = other.call("StopTransaction", stop(id, 9_000, "2026-06-01T12:10:00Z")).await;
    assert_eq!(answer, json!({}));
    assert!(portal.store.session(SessionId(id)).await.unwrap().unwrap().is_active());
}

#[tokio::test]
async fn registers_that_jump_back_never_give_negative_energy() {
    let portal = Portal::new().await;
    let (_, mut station, id) = begun(&portal).await;
    for (energy_wh, at) in [(2_000, "12:05:00"), (50, "12:10:00"), (500, "12:15:00"), (900, "12:20:00")] {
        station.call("MeterValues", meter(1, Some(id), energy_wh, 0, &format!("2026-06-01T{at}Z"))).await;
    }
    station.call("StopTransaction", stop(id, 1_000, "2026-06-01T12:30:00Z")).await;
    let session = portal.store.session(SessionId(id)).await.unwrap().unwrap();
    assert!(session.energy_wh >= 0);
    assert!(session.flags.has(SessionFlag::RegisterJump));
    assert_eq!(portal.count("SELECT COUNT(*) FROM energy_quarter WHERE energy_wh < 0").await, 0);
}

#[tokio::test]
async fn implausible_energy_is_flagged_and_not_hidden() {
    let portal = Portal::new().await;
    let (_, mut station, id) = begun(&portal).await;
    station.call("StopTransaction", stop(id, 501_000, "2026-06-01T12:10:00Z")).await;
    let session = portal.store.session(SessionId(id)).await.unwrap().unwrap();
    assert_eq!(session.energy_wh, 500_000);
    assert!(session.flags.has(SessionFlag::ImplausibleEnergy));
}
