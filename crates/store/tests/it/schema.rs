//! Both databases end with the same schema, and opening again changes nothing.

use std::collections::BTreeSet;

use domain::NodeId;
use domain::access::Reach;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Row as _};
use store::testing::TestDatabase;
use store::{Store, StoreError, StoreOptions};

use crate::garage::{Garage, closing};

on_both!(opening_again_changes_nothing, ids_go_on_where_they_stopped);

/// Tables, their columns with type and whether they may be NULL, and indexes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Schema {
    columns: BTreeSet<(String, String, &'static str, bool)>,
    indexes: BTreeSet<(String, String)>,
}

fn kind(text: &str) -> &'static str {
    match text.to_ascii_lowercase().as_str() {
        "integer" | "bigint" => "integer",
        "double precision" => "real",
        "boolean" => "boolean",
        "text" => "text",
        "blob" | "bytea" => "bytes",
        other => panic!("a column of an unknown type: {other}"),
    }
}

async fn sqlite_schema(address: &str) -> Schema {
    let mut connection = address.parse::<SqliteConnectOptions>().unwrap().connect().await.unwrap();
    let mut schema = Schema::default();
    let columns = "SELECT m.name AS tab, p.name AS col, p.type AS kind, p.\"notnull\" = 0 AND p.pk = 0 AS nullable \
         FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '_sqlx%'";
    for row in sqlx::query(columns).fetch_all(&mut connection).await.unwrap() {
        schema.columns.insert((row.get("tab"), row.get("col"), kind(row.get("kind")), row.get("nullable")));
    }
    let indexes = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
    for row in sqlx::query(indexes).fetch_all(&mut connection).await.unwrap() {
        schema.indexes.insert((row.get("tbl_name"), row.get("name")));
    }
    schema
}

async fn postgres_schema(address: &str) -> Schema {
    let mut connection = address.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
    let mut schema = Schema::default();
    let columns = "SELECT table_name::text AS tab, column_name::text AS col, data_type::text AS kind, \
         is_nullable = 'YES' AS nullable FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'";
    for row in sqlx::query(columns).fetch_all(&mut connection).await.unwrap() {
        schema.columns.insert((row.get("tab"), row.get("col"), kind(row.get("kind")), row.get("nullable")));
    }
    let indexes = "SELECT tablename::text AS tab, indexname::text AS name FROM pg_indexes WHERE schemaname = 'public' \
         AND indexname NOT LIKE '%_pkey' AND tablename NOT LIKE '\\_sqlx%'";
    for row in sqlx::query(indexes).fetch_all(&mut connection).await.unwrap() {
        schema.indexes.insert((row.get("tab"), row.get("name")));
    }
    schema
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_indexes() {
    let (sqlite, postgres) = (TestDatabase::sqlite(), TestDatabase::postgres().await);
    sqlite.open().await.close().await;
    postgres.open().await.close().await;
    let (sqlite, postgres) = (sqlite_schema(sqlite.address()).await, postgres_schema(postgres.address()).await);
    assert!(sqlite.columns.len() > 150, "the schema was read");
    assert_eq!(sqlite, postgres);
}

async fn opening_again_changes_nothing(database: TestDatabase) {
    let store = database.open().await;
    let before = store.node(NodeId::SYSTEM, &Reach::All, None, None).await.unwrap().unwrap();
    let garage = Garage::build(&store, "Torget").await;
    store.close().await;
    let store = database.open().await;
    assert_eq!(store.node(NodeId::SYSTEM, &Reach::All, None, None).await.unwrap().unwrap(), before);
    assert!(store.reaches_node(garage.station, &Reach::All).await.unwrap());
    store.ping().await.unwrap();
    assert!(store.is_healthy());
    store.close().await;
}

async fn ids_go_on_where_they_stopped(database: TestDatabase) {
    let store = database.open().await;
    let garage = Garage::build(&store, "Torget").await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(store.start_session(garage.start(1, 0)).await.unwrap().id.0);
    }
    store.close().await;
    let store = database.open().await;
    for _ in 0..2 {
        ids.push(store.start_session(garage.start(1, 0)).await.unwrap().id.0);
    }
    assert_eq!(ids, [1, 2, 3, 4, 5], "what is left of a block of ids is given back");
    store.stop_session(closing(domain::SessionId(5), 10, 0)).await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn an_odd_address_is_refused() {
    for address in ["", "portal.db", "mysql://localhost/portal"] {
        let opened = Store::open(address, StoreOptions::default()).await;
        assert!(matches!(opened, Err(StoreError::BadAddress)), "{address}");
    }
    let opened = Store::open("sqlite:/nowhere/at/all/portal.db", StoreOptions::default()).await;
    assert!(matches!(opened, Err(StoreError::Database(_))));
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let database = TestDatabase::sqlite();
    database.open().await.close().await;
    let mut connection = database.address().parse::<SqliteConnectOptions>().unwrap().connect().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time) \
         VALUES (9999, 'from the future', '2030-01-01', TRUE, X'00', 1)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    let opened = Store::open(database.address(), StoreOptions::default()).await;
    assert!(matches!(opened, Err(StoreError::Migration(_))));
}
