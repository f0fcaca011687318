//! Starts the stations of a fleet and waits for their end.

use std::sync::Arc;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::access::{Access, Password};
use crate::address::Addresses;
use crate::clock::Clock;
use crate::drive::{Driver, Handle, Onlooker, Setup};
use crate::line::Dial;
use crate::scenario::fleet::FleetStation;
use crate::soap::Hosting;
use crate::station::{Station, StationId};

/// Where a fleet connects and who looks on.
#[derive(Clone)]
pub struct Surroundings {
    /// Where the central system is.
    pub addresses: Addresses,
    /// How it is reached.
    pub dial: Arc<dyn Dial>,
    /// The clock that all stations live by.
    pub clock: Clock,
    /// What stations connect with that have nothing of their own; see [`Access::settled`] for the profile.
    pub access: Access,
    /// Where stations that speak SOAP are asked.
    pub hosting: Hosting,
    /// Whether a station is at an end when its scenario is.
    pub ends_with_players: bool,
    /// Who looks on.
    pub onlooker: Option<Onlooker>,
}

/// Stations that run.
pub struct Launched {
    /// Gives orders to each, in the order of the fleet.
    pub handles: Vec<(StationId, Handle)>,
    tasks: JoinSet<()>,
    cancelled: CancellationToken,
}

impl Launched {
    /// Starts every station as a task of its own.
    #[must_use]
    pub fn new(fleet: Vec<FleetStation>, surroundings: &Surroundings) -> Self {
        let mut launched = Self { handles: Vec::new(), tasks: JoinSet::new(), cancelled: CancellationToken::new() };
        for member in fleet {
            let now = surroundings.clock.now();
            let mut station = Station::new(member.id, member.equipment, member.seed, now);
            for (key, value) in &member.configuration {
                if !station.configure(key, value) {
                    tracing::warn!(station = %station.id(), key, value, "the configuration key does not take the value");
                }
            }
            let id = station.id().clone();
            let mut access = surroundings.access.clone();
            access.password = member.password.as_deref().map(Password::from).or(access.password);
            station.equip(access.settled(surroundings.addresses.usual.is_secure()));
            let (driver, handle) = Driver::new(Setup {
                station,
                clock: surroundings.clock,
                addresses: surroundings.addresses.clone(),
                dial: Arc::clone(&surroundings.dial),
                hosting: surroundings.hosting.clone(),
                players: member.players,
                ends_with_players: surroundings.ends_with_players,
                seed: member.seed,
                onlooker: surroundings.onlooker.clone(),
            });
            launched.handles.push((id, handle));
            launched.tasks.spawn(driver.run(launched.cancelled.clone()));
        }
        launched
    }

    /// Waits until every station is at an end.
    pub async fn ended(&mut self) {
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a station has failed");
            }
        }
    }

    /// Ends every station: sessions end with it, lines are closed in order, what is not delivered within a few seconds is lost.
    pub async fn stop(mut self) {
        self.cancelled.cancel();
        self.ended().await;
    }
}
