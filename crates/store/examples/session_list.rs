//! How long a page of sessions and its total take over many sessions: random filters, every sort, first and deep pages.
//!
//! `cargo run -p store --release --features testing --example session_list -- --database sqlite --sessions 1000000`
//!
//! `--address sqlite:file` keeps the sessions in a file and uses them again; `--json` prints one line of JSON and nothing else;
//! `--slow 50` names the queries that took longer, ms.

use std::error::Error;
use std::time::Instant;

use domain::access::Reach;
use domain::email::EmailAddress;
use domain::session::{Authentication, AuthorisationStatus, SessionFlags};
use domain::user::Role;
use domain::{ChargeBoxId, NodeId, UserId, UtcMillis};
use futures_util::future::join_all;
use store::node::{NewNode, NodeSettings, SiteSettings, StationSettings};
use store::session::{Bounds, NewSession, SessionEnd, SessionFilter, SessionQuery, SessionSort, Span};
use store::testing::PostgresCluster;
use store::user::NewUser;
use store::{Store, StoreOptions};

type Failure = Box<dyn Error + Send + Sync>;

/// When the first session began; they go on for three years.
const T0: i64 = 1_690_000_000_000;
const YEARS_MS: i64 = 3 * 365 * 86_400_000;

const SITES: usize = 20;
const STATIONS_OF_SITE: usize = 50;
const USERS: usize = 3_000;

const SORTS: [SessionSort; 16] = [
    SessionSort::StartedAt,
    SessionSort::EndedAt,
    SessionSort::DurationS,
    SessionSort::EnergyWh,
    SessionSort::MeterEndWh,
    SessionSort::ReceivedAt,
    SessionSort::SessionId,
    SessionSort::NodeIdentity,
    SessionSort::Site,
    SessionSort::Floor,
    SessionSort::Station,
    SessionSort::Outlet,
    SessionSort::Authentication,
    SessionSort::Email,
    SessionSort::Tag,
    SessionSort::StopReason,
];

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(bound).unwrap_or(u64::MAX)).unwrap_or_default()
    }

    fn number(&mut self, bound: usize) -> i64 {
        i64::try_from(self.below(bound)).unwrap_or_default()
    }
}

/// What the command line asks for.
struct Asked {
    database: String,
    address: Option<String>,
    sessions: usize,
    queries: usize,
    slow_ms: f64,
    json: bool,
}

impl Asked {
    fn read() -> Result<Self, Failure> {
        let mut asked = Self {
            database: "sqlite".to_owned(),
            address: None,
            sessions: 1_000_000,
            queries: 480,
            slow_ms: f64::INFINITY,
            json: false,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--database" => asked.database = value()?,
                "--address" => asked.address = Some(value()?),
                "--sessions" => asked.sessions = value()?.parse()?,
                "--queries" => asked.queries = value()?.parse()?,
                "--slow" => asked.slow_ms = value()?.parse()?,
                "--json" => asked.json = true,
                other => return Err(format!("there is no argument {other}").into()),
            }
        }
        Ok(asked)
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let asked = Asked::read()?;
    let folder = tempfile::tempdir()?;
    let cluster = if asked.database == "postgres" && asked.address.is_none() {
        Some(PostgresCluster::start_durable()?)
    } else {
        None
    };
    let address = match (&asked.address, &cluster) {
        (Some(address), _) => address.clone(),
        (None, Some(cluster)) => cluster.address(&cluster.create_database().await?),
        (None, None) => format!("sqlite:{}", folder.path().join("sessions").display()),
    };
    let store = Store::open(&address, StoreOptions::default()).await?;
    if !store.has_users().await? {
        fill(&store, asked.sessions).await?;
    }
    let mut times = Times::default();
    let mut dice = Dice(5);
    let places = Places::of(&store).await?;
    for number in 0..asked.queries {
        let query = SessionQuery {
            filter: filter(&mut dice, &places),
            sort: SORTS[number % SORTS.len()],
            descending: dice.below(2) == 0,
            cursor: None,
            limit: 100,
        };
        let reach = match dice.below(4) {
            0 => Reach::Sites(places.sites.iter().copied().take(10).collect()),
            _ => Reach::All,
        };
        measure(&store, query, &reach, &asked, &mut times).await?;
    }
    for live in 0..3 {
        let begun = Instant::now();
        store.all_live().await?;
        if live > 0 {
            times.live.push(begun.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    times.tell(&asked);
    store.close().await;
    Ok(())
}

/// How long each kind of question took, ms.
#[derive(Default)]
struct Times {
    first: Vec<f64>,
    next: Vec<f64>,
    totals: Vec<f64>,
    live: Vec<f64>,
}

impl Times {
    fn tell(mut self, asked: &Asked) {
        let Asked { database, sessions, json, .. } = asked;
        let mut told = Vec::new();
        let kinds = [
            ("firstPage", &mut self.first),
            ("nextPage", &mut self.next),
            ("totals", &mut self.totals),
            ("start", &mut self.live),
        ];
        for (name, times) in kinds {
            times.sort_by(f64::total_cmp);
            let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
            if *json {
                told.push(format!(
                    "\"{name}\":{{\"p50Ms\":{:.2},\"p95Ms\":{:.2},\"maxMs\":{:.2}}}",
                    at(50),
                    at(95),
                    at(100)
                ));
            } else {
                println!(
                    "{database} {name:<10} p50 {:>7.2} ms  p95 {:>7.2} ms  max {:>8.2} ms",
                    at(50),
                    at(95),
                    at(100)
                );
            }
        }
        if *json {
            println!(
                "{{\"bench\":\"sessionList\",\"database\":\"{database}\",\"sessions\":{sessions},{}}}",
                told.join(",")
            );
        }
    }
}

async fn measure(
    store: &Store,
    mut query: SessionQuery,
    reach: &Reach,
    asked: &Asked,
    times: &mut Times,
) -> Result<(), Failure> {
    for page in 0..2 {
        let begun = Instant::now();
        let read = store.sessions(&query, reach, Some(reach)).await?;
        let took = begun.elapsed().as_secs_f64() * 1_000.0;
        if took > asked.slow_ms {
            println!("{took:.0} ms, {} of {:?}: {query:?} {reach:?}", read.items.len(), read.count);
        }
        if page == 0 {
            times.first.push(took)
        } else {
            times.next.push(took)
        }
        query.cursor = read.next_cursor;
        if query.cursor.is_none() {
            break;
        }
    }
    let begun = Instant::now();
    store.session_totals(&query.filter, UtcMillis(T0 + YEARS_MS), reach, Some(reach)).await?;
    times.totals.push(begun.elapsed().as_secs_f64() * 1_000.0);
    Ok(())
}

/// The nodes that filters name.
struct Places {
    sites: Vec<NodeId>,
    stations: Vec<NodeId>,
}

impl Places {
    async fn of(store: &Store) -> Result<Self, Failure> {
        let tree = store.navigator(&Reach::All).await?;
        let of = |kind| tree.iter().filter(|node| node.kind == kind).map(|node| node.id).collect();
        Ok(Self { sites: of(domain::node::NodeKind::Site), stations: of(domain::node::NodeKind::Station) })
    }
}

fn filter(dice: &mut Dice, places: &Places) -> SessionFilter {
    let mut filter = SessionFilter::default();
    for _ in 0..dice.below(4) {
        let from = UtcMillis(T0 + dice.number(1_000) * (YEARS_MS / 1_000));
        let span = Span { from: Some(from), to: Some(from.plus_ms(YEARS_MS / [3, 36, 150, 1_000][dice.below(4)])) };
        let kwh = dice.number(60) * 1_000;
        match dice.below(14) {
            0 | 1 => filter.started_at = span,
            2 => filter.ended_at = span,
            3 => filter.received_at = span,
            4 => filter.duration_s = Bounds { min: Some(kwh), max: Some(kwh + 1_800) },
            5 => filter.energy_wh = Bounds { min: Some(kwh), max: Some(kwh + 2_000) },
            6 => filter.energy_wh = Bounds { min: Some(kwh), max: None },
            7 => filter.station = Some(format!("{}", dice.below(60))),
            8 => filter.site = Some(format!("e {}", dice.below(12))),
            9 => filter.email = Some(format!("user{}", dice.below(400))),
            10 => filter.tag = Some(format!("{:X}", dice.below(4_000))),
            11 => filter.stop_reason = Some(["local", "remote", "power", "ev"][dice.below(4)].to_owned()),
            12 => filter.authentications = vec![Authentication::ALL[dice.below(Authentication::ALL.len())]],
            _ => filter.outlets = vec![u16::try_from(1 + dice.below(2)).unwrap_or(1)],
        }
    }
    filter.node = match dice.below(6) {
        0 => Some(places.sites[dice.below(places.sites.len())]),
        1 => Some(places.stations[dice.below(places.stations.len())]),
        _ => None,
    };
    filter
}

async fn fill(store: &Store, count: usize) -> Result<(), Failure> {
    let (stations, users) = (stations(store).await?, users(store).await?);
    let mut dice = Dice(1);
    let mut done = 0;
    while done < count {
        let size = 4_000.min(count - done);
        // In the order of time, as they come.
        let sessions = (done..done + size).map(|number| {
            let after = YEARS_MS / i64::try_from(count).unwrap_or(i64::MAX) * i64::try_from(number).unwrap_or_default();
            store.start_session(session(&mut dice, &stations, &users, T0 + after))
        });
        for started in join_all(sessions).await {
            started?;
        }
        done += size;
    }
    Ok(())
}

async fn stations(store: &Store) -> Result<Vec<NodeId>, Failure> {
    let new = |parent_id, name: String, settings, outlets| NewNode {
        parent_id,
        name,
        description: String::new(),
        settings,
        outlets,
    };
    let sites = (0..SITES)
        .map(|site| new(NodeId::SYSTEM, format!("Garage {site}"), NodeSettings::Site(SiteSettings::default()), 0))
        .collect();
    let sites = store.create_nodes(sites, UtcMillis(T0), Reach::All).await?;
    let floors = sites.iter().map(|site| new(*site, "Level 1".to_owned(), NodeSettings::Floor, 0)).collect();
    let floors = store.create_nodes(floors, UtcMillis(T0), Reach::All).await?;
    let mut stations = Vec::new();
    for (site, (site_id, floor_id)) in sites.iter().zip(&floors).enumerate() {
        for station in 0..STATIONS_OF_SITE {
            let id = ChargeBoxId::new(format!("CB{site:02}{station:03}"))?;
            let parent = if station % 2 == 0 { *floor_id } else { *site_id };
            let settings = NodeSettings::Station(StationSettings::plain(id));
            stations.push(new(parent, format!("Post {site}-{station}"), settings, 2));
        }
    }
    Ok(store.create_nodes(stations, UtcMillis(T0), Reach::All).await?)
}

async fn users(store: &Store) -> Result<Vec<UserId>, Failure> {
    let mut users = Vec::with_capacity(USERS);
    for chunk in (0..USERS).collect::<Vec<_>>().chunks(500) {
        let made = chunk.iter().map(|number| async move {
            let user = NewUser {
                email: EmailAddress::new(&format!("user{number}@example.com"))?,
                first_name: "Kari".to_owned(),
                last_name: format!("Nordmann {number}"),
                role: Role::Driver,
                site_ids: Vec::new(),
                parking: String::new(),
                email_at_alarm: false,
                language: None,
                time_zone: None,
                password_hash: None,
            };
            Ok::<_, Failure>(store.create_user(user, UtcMillis(T0)).await?)
        });
        for user in join_all(made).await {
            users.push(user?);
        }
    }
    Ok(users)
}

fn session(dice: &mut Dice, stations: &[NodeId], users: &[UserId], started_at: i64) -> NewSession {
    let started_at = UtcMillis(started_at + dice.number(60_000));
    let user = (dice.below(10) > 0).then(|| dice.below(users.len()));
    let tag = user.map(|user| format!("04A2{user:06X}"));
    let energy_wh = dice.number(300) * dice.number(300);
    let end = (dice.below(20_000) > 0).then(|| SessionEnd {
        ended_at: started_at.plus_ms(dice.number(30_000) * 1_000),
        meter_end_wh: Some(dice.number(90_000_000)),
        energy_wh,
        stop_reason: Some(["EVDisconnected", "Local", "Remote", "PowerLoss"][dice.below(100) / 30].to_owned()),
        flags: SessionFlags::NONE,
        ended_at_text: None,
        readings: Vec::new(),
        quarters: Vec::new(),
    });
    NewSession {
        station_id: stations[dice.below(stations.len())],
        outlet: u16::try_from(1 + dice.below(2)).unwrap_or(1),
        started_at,
        received_at: started_at.plus_ms(dice.number(3_000)),
        meter_start_wh: None,
        authentication: Authentication::ALL[dice.below(300) / 60],
        start_status: AuthorisationStatus::Accepted,
        user_id: user.map(|user| users[user]),
        tag_id: None,
        id_tag: tag.clone(),
        tag_normal: tag,
        flags: SessionFlags::NONE,
        started_at_text: None,
        closes: None,
        end,
    }
}
