//! Stations and sessions in numbers, for benchmarks: the site *Load*.

use std::collections::HashMap;

use anyhow::Context;
use domain::access::Reach;
use domain::meter::EnergyStep;
use domain::session::{Authentication, AuthorisationStatus, SessionFlags};
use domain::{ChargeBoxId, NodeId, TagId, UtcMillis};
use futures_util::{StreamExt, TryStreamExt, stream};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use store::Store;
use store::node::{NewNode, NodeSettings, SiteSettings, StationSettings};
use store::session::{NewSession, QuarterEnergy, SessionEnd};

/// The site's name.
pub(super) const SITE: &str = "Load";

/// The tag of its made-up sessions, and how the tags of its stations begin.
pub(super) const TAG: &str = "LOADTAG";

/// How its stations' charge box ids begin.
pub(super) const PREFIX: &str = "LOAD-";

/// Outlets of each station.
const OUTLETS: u16 = 2;

/// How many stations are made with one commit.
const STATIONS_AT_ONCE: usize = 2_000;

/// How many sessions are under way to the database at once.
const SESSIONS_AT_ONCE: usize = 4_096;

/// Over how long the sessions are spread: three years.
const HISTORY_MS: i64 = 3 * 365 * 24 * 3_600_000;

/// Sessions of this last stretch have their energy by the quarter, for the dashboard: 35 days.
const QUARTERS_MS: i64 = 35 * 24 * 3_600_000;

/// Makes the stations `LOAD-000001` to `LOAD-` so many that are not in `known` yet; gives all of them.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn make_stations(
    store: &Store,
    site_id: Option<NodeId>,
    known: &HashMap<String, NodeId>,
    count: u32,
    now: UtcMillis,
) -> anyhow::Result<Vec<NodeId>> {
    let site_id = match site_id {
        Some(site_id) => site_id,
        None => {
            let site = node(NodeId::SYSTEM, SITE, NodeSettings::Site(SiteSettings::default()), 0);
            store.create_node(site, now, Reach::All).await.context("failed to make the site Load")?
        }
    };
    let mut ids = Vec::new();
    let mut missing = Vec::new();
    for number in 1..=count {
        let name = format!("{PREFIX}{number:06}");
        match known.get(&name) {
            Some(id) => ids.push(*id),
            None => {
                let settings = StationSettings::plain(ChargeBoxId::new(name.as_str())?);
                missing.push(node(site_id, &name, NodeSettings::Station(settings), OUTLETS));
            }
        }
    }
    for stations in missing.chunks(STATIONS_AT_ONCE) {
        ids.extend(
            store.create_nodes(stations.to_vec(), now, Reach::All).await.context("failed to make load stations")?,
        );
    }
    Ok(ids)
}

fn node(parent_id: NodeId, name: &str, settings: NodeSettings, outlets: u16) -> NewNode {
    NewNode { parent_id, name: name.to_owned(), description: String::new(), settings, outlets }
}

/// Writes so many sessions that have ended, in the order in which they began, evenly over the last three years.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write_sessions(
    store: &Store,
    stations: &[NodeId],
    tag_id: TagId,
    count: u64,
    now: UtcMillis,
    seed: u64,
) -> anyhow::Result<()> {
    anyhow::ensure!(!stations.is_empty() || count == 0, "failed to make sessions: there are no stations for them");
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let sessions = (0..count).map(move |index| {
        let began_ms = (i128::from(HISTORY_MS) * i128::from(index) / i128::from(count)) as i64;
        session(stations, tag_id, now.plus_ms(began_ms - HISTORY_MS), now, &mut random)
    });
    let writes = sessions.map(|session| async { store.start_session(session).await.map(drop) });
    stream::iter(writes).buffered(SESSIONS_AT_ONCE).try_collect::<()>().await.context("failed to write load sessions")
}

fn session(
    stations: &[NodeId],
    tag_id: TagId,
    started_at: UtcMillis,
    now: UtcMillis,
    random: &mut Xoshiro256PlusPlus,
) -> NewSession {
    let energy_wh = (random.random::<f64>() * random.random::<f64>() * 48_000.0) as i64 + 300;
    let duration_ms = random.random_range(900_000..36_000_000).min(now.since(started_at) - 1).max(1_000);
    let ended_at = started_at.plus_ms(duration_ms);
    let meter_start_wh = random.random_range(0..9_000_000);
    NewSession {
        station_id: stations[random.random_range(0..stations.len())],
        outlet: random.random_range(1..=OUTLETS),
        started_at,
        received_at: started_at.plus_ms(700),
        meter_start_wh: Some(meter_start_wh),
        authentication: Authentication::Rfid,
        start_status: AuthorisationStatus::Accepted,
        user_id: None,
        tag_id: Some(tag_id),
        id_tag: Some(TAG.to_owned()),
        tag_normal: Some(TAG.to_owned()),
        flags: SessionFlags::NONE,
        started_at_text: None,
        closes: None,
        end: Some(SessionEnd {
            ended_at,
            meter_end_wh: Some(meter_start_wh + energy_wh),
            energy_wh,
            stop_reason: Some("Local".to_owned()),
            flags: SessionFlags::NONE,
            ended_at_text: None,
            readings: Vec::new(),
            quarters: quarters(started_at, ended_at, energy_wh, now),
        }),
    }
}

fn quarters(from: UtcMillis, to: UtcMillis, energy_wh: i64, now: UtcMillis) -> Vec<QuarterEnergy> {
    if now.since(from) > QUARTERS_MS {
        return Vec::new();
    }
    let step = EnergyStep { from, to, energy_wh };
    let quarters = domain::quarter::QuarterEnergy::default().add(&step);
    quarters.iter().map(|quarter| QuarterEnergy { at: quarter.start, energy_wh: quarter.energy_wh }).collect()
}
