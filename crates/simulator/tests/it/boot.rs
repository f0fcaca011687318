//! Connecting and being accepted.

use std::time::Duration;

use serde_json::json;
use simulator::station::Equipment;
use tokio::time::Instant;

use crate::central_system::{CentralSystem, Driven, Handshake, accepted};

#[tokio::test(start_paused = true)]
async fn a_station_introduces_itself_and_boots() {
    let (mut central_system, network) = CentralSystem::new();
    let _driven = Driven::start(&network, Equipment::default(), Some("secret"), Vec::new());
    central_system.accept().await;
    let expected = Handshake {
        path: "/ocpp/CP%201".to_owned(),
        subprotocol: Some("ocpp1.6".to_owned()),
        credential: Some("Basic Q1AgMTpzZWNyZXQ=".to_owned()),
        ..Handshake::default()
    };
    assert_eq!(central_system.handshake, expected);
    let boot = central_system.next_call().await.unwrap();
    assert_eq!(boot.action, "BootNotification");
    assert_eq!(boot.payload["chargeBoxSerialNumber"], "CP 1");
    central_system.answer(&boot).await;
    for connector in [0, 1] {
        let status = central_system.expect("StatusNotification").await;
        assert_eq!(status.payload["connectorId"], connector);
        assert_eq!(status.payload["status"], "Available");
        assert_eq!(status.payload["errorCode"], "NoError");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_but_the_boot_is_sent_until_it_is_accepted() {
    let (mut central_system, network) = CentralSystem::new();
    let pending = json!({"status": "Pending", "currentTime": "2026-01-31T12:00:00Z", "interval": 90});
    central_system.answers.insert("BootNotification".to_owned(), pending);
    let _driven = Driven::start(&network, Equipment::default(), None, Vec::new());
    central_system.accept().await;
    central_system.expect("BootNotification").await;
    let asked = Instant::now();
    let configuration = central_system.ask("GetConfiguration", json!({"key": ["NumberOfConnectors"]})).await;
    assert_eq!(configuration["configurationKey"][0]["value"], "1");
    central_system.answers.clear();
    central_system.expect("BootNotification").await;
    assert_eq!((Instant::now() - asked).as_secs(), 90);
    central_system.expect("StatusNotification").await;
    let before: Vec<_> = central_system.calls.iter().map(|call| call.action.as_str()).collect();
    assert_eq!(before, ["BootNotification", "BootNotification", "StatusNotification"]);
}

#[tokio::test(start_paused = true)]
async fn heartbeats_follow_the_interval_that_the_central_system_gives_and_changes() {
    let (mut central_system, _network, _driven) = accepted(1).await;
    let began = Instant::now();
    central_system.expect("Heartbeat").await;
    assert_eq!((Instant::now() - began).as_secs(), 3600);
    let changed = central_system.ask("ChangeConfiguration", json!({"key": "HeartbeatInterval", "value": "20"})).await;
    assert_eq!(changed["status"], "Accepted");
    for _ in 0..3 {
        let before = Instant::now();
        central_system.expect("Heartbeat").await;
        assert_eq!((Instant::now() - before).as_secs(), 20);
    }
}

#[tokio::test(start_paused = true)]
async fn an_unreachable_central_system_is_tried_again_later_each_time() {
    let (mut central_system, network) = CentralSystem::new();
    network.set_reachable(false);
    let driven = Driven::start(&network, Equipment::default(), None, Vec::new());
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert!(!driven.handle.look().await.unwrap().online);
    network.set_reachable(true);
    let before = Instant::now();
    central_system.accept().await;
    assert!((Instant::now() - before).as_secs() <= 90, "at most a minute and a half between attempts");
}

#[tokio::test(start_paused = true)]
async fn a_silent_line_is_given_up() {
    let (mut central_system, _network, driven) = accepted(1).await;
    // Nobody reads the pings, so nobody answers them.
    let before = Instant::now();
    central_system.accept().await;
    assert!((100..300).contains(&before.elapsed().as_secs()), "after two or three ping intervals");
    central_system.serve_for(Duration::from_secs(1)).await;
    assert!(driven.handle.look().await.unwrap().online);
}
