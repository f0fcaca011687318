//! What is in memory is rebuilt from the database (architecture, invariant 8).

use std::time::Duration;

use csms::Options;
use domain::SessionId;
use domain::outlet::{OutletStatus, State};
use serde_json::json;
use store::testing::TestDatabase;

use crate::portal::{Portal, eventually, options};
use crate::session::id_of;
use crate::station::{meter, start, status, stop};

#[tokio::test]
async fn a_session_goes_on_after_a_crash_with_nothing_lost() {
    // Progress is never written, as if the process had died before.
    let portal = Portal::with(Options { progress_interval: Duration::from_secs(3_600), ..options() }).await;
    let station_id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Charging", "NoError", "2026-06-01T12:00:00Z")).await;
    let id = id_of(&station.call("StartTransaction", start(1, "A", 1_000, "2026-06-01T12:00:00Z")).await);
    station.call("MeterValues", meter(1, Some(id), 3_000, 8_000, "2026-06-01T12:15:00Z")).await;
    station.call("MeterValues", meter(1, Some(id), 5_000, 8_000, "2026-06-01T12:30:00Z")).await;
    let options = Options { progress_interval: Duration::from_millis(50), ..portal.options.clone() };
    let portal = Portal { options, ..portal }.restarted().await;
    let live = portal.system.station(station_id).unwrap();
    assert_eq!((live.online, live.outlets[0].state), (false, State::Offline));
    assert_eq!(live.outlets[0].present.status, OutletStatus::Charging);
    assert_eq!(live.outlets[0].session.map(|session| session.id), Some(SessionId(id)));
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    let live = portal.system.station(station_id).unwrap();
    assert_eq!(live.outlets[0].session.map(|session| session.energy_wh), Some(4_000), "counted from the readings");
    eventually("the quarters in the database", async || {
        (portal.count("SELECT COALESCE(SUM(energy_wh), 0) FROM energy_quarter").await == 4_000).then_some(())
    })
    .await;
    station.call("MeterValues", meter(1, Some(id), 6_000, 8_000, "2026-06-01T12:45:00Z")).await;
    station.call("StopTransaction", stop(id, 7_000, "2026-06-01T13:00:00Z")).await;
    let session = portal.store.session(SessionId(id)).await.unwrap().unwrap();
    assert_eq!((session.energy_wh, session.is_active()), (6_000, false));
    assert_eq!(portal.count("SELECT SUM(energy_wh) FROM energy_quarter").await, 6_000);
}

#[tokio::test]
async fn alarms_that_are_active_are_known_and_cleared_after_a_restart() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Faulted", "GroundFailure", "2026-06-01T12:00:00Z")).await;
    let portal = portal.restarted().await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Available", "NoError", "2026-06-01T12:00:00Z")).await;
    assert!(portal.store.active_alarms().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_key_flows_hold_on_postgresql_too() {
    let portal = Portal::on(TestDatabase::postgres().await, options()).await;
    let station_id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    assert_eq!(station.boot().await["status"], "Accepted");
    station.asked().await;
    station.call("StatusNotification", status(1, "Charging", "NoError", "2026-06-01T12:00:00Z")).await;
    let id = id_of(&station.call("StartTransaction", start(1, "A", 1_000, "2026-06-01T12:00:00Z")).await);
    station.call("MeterValues", meter(1, Some(id), 3_000, 8_000, "2026-06-01T12:15:00Z")).await;
    let again = id_of(&station.call("StartTransaction", start(1, "A", 1_000, "2026-06-01T12:00:00Z")).await);
    assert_eq!(again, id);
    station.call("StopTransaction", stop(-1, 4_000, "2026-06-01T12:30:00Z")).await;
    let session = portal.store.session(SessionId(id)).await.unwrap().unwrap();
    assert_eq!((session.energy_wh, session.is_active()), (3_000, false));
    station.hang_up().await;
    assert!(!portal.system.station(station_id).unwrap().online);
    portal.system.shutdown().await;
}
