//! The message log (`ocpp.md` rule 11).

use std::time::Duration;

use csms::Options;
use domain::access::Reach;
use domain::command::Command;
use domain::station::SecurityProfile;
use serde_json::json;
use store::message::{Direction, LoggedMessage, MessageKind, MessageQuery};

use crate::portal::{Portal, eventually, handshake, operator, options, secured};
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
    let oldest_first: Vec<_> = messages.iter().map(brief).collect();
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
    assert_eq!(messages[5].latency_ms, Some(40));
    assert!(messages[1].latency_ms.is_some());
    assert_eq!(messages[0].message_id, "h1");
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
    assert!(messages[0].text.contains("***"));
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
    eventually("nothing to wait", async || portal.system.recent_messages(id).is_empty().then_some(())).await;
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

#[tokio::test]
async fn what_is_no_answer_is_logged_too() {
    let options = Options {
        call_timeout: Duration::from_millis(50),
        message_log_interval: Duration::from_secs(3_600),
        ..options()
    };
    let portal = Portal::with(options).await;
    let id = portal.add_station_as(secured("CP1", SecurityProfile::Basic)).await;
    let refusal = portal.refused(handshake("CP1")).await;
    assert_eq!(refusal.status(), 401);
    let messages = portal.system.recent_messages(id);
    assert_eq!((messages.len(), messages[0].kind), (1, MessageKind::Refused));
    assert!(messages[0].text.contains("192.0.2.7"), "{}", messages[0].text);

    let open = portal.add_station("CP2", 1).await;
    let mut station = portal.connect("CP2").await;
    let (message_id, code) = station.error(r#"[2,"x1"]"#).await;
    assert_eq!((message_id.as_str(), code.as_str()), ("x1", "FormationViolation"));
    let command = portal.system.command(open, Command::ClearCache {}, operator()).await.unwrap();
    station.asked().await;
    portal.system.wait_for(command, crate::portal::PATIENCE).await.unwrap();
    let kinds: Vec<MessageKind> = portal.system.recent_messages(open).iter().map(|message| message.kind).collect();
    assert_eq!(kinds, [MessageKind::Broken, MessageKind::Error, MessageKind::Call, MessageKind::Unanswered]);
}

#[tokio::test]
async fn a_late_configuration_gives_no_secret_away() {
    let portal = unwritten().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.send(
        r#"[3,"nobody-asked",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"4F43"}]}]"#,
    );
    station.call("Heartbeat", json!({})).await;
    let messages = portal.system.recent_messages(id);
    assert!(messages[0].text.contains("AuthorizationKey") && !messages[0].text.contains("4F43"), "{messages:?}");
}

#[tokio::test]
async fn who_watches_hears_every_message_by_the_number_it_is_read_with() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    let mut watched = portal.system.watch_messages(id).unwrap();
    portal.clock.advance_ms(5);
    for _ in 0..3 {
        station.call("Heartbeat", json!({})).await;
    }
    let mut heard = Vec::new();
    while heard.len() < 6 {
        heard.push(LoggedMessage::clone(&*watched.recv().await.unwrap()));
    }
    let all = eventually("all in the database", async || {
        let page = portal.store.messages(&MessageQuery::newest(id, 100), Vec::new(), &Reach::All).await.unwrap();
        (page.messages.len() == 8).then_some(page)
    })
    .await;
    let read: Vec<LoggedMessage> = all.messages.into_iter().rev().map(|found| found.message).collect();
    let texts = |messages: &[LoggedMessage]| messages.iter().map(|message| message.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&read[2..]), texts(&heard));
    assert!(heard.windows(2).all(|pair| pair[0].number < pair[1].number));
    assert!(portal.system.watch_messages(domain::NodeId(999)).is_none());
}

#[tokio::test]
async fn deviations_are_counted_by_message_kind_and_member() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for value in ["1", "2", "3"] {
        let odd = json!({"connectorId": value, "errorCode": "NoError", "status": "Available"});
        station.call("StatusNotification", odd).await;
    }
    station.call("Heartbeat", json!({"vendor": true})).await;
    let counted = eventually("two deviations", async || {
        let counted = portal.store.deviations(id, &Reach::All).await.unwrap().unwrap();
        (counted.iter().map(|deviation| deviation.count).sum::<i64>() == 4).then_some(counted)
    })
    .await;
    let find = |action: &str| counted.iter().find(|deviation| deviation.action == action).unwrap();
    let number = find("StatusNotification");
    assert_eq!((number.kind.as_str(), number.member.as_str(), number.count), ("number_as_text", "connectorId", 3));
    assert_eq!(number.example, "\"3\"");
    assert_eq!(find("Heartbeat").kind, "unknown_member");
    portal.store.forget_deviations(id).await.unwrap();
    assert_eq!(portal.store.deviations(id, &Reach::All).await.unwrap().unwrap(), []);
}

#[tokio::test]
async fn messages_are_forgotten_when_their_days_are_over() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    station.hang_up().await;
    portal.set_policies(|policies| policies.message_log_days = 2).await;
    let all = async || portal.store.messages(&MessageQuery::newest(id, 10), Vec::new(), &Reach::All).await.unwrap();
    eventually("the log is written", async || (all().await.messages.len() == 2).then_some(())).await;
    portal.clock.advance_ms(3 * 86_400_000);
    portal.system.shutdown().await;
    assert_eq!(all().await.messages, []);
}
