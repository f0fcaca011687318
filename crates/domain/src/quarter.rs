//! Energy per quarter-hour of UTC, from which every diagram and total over time is made.

use crate::meter::{EnergyMeter, EnergyStep, Rating, RegisterPoint};
use crate::time::UtcMillis;

/// A quarter of an hour, ms.
pub const QUARTER_MS: i64 = 15 * 60 * 1_000;

/// The longest span over which energy is spread, ms: a week. Between readings further apart it counts to the last week, so that
/// one wrong clock cannot make a row for every quarter since 1970.
pub const LONGEST_SPREAD_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// Energy in one quarter-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// When it begins, a whole quarter-hour of UTC.
    pub start: UtcMillis,
    /// The energy in it, Wh; always more than none.
    pub energy_wh: i64,
}

/// The quarter-hour that holds a moment.
pub const fn quarter_of(at: UtcMillis) -> UtcMillis {
    UtcMillis(at.0.saturating_sub(at.0.rem_euclid(QUARTER_MS)))
}

/// A session's energy per quarter-hour. The figures are absolute, so that writing one twice does no harm; their sum is the
/// session's energy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuarterEnergy {
    quarters: Vec<Quarter>,
}

impl QuarterEnergy {
    /// The state as stored; quarters in any order, each once.
    pub fn resume(mut quarters: Vec<Quarter>) -> Self {
        quarters.sort_unstable_by_key(|quarter| quarter.start);
        Self { quarters }
    }

    /// All quarters that have energy, in order of time.
    pub fn quarters(&self) -> &[Quarter] {
        &self.quarters
    }

    /// The sum of all quarters, Wh.
    pub fn total_wh(&self) -> i64 {
        self.quarters.iter().fold(0, |sum, quarter| sum.saturating_add(quarter.energy_wh))
    }

    /// Spreads a step's energy evenly over its time; gives the quarters that changed, with their new absolute figures.
    ///
    /// Whole Wh are spread by rounding what has flowed up to each quarter's end, so nothing is lost.
    pub fn add(&mut self, step: &EnergyStep) -> Vec<Quarter> {
        let from = step.from.max(step.to.plus_ms(-LONGEST_SPREAD_MS)).min(step.to);
        let duration_ms = i128::from(step.to.since(from));
        if duration_ms == 0 {
            return Vec::from_iter(self.increase(quarter_of(step.to), step.energy_wh));
        }
        let flowed_until =
            |at: UtcMillis| (i128::from(step.energy_wh) * i128::from(at.min(step.to).since(from)) / duration_ms) as i64;
        let mut changed = Vec::new();
        let mut flowed_wh = 0;
        let mut start = quarter_of(from);
        while start < step.to {
            let end = start.plus_ms(QUARTER_MS);
            let until_end_wh = flowed_until(end);
            changed.extend(self.increase(start, until_end_wh - flowed_wh));
            (start, flowed_wh) = (end, until_end_wh);
        }
        changed
    }

    /// Brings the sum to the energy that a stop settled, each quarter in proportion; gives every quarter that changed, a zero
    /// for one that has nothing any more.
    ///
    /// Where no quarter has anything yet, all of it counts between `began_at` and `ended_at`.
    pub fn settle(&mut self, total_wh: i64, began_at: UtcMillis, ended_at: UtcMillis) -> Vec<Quarter> {
        let before_wh = self.total_wh();
        if total_wh == before_wh {
            return Vec::new();
        }
        if before_wh == 0 {
            return self.add(&EnergyStep { from: began_at.min(ended_at), to: ended_at, energy_wh: total_wh });
        }
        let mut changed = Vec::new();
        let (mut flowed_wh, mut settled_wh) = (0_i64, 0_i64);
        for quarter in &mut self.quarters {
            flowed_wh = flowed_wh.saturating_add(quarter.energy_wh);
            let until_end_wh = (i128::from(flowed_wh) * i128::from(total_wh) / i128::from(before_wh)) as i64;
            let energy_wh = until_end_wh - settled_wh;
            if energy_wh != quarter.energy_wh {
                quarter.energy_wh = energy_wh;
                changed.push(*quarter);
            }
            settled_wh = until_end_wh;
        }
        self.quarters.retain(|quarter| quarter.energy_wh > 0);
        changed
    }

    fn increase(&mut self, start: UtcMillis, energy_wh: i64) -> Option<Quarter> {
        if energy_wh <= 0 {
            return None;
        }
        let index = match self.quarters.binary_search_by_key(&start, |quarter| quarter.start) {
            Ok(index) => {
                self.quarters[index].energy_wh = self.quarters[index].energy_wh.saturating_add(energy_wh);
                index
            }
            Err(index) => {
                self.quarters.insert(index, Quarter { start, energy_wh });
                index
            }
        };
        Some(self.quarters[index])
    }
}

/// A session's register readings, from which its energy can be made anew.
#[derive(Debug, Clone, Copy)]
pub struct RegisterHistory<'a> {
    /// When the session began.
    pub began_at: UtcMillis,
    /// The register at the start, Wh.
    pub start_wh: Option<i64>,
    /// The readings, in any order.
    pub readings: &'a [RegisterPoint],
    /// The register told with the stop; `None` while the session runs or where the stop told none.
    pub stop: Option<RegisterPoint>,
    /// What the outlet is built to give, where known.
    pub rating: Option<Rating>,
}

/// Makes a session's energy and its quarter-hours anew from all its readings in the order of their own times.
///
/// Agrees with what was counted as the readings came, when they came in order; where some came late, the quarters are more
/// exact.
pub fn rebuild(history: &RegisterHistory<'_>) -> (EnergyMeter, QuarterEnergy) {
    let mut readings = history.readings.to_vec();
    readings.sort_by_key(|point| point.at);
    let mut meter = EnergyMeter::begin(history.began_at, history.start_wh);
    let mut quarters = QuarterEnergy::default();
    for point in readings {
        let (next, step) = meter.observe(point);
        meter = next;
        if let Some(step) = step {
            quarters.add(&step);
        }
    }
    if let Some(stop) = history.stop {
        meter = finish(meter, &mut quarters, stop, history.began_at, history.rating).0;
    }
    (meter, quarters)
}

/// Ends a session's energy with the register told with its stop; gives the settled meter and every quarter that changed.
///
/// What flowed since the last reading is spread over the time since; then the sum is brought to the settled energy.
pub fn finish(
    meter: EnergyMeter,
    quarters: &mut QuarterEnergy,
    stop: RegisterPoint,
    began_at: UtcMillis,
    rating: Option<Rating>,
) -> (EnergyMeter, Vec<Quarter>) {
    let (_, step) = meter.observe(stop);
    let settled = meter.finish(stop, began_at, rating);
    let mut changed = step.map(|step| quarters.add(&step)).unwrap_or_default();
    for quarter in quarters.settle(settled.energy_wh(), began_at, stop.at) {
        changed.retain(|earlier| earlier.start != quarter.start);
        changed.push(quarter);
    }
    (settled, changed)
}
