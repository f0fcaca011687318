//! `charge-portal demo`: fills a portal with a company that one can look at, and with stations and sessions in numbers for
//! benchmarks.
//!
//! Made in bulk through the store, the same for the same seed and moment; what is there already stays as it is, so doing it twice
//! changes nothing. Meant for a portal that is not running: one that runs does not hear of it.

mod accounts;
mod charge;
mod company;
mod history;
mod load;
mod past;
mod people;
mod places;
mod rhythm;

use std::collections::HashMap;

use anyhow::Context;
use domain::access::Reach;
use domain::node::NodeKind;
use domain::{NodeId, UtcMillis};
use store::Store;

use crate::sign_in::Hasher;

/// The charge box id of the first demo station; where it exists, so does the company.
const FIRST_STATION: &str = "CP-1001";

/// How often the demo's stations tell their meters in a session.
const METER_VALUE_INTERVAL_S: u32 = 10;

/// Under this name the database notes how many load sessions were made.
const LOAD_SESSIONS: &str = "demoLoadSessions";

/// What is wished for.
#[derive(Debug, Clone, clap::Args)]
pub struct Wishes {
    /// E-mail address of the administrator.
    #[arg(long)]
    pub email: String,
    /// The administrator's password.
    #[arg(long)]
    pub password: String,
    /// A password that all other demo people get; without it they cannot sign in.
    #[arg(long)]
    pub people_password: Option<String>,
    /// Also a site Load with so many stations LOAD-000001…, two outlets each, with the tags LOADTAG-000001….
    #[arg(long, default_value_t = 0)]
    pub stations: u32,
    /// Also so many ended sessions at the load stations over the last three years, where there are none yet.
    #[arg(long, default_value_t = 0, requires = "stations")]
    pub sessions: u64,
    /// What the made-up history is drawn from.
    #[arg(long, default_value_t = 20_261_122)]
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Users.
    pub users: usize,
    /// Stations, those for loads among them.
    pub stations: usize,
    /// Sessions, those for loads among them.
    pub sessions: u64,
}

/// Makes what is wished for and not there yet.
///
/// # Errors
/// When the database cannot be read or written, or the e-mail address or a password is refused.
pub async fn fill(store: &Store, hasher: &Hasher, wishes: &Wishes, now: UtcMillis) -> anyhow::Result<Made> {
    let mut made = Made::default();
    let nodes = store.navigator(&Reach::All).await.context("failed to read what is there")?;
    let known: HashMap<String, NodeId> =
        nodes.iter().filter_map(|node| Some((node.charge_box_id.clone()?, node.id))).collect();
    made.users += accounts::make_administrator(store, hasher, wishes, now).await?;
    if !known.contains_key(FIRST_STATION) {
        let begun_at = now.plus_ms(-(history::DAYS + 1) * 24 * 3_600_000);
        let places = places::make(store, now, begun_at).await?;
        let (users, tags) = accounts::make_people(store, hasher, wishes, &places, now).await?;
        let written = past::write(store, &places, &tags, now, wishes.seed).await?;
        hasten_meter_values(store).await?;
        made.users += users;
        made.stations += places.stations();
        made.sessions += written;
    }
    if wishes.stations > 0 {
        let site = nodes.iter().find(|node| node.kind == NodeKind::Site && node.name == load::SITE);
        let before = known.keys().filter(|id| id.starts_with(load::PREFIX)).count();
        let stations = load::make_stations(store, site.map(|site| site.id), &known, wishes.stations, now).await?;
        made.stations += stations.len().saturating_sub(before);
        let tag = accounts::make_load_tag(store, now).await?;
        accounts::make_station_tags(store, wishes.stations, now).await?;
        if wishes.sessions > 0 && store.internal_value(LOAD_SESSIONS).await?.is_none() {
            load::write_sessions(store, &stations, tag, wishes.sessions, now, wishes.seed).await?;
            store.set_internal_value(LOAD_SESSIONS, wishes.sessions.to_string()).await?;
            made.sessions += wishes.sessions;
        }
    }
    Ok(made)
}

/// Has the demo's stations tell their meters often, so that whoever looks sees power and energy move.
async fn hasten_meter_values(store: &Store) -> anyhow::Result<()> {
    let mut settings = store.settings().await.context("failed to read the settings")?;
    settings.policies.meter_value_interval_s = METER_VALUE_INTERVAL_S;
    store.update_settings(settings).await.context("failed to change the settings")?;
    Ok(())
}
