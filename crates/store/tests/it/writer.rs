//! The group-commit writer: what fails fails alone, what is confirmed is there, and a lost database comes back.

use domain::access::Reach;
use domain::{NodeId, SessionId};
use futures_util::future::join_all;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};
use store::event::{EventQuery, NewEvent};
use store::session::StopOutcome;
use store::testing::{PostgresCluster, TestDatabase};
use store::{EditError, Store, WriteError};

use crate::garage::{Garage, T0, closing, new_session, new_site};

on_both!(
    many_writes_at_once_all_arrive,
    a_refused_write_fails_alone,
    a_refused_edit_fails_alone,
    odd_text_is_kept,
    a_closed_store_writes_what_waits_and_nothing_more,
    a_caller_that_goes_away_changes_nothing_for_others,
);

async fn many_writes_at_once_all_arrive(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let started = join_all((0..700).map(|second| store.start_session(garage.start(1, second)))).await;
    let mut ids: Vec<i64> = started.into_iter().map(|started| started.unwrap().id.0).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=700).collect::<Vec<i64>>());
    let stops = join_all(ids.iter().map(|id| store.stop_session(closing(SessionId(*id), 9_000, *id)))).await;
    assert!(stops.into_iter().all(|stop| stop.unwrap() == StopOutcome::Ended));
    for id in [1, 350, 700] {
        assert_eq!(store.session(SessionId(id)).await.unwrap().unwrap().energy_wh, id);
    }
    store.close().await;
}

async fn a_refused_write_fails_alone(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let nowhere = NodeId(999_999);
    let sessions = (0..60).map(|second| {
        let station = if second % 20 == 7 { nowhere } else { garage.station };
        store.start_session(new_session(station, 1, second))
    });
    let site = store.create_node(new_site("Beside"), T0, Reach::All);
    let (started, site) = tokio::join!(join_all(sessions), site);
    site.unwrap();
    for (second, started) in started.into_iter().enumerate() {
        match started {
            Ok(started) => {
                let session = store.session(started.id).await.unwrap().unwrap();
                assert_eq!(session.started_at, T0.plus_ms(i64::try_from(second).unwrap() * 1_000));
            }
            Err(error) => {
                assert_eq!(second % 20, 7);
                assert!(matches!(error, WriteError::Refused(_)), "{error:?}");
            }
        }
    }
    assert!(store.is_healthy());
    store.close().await;
}

async fn a_refused_edit_fails_alone(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let (same, other, started) = tokio::join!(
        store.create_node(crate::garage::new_station(garage.site, "Same", "CB-Torget-1", 1), T0, Reach::All),
        store.create_node(crate::garage::new_station(garage.site, "Other", "CB-Torget-2", 1), T0, Reach::All),
        store.start_session(garage.start(1, 0)),
    );
    assert!(matches!(same, Err(EditError::Taken { field: "chargeBoxId" })), "{same:?}");
    other.unwrap();
    started.unwrap();
    // Nothing of the refused station is left behind.
    let navigator = store.navigator(&Reach::All).await.unwrap();
    assert!(navigator.iter().all(|node| node.name != "Same"));
    store.close().await;
}

async fn odd_text_is_kept(database: TestDatabase) {
    let store = database.open().await;
    let event = |text: &str| NewEvent {
        at: T0,
        kind: "boot".into(),
        station_id: None,
        site_id: None,
        outlet: None,
        text: text.to_owned(),
        by: None,
        detail: None,
    };
    store.add_event(event("a\0b 🚗 '; DROP TABLE event; --")).await.unwrap();
    let events = store.events(&EventQuery { limit: 5, ..EventQuery::default() }, &Reach::All).await.unwrap();
    assert_eq!(events.items[0].text, "a\u{fffd}b 🚗 '; DROP TABLE event; --");
    store.close().await;
}

async fn a_closed_store_writes_what_waits_and_nothing_more(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let waiting: Vec<_> = (0..200)
        .map(|second| {
            let (store, session) = (store.clone(), garage.start(1, second));
            tokio::spawn(async move { store.start_session(session).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let other = store.clone();
    store.close().await;
    let late = other.start_session(garage.start(2, 0)).await;
    assert!(matches!(late, Err(WriteError::Closed)), "{late:?}");
    assert!(!other.is_healthy());
    let store = database.open().await;
    for waiting in waiting {
        // Either it was in time and is there, or it was told so.
        match waiting.await.unwrap() {
            Ok(started) => assert!(store.session(started.id).await.unwrap().is_some()),
            Err(error) => assert!(matches!(error, WriteError::Closed), "{error:?}"),
        }
    }
    store.close().await;
}

async fn a_caller_that_goes_away_changes_nothing_for_others(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let (gone, stays) = (store.clone(), store.clone());
    let gone = tokio::spawn(async move { gone.start_session(garage.start(1, 0)).await });
    let stays = tokio::spawn(async move { stays.start_session(garage.start(2, 0)).await });
    tokio::task::yield_now().await;
    gone.abort();
    let id = stays.await.unwrap().unwrap().id;
    assert!(store.session(id).await.unwrap().is_some());
    store.close().await;
}

/// A connection to the cluster's own database.
async fn administrator() -> PgConnection {
    let cluster = PostgresCluster::shared().unwrap();
    cluster.address("postgres").parse::<PgConnectOptions>().unwrap().connect().await.unwrap()
}

/// Lets nobody in, and throws out whoever is in.
async fn cut_off(connection: &mut PgConnection, database: &str, off: bool) {
    let alter = format!("ALTER DATABASE {database} ALLOW_CONNECTIONS {}", !off);
    sqlx::query(AssertSqlSafe(alter)).execute(&mut *connection).await.unwrap();
    if off {
        sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1")
            .bind(database)
            .execute(connection)
            .await
            .unwrap();
    }
}

async fn start_until_unavailable(store: &Store, garage: &Garage) -> Vec<SessionId> {
    let mut confirmed = Vec::new();
    for second in 0.. {
        match store.start_session(garage.start(1, second)).await {
            Ok(started) => confirmed.push(started.id),
            Err(error) => {
                assert!(matches!(error, WriteError::Unavailable(_)), "{error:?}");
                return confirmed;
            }
        }
    }
    unreachable!("the database stays cut off")
}

#[tokio::test]
async fn a_database_that_was_cut_off_is_used_again() {
    let database = TestDatabase::postgres().await;
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let name = database.address().rsplit('/').next().unwrap().to_owned();
    let mut administrator = administrator().await;
    let mut confirmed = vec![store.start_session(garage.start(1, 0)).await.unwrap().id];

    cut_off(&mut administrator, &name, true).await;
    confirmed.extend(start_until_unavailable(&store, &garage).await);
    assert!(!store.is_healthy());
    assert!(store.ping().await.is_err());

    cut_off(&mut administrator, &name, false).await;
    store.ping().await.unwrap();
    assert!(store.is_healthy());
    confirmed.push(store.start_session(garage.start(2, 0)).await.unwrap().id);
    for id in &confirmed {
        assert!(store.session(*id).await.unwrap().is_some(), "{id} was confirmed");
    }
    administrator.close().await.unwrap();
    store.close().await;
}
