//! Which session a meter reading belongs to (`ocpp.md` rule 5; OCPP 1.6 ed. 2 §4.7).

use crate::clock::SKEW_TOLERANCE_MS;
use crate::id::SessionId;
use crate::time::UtcMillis;

/// How long after its stop a session still gets readings that name no transaction, ms: five minutes, for the last sample of a
/// car that is still plugged in.
pub const AFTER_STOP_MS: i64 = 5 * 60 * 1_000;

/// From when to when a session ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionSpan {
    /// The session.
    pub id: SessionId,
    /// When it began.
    pub started_at: UtcMillis,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<UtcMillis>,
}

/// Which session a reading taken at `at` belongs to; `None` for none of them.
///
/// `by_id` is the station's session with the transaction id told, running or not: the reading is its. `spans` are the
/// outlet's sessions around the moment, none for outlet 0, the main meter. Without an id a reading belongs to the session
/// that ran then, up to a minute early and [`AFTER_STOP_MS`] late, so also when it is delivered after the stop.
pub fn owner_of_reading(at: UtcMillis, by_id: Option<SessionId>, spans: &[SessionSpan]) -> Option<SessionId> {
    if by_id.is_some() {
        return by_id;
    }
    let until = |span: &SessionSpan, grace_ms| span.ended_at.is_none_or(|ended_at| at <= ended_at.plus_ms(grace_ms));
    let latest = |early_ms: i64, grace_ms: i64| {
        let begun = spans.iter().filter(move |span| span.started_at <= at.plus_ms(early_ms));
        begun.max_by_key(|span| span.started_at).filter(|span| until(span, grace_ms))
    };
    latest(0, 0).or_else(|| latest(SKEW_TOLERANCE_MS, 0)).or_else(|| latest(0, AFTER_STOP_MS)).map(|span| span.id)
}
