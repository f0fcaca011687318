//! How many meter readings the store confirms in a second, beside what the bare driver writes in large batches.
//!
//! A thousand producers send readings of four samples each, one at a time, and wait for each to be committed. Then the bare
//! driver writes the very same rows into the very same schema, thousands to a transaction, with nobody waiting.
//!
//! `cargo run -p store --release --features testing --example write_rate -- --database sqlite --seconds 10 --producers 1000`
//!
//! With `--json` it prints one line of JSON and nothing else.

use std::borrow::Cow;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use domain::access::Reach;
use domain::report::Sample;
use domain::{ChargeBoxId, NodeId, SessionId, UtcMillis};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row as _};
use store::node::{NewNode, NodeSettings, SiteSettings, StationSettings};
use store::testing::PostgresCluster;
use store::{NewReading, Store, StoreOptions};
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;

/// Rows that the bare driver writes with one commit.
const LARGE_BATCH: usize = 10_000;

/// Rows of one of its statements on SQLite.
const SQLITE_ROWS: usize = 500;

/// When the readings were taken.
const T0: UtcMillis = UtcMillis(1_790_000_000_000);

/// A row as the store keeps it.
struct Row {
    session_id: i64,
    station_id: i64,
    outlet: i64,
    at: i64,
    received_at: i64,
    energy_wh: f64,
    power_w: f64,
    samples: String,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let asked = Asked::read()?;
    let folder = tempfile::tempdir()?;
    let cluster = if asked.database == "postgres" { Some(PostgresCluster::start_durable()?) } else { None };
    let mut addresses = Vec::new();
    for name in ["store", "bare"] {
        addresses.push(match &cluster {
            Some(cluster) => cluster.address(&cluster.create_database().await?),
            None => format!("sqlite:{}", folder.path().join(name).display()),
        });
    }
    let measured = through_the_store(&addresses[0], asked.producers, asked.time).await?;
    let bare = bare(&addresses[1], rows_of(&addresses[0]).await?).await?;
    let Measured { rate, p50_ms, p99_ms } = measured;
    let (database, producers, ratio) = (&asked.database, asked.producers, rate / bare);
    if asked.json {
        println!(
            "{{\"bench\":\"writeRate\",\"database\":\"{database}\",\"producers\":{producers},\
             \"readingsPerSecond\":{rate:.0},\"p50Ms\":{p50_ms:.2},\"p99Ms\":{p99_ms:.2},\
             \"driverRowsPerSecond\":{bare:.0},\"ratio\":{ratio:.3}}}"
        );
    } else {
        println!("{database}: {producers} producers, each waiting for its commit");
        println!("  store  {rate:>9.0} readings/s   p50 {p50_ms:.1} ms   p99 {p99_ms:.1} ms");
        println!("  driver {bare:>9.0} rows/s in batches of {LARGE_BATCH}");
        println!("  ratio  {ratio:>9.2}");
    }
    Ok(())
}

/// What the command line asks for.
struct Asked {
    database: String,
    time: Duration,
    producers: usize,
    json: bool,
}

impl Asked {
    fn read() -> Result<Self, Failure> {
        let mut asked =
            Self { database: "sqlite".to_owned(), time: Duration::from_secs(10), producers: 1_000, json: false };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--database" => asked.database = value()?,
                "--seconds" => asked.time = Duration::from_secs(value()?.parse()?),
                "--producers" => asked.producers = value()?.parse()?,
                "--json" => asked.json = true,
                other => return Err(format!("there is no argument {other}").into()),
            }
        }
        Ok(asked)
    }
}

struct Measured {
    rate: f64,
    p50_ms: f64,
    p99_ms: f64,
}

async fn through_the_store(address: &str, producers: usize, time: Duration) -> Result<Measured, Failure> {
    let store = Store::open(address, StoreOptions::default()).await?;
    let stations = build(&store, producers).await?;
    let begun = Instant::now();
    let confirmed = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for (number, station_id) in stations.into_iter().enumerate() {
        let (store, confirmed) = (store.clone(), Arc::clone(&confirmed));
        tasks.spawn(async move {
            let mut waits = Vec::new();
            let session_id = SessionId(i64::try_from(number)? + 1);
            while begun.elapsed() < time {
                let reading = reading(station_id, session_id, waits.len());
                let asked = Instant::now();
                store.add_readings(vec![reading]).await?;
                waits.push(asked.elapsed());
                confirmed.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<_, Failure>(waits)
        });
    }
    let mut waits = Vec::new();
    while let Some(done) = tasks.join_next().await {
        waits.extend(done??);
    }
    let rate = f64::from(u32::try_from(confirmed.load(Ordering::Relaxed))?) / begun.elapsed().as_secs_f64();
    store.close().await;
    waits.sort_unstable();
    let at = |share: usize| waits[(waits.len() - 1) * share / 100].as_secs_f64() * 1_000.0;
    Ok(Measured { rate, p50_ms: at(50), p99_ms: at(99) })
}

async fn build(store: &Store, stations: usize) -> Result<Vec<NodeId>, Failure> {
    let new = |parent_id, name: String, settings| NewNode {
        parent_id,
        name,
        description: String::new(),
        settings,
        outlets: 0,
    };
    let site = new(NodeId::SYSTEM, "Garage".to_owned(), NodeSettings::Site(SiteSettings::default()));
    let site = store.create_node(site, T0, Reach::All).await?;
    let mut nodes = Vec::new();
    for number in 0..stations {
        let settings = StationSettings::plain(ChargeBoxId::new(format!("CB-{number}"))?);
        nodes.push(new(site, format!("Station {number}"), NodeSettings::Station(settings)));
    }
    Ok(store.create_nodes(nodes, T0, Reach::All).await?)
}

/// A reading of four samples, as a station with one meter sends it.
fn reading(station_id: NodeId, session_id: SessionId, number: usize) -> NewReading {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    let energy_wh = 1_000_000.0 + f64::from(number) * 61.0;
    let sample = |measurand: &'static str, unit: &'static str, value: f64| Sample {
        measurand: Cow::Borrowed(measurand),
        value: Some(value),
        unit: Cow::Borrowed(unit),
        phase: None,
        location: None,
        context: Some(Cow::Borrowed("Sample.Periodic")),
        original: value.to_string().into(),
        original_unit: None,
        signed: false,
    };
    let at = T0.plus_ms(i64::from(number) * 60_000);
    NewReading {
        session_id: Some(session_id),
        station_id,
        outlet: 1,
        at,
        received_at: at.plus_ms(250),
        energy_wh: Some(energy_wh),
        power_w: Some(7_360.0),
        samples: vec![
            sample("Energy.Active.Import.Register", "Wh", energy_wh),
            sample("Power.Active.Import", "W", 7_360.0),
            sample("Current.Import", "A", 15.8),
            sample("Voltage", "V", 231.4),
        ],
    }
}

/// What the store wrote, for the bare driver to write again.
async fn rows_of(address: &str) -> Result<Vec<Row>, Failure> {
    const QUERY: &str =
        "SELECT session_id, station_id, outlet, at, received_at, energy_wh, power_w, samples FROM reading";
    macro_rules! read {
        ($connection:expr) => {
            sqlx::query(QUERY)
                .fetch_all($connection)
                .await?
                .iter()
                .map(|row| Row {
                    session_id: row.get(0),
                    station_id: row.get(1),
                    outlet: row.get(2),
                    at: row.get(3),
                    received_at: row.get(4),
                    energy_wh: row.get(5),
                    power_w: row.get(6),
                    samples: row.get(7),
                })
                .collect()
        };
    }
    Ok(if address.starts_with("sqlite:") {
        read!(&mut address.parse::<SqliteConnectOptions>()?.connect().await?)
    } else {
        read!(&mut address.parse::<PgConnectOptions>()?.connect().await?)
    })
}

/// Rows a second of the bare driver.
async fn bare(address: &str, rows: Vec<Row>) -> Result<f64, Failure> {
    // Only for the schema.
    Store::open(address, StoreOptions::default()).await?.close().await;
    let begun = Instant::now();
    let count = rows.len();
    if address.starts_with("sqlite:") {
        bare_sqlite(address, rows).await?;
    } else {
        let mut connection = address.parse::<PgConnectOptions>()?.connect().await?;
        bare_postgres(&mut connection, rows).await?;
    }
    Ok(f64::from(u32::try_from(count)?) / begun.elapsed().as_secs_f64())
}

async fn bare_sqlite(address: &str, rows: Vec<Row>) -> Result<(), Failure> {
    let mut connection = address
        .parse::<SqliteConnectOptions>()?
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-65536")
        .disable_statement_logging()
        .connect()
        .await?;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut transaction = connection.begin().await?;
        let mut batch = rows.by_ref().take(LARGE_BATCH).peekable();
        while batch.peek().is_some() {
            let chunk: Vec<Row> = batch.by_ref().take(SQLITE_ROWS).collect();
            let values = vec!["(?,?,?,?,?,?,?,?)"; chunk.len()].join(",");
            let text = format!(
                "INSERT INTO reading (session_id, station_id, outlet, at, received_at, energy_wh, power_w, samples) \
                 VALUES {values}"
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for row in chunk {
                query = query
                    .bind(row.session_id)
                    .bind(row.station_id)
                    .bind(row.outlet)
                    .bind(row.at)
                    .bind(row.received_at)
                    .bind(row.energy_wh)
                    .bind(row.power_w)
                    .bind(row.samples);
            }
            query.execute(&mut *transaction).await?;
        }
        drop(batch);
        transaction.commit().await?;
    }
    connection.close().await?;
    Ok(())
}

async fn bare_postgres(connection: &mut PgConnection, rows: Vec<Row>) -> Result<(), Failure> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<Row> = rows.by_ref().take(LARGE_BATCH).collect();
        let column = |get: fn(&Row) -> i64| batch.iter().map(get).collect::<Vec<i64>>();
        sqlx::query(
            "INSERT INTO reading (session_id, station_id, outlet, at, received_at, energy_wh, power_w, samples) \
             SELECT * FROM UNNEST($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], \
             $6::double precision[], $7::double precision[], $8::text[])",
        )
        .bind(column(|row| row.session_id))
        .bind(column(|row| row.station_id))
        .bind(column(|row| row.outlet))
        .bind(column(|row| row.at))
        .bind(column(|row| row.received_at))
        .bind(batch.iter().map(|row| row.energy_wh).collect::<Vec<f64>>())
        .bind(batch.iter().map(|row| row.power_w).collect::<Vec<f64>>())
        .bind(batch.into_iter().map(|row| row.samples).collect::<Vec<String>>())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
