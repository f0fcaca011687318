//! `ocpp.md` rule 5: registers that jump back or drop out never give negative energy; implausible energy is flagged.

use domain::UtcMillis;
use domain::meter::{EnergyMeter, Rating, RegisterPoint, implausible};
use domain::session::{SessionFlag, SessionFlags};
use proptest::prelude::*;

const MINUTE_MS: i64 = 60_000;

fn point(minute: i64, register_wh: i64) -> RegisterPoint {
    RegisterPoint { at: UtcMillis(minute * MINUTE_MS), register_wh }
}

fn run(start_wh: Option<i64>, readings: &[(i64, i64)]) -> EnergyMeter {
    readings.iter().fold(EnergyMeter::begin(UtcMillis(0), start_wh), |meter, &(minute, register_wh)| {
        meter.observe(point(minute, register_wh)).0
    })
}

#[test]
fn energy_follows_the_register_and_never_falls() {
    for (name, start_wh, readings, energy_wh, jumped) in [
        ("rises", Some(1000), &[(1, 1100), (2, 1250)][..], 250, false),
        ("stands still", Some(1000), &[(1, 1000), (2, 1000)], 0, false),
        ("no start: the first reading is the base", None, &[(1, 1100), (2, 1250)], 150, false),
        ("negative start counts as none", Some(-1), &[(1, 1100), (2, 1250)], 150, false),
        ("drops out to zero and comes back", Some(1000), &[(1, 1100), (2, 0), (3, 1300)], 300, true),
        ("drops out twice", Some(1000), &[(1, 1100), (2, 0), (3, 0), (4, 1300)], 300, true),
        ("reset and counts on", Some(1000), &[(1, 1100), (2, 0), (3, 50), (4, 80)], 180, true),
        ("reset and grows past the old register", Some(100), &[(1, 200), (2, 0), (3, 90), (4, 500)], 600, true),
        ("jumps back a little and goes on", Some(1000), &[(1, 1100), (2, 1090), (3, 1120)], 120, true),
        ("falls twice", Some(1000), &[(1, 1100), (2, 500), (3, 400), (4, 450)], 150, true),
        ("a register that no meter has", Some(1000), &[(1, 1100), (2, i64::MAX), (3, 1150)], 150, true),
        ("negative register", Some(1000), &[(1, 1100), (2, -5), (3, 1150)], 150, true),
        ("late sample adds nothing", Some(1000), &[(1, 1100), (3, 1300), (2, 1200), (4, 1400)], 400, false),
        ("the same moment twice, in the wrong order", Some(1000), &[(1, 1100), (1, 1090), (2, 1200)], 200, false),
        ("the clock was set back, the register goes on", Some(1000), &[(60, 1100), (1, 1150), (2, 1200)], 200, false),
        ("late sample from before a reset", Some(1000), &[(1, 1100), (3, 0), (4, 50), (2, 1150), (5, 60)], 160, true),
    ] {
        let meter = run(start_wh, readings);
        assert_eq!(meter.energy_wh(), energy_wh, "{name}");
        assert_eq!(meter.flags().has(SessionFlag::RegisterJump), jumped, "{name}");
    }
}

#[test]
fn a_step_spans_the_time_since_the_last_good_reading() {
    let meter = run(Some(1000), &[(10, 1100), (20, 0)]);
    let (_, step) = meter.observe(point(30, 1400));
    let step = step.unwrap();
    assert_eq!((step.from, step.to, step.energy_wh), (UtcMillis(10 * MINUTE_MS), UtcMillis(30 * MINUTE_MS), 300));
    assert_eq!(step.average_power_w(), Some(900.0));
    assert_eq!(meter.observe(point(40, 50)).1.unwrap().energy_wh, 50);
    assert_eq!(run(Some(1000), &[]).observe(point(1, 1000)).1, None);
}

#[test]
fn the_stop_settles_the_energy() {
    let rating = Some(Rating { current_a: 16.0, phases: 1 });
    for (name, start_wh, readings, stop_wh, energy_wh, jumped) in [
        ("stop minus start", Some(1000), &[(10, 1100)][..], 1500, 500, false),
        ("no readings", Some(1000), &[], 1500, 500, false),
        ("a little below the newest sample", Some(1000), &[(10, 1501)], 1500, 500, false),
        ("far below the newest sample", Some(1000), &[(10, 2000)], 1500, 500, true),
        ("stop of zero leaves what was counted", Some(1000), &[(10, 1400)], 0, 400, true),
        ("stop below the start", Some(1000), &[], 900, 0, true),
        ("a stop that no meter has", Some(1000), &[(10, 1400)], i64::MAX, 400, true),
        ("negative stop", Some(1000), &[(10, 1400)], -7, 400, true),
        ("reset on the way", Some(1000), &[(10, 1400), (20, 0), (30, 100)], 150, 550, true),
        ("reset on the way, stop above the start", Some(100), &[(10, 700), (20, 0), (30, 100)], 300, 900, true),
        (
            "a spike upward that no outlet can give",
            Some(1000),
            &[(10, 99_000_000), (20, 1200), (30, 1300)],
            1500,
            500,
            true,
        ),
        ("no start", None, &[(10, 1400)], 1500, 100, false),
        ("nothing known", None, &[], 1500, 0, false),
    ] {
        let meter = run(start_wh, readings).finish(point(60, stop_wh), UtcMillis(0), rating);
        assert_eq!(meter.energy_wh(), energy_wh, "{name}");
        assert_eq!(meter.flags().has(SessionFlag::RegisterJump), jumped, "{name}");
    }
}

#[test]
fn a_stored_session_goes_on_where_it_was() {
    let before = run(Some(1000), &[(1, 1100), (2, 1250)]);
    let after = EnergyMeter::resume(before.start_wh(), before.last(), before.energy_wh(), before.flags());
    assert_eq!(after, before);

    let reset = run(Some(1000), &[(1, 1100), (2, 0), (3, 50)]);
    let after = EnergyMeter::resume(reset.start_wh(), reset.last(), reset.energy_wh(), reset.flags());
    assert_eq!(after, reset);

    let negative = EnergyMeter::resume(Some(10), None, -5, SessionFlags::NONE);
    assert_eq!(negative.energy_wh(), 0);
}

#[test]
fn implausible_energy_is_more_than_rating_times_time() {
    const HOUR_MS: i64 = 3_600_000;
    for (energy_wh, duration_ms, current_a, phases, expected) in [
        (11_000, HOUR_MS, 16.0, 3, false),
        (14_000, HOUR_MS, 16.0, 3, false),
        (15_000, HOUR_MS, 16.0, 3, true),
        (3_680, HOUR_MS, 16.0, 1, false),
        (11_000, HOUR_MS, 16.0, 1, true),
        (400, 0, 16.0, 1, false),
        (501, 0, 16.0, 1, true),
        (501, -5, 16.0, 1, true),
        (0, 0, 16.0, 1, false),
        (i64::MAX, HOUR_MS, 0.0, 3, false),
        (i64::MAX, HOUR_MS, f64::NAN, 3, false),
    ] {
        assert_eq!(
            implausible(energy_wh, duration_ms, current_a, phases, 230.0),
            expected,
            "{energy_wh} Wh in {duration_ms} ms at {current_a} A × {phases}"
        );
    }
    assert_eq!(Rating { current_a: 16.0, phases: 3 }.power_w(), 11_040.0);
}

proptest! {
    #[test]
    fn energy_is_never_negative_and_never_falls(
        start in proptest::option::of(-10_i64..1_000_000),
        readings in proptest::collection::vec((0_i64..500, -10_i64..1_000_000), 0..40),
        stop in (0_i64..500, -10_i64..1_000_000),
    ) {
        let mut meter = EnergyMeter::begin(UtcMillis(0), start);
        for (minute, register_wh) in readings {
            let (next, step) = meter.observe(point(minute, register_wh));
            prop_assert!(next.energy_wh() >= meter.energy_wh());
            prop_assert_eq!(next.energy_wh() - meter.energy_wh(), step.map_or(0, |step| step.energy_wh));
            if let Some(step) = step {
                prop_assert!(step.from <= step.to && step.energy_wh > 0);
            }
            meter = next;
        }
        let settled = meter.finish(point(stop.0, stop.1), UtcMillis(0), None);
        prop_assert!(settled.energy_wh() >= 0);
    }

    #[test]
    fn shuffled_readings_of_a_good_register_give_the_same_energy(
        rises in proptest::collection::vec(0_i64..1_000, 1..30),
        order in any::<u64>(),
    ) {
        let mut readings: Vec<(i64, i64)> = rises
            .iter()
            .scan(1_000, |register, rise| { *register += rise; Some(*register) })
            .zip(1..)
            .map(|(register, minute)| (minute, register))
            .collect();
        let total = rises.iter().sum::<i64>();
        readings.sort_by_key(|(minute, _)| (*minute as u64).wrapping_mul(order | 1));
        let meter = run(Some(1_000), &readings);
        prop_assert_eq!(meter.energy_wh(), total);
        prop_assert_eq!(meter.flags(), SessionFlags::NONE);
    }
}
