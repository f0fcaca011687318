//! What a reading of many samples says of an outlet's energy, power, current and the car's state of charge.

use super::energy::LARGEST_REGISTER_WH;
use crate::report::{Reading, Sample};

/// What one reading says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Draw {
    /// The energy import register, whole Wh.
    pub energy_wh: Option<i64>,
    /// Active power from the grid, W.
    pub power_w: Option<f64>,
    /// Current of the phase that carries most, A.
    pub current_a: Option<f64>,
    /// State of charge of the car, percent.
    pub soc_percent: Option<f64>,
}

/// Reads what one reading says of an outlet (OCPP 1.6 ed. 2 §7.31 to §7.43).
///
/// Where a measurand has several samples, the ones nearest to the outlet count (Outlet, Cable, EV, Body, Inlet), then those of
/// the occasion that tells most (the end of a transaction, else periodic, by the clock, …, its begin). Among these a sample
/// with no phase is the whole; else energy and power are the sum of the phases.
///
/// *Deviation:* where no power was measured, it is voltage times current, if both were.
pub fn draw(reading: &Reading) -> Draw {
    let whole = |measurand: &str, unit: &str| figures(reading, measurand, unit);
    let sum =
        |figures: Figures| figures.whole.or_else(|| figures.phases.iter().copied().flatten().reduce(|a, b| a + b));
    let current = whole("Current.Import", "A");
    Draw {
        energy_wh: whole("Energy.Active.Import.Register", "Wh").and_then(sum).and_then(whole_wh),
        power_w: whole("Power.Active.Import", "W")
            .and_then(sum)
            .or_else(|| power_of(current.as_ref()?, whole("Voltage", "V")?)),
        current_a: current
            .and_then(|current| current.whole.or_else(|| current.phases.iter().copied().flatten().reduce(f64::max))),
        soc_percent: whole("SoC", "Percent")
            .and_then(|soc| soc.whole)
            .filter(|percent| (0.0..=100.0).contains(percent)),
    }
}

/// A measurand's values: of all phases together, and of each.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    whole: Option<f64>,
    phases: [Option<f64>; 3],
}

/// What the samples of a measurand that tell most say; `None` when there are none.
fn figures(reading: &Reading, measurand: &str, unit: &str) -> Option<Figures> {
    let usable = |sample: &&Sample| {
        !sample.signed && sample.measurand == measurand && sample.unit == unit && phase(sample) != Phase::Other
    };
    let best = reading.samples.iter().filter(usable).filter(|sample| sample.value.is_some()).map(rank).min()?;
    let mut figures = Figures::default();
    for sample in reading.samples.iter().filter(usable).filter(|sample| rank(sample) == best) {
        match phase(sample) {
            Phase::Whole => figures.whole = figures.whole.or(sample.value),
            Phase::Line(index) => figures.phases[index] = figures.phases[index].or(sample.value),
            Phase::Other => {}
        }
    }
    Some(figures)
}

fn power_of(current: &Figures, voltage: Figures) -> Option<f64> {
    if let (Some(current_a), Some(voltage_v)) = (current.whole, voltage.whole.or(voltage.phases[0])) {
        return Some(current_a * voltage_v);
    }
    let products = current.phases.iter().zip(voltage.phases);
    products
        .filter_map(|(current_a, voltage_v)| Some((*current_a)? * voltage_v.or(voltage.whole)?))
        .reduce(|a, b| a + b)
}

/// Whole Wh, rounded down as meters show them; `None` for a register that no meter has.
fn whole_wh(value: f64) -> Option<i64> {
    // A sum of phases may fall a hair short of the whole number that it is.
    let floor = (value + 1e-6).floor();
    (0.0..=LARGEST_REGISTER_WH as f64).contains(&floor).then_some(floor as i64)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Whole,
    Line(usize),
    /// The neutral conductor, or between two phases: neither adds to a sum.
    Other,
}

fn phase(sample: &Sample) -> Phase {
    match sample.phase.as_deref() {
        None => Phase::Whole,
        Some("L1" | "L1-N") => Phase::Line(0),
        Some("L2" | "L2-N") => Phase::Line(1),
        Some("L3" | "L3-N") => Phase::Line(2),
        Some(_) => Phase::Other,
    }
}

/// How much a sample tells of the outlet; less is better.
fn rank(sample: &Sample) -> (u8, u8) {
    let location = match sample.location.as_deref() {
        None | Some("Outlet") => 0,
        Some("Cable") => 1,
        Some("EV") => 2,
        Some("Body") => 3,
        Some("Inlet") => 4,
        Some(_) => 5,
    };
    let context = match sample.context.as_deref() {
        Some("Transaction.End") => 0,
        None | Some("Sample.Periodic") => 1,
        Some("Sample.Clock") => 2,
        Some("Trigger") => 3,
        Some("Interruption.End") => 4,
        Some("Interruption.Begin") => 5,
        Some("Transaction.Begin") => 6,
        Some(_) => 7,
    };
    (location, context)
}
