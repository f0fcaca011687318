//! What a session's end tells: time, energy, flags.

use domain::clock::ResolvedTime;
use domain::meter::{EnergyMeter, Rating, RawSample, normalise};
use domain::quarter::{Quarter, QuarterEnergy};
use domain::report::{Reading, ReportedTime, SessionStopped};
use domain::session::end::{RunningSession, end_by_stop, end_without_stop, orphan};
use domain::session::{SessionFlag, SessionFlags};
use domain::{UtcMillis, meter::RegisterPoint};
use proptest::prelude::*;

use super::{minute, told};

fn running(start_wh: Option<i64>) -> RunningSession {
    RunningSession {
        started_at: minute(0),
        meter: EnergyMeter::begin(minute(0), start_wh),
        quarters: QuarterEnergy::default(),
        flags: SessionFlags::NONE,
        rating: Some(Rating { current_a: 16.0, phases: 3 }),
    }
}

fn stop_of(at: ReportedTime, meter_wh: i64, readings: &[(i64, &str)]) -> SessionStopped {
    let readings = readings.iter().map(|&(at, value)| Reading {
        at: told(minute(at)),
        samples: vec![normalise(RawSample { value, ..RawSample::default() })],
    });
    SessionStopped { transaction: 1, tag: None, meter_wh, at, reason: None, readings: readings.collect() }
}

fn resolved(report: &SessionStopped) -> ResolvedTime {
    report.at.resolve(minute(60))
}

#[test]
fn energy_is_stop_minus_start() {
    let report = stop_of(told(minute(60)), 9000, &[]);
    let end = end_by_stop(running(Some(1000)), &report, &resolved(&report));
    assert_eq!(end.ended_at, minute(60));
    assert_eq!((end.energy_wh, end.meter_end_wh), (8000, Some(9000)));
    assert_eq!(end.flags, SessionFlags::NONE);
    assert_eq!(end.reason.as_deref(), Some("Local"));
    assert_eq!(end.quarters.iter().map(|quarter| quarter.energy_wh).collect::<Vec<_>>(), [2000; 4]);
}

#[test]
fn odd_ends_are_flagged() {
    use SessionFlag as F;
    for (name, start_wh, at, meter_wh, energy_wh, flags) in [
        ("stop below start", Some(1000), told(minute(60)), 900, 0, &[F::RegisterJump][..]),
        ("more than the outlet can give", Some(1000), told(minute(60)), 99_000, 98_000, &[F::ImplausibleEnergy]),
        ("no start", None, told(minute(60)), 9000, 0, &[]),
        ("a clock never set", Some(1000), told(UtcMillis(0)), 9000, 8000, &[F::OddClock]),
        ("before the start", Some(1000), told(minute(-10)), 1300, 300, &[F::OddClock, F::DeliveredLate]),
        ("delivered late", Some(1000), told(minute(50)), 5000, 4000, &[F::DeliveredLate]),
    ] {
        let report = stop_of(at, meter_wh, &[]);
        let end = end_by_stop(running(start_wh), &report, &resolved(&report));
        assert_eq!(end.energy_wh, energy_wh, "{name}");
        assert_eq!(end.flags.iter().collect::<Vec<_>>(), flags, "{name}");
        assert_eq!(end.ended_at_text.is_some(), flags.contains(&F::OddClock), "{name}");
        assert!(end.ended_at >= minute(0), "{name}");
        assert_eq!(end.quarters.iter().map(|quarter| quarter.energy_wh).sum::<i64>(), energy_wh, "{name}");
    }
}

#[test]
fn readings_that_come_with_the_stop_count() {
    let report = stop_of(told(minute(60)), 0, &[(0, "1000"), (15, "2000"), (30, "4000")]);
    let end = end_by_stop(running(None), &report, &resolved(&report));
    assert_eq!(end.energy_wh, 3000);
    let quarters = [(0, 1000), (15, 2000)].map(|(start, energy_wh)| Quarter { start: minute(start), energy_wh });
    assert_eq!(end.quarters, quarters);
}

#[test]
fn a_real_stop_takes_the_guess_back() {
    let flags = SessionFlags::NONE.with(SessionFlag::EndedWithoutStop).with(SessionFlag::RefusedTag);
    let report = stop_of(told(minute(60)), 2000, &[]);
    let end = end_by_stop(RunningSession { flags, ..running(Some(1000)) }, &report, &resolved(&report));
    assert_eq!(end.flags, SessionFlags::NONE.with(SessionFlag::RefusedTag));
}

#[test]
fn a_session_without_a_stop_ends_with_what_its_readings_told() {
    let mut session = running(Some(1000));
    let changed = session.observe(RegisterPoint { at: minute(15), register_wh: 3000 });
    assert_eq!(changed, [Quarter { start: minute(0), energy_wh: 2000 }]);
    let end = end_without_stop(&session, minute(15));
    assert_eq!((end.energy_wh, end.meter_end_wh, end.reason), (2000, Some(3000), None));
    assert_eq!(end.flags, SessionFlags::NONE.with(SessionFlag::EndedWithoutStop));
    assert_eq!(end_without_stop(&session, minute(-5)).ended_at, minute(0));
}

#[test]
fn implausible_energy_is_judged_anew_as_time_goes_on() {
    let mut session = running(Some(0));
    session.observe(RegisterPoint { at: minute(1), register_wh: 5000 });
    assert!(session.flags_at(minute(1)).has(SessionFlag::ImplausibleEnergy));
    session.flags = session.flags_at(minute(1));
    assert!(!session.flags_at(minute(60)).has(SessionFlag::ImplausibleEnergy));
}

#[test]
fn an_orphan_is_made_of_what_the_stop_tells() {
    let bare = stop_of(told(minute(60)), 9000, &[]);
    let session = orphan(&bare, &resolved(&bare));
    assert_eq!((session.started_at, session.meter_start_wh), (minute(60), None));
    assert_eq!((session.end.ended_at, session.end.energy_wh, session.end.meter_end_wh), (minute(60), 0, Some(9000)));
    assert_eq!(session.end.flags, SessionFlags::NONE.with(SessionFlag::Orphan));

    let told_more = stop_of(told(minute(60)), 9000, &[(30, "4000"), (0, "1000")]);
    let session = orphan(&told_more, &resolved(&told_more));
    assert_eq!((session.started_at, session.meter_start_wh, session.end.energy_wh), (minute(0), Some(1000), 8000));
}

proptest! {
    #[test]
    fn nothing_that_a_station_can_say_panics_or_takes_energy_back(
        started in any::<i64>(),
        start_wh in proptest::option::of(any::<i64>()),
        readings in proptest::collection::vec((any::<i64>(), any::<i64>()), 0..8),
        stop in (any::<i64>(), any::<i64>()),
        received in any::<i64>(),
    ) {
        let mut session = RunningSession {
            started_at: UtcMillis(started),
            meter: EnergyMeter::begin(UtcMillis(started), start_wh),
            ..running(None)
        };
        for (at, register_wh) in readings {
            session.observe(RegisterPoint { at: UtcMillis(at), register_wh });
        }
        let report = stop_of(told(UtcMillis(stop.0)), stop.1, &[]);
        let time = report.at.resolve(UtcMillis(received));
        let end = end_by_stop(session, &report, &time);
        prop_assert!(end.energy_wh >= 0 && end.ended_at >= UtcMillis(started));
        prop_assert!(orphan(&report, &time).end.energy_wh >= 0);
    }
}
