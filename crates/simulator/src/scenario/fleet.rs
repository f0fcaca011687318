//! Fleets: groups of stations and what they play.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use serde::Deserialize;
use toml::Spanned;

use super::player::{Part, Player};
use super::{Per, Scenario, ScenarioFile, Span, TagPool};
use crate::id_pattern::IdPattern;
use crate::protocol::Protocol;
use crate::station::{Equipment, Mishap, OutletNumber, Supply};

/// Stations of the same kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StationGroup {
    /// Their ids, such as `CP-{:04}`.
    pub ids: Spanned<IdPattern>,
    /// The number of the first.
    #[serde(default = "one_usize")]
    pub first: usize,
    /// How many there are.
    #[serde(default = "one_usize")]
    pub count: usize,
    /// What they speak: `ocpp1.5s`, `ocpp1.6s` (both over SOAP) or `ocpp1.6j`.
    #[serde(default)]
    pub protocol: Protocol,
    /// How many outlets each has.
    #[serde(default = "one")]
    pub outlets: u32,
    /// How many phases an AC outlet has.
    #[serde(default = "three")]
    pub phases: u8,
    /// The current of each phase of an AC outlet, in A.
    #[serde(default = "sixteen")]
    pub current_a: f64,
    /// The power of an outlet, in kW, where it gives direct current.
    pub dc_power_kw: Option<f64>,
    /// Who made them.
    pub vendor: Option<String>,
    /// Which model they are.
    pub model: Option<String>,
    /// The firmware that they run.
    pub firmware: Option<String>,
    /// Their Basic password.
    pub password: Option<String>,
    /// What they play, all at the same time.
    pub scenarios: Vec<Spanned<String>>,
    /// The tags from which `any` is drawn; all where it is not said.
    pub tags: Option<Vec<Spanned<String>>>,
    /// How long each waits before it plays.
    pub delay: Option<Span>,
    /// Configuration keys that an installer has set.
    #[serde(default)]
    pub configuration: BTreeMap<String, String>,
    /// What always goes wrong.
    #[serde(default)]
    pub mishaps: Vec<Mishap>,
}

/// One station of a fleet.
#[derive(Debug)]
pub struct FleetStation {
    /// Its id.
    pub id: String,
    /// What it is made of.
    pub equipment: Equipment,
    /// Its Basic password.
    pub password: Option<String>,
    /// Configuration keys that an installer has set.
    pub configuration: BTreeMap<String, String>,
    /// What happens to it.
    pub players: Vec<Player>,
    /// From what its noise follows.
    pub seed: u64,
}

impl ScenarioFile {
    /// Every station of the file, in order. The same file and seed give the same stations.
    #[must_use]
    pub fn fleet(&self) -> Vec<FleetStation> {
        let tag_pool = Arc::new(TagPool::default());
        let mut stations = Vec::new();
        for group in &self.stations {
            for number in group.first..group.first + group.count {
                let seed = mixed(self.seed, stations.len() as u64);
                let scenarios: Vec<&Scenario> =
                    group.scenarios.iter().filter_map(|name| self.scenarios.get(name.get_ref())).collect();
                stations.push(FleetStation {
                    id: group.ids.get_ref().id(number),
                    equipment: group.equipment(self.time_scale),
                    password: group.password.clone(),
                    configuration: group.configuration.clone(),
                    players: self.players(&scenarios, group, &tag_pool, seed),
                    seed,
                });
            }
        }
        stations
    }

    fn players(
        &self,
        scenarios: &[&Scenario],
        group: &StationGroup,
        tag_pool: &Arc<TagPool>,
        seed: u64,
    ) -> Vec<Player> {
        let named_tags = Arc::new(self.tags.clone());
        let tags = self.tags_of(group);
        let mut players = Vec::new();
        for scenario in scenarios {
            let outlets = match scenario.per {
                Per::Station => 1..=1,
                Per::Outlet => 1..=group.outlets,
            };
            for outlet in outlets {
                let seed = mixed(seed, 1000 + players.len() as u64);
                let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
                players.push(Player::new(Part {
                    steps: Arc::clone(&scenario.steps),
                    outlet: OutletNumber::new(outlet),
                    tags: Arc::clone(&tags),
                    named_tags: Arc::clone(&named_tags),
                    tag_pool: Arc::clone(tag_pool),
                    time_scale: self.time_scale,
                    seed,
                    delay: group.delay.map_or(Duration::ZERO, |delay| delay.draw(&mut dice)),
                }));
            }
        }
        players
    }

    fn tags_of(&self, group: &StationGroup) -> Arc<[String]> {
        match &group.tags {
            Some(names) => names.iter().filter_map(|name| self.tags.get(name.get_ref()).cloned()).collect(),
            None => self.tags.values().cloned().collect(),
        }
    }
}

impl StationGroup {
    /// One station with this id that plays these scenarios, and is otherwise as usual.
    #[must_use]
    pub fn single(id: IdPattern, scenarios: Vec<String>) -> Self {
        let spanned = |name| Spanned::new(0..0, name);
        Self {
            ids: Spanned::new(0..0, id),
            first: 1,
            count: 1,
            protocol: Protocol::default(),
            outlets: 1,
            phases: three(),
            current_a: sixteen(),
            dc_power_kw: None,
            vendor: None,
            model: None,
            firmware: None,
            password: None,
            scenarios: scenarios.into_iter().map(spanned).collect(),
            tags: None,
            delay: None,
            configuration: BTreeMap::new(),
            mishaps: Vec::new(),
        }
    }

    fn equipment(&self, time_scale: f64) -> Equipment {
        let usual = Equipment::default();
        let supply = match self.dc_power_kw {
            Some(power_kw) => Supply::Dc { power_w: power_kw * 1000.0 },
            None => Supply::Ac { phases: self.phases.clamp(1, 3), current_a: self.current_a },
        };
        Equipment {
            protocol: self.protocol,
            vendor: self.vendor.clone().unwrap_or(usual.vendor),
            model: self.model.clone().unwrap_or(usual.model),
            firmware: self.firmware.clone().unwrap_or(usual.firmware),
            serial_number: None,
            outlets: self.outlets,
            supply,
            time_scale,
            mishaps: self.mishaps.clone(),
        }
    }
}

/// A seed of its own for each part of a whole.
fn mixed(seed: u64, part: u64) -> u64 {
    let mut bits = seed ^ part.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^ (bits >> 32)
}

fn one() -> u32 {
    1
}

fn one_usize() -> usize {
    1
}

fn three() -> u8 {
    3
}

fn sixteen() -> f64 {
    16.0
}
