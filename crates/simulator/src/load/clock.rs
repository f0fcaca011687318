//! The time of day as messages write it, rendered afresh only when it has changed.

use std::time::{SystemTime, UNIX_EPOCH};

/// `2026-01-31T12:34:56.789Z`
const LENGTH: usize = 24;

/// Renders the time of day.
#[derive(Debug)]
pub(crate) struct Clock {
    second: u64,
    text: [u8; LENGTH],
}

impl Clock {
    /// A clock that has not been looked at.
    pub(crate) fn new() -> Self {
        Self { second: 0, text: *b"1970-01-01T00:00:00.000Z" }
    }

    /// What time it is.
    pub(crate) fn now(&mut self) -> &[u8] {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.at(since_epoch.as_secs(), since_epoch.subsec_millis())
    }

    fn at(&mut self, second: u64, millisecond: u32) -> &[u8] {
        if second != self.second {
            let utc_ms = i64::try_from(second).unwrap_or(0) * 1000;
            let text = ocpp::Timestamp::from_utc_ms(utc_ms);
            self.text.copy_from_slice(text.as_str().as_bytes());
            self.second = second;
        }
        for (place, divisor) in [(20, 100), (21, 10), (22, 1)] {
            self.text[place] = b'0' + (millisecond / divisor % 10) as u8;
        }
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milliseconds_change_within_the_same_second() {
        let mut clock = Clock::new();
        assert_eq!(clock.at(1_769_862_896, 7), b"2026-01-31T12:34:56.007Z");
        assert_eq!(clock.at(1_769_862_896, 980), b"2026-01-31T12:34:56.980Z");
        assert_eq!(clock.at(1_769_862_897, 0), b"2026-01-31T12:34:57.000Z");
    }
}
