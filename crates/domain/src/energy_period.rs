//! The spans that the energy panel compares: today, this week, this month, and the same of the period before.
//!
//! Everything is by the wall clock of a time zone, across changes to and from daylight saving time.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::time::UtcMillis;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// A span of time: from a moment, up to another that is no longer in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: UtcMillis,
    /// The first moment after it; not before `from`.
    pub to: UtcMillis,
}

/// An hour of today, and the same hour of the wall clock a week ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayHour {
    /// The hour, whole even where it has not passed yet.
    pub hour: Period,
    /// The same hour last week. Empty for an hour that the wall clock shows a second time, or that it skipped last week; two
    /// hours long for one that it showed twice last week.
    pub last_week: Period,
}

/// The spans around a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyPeriods {
    /// From midnight until now.
    pub today: Period,
    /// The same day last week, up to the same time of day.
    pub same_day_last_week: Period,
    /// From Monday's midnight until now.
    pub week: Period,
    /// Last week, up to the same day and time of day.
    pub previous_week: Period,
    /// From the first of the month until now.
    pub month: Period,
    /// Last month, up to the same day and time of day; all of it where it has no such day.
    pub previous_month: Period,
    /// The 23 to 25 hours of today, in order; the last is shorter where clocks change by less than an hour.
    pub hours: Vec<DayHour>,
}

/// A moment too near to the end of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("find the days around a moment: it is at the end of the calendar")]
pub struct OutsideCalendar;

impl From<jiff::Error> for OutsideCalendar {
    fn from(_: jiff::Error) -> Self {
        Self
    }
}

/// The spans around `now` by the wall clock of a time zone.
///
/// # Errors
/// When `now` lies within a month of the first or last year that the calendar has.
pub fn energy_periods(now: UtcMillis, zone: &TimeZone) -> Result<EnergyPeriods, OutsideCalendar> {
    let zoned = now.timestamp().to_zoned(zone.clone());
    let local = zoned.datetime();
    let today = local.date();
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())?;
    let first = today.first_of_month();
    let previous_first = first.checked_sub(1.month())?;
    let until_now = |from: Date| Ok::<_, OutsideCalendar>(period(midnight(from, zone)?, now));

    let week_ago = moment(local.checked_sub(1.week())?, zone)?;
    let into_month = today.day() - first.day();
    let month_ago = previous_first.checked_add(i64::from(into_month).days())?.to_datetime(local.time());
    let month_ago = moment(month_ago, zone)?.min(midnight(first, zone)?);
    Ok(EnergyPeriods {
        today: until_now(today)?,
        same_day_last_week: period(midnight(today.checked_sub(1.week())?, zone)?, week_ago),
        week: until_now(monday)?,
        previous_week: period(midnight(monday.checked_sub(1.week())?, zone)?, week_ago),
        month: until_now(first)?,
        previous_month: period(midnight(previous_first, zone)?, month_ago),
        hours: hours(today, zone)?,
    })
}

/// The hours of a day, each with the same of a week before.
fn hours(day: Date, zone: &TimeZone) -> Result<Vec<DayHour>, OutsideCalendar> {
    let end = midnight(day.tomorrow()?, zone)?;
    let mut start = midnight(day, zone)?;
    let mut hours: Vec<DayHour> = Vec::with_capacity(25);
    let mut last_shown: Option<DateTime> = None;
    while start < end {
        let hour = period(start, start.plus_ms(HOUR_MS).min(end));
        let shown = Zoned::new(start.timestamp(), zone.clone()).datetime();
        let week_before = shown.checked_sub(1.week())?;
        let from = moment(week_before, zone)?;
        let repeated = last_shown.is_some_and(|last| shown <= last);
        let to = if repeated { from } else { moment(week_before.checked_add(1.hour())?, zone)? };
        hours.push(DayHour { hour, last_week: period(from, to) });
        last_shown = last_shown.max(Some(shown));
        start = hour.to;
    }
    Ok(hours)
}

fn period(from: UtcMillis, to: UtcMillis) -> Period {
    Period { from, to: to.max(from) }
}

/// The first moment of a day.
fn midnight(day: Date, zone: &TimeZone) -> Result<UtcMillis, OutsideCalendar> {
    Ok(day.to_zoned(zone.clone())?.timestamp().into())
}

/// The moment at which the wall clock shows a time: the earlier one where it does twice, as much later as it skips where it
/// never does.
fn moment(local: DateTime, zone: &TimeZone) -> Result<UtcMillis, OutsideCalendar> {
    Ok(local.to_zoned(zone.clone())?.timestamp().into())
}
