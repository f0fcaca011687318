//! Statuses: the present, the history, the alarms (`ocpp.md` rules 6 and 7).

use domain::NodeId;
use domain::alarm::AlarmType;
use domain::change::{AlarmChange, ChangeBody};
use domain::outlet::{OutletPresent, OutletStatus, State};
use serde_json::json;

use crate::portal::Portal;
use crate::station::status;

fn present(portal: &Portal, station: NodeId, number: u16) -> OutletPresent {
    let live = portal.system.station(station).unwrap();
    live.outlets.into_iter().find(|outlet| outlet.number == number).expect("the outlet").present
}

#[tokio::test]
async fn a_status_is_the_present_and_told_live() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let mut listener = portal.listen();
    station.call("StatusNotification", status(1, "Charging", "NoError", "2026-06-01T12:00:00Z")).await;
    listener
        .hears("the outlet", |body| {
            matches!(body, ChangeBody::Outlet { number: 1, state: State::Charging, .. }).then_some(())
        })
        .await;
    assert_eq!(present(&portal, id, 1).status, OutletStatus::Charging);
    assert_eq!(portal.count("SELECT COUNT(*) FROM outlet WHERE status = 'charging'").await, 1);
    station.hang_up().await;
    assert_eq!(portal.system.station(id).unwrap().outlets[0].state, State::Offline);
}

#[tokio::test]
async fn late_and_reordered_statuses_fill_history_and_never_change_the_present() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Available", "NoError", "2026-06-01T11:59:50Z")).await;
    station.call("StatusNotification", status(1, "Charging", "NoError", "2026-06-01T11:59:30Z")).await;
    station.call("StatusNotification", status(1, "Faulted", "GroundFailure", "2026-03-01T00:00:00Z")).await;
    assert_eq!(present(&portal, id, 1).status, OutletStatus::Available);
    assert_eq!(portal.count("SELECT COUNT(*) FROM status_change").await, 3);
    assert_eq!(portal.count("SELECT COUNT(*) FROM status_change WHERE late").await, 2);
    assert!(portal.store.active_alarms().await.unwrap().is_empty(), "old faults raise no alarm");
}

#[tokio::test]
async fn odd_times_are_stored_and_nothing_is_refused() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for (told, at) in
        [("Preparing", "1970-01-01T00:00:00Z"), ("Charging", "2099-12-31T00:00:00Z"), ("Finishing", "31.05.2026 noon")]
    {
        portal.clock.advance_ms(1_000);
        station.call("StatusNotification", status(1, told, "NoError", at)).await;
    }
    assert_eq!(present(&portal, id, 1).status, OutletStatus::Finishing);
    assert_eq!(portal.count("SELECT COUNT(*) FROM status_change").await, 3);
}

#[tokio::test]
async fn a_fault_raises_one_alarm_that_is_counted_and_cleared_by_no_error() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let mut listener = portal.listen();
    for second in 1..=2 {
        let at = format!("2026-06-01T12:00:0{second}Z");
        station.call("StatusNotification", status(1, "Faulted", "HighTemperature", &at)).await;
    }
    let alarms = portal.store.active_alarms().await.unwrap();
    assert_eq!((alarms.len(), alarms[0].count), (1, 2));
    assert_eq!((alarms[0].key.kind, alarms[0].outlet), (AlarmType::Temperature, Some(1)));
    station.call("StatusNotification", status(1, "Available", "NoError", "2026-06-01T12:00:03Z")).await;
    assert!(portal.store.active_alarms().await.unwrap().is_empty());
    for expected in [AlarmChange::Raised, AlarmChange::Counted, AlarmChange::Cleared] {
        listener
            .hears(expected.as_str(), |body| {
                matches!(body, ChangeBody::Alarm { change, .. } if *change == expected).then_some(())
            })
            .await;
    }
    assert!(portal.event("fault").await.contains("HighTemperature"));
}

#[tokio::test]
async fn a_fault_with_no_error_keeps_the_earlier_cause_and_unknown_codes_their_text() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Faulted", "GroundFailure", "2026-06-01T12:00:01Z")).await;
    station.call("StatusNotification", status(1, "Faulted", "NoError", "2026-06-01T12:00:02Z")).await;
    assert_eq!(present(&portal, id, 1).error_code.as_deref(), Some("GroundFailure"));
    station.call("StatusNotification", status(1, "Faulted", "FlyingSaucer", "2026-06-01T12:00:03Z")).await;
    let told = present(&portal, id, 1);
    assert_eq!(told.error_code.as_deref(), Some("OtherError"));
    assert!(told.error_text.unwrap().contains("FlyingSaucer"));
}

#[tokio::test]
async fn the_station_itself_stands_over_its_outlets_only_while_it_is_out_of_service() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Charging", "NoError", "2026-06-01T12:00:01Z")).await;
    portal.clock.advance_ms(2_000);
    station.call("StatusNotification", status(0, "Available", "NoError", "2026-06-01T12:00:02Z")).await;
    assert_eq!(present(&portal, id, 1).status, OutletStatus::Charging);
    portal.clock.advance_ms(1_000);
    station.call("StatusNotification", status(0, "Unavailable", "NoError", "2026-06-01T12:00:03Z")).await;
    assert_eq!(present(&portal, id, 1).status, OutletStatus::Unavailable);
    portal.clock.advance_ms(1_000);
    station.call("StatusNotification", status(0, "Available", "NoError", "2026-06-01T12:00:04Z")).await;
    assert_eq!(present(&portal, id, 1).status, OutletStatus::Charging);
}

#[tokio::test]
async fn an_outlet_that_nobody_configured_is_made() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(3, "Available", "NoError", "2026-06-01T12:00:00Z")).await;
    assert_eq!(present(&portal, id, 3).status, OutletStatus::Available);
    assert_eq!(portal.count("SELECT COUNT(*) FROM outlet WHERE number = 3").await, 1);
    station.call("StatusNotification", status(5_000, "Available", "NoError", "2026-06-01T12:00:00Z")).await;
    assert_eq!(portal.count("SELECT COUNT(*) FROM outlet").await, 2, "no station has that many");
    station.call("StatusNotification", json!({"connectorId": -1, "status": "Available", "errorCode": "NoError"})).await;
}

#[tokio::test]
async fn a_clock_that_is_off_is_shown_on_the_station() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("StatusNotification", status(1, "Available", "NoError", "2026-06-01T12:10:00Z")).await;
    crate::portal::eventually("the skew", async || {
        (portal.count("SELECT COALESCE(clock_skew_ms, 0) FROM station").await == 600_000).then_some(())
    })
    .await;
}
