//! The message log looked through: pages, filters, answers, and what waits to be written.

use domain::access::Reach;
use domain::{NodeId, UtcMillis};
use store::Store;
use store::message::{Direction, LoggedMessage, MessageBlock, MessageFilter, MessageKind, MessageQuery, number_in};
use store::testing::TestDatabase;

use crate::garage::{Garage, T0};

on_both!(
    pages_follow_each_other_also_within_a_moment,
    a_call_is_told_how_it_ended_also_where_its_answer_is_on_another_page,
    what_waits_to_be_written_is_found_once,
    a_long_search_says_where_to_go_on,
);

fn message(at_ms: i64, kind: MessageKind, direction: Direction, id: &str) -> LoggedMessage {
    LoggedMessage {
        number: 0,
        at: T0.plus_ms(at_ms),
        direction,
        kind,
        action: "Heartbeat".to_owned(),
        message_id: id.to_owned(),
        text: format!("text {id}"),
        latency_ms: None,
        deviations: 0,
    }
}

fn call(at_ms: i64, id: &str) -> LoggedMessage {
    message(at_ms, MessageKind::Call, Direction::FromStation, id)
}

fn answer(at_ms: i64, id: &str) -> LoggedMessage {
    LoggedMessage { latency_ms: Some(7), ..message(at_ms, MessageKind::Result, Direction::ToStation, id) }
}

async fn log(store: &Store, station_id: NodeId, messages: Vec<LoggedMessage>) {
    store.log_messages(&[MessageBlock { station_id, messages }]).await.unwrap();
}

/// All ids, page by page, newest first.
async fn walk(store: &Store, mut query: MessageQuery) -> Vec<String> {
    let mut ids = Vec::new();
    loop {
        let page = store.messages(&query, Vec::new(), &Reach::All).await.unwrap();
        ids.extend(page.messages.into_iter().map(|found| found.message.message_id));
        query.before = page.goes_on;
        if query.before.is_none() {
            return ids;
        }
    }
}

async fn pages_follow_each_other_also_within_a_moment(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    log(&store, garage.station, (0..10).map(|number| call(5, &number.to_string())).collect()).await;
    log(&store, garage.station, (10..25).map(|number| call(number, &number.to_string())).collect()).await;
    let expected: Vec<String> = (0..25).rev().map(|number| number.to_string()).collect();
    for limit in [1, 3, 25, 100] {
        assert_eq!(walk(&store, MessageQuery::newest(garage.station, limit)).await, expected, "{limit}");
    }
    let odd = MessageFilter { text: Some("TEXT 1".to_owned()), ..MessageFilter::default() };
    let query = MessageQuery { filter: odd, ..MessageQuery::newest(garage.station, 3) };
    let ones: Vec<&String> = expected.iter().filter(|id| id.starts_with('1')).collect();
    assert_eq!(walk(&store, query).await.iter().collect::<Vec<_>>(), ones);
    store.close().await;
}

async fn a_call_is_told_how_it_ended_also_where_its_answer_is_on_another_page(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    // A station that uses its ids again, and one of ours with the same id.
    log(&store, garage.station, vec![call(0, "1"), answer(3, "1"), call(10, "1"), answer(14, "1")]).await;
    let ours = message(20, MessageKind::Call, Direction::ToStation, "1");
    log(&store, garage.station, vec![ours, message(25, MessageKind::Error, Direction::FromStation, "1")]).await;
    log(&store, garage.station, vec![call(30, "unanswered")]).await;
    let calls = MessageFilter { kinds: vec![MessageKind::Call], ..MessageFilter::default() };
    let mut query = MessageQuery { filter: calls, ..MessageQuery::newest(garage.station, 1) };
    let mut ends = Vec::new();
    loop {
        let page = store.messages(&query, Vec::new(), &Reach::All).await.unwrap();
        ends.extend(page.messages.into_iter().map(|found| found.answer.map(|answer| answer.at.since(T0))));
        query.before = page.goes_on;
        if query.before.is_none() {
            break;
        }
    }
    assert_eq!(ends, [None, Some(25), Some(14), Some(3)]);
    store.close().await;
}

async fn what_waits_to_be_written_is_found_once(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let block = vec![call(0, "a"), answer(2, "a"), call(5, "b")];
    let numbered =
        |(place, message): (usize, &LoggedMessage)| LoggedMessage { number: number_in(T0, place), ..message.clone() };
    let unwritten: Vec<LoggedMessage> = block.iter().enumerate().map(numbered).collect();
    let query = MessageQuery::newest(garage.station, 10);
    let before = store.messages(&query, unwritten.clone(), &Reach::All).await.unwrap();
    log(&store, garage.station, block).await;
    let meanwhile = store.messages(&query, unwritten, &Reach::All).await.unwrap();
    let after = store.messages(&query, Vec::new(), &Reach::All).await.unwrap();
    assert_eq!(after.messages.len(), 3);
    assert_eq!((&before, &meanwhile), (&after, &after));
    assert_eq!(store.next_message_at(garage.station, UtcMillis(0)).await.unwrap(), Some(T0));
    assert_eq!(store.next_message_at(garage.station, T0.plus_ms(3)).await.unwrap(), Some(T0.plus_ms(3)));
    assert_eq!(store.next_message_at(garage.station, T0.plus_ms(6)).await.unwrap(), None);
    store.close().await;
}

async fn a_long_search_says_where_to_go_on(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let blocks: Vec<MessageBlock> = (0..60)
        .map(|block| {
            let messages = (0..500).map(|number| call(block * 1_000 + number, "noise")).collect();
            MessageBlock { station_id: garage.station, messages }
        })
        .collect();
    store.log_messages(&blocks).await.unwrap();
    log(&store, garage.station, vec![call(-5, "needle")]).await;
    let filter = MessageFilter { message_id: Some("needle".to_owned()), ..MessageFilter::default() };
    let query = MessageQuery { filter, ..MessageQuery::newest(garage.station, 10) };
    let page = store.messages(&query, Vec::new(), &Reach::All).await.unwrap();
    assert!(page.messages.is_empty() && page.goes_on.is_some(), "{page:?}");
    assert_eq!(walk(&store, query).await, ["needle"]);
    store.close().await;
}
