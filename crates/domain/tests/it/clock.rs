//! `ocpp.md` rule 7: nothing is refused for its clock, and a clock that is off is told of.

use domain::UtcMillis;
use domain::clock::{ResolvedTime, StationClock};
use domain::report::ReportedTime;

/// 2026-03-20T15:38:36.000Z.
const NOW: UtcMillis = UtcMillis(1_774_021_116_000);
const SECOND_MS: i64 = 1_000;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

fn told(offset_ms: i64) -> ReportedTime {
    ReportedTime { utc: Some(NOW.plus_ms(offset_ms)), odd_text: None }
}

#[test]
fn a_time_is_believed_unless_it_is_impossible() {
    let at = |utc: i64| ReportedTime { utc: Some(UtcMillis(utc)), odd_text: None };
    for (name, reported, believed, late) in [
        ("now", told(0), true, false),
        ("a minute ahead", told(60 * SECOND_MS), true, false),
        ("a day ahead", told(DAY_MS), true, false),
        ("more than a day ahead", told(DAY_MS + 1), false, false),
        ("years ahead", at(i64::MAX), false, false),
        ("five minutes ago", told(-300 * SECOND_MS), true, false),
        ("more than five minutes ago", told(-300 * SECOND_MS - 1), true, true),
        ("months ago", told(-120 * DAY_MS), true, true),
        ("years ago", told(-5 * 365 * DAY_MS), true, true),
        ("1970", at(0), false, false),
        ("2009", at(1_262_303_999_999), false, false),
        ("2010", at(1_262_304_000_000), true, true),
        ("before everything", at(i64::MIN), false, false),
    ] {
        let resolved = reported.resolve(NOW);
        assert_eq!(resolved.odd, !believed, "{name}");
        assert_eq!(resolved.late, late, "{name}");
        assert_eq!(resolved.at, if believed { reported.utc.unwrap() } else { NOW }, "{name}");
        assert_eq!(resolved.text.is_some(), !believed, "{name}");
        assert!(resolved.skew_ms.is_some(), "{name}");
    }
    assert_eq!(at(0).resolve(NOW).text.as_deref(), Some("1970-01-01T00:00:00.000Z"));
}

#[test]
fn the_text_is_kept_where_it_was_odd() {
    let no_zone = ReportedTime { utc: Some(NOW), odd_text: Some("2026-03-20T15:38:36".into()) };
    let resolved = no_zone.resolve(NOW);
    assert_eq!((resolved.at, resolved.odd, resolved.text.as_deref()), (NOW, false, Some("2026-03-20T15:38:36")));

    let impossible = ReportedTime { utc: None, odd_text: Some("2026-02-30T10:00:00Z".into()) };
    let expected =
        ResolvedTime { at: NOW, odd: true, late: false, skew_ms: None, text: Some("2026-02-30T10:00:00Z".to_owned()) };
    assert_eq!(impossible.resolve(NOW), expected);

    let absent = ReportedTime::default().resolve(NOW);
    assert_eq!(absent, ResolvedTime { at: NOW, odd: false, late: false, skew_ms: None, text: None });
}

/// Runs reports of (received after ms, told behind or ahead ms) through a clock.
fn clock(reports: &[(i64, i64)]) -> StationClock {
    reports.iter().fold(StationClock::default(), |clock, &(after_ms, skew_ms)| {
        let received_at = NOW.plus_ms(after_ms);
        clock.observe(&told(after_ms + skew_ms).resolve(received_at), received_at)
    })
}

#[test]
fn skew_is_told_from_late_delivery() {
    const THREE_HOURS_BEHIND: i64 = -3 * HOUR_MS;
    const MINUTE: i64 = 60 * SECOND_MS;
    for (name, reports, skew_ms) in [
        ("right", &[(0, 0), (MINUTE, -2 * SECOND_MS)][..], None),
        ("a minute off", &[(0, MINUTE)], None),
        ("ahead", &[(0, MINUTE + 1)], Some(MINUTE + 1)),
        ("years ahead", &[(0, 400 * DAY_MS)], Some(400 * DAY_MS)),
        ("behind once: late", &[(0, THREE_HOURS_BEHIND)], None),
        (
            "behind by the same, later on",
            &[(0, THREE_HOURS_BEHIND), (MINUTE, THREE_HOURS_BEHIND)],
            Some(THREE_HOURS_BEHIND),
        ),
        ("behind by the same in one burst", &[(0, THREE_HOURS_BEHIND), (SECOND_MS, THREE_HOURS_BEHIND)], None),
        (
            "a burst, then again",
            &[(0, THREE_HOURS_BEHIND), (SECOND_MS, THREE_HOURS_BEHIND), (MINUTE, THREE_HOURS_BEHIND)],
            Some(THREE_HOURS_BEHIND),
        ),
        ("a queue delivered late", &[(0, -3 * HOUR_MS), (MINUTE, -2 * HOUR_MS), (2 * MINUTE, -HOUR_MS)], None),
        ("behind, then put right", &[(0, -HOUR_MS), (MINUTE, -HOUR_MS), (2 * MINUTE, 0)], None),
        ("ahead, then put right, at first taken for late", &[(0, HOUR_MS), (MINUTE, 0)], Some(HOUR_MS)),
        ("ahead, then put right", &[(0, HOUR_MS), (MINUTE, 0), (2 * MINUTE, 0)], None),
        (
            "behind, and one delivered late",
            &[(0, -HOUR_MS), (MINUTE, -HOUR_MS), (2 * MINUTE, -9 * HOUR_MS)],
            Some(-HOUR_MS),
        ),
    ] {
        assert_eq!(clock(reports).skew_ms(), skew_ms, "{name}");
    }
    let nothing = StationClock::default().observe(&ReportedTime::default().resolve(NOW), NOW);
    assert_eq!(nothing, StationClock::default());
}

#[test]
fn events_are_put_in_order_by_the_corrected_clock() {
    let behind = clock(&[(0, -HOUR_MS), (60 * SECOND_MS, -HOUR_MS)]);
    for (name, clock, offset_ms, happened_ms) in [
        ("right clock, in time", StationClock::default(), -SECOND_MS, -SECOND_MS),
        ("right clock, late", StationClock::default(), -DAY_MS, -DAY_MS),
        ("ahead", StationClock::default(), HOUR_MS, 0),
        ("impossible", StationClock::default(), 2 * DAY_MS, 0),
        ("was ahead, put right", clock(&[(0, HOUR_MS)]), -SECOND_MS, -SECOND_MS),
        ("behind, in time", behind, -HOUR_MS, 0),
        ("behind, late", behind, -DAY_MS, -DAY_MS + HOUR_MS),
    ] {
        let resolved = told(offset_ms).resolve(NOW);
        assert_eq!(clock.happened_at(&resolved, NOW), NOW.plus_ms(happened_ms), "{name}");
    }
    assert!(!told(-HOUR_MS).resolve_by(&behind, NOW).late);
    assert!(told(-DAY_MS).resolve_by(&behind, NOW).late);
}
