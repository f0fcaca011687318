//! SQLite's plans: no read of a large table looks at all of it, and no list sorts it.

use domain::access::Reach;
use domain::energy_period::Period;
use domain::session::Authentication;
use domain::{NodeId, SessionId, UserId};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, SqliteConnection};
use store::event::EventQuery;
use store::message::MessageQuery;
use store::session::{Bounds, ResentStart, SessionFilter, SessionQuery, SessionSort, Span};
use store::testing::{TestDatabase, record_statements};

use crate::garage::{Garage, T0, closing};

/// Tables that grow with time.
const LARGE: [&str; 7] =
    ["session", "reading", "status_change", "event", "message_block", "energy_quarter", "energy_hour"];

/// The plan of each statement, line by line.
async fn plans(connection: &mut SqliteConnection, statements: Vec<String>) -> Vec<(String, Vec<String>)> {
    let mut plans = Vec::new();
    for statement in statements {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
        let rows = sqlx::query(explain).fetch_all(&mut *connection).await.unwrap();
        plans.push((statement, rows.iter().map(|row| row.get("detail")).collect()));
    }
    plans
}

/// Whether a plan looks at all of a large table, not along an index.
fn scans(plan: &[String]) -> bool {
    plan.iter().filter_map(|line| line.strip_prefix("SCAN ")).any(|scan| {
        let (table, way) = scan.split_once(' ').unwrap_or((scan, ""));
        // Rows of a table that are already chosen bear its name, too.
        let is_chosen = plan.contains(&format!("CO-ROUTINE {table}"));
        LARGE.contains(&table) && !way.contains("INDEX") && !is_chosen
    })
}

#[tokio::test]
async fn no_read_looks_at_all_of_a_large_table() {
    let database = TestDatabase::sqlite();
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let id = store.start_session(garage.start(1, 0)).await.unwrap().id;
    store.stop_session(closing(id, 60, 100)).await.unwrap();
    store.start_session(garage.start(2, 0)).await.unwrap();
    let mut connection = database.address().parse::<SqliteConnectOptions>().unwrap().connect().await.unwrap();
    let sites = Reach::Sites(vec![garage.site, NodeId(77)]);
    let own = Reach::Own { user_id: UserId(1), sites: vec![garage.site] };
    record_statements();

    store.all_live().await.unwrap();
    store.station_runtime(garage.station).await.unwrap().unwrap();
    store.session(id).await.unwrap();
    store.session_at(garage.station, 1, T0).await.unwrap();
    store.open_sessions_of_tag(&["04A2B3".to_owned(), "17".to_owned()]).await.unwrap();
    let resent =
        ResentStart { station_id: garage.station, outlet: 1, started_at: T0, tag_normal: None, meter_start_wh: None };
    store.find_resent_start(&resent).await.unwrap();
    store.register_points(id).await.unwrap();
    store.queued_commands(garage.station).await.unwrap();
    store.template_of(garage.station).await.unwrap();
    store.next_message_at(garage.station, T0).await.unwrap();
    for reach in [&Reach::All, &sites, &own] {
        store.readings(id, reach).await.unwrap();
        store.statuses_of_session(id, T0, reach).await.unwrap();
        let messages = MessageQuery { from: Some(T0), to: Some(T0), ..MessageQuery::newest(garage.station, 10) };
        store.messages(&messages, Vec::new(), reach).await.unwrap();
        store.deviations(garage.station, reach).await.unwrap();
        for node in [None, Some(garage.site), Some(garage.floor), Some(garage.station)] {
            store.events(&EventQuery { node, limit: 10, ..EventQuery::default() }, reach).await.unwrap();
            let periods = [Period { from: T0, to: T0.plus_ms(5_000_000_000) }];
            store.energy_in(&periods, T0, node, reach).await.unwrap();
            store.sessions_in(&periods, node, reach).await.unwrap();
            let filter = SessionFilter { node, ..SessionFilter::default() };
            store.session_totals(&filter, T0, reach, Some(reach)).await.unwrap();
        }
    }
    for (statement, plan) in plans(&mut connection, record_statements()).await {
        assert!(!scans(&plan), "{statement}\n{plan:#?}");
    }
}

#[tokio::test]
async fn a_list_walks_along_an_index_of_its_sort() {
    let database = TestDatabase::sqlite();
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    for number in 0..40 {
        let id = store.start_session(garage.start(1, number)).await.unwrap().id;
        store.stop_session(closing(id, number + 60, number)).await.unwrap();
    }
    let mut connection = database.address().parse::<SqliteConnectOptions>().unwrap().connect().await.unwrap();
    let all = SessionFilter::default;
    // All of these hold for most rows, so that none of them leads.
    let filters = [
        all(),
        SessionFilter { energy_wh: Bounds { min: Some(0), max: None }, ..all() },
        SessionFilter { started_at: Span { from: Some(T0), to: None }, node: Some(garage.site), ..all() },
        SessionFilter { authentications: vec![Authentication::Rfid], outlets: vec![1], ..all() },
        SessionFilter { station: Some("torget".to_owned()), tag: Some("04".to_owned()), ..all() },
    ];
    for filter in filters {
        for sort in [
            SessionSort::StartedAt,
            SessionSort::EndedAt,
            SessionSort::DurationS,
            SessionSort::EnergyWh,
            SessionSort::MeterEndWh,
            SessionSort::ReceivedAt,
            SessionSort::SessionId,
            SessionSort::Authentication,
            SessionSort::Tag,
            SessionSort::StopReason,
            SessionSort::Station,
            SessionSort::Site,
            SessionSort::Floor,
            SessionSort::Email,
            SessionSort::Outlet,
        ] {
            for descending in [false, true] {
                let mut query = SessionQuery { filter: filter.clone(), sort, descending, limit: 3, cursor: None };
                query.cursor = store.sessions(&query, &Reach::All, Some(&Reach::All)).await.unwrap().next_cursor;
                assert!(query.cursor.is_some());
                record_statements();
                store.sessions(&query, &Reach::All, Some(&Reach::All)).await.unwrap();
                for (statement, plan) in plans(&mut connection, record_statements()).await {
                    // The few sessions with odd times are found by their own index and sorted.
                    let is_odd = plan.iter().any(|line| line.contains("session_odd_times"));
                    let lists = statement.contains("AS sort_key") && !is_odd;
                    let sorts = lists && plan.iter().any(|line| line.contains("TEMP B-TREE"));
                    assert!(!sorts && !scans(&plan), "{statement}\n{plan:#?}");
                }
            }
        }
    }
    let rare = SessionFilter { session_id: Some(SessionId(7)), ..all() };
    let found = SessionQuery { filter: rare, sort: SessionSort::EnergyWh, limit: 3, ..SessionQuery::default() };
    record_statements();
    assert_eq!(store.sessions(&found, &Reach::All, None).await.unwrap().items.len(), 1);
    for (statement, plan) in plans(&mut connection, record_statements()).await {
        let by_id =
            !statement.contains("AS sort_key") || plan.iter().any(|line| line.contains("PRIMARY KEY (rowid=?)"));
        assert!(by_id, "{statement}\n{plan:#?}");
    }
}
