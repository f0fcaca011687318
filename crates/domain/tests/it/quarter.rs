//! Energy per quarter-hour: spread evenly, nothing lost, the same however it is made.

use domain::UtcMillis;
use domain::meter::{EnergyMeter, EnergyStep, RegisterPoint};
use domain::quarter::{
    LONGEST_SPREAD_MS, QUARTER_MS, Quarter, QuarterEnergy, RegisterHistory, finish, quarter_of, rebuild,
};
use proptest::prelude::*;

const MINUTE_MS: i64 = 60_000;
/// 2026-03-20T15:30:00Z.
const BASE: i64 = 1_774_020_600_000;

fn minute(minute: i64) -> UtcMillis {
    UtcMillis(BASE + minute * MINUTE_MS)
}

fn quarters(figures: &[(i64, i64)]) -> Vec<Quarter> {
    figures.iter().map(|&(start, energy_wh)| Quarter { start: minute(start), energy_wh }).collect()
}

#[test]
fn quarters_begin_at_whole_quarter_hours() {
    assert_eq!(quarter_of(minute(14)), minute(0));
    assert_eq!(quarter_of(minute(15)), minute(15));
    assert_eq!(quarter_of(UtcMillis(-1)), UtcMillis(-QUARTER_MS));
}

#[test]
fn a_step_is_spread_evenly_over_its_time() {
    for (from, to, energy_wh, expected) in [
        (0, 15, 100, &[(0, 100)][..]),
        (5, 10, 100, &[(0, 100)]),
        (0, 60, 100, &[(0, 25), (15, 25), (30, 25), (45, 25)]),
        (10, 20, 100, &[(0, 50), (15, 50)]),
        (0, 45, 100, &[(0, 33), (15, 33), (30, 34)]),
        (14, 46, 3, &[(15, 1), (30, 1), (45, 1)]),
        (20, 20, 7, &[(15, 7)]),
    ] {
        let mut energy = QuarterEnergy::default();
        let changed = energy.add(&EnergyStep { from: minute(from), to: minute(to), energy_wh });
        assert_eq!(changed, quarters(expected), "{from} to {to}");
        assert_eq!(energy.quarters(), quarters(expected));
        assert_eq!(energy.total_wh(), energy_wh);
    }
}

#[test]
fn figures_are_absolute() {
    let mut energy = QuarterEnergy::resume(quarters(&[(15, 7), (0, 40)]));
    assert_eq!(
        energy.add(&EnergyStep { from: minute(10), to: minute(20), energy_wh: 20 }),
        quarters(&[(0, 50), (15, 17)])
    );
    assert_eq!(energy.total_wh(), 67);
}

#[test]
fn a_step_of_years_makes_rows_for_a_week_only() {
    let mut energy = QuarterEnergy::default();
    let changed = energy.add(&EnergyStep { from: UtcMillis(0), to: minute(0), energy_wh: 1_000_000 });
    assert_eq!(changed.len() as i64, LONGEST_SPREAD_MS / QUARTER_MS);
    assert_eq!(energy.total_wh(), 1_000_000);
}

#[test]
fn settling_keeps_the_shape() {
    let mut energy = QuarterEnergy::resume(quarters(&[(0, 100), (15, 300)]));
    assert_eq!(energy.settle(400, minute(0), minute(30)), []);
    assert_eq!(energy.settle(200, minute(0), minute(30)), quarters(&[(0, 50), (15, 150)]));
    assert_eq!(energy.settle(0, minute(0), minute(30)), quarters(&[(0, 0), (15, 0)]));
    assert_eq!(energy.quarters(), []);
    assert_eq!(energy.settle(30, minute(0), minute(30)), quarters(&[(0, 15), (15, 15)]));
}

#[test]
fn an_end_spreads_what_flowed_since_the_last_reading() {
    let meter = EnergyMeter::begin(minute(0), Some(1000));
    let (meter, step) = meter.observe(RegisterPoint { at: minute(15), register_wh: 1100 });
    let mut energy = QuarterEnergy::default();
    energy.add(&step.unwrap());
    let stop = RegisterPoint { at: minute(45), register_wh: 1300 };
    let (meter, changed) = finish(meter, &mut energy, stop, minute(0), None);
    assert_eq!(meter.energy_wh(), 300);
    assert_eq!(changed, quarters(&[(15, 100), (30, 100)]));
    assert_eq!(energy.quarters(), quarters(&[(0, 100), (15, 100), (30, 100)]));
}

prop_compose! {
    /// A session whose readings come in order of time from a register that may do anything.
    fn session()(
        start in proptest::option::of(0_i64..100_000),
        gaps in proptest::collection::vec((0_i64..40 * MINUTE_MS, 0_i64..100_000), 0..30),
        stop in proptest::option::of((0_i64..40 * MINUTE_MS, 0_i64..100_000)),
    ) -> (Option<i64>, Vec<RegisterPoint>, Option<RegisterPoint>) {
        let mut at = minute(0);
        let mut next = |(gap, register_wh): (i64, i64)| {
            at = at.plus_ms(gap);
            RegisterPoint { at, register_wh }
        };
        let readings = gaps.into_iter().map(&mut next).collect();
        (start, readings, stop.map(&mut next))
    }
}

proptest! {
    #[test]
    fn counting_as_readings_come_agrees_with_making_anew((start_wh, readings, stop) in session()) {
        let mut meter = EnergyMeter::begin(minute(0), start_wh);
        let mut energy = QuarterEnergy::default();
        let mut written = std::collections::BTreeMap::new();
        let mut changed = Vec::new();
        for point in &readings {
            let (next, step) = meter.observe(*point);
            meter = next;
            changed.extend(step.map(|step| energy.add(&step)).unwrap_or_default());
        }
        if let Some(stop) = stop {
            let (settled, last) = finish(meter, &mut energy, stop, minute(0), None);
            meter = settled;
            changed.extend(last);
        }
        for quarter in changed {
            written.insert(quarter.start, quarter.energy_wh);
        }
        let history = RegisterHistory { began_at: minute(0), start_wh, readings: &readings, stop, rating: None };
        let (anew, quarters) = rebuild(&history);
        prop_assert_eq!(&quarters, &energy);
        prop_assert_eq!(anew, meter);
        prop_assert_eq!(quarters.total_wh(), meter.energy_wh());
        // What was told as changed is enough to keep the stored rows right.
        written.retain(|_, energy_wh| *energy_wh > 0);
        let stored: Vec<Quarter> = written.into_iter().map(|(start, energy_wh)| Quarter { start, energy_wh }).collect();
        prop_assert_eq!(stored, energy.quarters());
    }

    #[test]
    fn late_readings_change_no_total(
        rises in proptest::collection::vec(0_i64..5_000, 1..20),
        order in any::<u64>(),
    ) {
        let mut register_wh = 0;
        let mut readings: Vec<RegisterPoint> = rises.iter().zip(1..).map(|(rise, index)| {
            register_wh += rise;
            RegisterPoint { at: minute(index * 7), register_wh }
        }).collect();
        readings.sort_by_key(|point| (point.at.0 as u64).wrapping_mul(order | 1));
        let mut meter = EnergyMeter::begin(minute(0), Some(0));
        let mut energy = QuarterEnergy::default();
        for point in &readings {
            let (next, step) = meter.observe(*point);
            meter = next;
            step.map(|step| energy.add(&step));
        }
        let history = RegisterHistory { began_at: minute(0), start_wh: Some(0), readings: &readings, stop: None, rating: None };
        let (anew, quarters) = rebuild(&history);
        prop_assert_eq!(energy.total_wh(), meter.energy_wh());
        prop_assert_eq!(anew.energy_wh(), meter.energy_wh());
        prop_assert_eq!(quarters.total_wh(), meter.energy_wh());
    }
}
