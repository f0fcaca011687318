//! How sessions start, stop and get their readings.

mod end;
mod reading;
mod start;
mod stop;

use domain::UtcMillis;
use domain::report::ReportedTime;

/// 2026-03-20T15:30:00.000Z.
const BASE: i64 = 1_774_020_600_000;

/// A moment so many minutes after [`BASE`].
fn minute(minute: i64) -> UtcMillis {
    UtcMillis(BASE + minute * 60_000)
}

fn told(at: UtcMillis) -> ReportedTime {
    ReportedTime { utc: Some(at), odd_text: None }
}
