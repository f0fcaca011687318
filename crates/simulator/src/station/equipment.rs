//! What a station is made of.

use std::fmt;

use super::meter::NOMINAL_VOLTAGE_V;
use crate::protocol::Protocol;

/// The id that a station has at its central system, its charge box id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StationId(String);

impl StationId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for StationId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl From<String> for StationId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl fmt::Display for StationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The number of an outlet, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(transparent)]
pub struct OutletNumber(u32);

impl OutletNumber {
    /// The first outlet.
    pub const FIRST: Self = Self(1);

    /// The outlet with this number, from 1.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number as messages have it.
    pub(crate) fn connector(self) -> i64 {
        i64::from(self.0)
    }

    /// Where it stands in a list of outlets.
    pub(crate) fn index(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(1)?).ok()
    }
}

impl fmt::Display for OutletNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// How a station gives energy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Supply {
    /// Alternating current, converted in the vehicle.
    Ac {
        /// How many phases each outlet has.
        phases: u8,
        /// The current that each phase gives, in A.
        current_a: f64,
    },
    /// Direct current, converted in the station.
    Dc {
        /// The power that an outlet gives, in W.
        power_w: f64,
    },
}

impl Supply {
    /// The most power that an outlet gives, in W.
    #[must_use]
    pub fn most_w(self) -> f64 {
        match self {
            Self::Ac { phases, current_a } => f64::from(phases) * current_a * NOMINAL_VOLTAGE_V,
            Self::Dc { power_w } => power_w,
        }
    }
}

/// What a station is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Equipment {
    /// What it speaks.
    pub protocol: Protocol,
    /// Who made it.
    pub vendor: String,
    /// Which model it is.
    pub model: String,
    /// Its serial number.
    pub serial_number: Option<String>,
    /// The firmware that it runs.
    pub firmware: String,
    /// How many outlets it has.
    pub outlets: u32,
    /// How they give energy.
    pub supply: Supply,
    /// How much faster than the clock the simulated world runs: energy grows by it, power and message times stay as they are.
    pub time_scale: f64,
    /// What always goes wrong.
    pub mishaps: Vec<Mishap>,
}

/// Something that always goes wrong at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Mishap {
    /// Firmware does not arrive.
    Download,
    /// The signature of firmware does not hold.
    Signature,
    /// Firmware cannot be installed.
    Installation,
    /// Diagnostics and logs do not arrive.
    Upload,
}

impl Default for Equipment {
    fn default() -> Self {
        Self {
            protocol: Protocol::default(),
            vendor: "Charge Portal".to_owned(),
            model: "Simulated AC".to_owned(),
            serial_number: None,
            firmware: concat!("simulator ", env!("CARGO_PKG_VERSION")).to_owned(),
            outlets: 1,
            supply: Supply::Ac { phases: 3, current_a: 16.0 },
            time_scale: 1.0,
            mishaps: Vec::new(),
        }
    }
}
