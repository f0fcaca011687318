//! Spans by the wall clock, across daylight saving time.

use domain::UtcMillis;
use domain::energy_period::{Period, energy_periods};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// The rule of Europe/Stockholm, so that the tests need no time zone database.
fn stockholm() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("the rule is well formed")
}

fn at(text: &str) -> UtcMillis {
    text.parse::<Timestamp>().expect("the table holds timestamps").into()
}

fn period(from: &str, to: &str) -> Period {
    Period { from: at(from), to: at(to) }
}

#[test]
fn spans_of_an_ordinary_day() {
    // Friday 2026-11-20, 15:30 in Stockholm.
    let periods = energy_periods(at("2026-11-20T14:30:00Z"), &stockholm()).unwrap();
    assert_eq!(periods.today, period("2026-11-19T23:00:00Z", "2026-11-20T14:30:00Z"));
    assert_eq!(periods.same_day_last_week, period("2026-11-12T23:00:00Z", "2026-11-13T14:30:00Z"));
    assert_eq!(periods.week, period("2026-11-15T23:00:00Z", "2026-11-20T14:30:00Z"));
    assert_eq!(periods.previous_week, period("2026-11-08T23:00:00Z", "2026-11-13T14:30:00Z"));
    assert_eq!(periods.month, period("2026-10-31T23:00:00Z", "2026-11-20T14:30:00Z"));
    assert_eq!(periods.previous_month, period("2026-09-30T22:00:00Z", "2026-10-20T13:30:00Z"));
    assert_eq!(periods.hours.len(), 24);
    assert_eq!(periods.hours[0].hour, period("2026-11-19T23:00:00Z", "2026-11-20T00:00:00Z"));
    assert_eq!(periods.hours[15].last_week, period("2026-11-13T14:00:00Z", "2026-11-13T15:00:00Z"));
}

#[test]
fn a_month_that_has_no_such_day_counts_whole() {
    for (now, to) in [
        ("2026-03-28T10:00:00Z", "2026-02-28T10:00:00Z"),
        ("2026-03-29T21:59:00Z", "2026-02-28T23:00:00Z"),
        ("2026-03-31T10:00:00Z", "2026-02-28T23:00:00Z"),
        // The time of day is that of the wall clock, an hour nearer to UTC's in winter.
        ("2026-03-30T22:30:00Z", "2026-02-28T23:00:00Z"),
        ("2026-05-31T10:00:00Z", "2026-04-30T22:00:00Z"),
        ("2028-03-29T10:00:00Z", "2028-02-29T11:00:00Z"),
    ] {
        let previous = energy_periods(at(now), &stockholm()).unwrap().previous_month;
        assert_eq!(previous.to, at(to), "{now}");
    }
}

#[test]
fn monday_begins_the_week() {
    for (now, monday) in [
        ("2026-11-16T00:00:00Z", "2026-11-15T23:00:00Z"),
        ("2026-11-22T22:59:59Z", "2026-11-15T23:00:00Z"),
        ("2026-11-22T23:00:00Z", "2026-11-22T23:00:00Z"),
    ] {
        assert_eq!(energy_periods(at(now), &stockholm()).unwrap().week.from, at(monday), "{now}");
    }
}

#[test]
fn the_day_that_clocks_go_forward_has_23_hours() {
    // Sunday 2026-03-29: 02:00 becomes 03:00.
    let periods = energy_periods(at("2026-03-29T12:00:00Z"), &stockholm()).unwrap();
    assert_eq!(periods.today.from, at("2026-03-28T23:00:00Z"));
    assert_eq!(periods.hours.len(), 23);
    assert_eq!(periods.hours[22].hour, period("2026-03-29T21:00:00Z", "2026-03-29T22:00:00Z"));
    // After 01:00 comes 03:00, which last week was an hour further from UTC's.
    assert_eq!(periods.hours[1].last_week, period("2026-03-22T00:00:00Z", "2026-03-22T01:00:00Z"));
    assert_eq!(periods.hours[2].last_week, period("2026-03-22T02:00:00Z", "2026-03-22T03:00:00Z"));
    assert_eq!(periods.same_day_last_week, period("2026-03-21T23:00:00Z", "2026-03-22T13:00:00Z"));
    // The week after, the skipped hour has nothing to compare with.
    let after = energy_periods(at("2026-04-05T12:00:00Z"), &stockholm()).unwrap();
    assert_eq!(after.hours.len(), 24);
    assert_eq!(after.hours[2].last_week, period("2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"));
    assert_eq!(after.hours[3].last_week, period("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"));
}

#[test]
fn the_day_that_clocks_go_back_has_25_hours() {
    // Sunday 2026-10-25: 03:00 becomes 02:00.
    let periods = energy_periods(at("2026-10-25T12:00:00Z"), &stockholm()).unwrap();
    assert_eq!(periods.hours.len(), 25);
    assert_eq!(periods.hours[24].hour, period("2026-10-25T22:00:00Z", "2026-10-25T23:00:00Z"));
    assert_eq!(periods.hours[2].last_week, period("2026-10-18T00:00:00Z", "2026-10-18T01:00:00Z"));
    assert_eq!(periods.hours[3].last_week, period("2026-10-18T00:00:00Z", "2026-10-18T00:00:00Z"), "shown again");
    assert_eq!(periods.hours[4].last_week, period("2026-10-18T01:00:00Z", "2026-10-18T02:00:00Z"));
    // The week after, the hour shown twice counts whole.
    let after = energy_periods(at("2026-11-01T12:00:00Z"), &stockholm()).unwrap();
    assert_eq!(after.hours[2].last_week, period("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"));
}

#[test]
fn the_end_of_the_calendar_is_an_error() {
    assert!(energy_periods(UtcMillis(i64::MAX), &stockholm()).is_err());
    assert!(energy_periods(UtcMillis(i64::MIN), &stockholm()).is_err());
}

proptest! {
    #[test]
    fn hours_cover_today_and_compare_with_the_same_day_last_week_once(
        // 2020 to 2060.
        now_ms in 1_577_836_800_000_i64..2_840_140_800_000,
        zone in prop_oneof![
            Just("CET-1CEST,M3.5.0,M10.5.0/3"),
            Just("UTC0"),
            Just("EST5EDT,M3.2.0,M11.1.0"),
            // Lord Howe Island changes by half an hour.
            Just("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
            // Cuba changes at midnight.
            Just("CST5CDT,M3.2.0/0,M11.1.0/1"),
        ],
    ) {
        let zone = TimeZone::posix(zone).unwrap();
        let now = UtcMillis(now_ms);
        let periods = energy_periods(now, &zone).unwrap();
        let hours = &periods.hours;
        prop_assert!((23..=25).contains(&hours.len()), "{}", hours.len());
        prop_assert_eq!(hours[0].hour.from, periods.today.from);
        prop_assert!(hours.last().unwrap().hour.to > now);
        for pair in hours.windows(2) {
            prop_assert_eq!(pair[0].hour.to, pair[1].hour.from);
            prop_assert!(pair[0].last_week.from <= pair[1].last_week.from);
        }
        let all = [periods.today, periods.week, periods.month];
        prop_assert!(all.iter().all(|period| period.to == now && period.from <= now));
        prop_assert!(periods.previous_month.to <= periods.month.from);
        prop_assert!(periods.previous_week.to <= periods.week.from.max(periods.previous_week.from));
        prop_assert!(periods.same_day_last_week.from < periods.today.from);
    }
}
