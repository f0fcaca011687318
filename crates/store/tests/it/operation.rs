//! Alarms, events, commands, messages, settings.

use domain::access::Reach;
use domain::alarm::{AlarmKey, AlarmType};
use domain::change::AlarmChange;
use domain::command::{Command, CommandState};
use domain::policy::UnknownTags;
use domain::{AlarmId, CommandId, NodeId, UtcMillis};
use serde_json::json;
use store::alarm::{AlarmQuery, NewAlarm};
use store::command::{CommandUpdate, NewCommand};
use store::event::{EventQuery, NewEvent};
use store::message::{Direction, LoggedMessage, MessageBlock, MessageKind, MessageQuery};
use store::setting::PortalSettings;
use store::testing::TestDatabase;
use store::{EditError, Store, StoreError};

use crate::garage::{Garage, T0};

on_both!(
    an_alarm_is_raised_once_and_counted,
    alarms_are_cleared_by_their_condition_or_by_hand,
    alarms_are_listed_within_reach,
    events_are_listed_newest_first,
    a_command_goes_step_by_step,
    commands_are_listed_within_reach,
    messages_come_newest_first_across_blocks,
    old_messages_are_forgotten,
    settings_change_one_version_at_a_time,
    internal_values_are_made_once,
);

fn condition(node_id: Option<NodeId>, kind: AlarmType, subject: &str, after_ms: i64) -> NewAlarm {
    NewAlarm {
        key: AlarmKey { kind, node_id, subject: subject.to_owned() },
        node_name: subject.to_owned(),
        outlet: Some(1),
        text: Some(format!("told at {after_ms}")),
        at: T0.plus_ms(after_ms),
    }
}

async fn an_alarm_is_raised_once_and_counted(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let raise = |after_ms| condition(Some(garage.station), AlarmType::Fuse, "OverCurrentFailure", after_ms);
    let (alarm, change) = store.raise_alarm(raise(1)).await.unwrap();
    assert_eq!((change, alarm.count, alarm.node_name.as_str()), (AlarmChange::Raised, 1, "Torget 1"));
    assert_eq!(alarm.site_id, Some(garage.site));
    let (again, change) = store.raise_alarm(raise(2)).await.unwrap();
    assert_eq!((change, again.id, again.count), (AlarmChange::Counted, alarm.id, 2));
    assert_eq!((again.created_at, again.last_at), (T0.plus_ms(1), T0.plus_ms(2)));
    let other = condition(Some(garage.station), AlarmType::Fuse, "UnderVoltage", 3);
    assert_eq!(store.raise_alarm(other).await.unwrap().1, AlarmChange::Raised);
    let unknown = condition(None, AlarmType::UnknownStation, "Stranger", 4);
    let (unknown, _) = store.raise_alarm(unknown).await.unwrap();
    assert_eq!((unknown.node_name.as_str(), unknown.site_id), ("Stranger", None));
    assert_eq!(store.active_alarms().await.unwrap().len(), 3);
    store.close().await;
}

async fn alarms_are_cleared_by_their_condition_or_by_hand(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let raise = condition(Some(garage.station), AlarmType::Fuse, "X", 1);
    let (alarm, _) = store.raise_alarm(raise.clone()).await.unwrap();
    let cleared = store.clear_alarm(raise.key.clone(), T0.plus_ms(9)).await.unwrap().unwrap();
    assert_eq!((cleared.id, cleared.cleared_at, cleared.cleared_by), (alarm.id, Some(T0.plus_ms(9)), None));
    assert_eq!(store.clear_alarm(raise.key.clone(), T0).await.unwrap(), None);
    // The same condition again is a new alarm.
    let (next, change) = store.raise_alarm(raise.clone()).await.unwrap();
    assert!(next.id != alarm.id && change == AlarmChange::Raised);
    let hand = |reach| store.clear_alarm_by(next.id, "a@x.org".to_owned(), T0.plus_ms(20), reach);
    assert!(matches!(hand(Reach::Sites(vec![])).await, Err(EditError::NotFound)));
    let cleared = hand(Reach::Sites(vec![garage.site])).await.unwrap();
    assert_eq!((cleared.cleared_by.as_deref(), cleared.cleared_at), (Some("a@x.org"), Some(T0.plus_ms(20))));
    let again = store.clear_alarm_by(next.id, "b@x.org".to_owned(), T0.plus_ms(30), Reach::All).await.unwrap();
    assert_eq!(again, cleared, "who cleared it first did");
    for (kind, subject) in [(AlarmType::Fuse, "A"), (AlarmType::Temperature, "B"), (AlarmType::Security, "C")] {
        store.raise_alarm(condition(Some(garage.station), kind, subject, 40)).await.unwrap();
    }
    let kinds = vec![AlarmType::Fuse, AlarmType::Temperature];
    assert_eq!(store.clear_alarms_of(garage.station, kinds, T0.plus_ms(50)).await.unwrap().len(), 2);
    assert_eq!(store.active_alarms().await.unwrap().len(), 1);
    let nothing = store.clear_alarm_by(AlarmId(999), String::new(), T0, Reach::All).await;
    assert!(matches!(nothing, Err(EditError::NotFound)));
    store.close().await;
}

async fn alarms_are_listed_within_reach(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    for number in 0..7 {
        let station = if number % 2 == 0 { garage.station } else { other.station };
        let raise = condition(Some(station), AlarmType::Fuse, &number.to_string(), number);
        store.raise_alarm(raise.clone()).await.unwrap();
        if number < 3 {
            store.clear_alarm(raise.key, T0).await.unwrap();
        }
    }
    store.raise_alarm(condition(None, AlarmType::UnknownStation, "Stranger", 99)).await.unwrap();
    let subjects = async |query: AlarmQuery, reach: &Reach| {
        let page = store.alarms(&AlarmQuery { limit: 50, ..query }, reach).await.unwrap();
        assert_eq!(usize::try_from(page.count.count).unwrap(), page.items.len());
        page.items.into_iter().map(|alarm| alarm.key.subject).collect::<Vec<_>>()
    };
    let all = || AlarmQuery::default();
    assert_eq!(subjects(all(), &Reach::All).await, ["Stranger", "6", "5", "4", "3", "2", "1", "0"]);
    let site = Reach::Sites(vec![garage.site]);
    assert_eq!(subjects(all(), &site).await, ["6", "4", "2", "0"]);
    assert_eq!(subjects(AlarmQuery { active: Some(true), ..all() }, &site).await, ["6", "4"]);
    assert_eq!(subjects(AlarmQuery { active: Some(false), ..all() }, &Reach::All).await, ["2", "1", "0"]);
    for node in [other.site, other.floor, other.station] {
        assert_eq!(subjects(AlarmQuery { node: Some(node), ..all() }, &Reach::All).await, ["5", "3", "1"]);
        assert_eq!(subjects(AlarmQuery { node: Some(node), ..all() }, &site).await, Vec::<String>::new());
    }
    let security = AlarmQuery { kinds: vec![AlarmType::UnknownStation], ..all() };
    assert_eq!(subjects(security, &Reach::All).await, ["Stranger"]);
    let page = store.alarms(&AlarmQuery { limit: 5, ..all() }, &Reach::All).await.unwrap();
    let rest = AlarmQuery { cursor: page.next_cursor, ..all() };
    assert_eq!(page.items.last().unwrap().key.subject, "3");
    assert_eq!(store.alarms(&AlarmQuery { limit: 5, ..rest }, &Reach::All).await.unwrap().items.len(), 3);
    store.close().await;
}

fn event(station_id: Option<NodeId>, kind: &'static str, text: &str, after_ms: i64) -> NewEvent {
    NewEvent {
        at: T0.plus_ms(after_ms),
        kind: kind.into(),
        station_id,
        site_id: None,
        outlet: Some(2),
        text: text.to_owned(),
        by: (kind == "edit").then(|| "Kari@x.org".to_owned()),
        detail: Some(json!({"after": after_ms})),
    }
}

async fn events_are_listed_newest_first(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    for (station, kind, text, after_ms) in [
        (Some(garage.station), "boot", "Booted Ångström", 10),
        (Some(garage.station), "edit", "Renamed", 30),
        (None, "edit", "User made", 20),
        (Some(NodeId(999)), "boot", "Gone", 5),
    ] {
        store.add_event(event(station, kind, text, after_ms)).await.unwrap();
    }
    let texts = async |query: EventQuery, reach: &Reach| {
        let page = store.events(&EventQuery { limit: 50, ..query }, reach).await.unwrap();
        assert_eq!(usize::try_from(page.count.count).unwrap(), page.items.len());
        page.items.into_iter().map(|event| event.text).collect::<Vec<_>>()
    };
    let all = || EventQuery::default();
    assert_eq!(texts(all(), &Reach::All).await, ["Renamed", "User made", "Booted Ångström", "Gone"]);
    assert_eq!(texts(all(), &Reach::Sites(vec![garage.site])).await, ["Renamed", "Booted Ångström"]);
    assert_eq!(
        texts(EventQuery { kinds: vec!["boot".to_owned()], ..all() }, &Reach::All).await,
        ["Booted Ångström", "Gone"]
    );
    assert_eq!(
        texts(EventQuery { contains: Some("ÅNGS".to_owned()), ..all() }, &Reach::All).await,
        ["Booted Ångström"]
    );
    assert_eq!(texts(EventQuery { by: Some("kari".to_owned()), ..all() }, &Reach::All).await, ["Renamed", "User made"]);
    let span = EventQuery { from: Some(T0.plus_ms(10)), to: Some(T0.plus_ms(30)), ..all() };
    assert_eq!(texts(span, &Reach::All).await, ["User made", "Booted Ångström"]);
    assert_eq!(texts(EventQuery { node: Some(garage.floor), ..all() }, &Reach::All).await.len(), 2);
    let page = store.events(&EventQuery { limit: 1, ..all() }, &Reach::All).await.unwrap();
    assert_eq!(page.items[0].station_name.as_deref(), Some("Torget 1"));
    assert_eq!(page.items[0].detail, Some(json!({"after": 30})));
    let next = EventQuery { limit: 1, cursor: page.next_cursor, ..all() };
    assert_eq!(store.events(&next, &Reach::All).await.unwrap().items[0].text, "User made");
    let odd = EventQuery { limit: 1, cursor: Some("nonsense".to_owned()), ..all() };
    assert!(matches!(store.events(&odd, &Reach::All).await, Err(StoreError::BadCursor)));
    store.close().await;
}

fn new_command(station_id: NodeId, command: Command) -> NewCommand {
    NewCommand {
        station_id,
        command,
        created_at: T0,
        expires_at: T0.plus_ms(1_000),
        waits: false,
        by_user_id: None,
        by: "a@x.org".to_owned(),
    }
}

fn step(id: CommandId, state: CommandState) -> CommandUpdate {
    CommandUpdate { id, state, sent_at: None, answered_at: None, action: None, sent: None, answer: None, outcome: None }
}

async fn a_command_goes_step_by_step(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let unlock = Command::UnlockConnector { outlet: 2 };
    let command = store.new_command(new_command(garage.station, unlock.clone())).await.unwrap();
    assert_eq!((command.state, &command.command, command.site_id), (CommandState::Queued, &unlock, garage.site));
    assert_eq!(store.queued_commands(garage.station).await.unwrap(), std::slice::from_ref(&command));
    let sent = CommandUpdate {
        sent_at: Some(T0.plus_ms(5)),
        action: Some("UnlockConnector".to_owned()),
        sent: Some(json!({"connectorId": 2})),
        ..step(command.id, CommandState::Sent)
    };
    assert_eq!(store.update_command(sent).await.unwrap().state, CommandState::Sent);
    let accepted = CommandUpdate {
        answered_at: Some(T0.plus_ms(9)),
        answer: Some(json!({"status": "Unlocked"})),
        outcome: Some("Unlocked".to_owned()),
        ..step(command.id, CommandState::Accepted)
    };
    let done = store.update_command(accepted).await.unwrap();
    assert_eq!((done.sent_at, done.answered_at), (Some(T0.plus_ms(5)), Some(T0.plus_ms(9))));
    assert_eq!((done.sent, done.answer), (Some(json!({"connectorId": 2})), Some(json!({"status": "Unlocked"}))));
    let late = CommandUpdate { answered_at: Some(T0.plus_ms(99)), ..step(command.id, CommandState::TimedOut) };
    assert_eq!(store.update_command(late).await.unwrap().state, CommandState::Accepted, "what has ended stays");
    assert_eq!(store.queued_commands(garage.station).await.unwrap(), []);
    assert!(matches!(store.update_command(step(CommandId(99), CommandState::Sent)).await, Err(EditError::NotFound)));
    let nowhere = store.new_command(new_command(garage.site, Command::ResetSoft {})).await;
    assert!(matches!(nowhere, Err(EditError::NotFound)));
    store.close().await;
}

async fn commands_are_listed_within_reach(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(store.new_command(new_command(garage.station, Command::ResetHard {})).await.unwrap().id);
    }
    let listed = async |before, reach: &Reach| {
        let commands = store.commands(garage.station, before, 3, reach).await.unwrap();
        commands.into_iter().map(|command| command.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(None, &Reach::All).await, [ids[4], ids[3], ids[2]]);
    assert_eq!(listed(Some(ids[2]), &Reach::Sites(vec![garage.site])).await, [ids[1], ids[0]]);
    let foreign = Reach::Sites(vec![NodeId(999)]);
    assert_eq!(listed(None, &foreign).await, []);
    assert!(store.command(ids[0], &Reach::All).await.unwrap().is_some());
    assert_eq!(store.command(ids[0], &foreign).await.unwrap(), None);
    store.close().await;
}

fn message(at: UtcMillis, text: &str) -> LoggedMessage {
    LoggedMessage {
        number: 0,
        at,
        direction: Direction::FromStation,
        kind: MessageKind::Call,
        action: "Heartbeat".to_owned(),
        message_id: "1".to_owned(),
        text: text.to_owned(),
        latency_ms: None,
        deviations: 0,
    }
}

async fn log(store: &Store, station_id: NodeId, moments: &[i64]) {
    let messages = moments.iter().map(|at| message(T0.plus_ms(*at), &at.to_string())).collect();
    store.log_messages(&[MessageBlock { station_id, messages }]).await.unwrap();
}

async fn messages_come_newest_first_across_blocks(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let other = Garage::build(&store, "Havn").await;
    log(&store, garage.station, &[]).await;
    // Blocks overlap: one was written late.
    for block in 0..60 {
        log(&store, garage.station, &[block * 10, block * 10 + 5, block * 10 + 14]).await;
    }
    log(&store, other.station, &[1, 2, 3]).await;
    let texts = async |from, to, limit, reach: &Reach| {
        let query = MessageQuery { from, to, ..MessageQuery::newest(garage.station, limit) };
        let page = store.messages(&query, Vec::new(), reach).await.unwrap();
        page.messages.into_iter().map(|found| found.message.text.parse().unwrap()).collect::<Vec<i64>>()
    };
    let mut all: Vec<i64> = (0..60).flat_map(|block| [block * 10, block * 10 + 5, block * 10 + 14]).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(texts(None, None, 1_000, &Reach::All).await, all);
    assert_eq!(texts(None, None, 7, &Reach::All).await, all[..7]);
    let between: Vec<i64> = all.iter().copied().filter(|at| (100..305).contains(at)).collect();
    assert_eq!(texts(Some(T0.plus_ms(100)), Some(T0.plus_ms(305)), 1_000, &Reach::All).await, between);
    assert_eq!(texts(None, None, 5, &Reach::Sites(vec![other.site])).await, Vec::<i64>::new());
    store.close().await;
}

async fn old_messages_are_forgotten(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let blocks: Vec<MessageBlock> = (0..1_200)
        .map(|at| MessageBlock { station_id: garage.station, messages: vec![message(T0.plus_ms(at), "x")] })
        .collect();
    store.log_messages(&blocks).await.unwrap();
    assert_eq!(store.forget_messages(T0.plus_ms(1_100)).await.unwrap(), 1_100);
    assert_eq!(store.forget_messages(T0.plus_ms(1_100)).await.unwrap(), 0);
    let query = MessageQuery::newest(garage.station, 5_000);
    assert_eq!(store.messages(&query, Vec::new(), &Reach::All).await.unwrap().messages.len(), 100);
    store.close().await;
}

async fn settings_change_one_version_at_a_time(database: TestDatabase) {
    let store = database.open().await;
    let settings = store.settings().await.unwrap();
    assert_eq!(settings, PortalSettings::default());
    let mut changed = PortalSettings { portal_name: "Ladeportal".to_owned(), ..settings.clone() };
    changed.policies.unknown_tags = UnknownTags::Accept;
    let changed = store.update_settings(changed).await.unwrap();
    assert_eq!((changed.version, store.settings().await.unwrap()), (1, changed.clone()));
    assert_eq!(store.policies().await.unwrap().unknown_tags, UnknownTags::Accept);
    let old = store.update_settings(settings).await;
    assert!(matches!(old, Err(EditError::VersionMismatch { expected: 0, current: 1 })), "{old:?}");
    assert_eq!(store.update_settings(changed).await.unwrap().version, 2);
    store.close().await;
}

async fn internal_values_are_made_once(database: TestDatabase) {
    let store = database.open().await;
    assert_eq!(store.internal_value("key").await.unwrap(), None);
    let (one, other) = tokio::join!(
        store.internal_value_or("key", "one".to_owned()),
        store.internal_value_or("key", "other".to_owned()),
    );
    assert_eq!(one.unwrap(), other.unwrap());
    store.set_internal_value("key", "new".to_owned()).await.unwrap();
    assert_eq!(store.internal_value("key").await.unwrap().as_deref(), Some("new"));
    assert_eq!(store.settings().await.unwrap(), PortalSettings::default(), "they are apart from people's settings");
    store.close().await;
}
