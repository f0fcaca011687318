//! Reconnect storms: a station that connects again and again is slowed alone.

use domain::UtcMillis;

/// A budget of connections: it holds an hour's worth and is refilled evenly.
///
/// *Decision:* a station beyond its budget gets one connection for each refill (a minute at 60 an hour); its other handshakes
/// are refused with the time to wait.
#[derive(Debug, Clone)]
pub(crate) struct ConnectionBudget {
    /// Time from which the budget would be full, had nothing been taken since; moves on with each connection.
    full_at: i64,
}

/// What the budget says to one more connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Within the budget.
    Within,
    /// It may connect, and the budget is now used up.
    UsedUp,
    /// It must wait this many seconds.
    Wait(u32),
}

const HOUR_MS: i64 = 3_600_000;

impl ConnectionBudget {
    /// A full budget.
    pub(crate) const fn full() -> Self {
        Self { full_at: i64::MIN }
    }

    /// Takes one connection from the budget of `per_hour`, if there is one.
    pub(crate) fn take(&mut self, now: UtcMillis, per_hour: u32) -> Verdict {
        let cost = HOUR_MS / i64::from(per_hour.max(1));
        let full_at = self.full_at.max(now.0) + cost;
        let debt = full_at - now.0;
        if debt > HOUR_MS {
            let wait_s = (debt - HOUR_MS + 999) / 1_000;
            return Verdict::Wait(u32::try_from(wait_s).unwrap_or(u32::MAX));
        }
        self.full_at = full_at;
        if debt + cost > HOUR_MS { Verdict::UsedUp } else { Verdict::Within }
    }

    /// Whether at least half of the budget is there again, so that the storm is over.
    pub(crate) fn is_calm(&self, now: UtcMillis) -> bool {
        self.full_at.saturating_sub(now.0) <= HOUR_MS / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixty_first_reconnect_within_an_hour_has_to_wait() {
        let mut budget = ConnectionBudget::full();
        let verdicts: Vec<Verdict> = (0..61).map(|second| budget.take(UtcMillis(second * 100), 60)).collect();
        assert!(verdicts[..59].iter().all(|verdict| *verdict == Verdict::Within));
        assert_eq!(verdicts[59], Verdict::UsedUp);
        assert_eq!(verdicts[60], Verdict::Wait(54));
        assert!(!budget.is_calm(UtcMillis(6_100)));
        assert_eq!(budget.take(UtcMillis(60_001), 60), Verdict::UsedUp);
    }

    #[test]
    fn a_station_that_reconnects_now_and_then_never_waits() {
        let mut budget = ConnectionBudget::full();
        for hour in 0..100 {
            assert_eq!(budget.take(UtcMillis(hour * 100_000), 60), Verdict::Within);
        }
        assert!(budget.is_calm(UtcMillis(100 * 100_000)));
    }
}
