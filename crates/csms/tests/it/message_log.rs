//! The message log (`ocpp.md` rule 11).

use std::time::Duration;

use csms::Options;
use domain::command::Command;
use serde_json::json;
use store::message::{Direction, LoggedMessage, MessageKind};

use crate::portal::{Portal, eventually, operator, options};
use crate::station::meter;

/// A portal that writes the log only when it shuts down.
async fn unwritten() -> Portal {
    Portal::with(Options { message_log_interval: Duration::from_secs(3_600), ..options() }).await
}

fn brief(message: &LoggedMessage) -> (Direction, MessageKind, &str, &str) {
    (message.direction, message.kind, &message.action, &message.text)
}

#[tokio::test]
async fn both_directions_are_logged_with_latency_and_outcome() {
    let portal = unwritten().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call_as("h1", "Heartbeat", json!({})).await;
    station.error(r#"[2,"x1","NoSuchThing",{"a":1}]"#).await;
    portal.system.command(id, Command::ClearCache {}, operator()).await.unwrap();
    let asked = station.asked().await;
    portal.clock.advance_ms(40);
    station.answer(&asked, json!({"status": "Accepted"}));
    let messages = eventually("six messages", async || {
        let messages = portal.system.recent_messages(id);
        (messages.len() == 6).then_some(messages)
    })
    .await;
    use Direction::{FromStation, ToStation};
    use MessageKind::{Call, Error, Result};
    let oldest_first: Vec<_> = messages.iter().rev().map(brief).collect();
    assert_eq!(
        oldest_first,
        [
            (FromStation, Call, "Heartbeat", "{}"),
            (ToStation, Result, "Heartbeat", r#"{"currentTime":"2026-06-01T12:00:00.000Z"}"#),
            (FromStation, Call, "NoSuchThing", r#"{"a":1}"#),
            (ToStation, Error, "NoSuchThing", r#""NotImplemented","unknown action",{}"#),
            (ToStation, Call, "ClearCache", "{}"),
            (FromStation, Result, "ClearCache", r#"{"status":"Accepted"}"#),
        ]
    );
    assert_eq!(messages[0].latency_ms, Some(40));
    assert!(messages[4].latency_ms.is_some());
    assert_eq!(messages[5].message_id, "h1");
}

#[tokio::test]
async fn secrets_are_masked() {
    let portal = unwritten().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let secret = "4F43415F4F4354545F61646D696E5F74657374";
    let given = Command::ChangeConfiguration { key: "AuthorizationKey".to_owned(), value: secret.to_owned() };
    let command_id = portal.system.command(id, given, operator()).await.unwrap();
    let asked = station.asked().await;
    assert_eq!(asked.payload["value"], secret);
    station.answer(&asked, json!({"status": "Accepted"}));
    portal.system.wait_for(command_id, crate::portal::PATIENCE).await.unwrap();
    let messages = portal.system.recent_messages(id);
    assert_eq!(messages.len(), 2);
    assert!(messages.iter().all(|message| !message.text.contains(secret)), "{messages:?}");
    assert!(messages[1].text.contains("***"));
    let stored = portal.store.command(command_id, &domain::access::Reach::All).await.unwrap().unwrap();
    assert_eq!(stored.sent, Some(json!({"key": "AuthorizationKey", "value": "***"})));
}

#[tokio::test]
async fn the_log_is_written_in_blocks_and_read_back() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for _ in 0..20 {
        station.call("Heartbeat", json!({})).await;
    }
    eventually("all messages in the database", async || {
        (portal.count("SELECT COALESCE(SUM(count), 0) FROM message_block").await == 40).then_some(())
    })
    .await;
    assert!(portal.system.recent_messages(id).is_empty());
    assert_eq!(portal.system.metrics().message_log_pending_bytes.get(), 0);
}

#[tokio::test]
async fn what_is_too_much_is_dropped_and_counted() {
    let options = Options { message_log_bytes: 500, message_log_interval: Duration::from_secs(3_600), ..options() };
    let portal = Portal::with(options).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for _ in 0..10 {
        station.call("MeterValues", meter(1, None, 1_000, 7_000, "2026-06-01T12:00:00Z")).await;
    }
    let kept = portal.system.recent_messages(id).len() as u64;
    assert!((1..20).contains(&kept));
    assert_eq!(portal.system.metrics().message_log_dropped.get(), 20 - kept);
}
