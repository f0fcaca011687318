//! Reconnect storms: a station that connects again and again is slowed alone (`ocpp.md` rule 9).

use domain::UtcMillis;
use domain::contact::ReconnectWindow;

/// How often a station in a storm may connect, ms.
///
/// *Decision:* once a minute; its other handshakes are refused with the time to wait.
const SLOWED_MS: i64 = 60_000;

/// A station's connections as far as they matter for a storm.
#[derive(Debug, Default)]
pub(crate) struct Reconnects {
    window: ReconnectWindow,
    last: Option<UtcMillis>,
}

/// What is said to one more handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It may connect.
    Welcome,
    /// It may connect, and it is in a storm.
    InStorm,
    /// It must wait this many seconds.
    Wait(u32),
}

impl Reconnects {
    /// Takes in one more handshake of a station that has proved who it is.
    pub(crate) fn knock(&mut self, now: UtcMillis) -> Verdict {
        if let Some(last) = self.last.filter(|_| self.window.is_storm(now)) {
            let wait_ms = SLOWED_MS - now.since(last).max(0);
            if wait_ms > 0 {
                return Verdict::Wait(u32::try_from((wait_ms + 999) / 1_000).unwrap_or(u32::MAX));
            }
        }
        self.window.observe(now);
        self.last = Some(now);
        if self.window.is_storm(now) { Verdict::InStorm } else { Verdict::Welcome }
    }

    /// Whether the station is in a storm.
    pub(crate) fn is_storm(&self, now: UtcMillis) -> bool {
        self.window.is_storm(now)
    }
}

/// How many strangers' handshakes are written down in a second.
///
/// *Decision:* enough for any site that is being built, and too few to keep the database busy.
const STRANGERS_A_SECOND: u32 = 20;

/// Handshakes of stations that are not configured, which anybody can send.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    second: i64,
    count: u32,
}

impl Strangers {
    /// Takes in one more; tells whether it may be written down.
    pub(crate) fn knock(&mut self, now: UtcMillis) -> bool {
        let second = now.0.div_euclid(1_000);
        if second != self.second {
            *self = Self { second, count: 0 };
        }
        self.count = self.count.saturating_add(1);
        self.count <= STRANGERS_A_SECOND
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_strangers_is_not_written_down() {
        let mut strangers = Strangers::default();
        let written = (0..1_000).filter(|_| strangers.knock(UtcMillis(1_500))).count();
        assert_eq!(written, 20);
        assert!(strangers.knock(UtcMillis(2_000)));
    }

    #[test]
    fn a_station_in_a_storm_may_connect_once_a_minute() {
        let mut reconnects = Reconnects::default();
        for second in 0..60 {
            assert_eq!(reconnects.knock(UtcMillis(second * 1_000)), Verdict::Welcome, "{second}");
        }
        assert_eq!(reconnects.knock(UtcMillis(60_000)), Verdict::InStorm);
        assert_eq!(reconnects.knock(UtcMillis(61_000)), Verdict::Wait(59));
        assert_eq!(reconnects.knock(UtcMillis(119_999)), Verdict::Wait(1));
        assert_eq!(reconnects.knock(UtcMillis(120_000)), Verdict::InStorm);
    }

    #[test]
    fn a_storm_is_over_an_hour_later() {
        let mut reconnects = Reconnects::default();
        for second in 0..61 {
            reconnects.knock(UtcMillis(second * 1_000));
        }
        assert!(reconnects.is_storm(UtcMillis(61_000)));
        assert!(!reconnects.is_storm(UtcMillis(3_660_000)));
        assert_eq!(reconnects.knock(UtcMillis(3_660_000)), Verdict::Welcome);
    }
}
