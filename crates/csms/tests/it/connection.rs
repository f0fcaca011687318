//! Connections: frames good and broken, repeated messages, several sockets, pings.

use std::time::Duration;

use csms::{CloseReason, Incoming, Options, Outgoing};
use domain::change::ChangeBody;
use serde_json::{Value, json};

use crate::portal::{Portal, eventually, options};
use crate::station::{boot, start};

#[tokio::test]
async fn a_station_boots_and_beats() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let answer = station.boot().await;
    assert_eq!(answer["status"], "Accepted");
    assert_eq!(answer["interval"], 240);
    assert_eq!(answer["currentTime"], "2026-06-01T12:00:00.000Z");
    portal.clock.advance_ms(1_234);
    // The portal asks a new station for its configuration meanwhile.
    let asked = station.asked().await;
    assert_eq!(asked.action, "GetConfiguration");
    let beat = station.call("Heartbeat", json!({})).await;
    assert_eq!(beat, json!({"currentTime": "2026-06-01T12:00:01.234Z"}));
    let live = portal.system.station(id).unwrap();
    assert!(live.online);
    assert_eq!(live.last_seen_at, Some(portal.now()));
    assert_eq!(live.remote_address.as_deref(), Some("192.0.2.7:4711"));
    let stored = portal.store.station_runtime(id).await.unwrap().unwrap();
    assert_eq!(stored.boot.unwrap().firmware_version.as_deref(), Some("1.0"));
    assert!(portal.event("boot").await.contains("Vendor Model"));
}

#[tokio::test]
async fn going_is_told_and_stored() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut listener = portal.listen();
    let station = portal.connect("CP1").await;
    let online = |expected: bool| {
        move |body: &ChangeBody| match body {
            ChangeBody::Station { id: told, online, .. } if *told == id && *online == expected => Some(()),
            _ => None,
        }
    };
    listener.hears("coming", online(true)).await;
    station.hang_up().await;
    listener.hears("going", online(false)).await;
    assert!(!portal.system.station(id).unwrap().online);
    assert_eq!(portal.count("SELECT COUNT(*) FROM station WHERE connected_at IS NULL").await, 1);
    assert_eq!(portal.system.metrics().connected_stations.get(), 0);
}

#[tokio::test]
async fn errors_have_the_right_codes() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for (frame, id, code) in [
        (r#"[2,"1","NoSuchThing",{}]"#, "1", "NotImplemented"),
        (r#"[2,"2","Reset",{"type":"Hard"}]"#, "2", "NotSupported"),
        (r#"[2,"3","Authorize",{}]"#, "3", "OccurenceConstraintViolation"),
        (
            r#"[2,"4","StartTransaction",{"connectorId":{},"idTag":"A","meterStart":0,"timestamp":"2026-06-01T12:00:00Z"}]"#,
            "4",
            "TypeConstraintViolation",
        ),
        (r#"[2,"5","Authorize",{"idTag":"#, "5", "FormationViolation"),
    ] {
        assert_eq!(station.error(frame).await, (id.to_owned(), code.to_owned()), "{frame}");
    }
    assert!(station.call("Heartbeat", json!({})).await["currentTime"].is_string(), "the socket is still good");
}

#[tokio::test]
async fn frames_that_cannot_be_answered_are_counted_and_change_nothing() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for frame in
        ["", "nonsense", "{}", "[]", "[2]", "[9,\"x\"]", "null", "[3,\"nobody\",{}]", "[4,\"nobody\"]", "\u{0}"]
    {
        station.send(frame);
    }
    station.send("[".repeat(10_000));
    station.send_frame(Incoming::Binary);
    station.send(r#"[2,"beat","Heartbeat",{}]"#);
    let beat = loop {
        // Whatever of these could be answered was answered with an error.
        let answer = station.read_json().await;
        if answer[0] == 3 {
            break answer;
        }
    };
    assert_eq!(beat[1], "beat");
    assert!(portal.system.metrics().broken_frames.get() >= 8);
    assert!(portal.system.metrics().answers_unmatched.get() >= 1);
}

#[tokio::test]
async fn deviations_are_forgiven_and_counted() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let answer = station
        .call(
            "starttransaction",
            json!({"connectorId": "1", "idTag": "TAG1", "meterStart": 12.0, "timestamp": "2026-06-01T12:00:00", "extra": null}),
        )
        .await;
    assert_eq!(answer["idTagInfo"]["status"], "Accepted");
    eventually("the deviations in the database", async || {
        (portal.count("SELECT deviations FROM station").await >= 5).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_repeated_message_gets_the_same_answer_and_is_not_served_again() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let first = station.call_as("same", "Heartbeat", json!({})).await;
    portal.clock.advance_ms(60_000);
    assert_eq!(station.call_as("same", "Heartbeat", json!({})).await, first);
    assert_eq!(portal.system.metrics().repeated_messages.get(), 1);
    assert_ne!(station.call_as("other", "Heartbeat", json!({})).await, first);
    // A station that counts from 1 again after a reboot says something else with the same id.
    let answer = station.call_as("same", "Authorize", json!({"idTag": "TAG1"})).await;
    assert!(answer["idTagInfo"].is_object());
}

#[tokio::test]
async fn the_newest_socket_wins_and_the_old_one_ending_late_changes_nothing() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut old = portal.connect("CP1").await;
    old.call("Heartbeat", json!({})).await;
    portal.clock.advance_ms(1_000);
    let mut new = portal.connect("CP1").await;
    assert_eq!(new.call("BootNotification", boot()).await["status"], "Accepted");
    assert_eq!(old.closed().await, CloseReason::Superseded);
    old.ended().await;
    let live = portal.system.station(id).unwrap();
    assert!(live.online);
    assert_eq!(live.connected_at, Some(portal.now()));
    assert_eq!(portal.count("SELECT COUNT(*) FROM station WHERE connected_at IS NOT NULL").await, 1);
    assert_eq!(portal.system.metrics().connected_stations.get(), 1);
    new.asked().await;
    assert!(new.call("Heartbeat", json!({})).await["currentTime"].is_string());
}

#[tokio::test]
async fn of_two_handshakes_the_later_one_is_current_whatever_the_order_of_their_sockets() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let earlier = portal.system.admit(crate::portal::handshake("CP1")).await.unwrap();
    let later = portal.system.admit(crate::portal::handshake("CP1")).await.unwrap();
    let mut current = crate::station::Station::serve(&portal.system, later);
    current.call("Heartbeat", json!({})).await;
    let mut stale = crate::station::Station::serve(&portal.system, earlier);
    assert_eq!(stale.closed().await, CloseReason::Superseded);
    stale.ended().await;
    assert!(portal.system.station(id).unwrap().online);
    current.call("Heartbeat", json!({})).await;
}

#[tokio::test]
async fn a_silent_station_is_pinged_and_then_dropped() {
    let options = Options { ping_interval: Duration::from_millis(30), ..options() };
    let portal = Portal::with(options).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    assert_eq!(station.read().await, Outgoing::Ping);
    assert_eq!(station.closed().await, CloseReason::Silent);
    station.ended().await;
    assert!(!portal.system.station(id).unwrap().online);
}

#[tokio::test]
async fn a_station_that_answers_pings_stays() {
    let options = Options { ping_interval: Duration::from_millis(30), ..options() };
    let portal = Portal::with(options).await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for _ in 0..6 {
        assert_eq!(station.read().await, Outgoing::Ping);
        station.send_frame(Incoming::Pong);
    }
}

#[tokio::test]
async fn shutdown_closes_all_sockets_and_lets_what_is_under_way_finish() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.send(json!([2, "1", "StartTransaction", start(1, "TAG1", 0, "2026-06-01T12:00:00Z")]).to_string());
    let answer = station.read_json().await;
    assert_eq!(answer[0], Value::from(3));
    portal.system.shutdown().await;
    assert_eq!(station.closed().await, CloseReason::ShuttingDown);
    assert_eq!(portal.refused(crate::portal::handshake("CP1")).await.status(), 503);
    assert_eq!(portal.count("SELECT COUNT(*) FROM message_block").await, 1, "the message log is written");
}

#[tokio::test]
async fn a_deleted_station_is_hung_up_on() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    portal.store.delete_node(id, 1, portal.now(), domain::access::Reach::All).await.unwrap();
    let scope = domain::change::Scope { station_id: Some(id), ..Default::default() };
    portal.system.topology_changed(domain::change::TopologyChange::Deleted, id, scope).await;
    assert_eq!(station.closed().await, CloseReason::Changed);
    assert_eq!(portal.refused(crate::portal::handshake("CP1")).await.status(), 404);
}

#[tokio::test]
async fn a_panic_is_contained_to_its_connection() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let admission = portal.system.admit(crate::portal::handshake("CP1")).await.unwrap();
    portal.system.serve(admission, crate::station::Panicking).await;
    assert_eq!(portal.system.metrics().contained_panics.get(), 1);
    assert!(!portal.system.station(id).unwrap().online);
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
}

#[tokio::test]
async fn a_station_that_does_not_read_is_dropped() {
    let options = Options { write_timeout: Duration::from_millis(50), ..options() };
    let portal = Portal::with(options).await;
    let id = portal.add_station("CP1", 1).await;
    let admission = portal.system.admit(crate::portal::handshake("CP1")).await.unwrap();
    let deaf = crate::station::Deaf::saying(json!([2, "1", "Heartbeat", {}]).to_string());
    tokio::time::timeout(crate::portal::PATIENCE, portal.system.serve(admission, deaf)).await.unwrap();
    assert!(!portal.system.station(id).unwrap().online);
    assert!(portal.event("disconnected").await.contains("did not read"));
}

#[tokio::test]
async fn an_idle_connection_costs_little() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let admission = portal.system.admit(crate::portal::handshake("CP1")).await.unwrap();
    let served = portal.system.serve(admission, crate::station::Panicking);
    assert!(size_of_val(&served) <= 3 * 1_024, "{} bytes", size_of_val(&served));
}
