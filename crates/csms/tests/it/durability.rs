//! Nothing is confirmed that is not stored (`ocpp.md` rule 10).

use std::time::Duration;

use csms::Options;
use serde_json::json;

use crate::portal::{Portal, eventually, options};
use crate::session::id_of;
use crate::station::{meter, start, stop};

/// Holds the database's only place for a writer.
async fn lock(portal: &Portal) -> sqlx::pool::PoolConnection<sqlx::Sqlite> {
    let mut connection = portal.raw().await.acquire().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await.unwrap();
    connection
}

#[tokio::test]
async fn starts_stops_and_meter_values_are_answered_only_after_the_commit() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let id = id_of(&station.call("StartTransaction", start(1, "A", 0, "2026-06-01T12:00:00Z")).await);
    for (action, payload, rows) in [
        ("StartTransaction", start(1, "B", 10, "2026-06-01T12:01:00Z"), "SELECT COUNT(*) - 1 FROM session"),
        ("MeterValues", meter(1, Some(id), 5, 0, "2026-06-01T12:02:00Z"), "SELECT COUNT(*) FROM reading"),
        (
            "StopTransaction",
            stop(id + 1, 20, "2026-06-01T12:03:00Z"),
            "SELECT COUNT(*) - 1 FROM session WHERE ended_at IS NOT NULL",
        ),
    ] {
        let mut lock = lock(&portal).await;
        let received = portal.system.metrics().calls_received.iter().map(csms::metrics::Counter::get).sum::<u64>();
        station.send(json!([2, action, action, payload]).to_string());
        eventually("the message to be received", async || {
            let now = portal.system.metrics().calls_received.iter().map(csms::metrics::Counter::get).sum::<u64>();
            (now > received).then_some(())
        })
        .await;
        for _ in 0..100 {
            tokio::task::yield_now().await;
            assert_eq!(station.read_now(), None, "{action} was confirmed before it was stored");
        }
        sqlx::query("ROLLBACK").execute(&mut *lock).await.unwrap();
        drop(lock);
        let answer = station.read_json().await;
        assert_eq!((answer[0].as_i64(), answer[1].as_str()), (Some(3), Some(action)));
        assert_eq!(portal.count(rows).await, 1, "{action}");
    }
}

#[tokio::test]
async fn a_store_that_fails_confirms_nothing_and_the_station_stays() {
    let portal = Portal::with(Options { storage_patience: Duration::from_millis(50), ..options() }).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let session = id_of(&station.call("StartTransaction", start(1, "A", 0, "2026-06-01T12:00:00Z")).await);
    portal.store.clone().close().await;
    for (action, payload) in [
        ("StartTransaction", start(1, "B", 10, "2026-06-01T12:01:00Z")),
        ("StopTransaction", stop(session, 20, "2026-06-01T12:03:00Z")),
        ("MeterValues", meter(1, Some(session), 5, 0, "2026-06-01T12:02:00Z")),
    ] {
        let frame = json!([2, action, action, payload]).to_string();
        assert_eq!(station.error(frame).await, (action.to_owned(), "InternalError".to_owned()));
    }
    let live = portal.system.station(id).unwrap();
    assert_eq!(live.outlets[0].session.map(|session| session.energy_wh), Some(0), "nothing is counted either");
    assert!(live.online);
    assert!(station.call("Heartbeat", json!({})).await["currentTime"].is_string(), "beats need no database");
}

#[tokio::test]
async fn an_error_is_not_repeated_when_the_same_message_comes_again() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    station.error(r#"[2,"1","Authorize",{}]"#).await;
    station.error(r#"[2,"1","Authorize",{}]"#).await;
    assert_eq!(portal.system.metrics().repeated_messages.get(), 0);
    assert_eq!(portal.system.metrics().errors_sent.get(), 2);
}
