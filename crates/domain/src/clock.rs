//! Stations' clocks: what a reported time is taken for, and how far a clock is off (`ocpp.md` rule 7).

use crate::report::ReportedTime;
use crate::time::UtcMillis;

/// 2010-01-01T00:00:00Z, before there were stations with OCPP 1.5: an earlier time is that of a clock that was never set.
pub const EARLIEST: UtcMillis = UtcMillis(1_262_304_000_000);

/// How far ahead of the receipt a time is believed, ms: a day, so that a wrong time zone passes.
pub const LARGEST_LEAD_MS: i64 = 24 * 60 * 60 * 1_000;

/// How long after it happened a report counts as delivered late, ms. *Decision:* five minutes.
pub const LATE_MS: i64 = 5 * 60 * 1_000;

/// How far a clock may be off without being told of, ms (`ocpp.md` rule 7: a minute).
pub const SKEW_TOLERANCE_MS: i64 = 60 * 1_000;

/// How far apart two messages must be received to tell a clock that is behind from a queue that is delivered late, ms.
const CONFIRMATION_MS: i64 = 30 * 1_000;

/// What a reported time is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedTime {
    /// The moment: the station's own where it can be believed, else that of the receipt.
    pub at: UtcMillis,
    /// Whether something was told that cannot be believed: unreadable, before 2010 or more than a day ahead.
    pub odd: bool,
    /// Whether it happened more than [`LATE_MS`] before it was received.
    pub late: bool,
    /// How far the station's time was ahead of the receipt (negative: behind), ms; `None` when none could be read.
    pub skew_ms: Option<i64>,
    /// What was told, where `at` is not all of it: the text as sent, or the time as read.
    pub text: Option<String>,
}

impl ReportedTime {
    /// Takes a reported time for a moment; nothing is refused for its clock.
    ///
    /// A time that is absent is that of the receipt and not odd, since OCPP lets it be absent.
    pub fn resolve(&self, received_at: UtcMillis) -> ResolvedTime {
        let text = self.odd_text.as_deref().map(str::to_owned);
        let Some(utc) = self.utc else {
            return ResolvedTime { at: received_at, odd: text.is_some(), late: false, skew_ms: None, text };
        };
        let skew_ms = utc.since(received_at);
        let odd = utc < EARLIEST || skew_ms > LARGEST_LEAD_MS;
        ResolvedTime {
            at: if odd { received_at } else { utc },
            odd,
            late: !odd && skew_ms < -LATE_MS,
            skew_ms: Some(skew_ms),
            text: if odd { text.or_else(|| Some(utc.to_string())) } else { text },
        }
    }

    /// As [`resolve`](Self::resolve), with `late` reckoned by a clock whose error is known.
    pub fn resolve_by(&self, clock: &StationClock, received_at: UtcMillis) -> ResolvedTime {
        let resolved = self.resolve(received_at);
        let late = received_at.since(clock.happened_at(&resolved, received_at)) > LATE_MS;
        ResolvedTime { late, ..resolved }
    }
}

/// How far a station's clock is off, as its reports tell.
///
/// A time ahead of the receipt is the clock's error, since nothing is reported before it happens. One that is behind may as
/// well be a late delivery. *Decision:* it is the clock's error once a second report, received at least 30 s later, is behind by
/// the same; a queue that is delivered late comes in a burst and is behind by ever less. A report in time puts the clock
/// right at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StationClock {
    skew_ms: i64,
    suspected: Option<Suspicion>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Suspicion {
    skew_ms: i64,
    since: UtcMillis,
}

impl StationClock {
    /// How far the clock is ahead (negative: behind), ms; `None` while it is within a minute.
    pub fn skew_ms(&self) -> Option<i64> {
        (self.skew_ms.saturating_abs() > SKEW_TOLERANCE_MS).then_some(self.skew_ms)
    }

    /// Takes in one more report; a time that could not be read tells nothing.
    #[must_use]
    pub fn observe(self, reported: &ResolvedTime, received_at: UtcMillis) -> Self {
        let Some(skew_ms) = reported.skew_ms else { return self };
        if near(skew_ms, self.skew_ms) {
            return Self { suspected: None, ..self };
        }
        if skew_ms > self.skew_ms {
            return Self { skew_ms, suspected: None };
        }
        match self.suspected {
            Some(suspicion) if near(skew_ms, suspicion.skew_ms) => {
                if received_at.since(suspicion.since) >= CONFIRMATION_MS {
                    Self { skew_ms, suspected: None }
                } else {
                    self
                }
            }
            _ => Self { suspected: Some(Suspicion { skew_ms, since: received_at }), ..self },
        }
    }

    /// When something happened by the portal's clock, for putting events in order: the station's time with what its clock is
    /// known to be behind added, never after the receipt; the receipt where the time cannot be believed.
    ///
    /// What a clock is ahead is not taken off: once the clock has been put right, reports in time would look old.
    pub fn happened_at(&self, reported: &ResolvedTime, received_at: UtcMillis) -> UtcMillis {
        if reported.odd {
            return received_at;
        }
        let behind_ms = self.skew_ms().unwrap_or(0).min(0).saturating_neg();
        reported.at.plus_ms(behind_ms).min(received_at)
    }
}

fn near(one_ms: i64, other_ms: i64) -> bool {
    one_ms.saturating_sub(other_ms).saturating_abs() <= SKEW_TOLERANCE_MS
}
