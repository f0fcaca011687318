//! The time of day, as an argument.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::UtcMillis;

/// Tells the time of day. Deadlines do not use it: they run on tokio's monotonic clock.
pub trait Clock: Send + Sync + 'static {
    /// The present.
    fn now(&self) -> UtcMillis;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UtcMillis {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        UtcMillis(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }
}
