//! Meter readings: made uniform, read for energy, power and current, and added up so that no energy is ever negative.
//!
//! A raw sampled value becomes a [`Sample`](crate::report::Sample) by [`normalise()`]; a
//! [`Reading`](crate::report::Reading) of many samples gives one [`Draw`]; the energy registers of a session's readings go
//! through an [`EnergyMeter`], whose [`EnergyStep`]s are attributed to quarter-hours by
//! [`QuarterEnergy`](crate::quarter::QuarterEnergy).

mod draw;
mod energy;
mod normalise;
mod number;
mod plausibility;
mod unit;

pub use draw::{Draw, draw};
pub use energy::{EnergyMeter, EnergyStep, LARGEST_REGISTER_WH, RegisterPoint};
pub use normalise::{RawSample, measurand, normalise};
pub use plausibility::{NOMINAL_VOLTAGE_V, Rating, implausible};
