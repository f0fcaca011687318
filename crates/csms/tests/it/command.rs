//! Commands: one call at a time, late and missing answers, stations that are away (`ocpp.md`, JSON connections and rule 9).

use std::time::Duration;

use csms::{CommandRefused, Options, Order};
use domain::access::Reach;
use domain::change::ChangeBody;
use domain::command::{Command, CommandState};
use domain::session::Authentication;
use domain::{CommandId, NodeId, SessionId};
use serde_json::json;
use store::command::StoredCommand;

use crate::portal::{PATIENCE, Portal, operator, options};
use crate::session::id_of;
use crate::station::start;

async fn command(portal: &Portal, station: NodeId, command: Command) -> CommandId {
    portal.system.command(station, command, operator()).await.unwrap()
}

async fn ended(portal: &Portal, id: CommandId) -> StoredCommand {
    let state = portal.system.wait_for(id, PATIENCE).await.expect("the command should end");
    let stored = portal.store.command(id, &Reach::All).await.unwrap().unwrap();
    assert_eq!(stored.state, state);
    stored
}

#[tokio::test]
async fn a_command_goes_to_the_station_and_its_answer_comes_back() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let mut listener = portal.listen();
    let command_id = command(&portal, id, Command::UnlockConnector { outlet: 1 }).await;
    let asked = station.asked().await;
    assert_eq!((asked.action.as_str(), &asked.payload), ("UnlockConnector", &json!({"connectorId": 1})));
    portal.clock.advance_ms(250);
    station.answer(&asked, json!({"status": "Unlocked"}));
    let stored = ended(&portal, command_id).await;
    assert_eq!((stored.state, stored.outcome.as_deref()), (CommandState::Accepted, Some("Unlocked")));
    assert_eq!(stored.action.as_deref(), Some("UnlockConnector"));
    assert_eq!(stored.sent, Some(json!({"connectorId": 1})));
    assert_eq!(stored.answer, Some(json!({"status": "Unlocked"})));
    assert_eq!(stored.answered_at.unwrap().since(stored.sent_at.unwrap()), 250);
    for step in ["queued", "sent", "ended"] {
        listener
            .hears(step, |body| matches!(body, ChangeBody::Command { id, .. } if *id == command_id).then_some(()))
            .await;
    }
    assert!(portal.event("command").await.starts_with("unlockConnector: accepted"));
}

#[tokio::test]
async fn every_command_has_its_request_and_its_verdict() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let text = |text: &str| text.to_owned();
    for (given, action, payload, answer, state) in [
        (
            Command::ResetSoft {},
            "Reset",
            json!({"type": "Soft"}),
            json!({"status": "Accepted"}),
            CommandState::Accepted,
        ),
        (
            Command::ResetHard {},
            "Reset",
            json!({"type": "Hard"}),
            json!({"status": "Rejected"}),
            CommandState::Rejected,
        ),
        (Command::ClearCache {}, "ClearCache", json!({}), json!({"status": "Accepted"}), CommandState::Accepted),
        (
            Command::RemoteStart { outlet: Some(1), tag: text("TAG1") },
            "RemoteStartTransaction",
            json!({"connectorId": 1, "idTag": "TAG1"}),
            json!({"status": "Accepted"}),
            CommandState::Accepted,
        ),
        (
            Command::RemoteStop { session_id: SessionId(17) },
            "RemoteStopTransaction",
            json!({"transactionId": 17}),
            json!({"status": "Rejected"}),
            CommandState::Rejected,
        ),
        (
            Command::ChangeAvailability { outlet: 0, operative: false },
            "ChangeAvailability",
            json!({"connectorId": 0, "type": "Inoperative"}),
            json!({"status": "Scheduled"}),
            CommandState::Accepted,
        ),
        (
            Command::ChangeConfiguration { key: text("BlinkRepeat"), value: text("3") },
            "ChangeConfiguration",
            json!({"key": "BlinkRepeat", "value": "3"}),
            json!({"status": "NotSupported"}),
            CommandState::Rejected,
        ),
        (
            Command::GetConfiguration { keys: vec![text("BlinkRepeat")] },
            "GetConfiguration",
            json!({"key": ["BlinkRepeat"]}),
            json!({"configurationKey": [{"key": "BlinkRepeat", "readonly": false, "value": "3"}]}),
            CommandState::Accepted,
        ),
        (
            Command::TriggerMessage {
                message: domain::command::TriggeredMessage::MeterValues,
                outlet: Some(1),
                extended: false,
            },
            "TriggerMessage",
            json!({"requestedMessage": "MeterValues", "connectorId": 1}),
            json!({"status": "NotImplemented"}),
            CommandState::Rejected,
        ),
        (
            Command::DataTransfer {
                vendor_id: text("com.example"),
                message_id: Some(text("m")),
                data: Some(text("d")),
            },
            "DataTransfer",
            json!({"vendorId": "com.example", "messageId": "m", "data": "d"}),
            json!({"status": "Accepted"}),
            CommandState::Accepted,
        ),
    ] {
        let command_id = command(&portal, id, given.clone()).await;
        let asked = station.asked().await;
        assert_eq!((asked.action.as_str(), &asked.payload), (action, &payload));
        station.answer(&asked, answer);
        assert_eq!(ended(&portal, command_id).await.state, state, "{given:?}");
    }
}

#[tokio::test]
async fn a_reboot_that_is_needed_is_shown_until_the_boot() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    let given = Command::ChangeConfiguration { key: "WebSocketPingInterval".to_owned(), value: "30".to_owned() };
    let command_id = command(&portal, id, given).await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "RebootRequired"}));
    assert_eq!(ended(&portal, command_id).await.state, CommandState::Accepted);
    assert!(portal.store.station_runtime(id).await.unwrap().unwrap().reboot_required);
    station.boot().await;
    assert!(!portal.store.station_runtime(id).await.unwrap().unwrap().reboot_required);
}

#[tokio::test]
async fn one_call_at_a_time_however_many_press() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let mut commands = Vec::new();
    for _ in 0..10 {
        commands.push(command(&portal, id, Command::ClearCache {}).await);
    }
    for _ in 0..10 {
        let asked = station.asked().await;
        // Its own messages are served meanwhile, and nothing else is asked before the answer.
        station.call("Heartbeat", json!({})).await;
        assert_eq!(station.read_now(), None);
        station.answer(&asked, json!({"status": "Accepted"}));
    }
    for command_id in commands {
        assert_eq!(ended(&portal, command_id).await.state, CommandState::Accepted);
    }
    assert_eq!(portal.system.metrics().queued_calls.get(), 0);
}

#[tokio::test]
async fn no_answer_in_time_ends_the_command_and_a_late_answer_is_ignored() {
    let portal = Portal::with(Options { call_timeout: Duration::from_millis(100), ..options() }).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let first = command(&portal, id, Command::ResetSoft {}).await;
    let late = station.asked().await;
    assert_eq!(ended(&portal, first).await.state, CommandState::TimedOut);
    let second = command(&portal, id, Command::ClearCache {}).await;
    let asked = station.asked().await;
    station.answer(&late, json!({"status": "Accepted"}));
    station.answer(&asked, json!({"status": "Rejected"}));
    assert_eq!(ended(&portal, second).await.state, CommandState::Rejected);
    assert_eq!(ended(&portal, first).await.state, CommandState::TimedOut);
    assert_eq!(portal.system.metrics().answers_unmatched.get(), 1);
    assert_eq!(portal.system.metrics().calls_timed_out.get(), 1);
}

#[tokio::test]
async fn errors_and_nonsense_for_an_answer_fail_the_command() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let refused = command(&portal, id, Command::ClearCache {}).await;
    let asked = station.asked().await;
    station.send(json!([4, asked.id, "NotImplemented", "no cache here", {}]).to_string());
    let stored = ended(&portal, refused).await;
    assert_eq!(stored.state, CommandState::Failed);
    assert!(stored.outcome.unwrap().contains("NotImplemented: no cache here"));
    let nonsense = command(&portal, id, Command::ClearCache {}).await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": {"deep": 1}}));
    assert_eq!(ended(&portal, nonsense).await.state, CommandState::Failed);
    let unsendable = command(&portal, id, Command::RemoteStart { outlet: None, tag: "x".repeat(21) }).await;
    let stored = ended(&portal, unsendable).await;
    assert_eq!(stored.state, CommandState::Failed);
    assert!(stored.outcome.unwrap().contains("21 characters"));
}

#[tokio::test]
async fn a_station_that_is_offline_fails_the_command_at_once() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    portal.clock.advance_ms(3_600_000);
    let stored = ended(&portal, command(&portal, id, Command::ClearCache {}).await).await;
    assert_eq!((stored.state, stored.outcome.as_deref()), (CommandState::Failed, Some("the station is offline")));
    let refused = portal.system.command(NodeId(4_711), Command::ClearCache {}, operator()).await;
    assert!(matches!(refused, Err(CommandRefused::UnknownStation)));
}

#[tokio::test]
async fn a_command_waits_for_a_station_that_is_just_reconnecting() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    portal.connect("CP1").await.hang_up().await;
    portal.clock.advance_ms(10_000);
    let command_id = command(&portal, id, Command::ClearCache {}).await;
    let mut station = portal.connect("CP1").await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "Accepted"}));
    assert_eq!(ended(&portal, command_id).await.state, CommandState::Accepted);
}

#[tokio::test]
async fn a_command_that_waits_does_not_wait_beyond_its_time() {
    let portal = Portal::with(Options { command_deadline: Duration::from_millis(100), ..options() }).await;
    let id = portal.add_station("CP1", 1).await;
    let stored = ended(&portal, command(&portal, id, Command::ClearCache {}).await).await;
    assert_eq!((stored.state, stored.outcome.as_deref()), (CommandState::Failed, Some("the station is offline")));
}

#[tokio::test]
async fn what_waits_when_the_connection_ends_goes_over_the_next_one_and_what_was_sent_fails() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let sent = command(&portal, id, Command::ResetSoft {}).await;
    let waiting = command(&portal, id, Command::ClearCache {}).await;
    station.asked().await;
    station.hang_up().await;
    let stored = ended(&portal, sent).await;
    assert_eq!(stored.state, CommandState::Failed);
    assert!(stored.outcome.unwrap().contains("the connection was lost"));
    let mut station = portal.connect("CP1").await;
    let asked = station.asked().await;
    assert_eq!(asked.action, "ClearCache");
    station.answer(&asked, json!({"status": "Accepted"}));
    assert_eq!(ended(&portal, waiting).await.state, CommandState::Accepted);
}

#[tokio::test]
async fn a_command_that_an_earlier_process_left_behind_is_delivered_in_time() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let command_id = command(&portal, id, Command::ClearCache {}).await;
    portal.clock.advance_ms(5_000);
    let portal = portal.restarted().await;
    let mut station = portal.connect("CP1").await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "Accepted"}));
    crate::portal::eventually("the end of the command", async || {
        portal.system.wait_for(command_id, Duration::from_millis(10)).await
    })
    .await;
    assert_eq!(ended(&portal, command_id).await.state, CommandState::Accepted);
}

fn new_credential() -> Command {
    Command::ChangeConfiguration { key: "AuthorizationKey".to_owned(), value: "4F43415F4F4354545F".to_owned() }
}

#[tokio::test]
async fn a_stations_secret_reaches_the_station_and_is_kept_nowhere() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    let command_id = command(&portal, id, new_credential()).await;
    let asked = station.asked().await;
    assert_eq!(asked.payload, json!({"key": "AuthorizationKey", "value": "4F43415F4F4354545F"}));
    station.answer(&asked, json!({"status": "Accepted"}));
    let stored = ended(&portal, command_id).await;
    assert_eq!(stored.state, CommandState::Accepted);
    assert!(!format!("{stored:?}").contains("4F43415F"), "{stored:?}");
    let keys = format!("{:?}", portal.store.station_configuration(id, &Reach::All).await.unwrap());
    assert!(keys.contains("AuthorizationKey") && !keys.contains("4F43415F"), "{keys}");
}

#[tokio::test]
async fn a_command_whose_secret_was_lost_with_the_process_fails_and_sends_nothing_wrong() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let command_id = command(&portal, id, new_credential()).await;
    portal.clock.advance_ms(5_000);
    let portal = portal.restarted().await;
    let _station = portal.connect("CP1").await;
    crate::portal::eventually("the end of the command", async || {
        portal.system.wait_for(command_id, Duration::from_millis(10)).await
    })
    .await;
    let stored = ended(&portal, command_id).await;
    assert_eq!(stored.state, CommandState::Failed);
    assert_eq!(stored.outcome.as_deref(), Some("the portal restarted and keeps no secrets"));
}

#[tokio::test]
async fn a_session_that_the_portal_asked_for_is_known_as_remote() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    command(&portal, id, Command::RemoteStart { outlet: Some(1), tag: "APP-1".to_owned() }).await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "Accepted"}));
    let answer = station.call("StartTransaction", start(1, "app1", 0, "2026-06-01T12:00:00Z")).await;
    let session = portal.store.session(SessionId(id_of(&answer))).await.unwrap().unwrap();
    assert_eq!(session.authentication, Authentication::Remote);
}

fn waiting(station_id: NodeId, command: Command, seconds: u64) -> Order {
    Order { station_id, command, by: operator(), expires_in: Some(Duration::from_secs(seconds)) }
}

/// Waits until a command is in a state that it stays in while nobody acts.
async fn in_state(portal: &Portal, id: CommandId, state: CommandState) -> StoredCommand {
    crate::portal::eventually(state.as_str(), async || {
        let stored = portal.store.command(id, &Reach::All).await.unwrap().unwrap();
        (stored.state == state).then_some(stored)
    })
    .await
}

#[tokio::test]
async fn a_command_waits_for_its_station_and_is_sent_after_its_boot() {
    let portal = Portal::with(Options { boot_patience: Duration::from_secs(3_600), ..options() }).await;
    let id = portal.add_station("CP1", 1).await;
    portal.clock.advance_ms(3_600_000);
    let first = portal.system.give(waiting(id, Command::ClearCache {}, 86_400)).await.unwrap();
    let second = portal.system.give(waiting(id, Command::UnlockConnector { outlet: 1 }, 86_400)).await.unwrap();
    portal.clock.advance_ms(3_600_000);
    // The portal is started anew meanwhile.
    let portal = portal.restarted().await;
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    assert_eq!(station.read_now(), None, "nothing is asked before the boot");
    station.boot().await;
    for (action, command_id) in [("ClearCache", first), ("UnlockConnector", second)] {
        let asked = loop {
            let asked = station.asked().await;
            if asked.action == action {
                break asked;
            }
            station.answer(&asked, json!({"status": "Rejected"}));
        };
        station.answer(&asked, json!({"status": if action == "ClearCache" { "Accepted" } else { "Unlocked" }}));
        in_state(&portal, command_id, CommandState::Accepted).await;
    }
}

#[tokio::test]
async fn a_command_whose_station_does_not_come_back_expires() {
    let portal = Portal::with(Options { expiry_interval: Duration::from_millis(20), ..options() }).await;
    let id = portal.add_station("CP1", 1).await;
    let waits = portal.system.give(waiting(id, Command::ClearCache {}, 60)).await.unwrap();
    // It was given to a process that was killed, and its station never came back.
    let abandoned = command(&portal, id, Command::ResetSoft {}).await;
    let portal = portal.restarted().await;
    portal.clock.advance_ms(59_999);
    assert_eq!(portal.store.command(waits, &Reach::All).await.unwrap().unwrap().state, CommandState::Queued);
    portal.clock.advance_ms(120_000);
    for id in [waits, abandoned] {
        let stored = in_state(&portal, id, CommandState::Expired).await;
        assert_eq!(stored.outcome.as_deref(), Some("the station did not come back in time"));
    }
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    assert_eq!(station.read_now(), None);
}

#[tokio::test]
async fn a_command_is_taken_back_until_it_is_sent() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let offline = portal.system.give(waiting(id, Command::ClearCache {}, 60)).await.unwrap();
    portal.system.cancel_command(offline, &operator()).await.unwrap();
    let stored = portal.store.command(offline, &Reach::All).await.unwrap().unwrap();
    assert_eq!(
        (stored.state, stored.outcome.as_deref()),
        (CommandState::Cancelled, Some("taken back by operator@example.org"))
    );
    let mut station = portal.connect("CP1").await;
    let sent = command(&portal, id, Command::ResetSoft {}).await;
    let asked = station.asked().await;
    let behind = command(&portal, id, Command::ClearCache {}).await;
    assert!(matches!(portal.system.cancel_command(sent, &operator()).await, Err(CommandRefused::TooLate)));
    portal.system.cancel_command(behind, &operator()).await.unwrap();
    assert_eq!(ended(&portal, behind).await.state, CommandState::Cancelled);
    station.answer(&asked, json!({"status": "Accepted"}));
    assert_eq!(ended(&portal, sent).await.state, CommandState::Accepted);
    station.call("Heartbeat", json!({})).await;
    assert_eq!(station.read_now(), None, "what was taken back is not sent");
    assert!(matches!(portal.system.cancel_command(sent, &operator()).await, Err(CommandRefused::TooLate)));
}

#[tokio::test]
async fn a_secret_does_not_wait() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let refused = portal.system.give(waiting(id, new_credential(), 60)).await;
    assert!(matches!(refused, Err(CommandRefused::SecretCannotWait)));
}
