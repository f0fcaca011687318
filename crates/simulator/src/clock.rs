//! The time of day, derived from the runtime's own clock so that tests can pause it.

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// What time it is.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    started: Instant,
    started_at: Timestamp,
}

impl Clock {
    /// A clock that shows the time of day.
    #[must_use]
    pub fn of_day() -> Self {
        let now = Timestamp::now();
        Self::showing(now)
    }

    /// A clock that shows this time now.
    #[must_use]
    pub fn showing(time: Timestamp) -> Self {
        Self { started: Instant::now(), started_at: time }
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let elapsed = SignedDuration::try_from(self.started.elapsed()).unwrap_or(SignedDuration::MAX);
        self.started_at.checked_add(elapsed).unwrap_or(Timestamp::MAX)
    }

    /// When it will be `time`; now where it has passed.
    #[must_use]
    pub fn instant(&self, time: Timestamp) -> Instant {
        let ahead = std::time::Duration::try_from(time.duration_since(self.started_at)).unwrap_or_default();
        // Further ahead than the runtime can count is as good as never.
        self.started.checked_add(ahead).unwrap_or_else(|| self.started + NEVER)
    }
}

const NEVER: std::time::Duration = std::time::Duration::from_secs(86_400 * 365 * 30);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_follows_the_runtime() {
        let clock = Clock::showing(Timestamp::UNIX_EPOCH);
        tokio::time::advance(std::time::Duration::from_secs(90)).await;
        assert_eq!(clock.now(), Timestamp::from_second(90).unwrap());
        let minute_ahead = clock.instant(Timestamp::from_second(150).unwrap());
        assert_eq!(minute_ahead - Instant::now(), std::time::Duration::from_secs(60));
        assert!(clock.instant(Timestamp::MAX) > Instant::now());
    }
}
