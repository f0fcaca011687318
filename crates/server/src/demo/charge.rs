//! One car's charging: its power from minute to minute, and the readings that its station would have sent.

use std::borrow::Cow;

use domain::UtcMillis;
use domain::meter::EnergyStep;
use domain::report::Sample;

/// The time between two points of a charge, ms.
const STEP_MS: i64 = 5 * 60 * 1_000;

/// What decides how a charge runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Charge {
    /// When the plug went in.
    pub(super) plugged_at: UtcMillis,
    /// The power that car and station agree on, W.
    pub(super) power_w: f64,
    /// What the car wants, Wh.
    pub(super) energy_wh: i64,
    /// The car's charge when it came, percent; told by direct current chargers only.
    pub(super) soc_percent: Option<f64>,
}

/// How a charge stood at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) at: UtcMillis,
    pub(super) power_w: f64,
    /// Energy since the plug went in, Wh.
    pub(super) energy_wh: i64,
    pub(super) soc_percent: Option<f64>,
}

impl Charge {
    /// The charge every five minutes until it is full, the beginning and the end included.
    pub(super) fn points(&self) -> Vec<Point> {
        let mut points = vec![self.point(self.plugged_at, 0)];
        let (mut at, mut energy_wh) = (self.plugged_at, 0);
        while energy_wh < self.energy_wh {
            let power_w = self.power_at(energy_wh);
            let missing_wh = self.energy_wh - energy_wh;
            let possible_wh = ((power_w * STEP_MS as f64 / 3_600_000.0) as i64).max(1);
            if missing_wh <= possible_wh {
                at = at.plus_ms(STEP_MS * missing_wh / possible_wh);
                energy_wh = self.energy_wh;
            } else {
                at = at.plus_ms(STEP_MS);
                energy_wh += possible_wh;
            }
            points.push(self.point(at, energy_wh));
        }
        points
    }

    fn point(&self, at: UtcMillis, energy_wh: i64) -> Point {
        let share = energy_wh as f64 / self.energy_wh.max(1) as f64;
        let soc_percent = self.soc_percent.map(|soc| (soc + share * (80.0 - soc).max(5.0)).min(100.0).round());
        let power_w = if energy_wh < self.energy_wh { self.power_at(energy_wh).round() } else { 0.0 };
        Point { at, power_w, energy_wh, soc_percent }
    }

    /// Full power, then less and less: the last tenth of an alternating current charge, the last half of a direct current one.
    fn power_at(&self, energy_wh: i64) -> f64 {
        let share = energy_wh as f64 / self.energy_wh.max(1) as f64;
        let (full_until, least) = if self.soc_percent.is_some() { (0.45, 0.3) } else { (0.9, 0.35) };
        let beyond = ((share - full_until) / (1.0 - full_until)).max(0.0);
        self.power_w * (1.0 - beyond * (1.0 - least))
    }
}

/// The energy between each two points.
pub(super) fn steps(points: &[Point]) -> impl Iterator<Item = EnergyStep> {
    points.windows(2).map(|pair| EnergyStep {
        from: pair[0].at,
        to: pair[1].at,
        energy_wh: pair[1].energy_wh - pair[0].energy_wh,
    })
}

/// The samples that a station sends for a point; the register stood at `register_wh` when the plug went in.
pub(super) fn samples(point: &Point, register_wh: i64) -> Vec<Sample> {
    let current_a = point.power_w / if point.soc_percent.is_some() { 400.0 } else { 690.0 };
    let mut samples = vec![
        sample("Energy.Active.Import.Register", "Wh", (register_wh + point.energy_wh) as f64, None),
        sample("Power.Active.Import", "W", point.power_w, None),
    ];
    match point.soc_percent {
        Some(soc_percent) => {
            samples.push(sample("Current.Import", "A", current_a, None));
            samples.push(sample("SoC", "Percent", soc_percent, None));
        }
        None => samples.extend(["L1", "L2", "L3"].map(|phase| sample("Current.Import", "A", current_a, Some(phase)))),
    }
    samples
}

fn sample(measurand: &'static str, unit: &'static str, value: f64, phase: Option<&'static str>) -> Sample {
    let value = (value * 10.0).round() / 10.0;
    Sample {
        measurand: Cow::Borrowed(measurand),
        value: Some(value),
        unit: Cow::Borrowed(unit),
        phase: phase.map(Cow::Borrowed),
        location: None,
        context: None,
        original: value.to_string().into(),
        original_unit: None,
        signed: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AC: Charge = Charge { plugged_at: UtcMillis(0), power_w: 11_000.0, energy_wh: 20_000, soc_percent: None };

    #[test]
    fn a_charge_gives_what_the_car_wants_and_tapers() {
        for charge in [AC, Charge { power_w: 120_000.0, soc_percent: Some(22.0), ..AC }] {
            let points = charge.points();
            assert_eq!(steps(&points).map(|step| step.energy_wh).sum::<i64>(), 20_000);
            assert!(steps(&points).all(|step| step.energy_wh > 0 && step.to > step.from || step.energy_wh <= 1));
            assert!(points.iter().all(|point| point.power_w <= charge.power_w));
            let last = points[points.len() - 2];
            assert!(last.power_w < charge.power_w * 0.9, "{last:?}");
        }
        let hours = AC.points().last().unwrap().at.0 as f64 / 3_600_000.0;
        assert!((1.8..2.1).contains(&hours), "{hours}");
    }

    #[test]
    fn a_reading_is_read_as_what_it_was_made_of() {
        let point = Point { at: UtcMillis(0), power_w: 11_040.0, energy_wh: 1_000, soc_percent: None };
        let reading = domain::report::Reading { at: Default::default(), samples: samples(&point, 50_000) };
        let draw = domain::meter::draw(&reading);
        assert_eq!((draw.energy_wh, draw.power_w, draw.current_a), (Some(51_000), Some(11_040.0), Some(16.0)));
    }
}
