//! Which session a reported stop ends (`ocpp.md` rule 4; OCPP 1.6 ed. 2 §4.10).

use super::{SessionFlag, SessionFlags};
use crate::clock::SKEW_TOLERANCE_MS;
use crate::id::SessionId;
use crate::report::SessionStopped;
use crate::tag::same_tag;
use crate::time::UtcMillis;

/// A session of the station that a stop may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopCandidate {
    /// The session.
    pub id: SessionId,
    /// Its outlet.
    pub outlet: u16,
    /// The tag at its start.
    pub tag: Option<String>,
    /// When it began.
    pub started_at: UtcMillis,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<UtcMillis>,
    /// Meter at the start, Wh.
    pub meter_start_wh: Option<i64>,
    /// Meter at the end, Wh.
    pub meter_end_wh: Option<i64>,
    /// What is odd about it.
    pub flags: SessionFlags,
}

/// What becomes of a reported stop; it is confirmed in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopDecision {
    /// It ends this session.
    End {
        /// The session.
        id: SessionId,
        /// Whether it had been ended without a stop, which this one now replaces with the flag taken away.
        replaces_guess: bool,
    },
    /// The session has been stopped already: nothing changes.
    AlreadyEnded {
        /// The session.
        id: SessionId,
    },
    /// It matches nothing and becomes an orphan session, for a person to judge.
    Orphan,
}

/// Decides which session a stop ends; `at` is when it happened, `outlet` where, in versions that tell.
///
/// `by_id` is the station's session with the transaction id told; zero and negative ids are those of starts made offline and
/// match none. `near` are the station's open sessions and those that ended after `at` or at it, orphans included. A stop
/// without a known id belongs to the session that ran at the time, on a meter that does not show less than at its start,
/// and of the tag told if any has it. *Decision:* where sessions of two outlets remain it is an orphan, since ending another
/// driver's session is worse than asking a person.
pub fn decide_stop(
    report: &SessionStopped,
    at: UtcMillis,
    outlet: Option<u16>,
    by_id: Option<&StopCandidate>,
    near: &[StopCandidate],
) -> StopDecision {
    if let Some(session) = by_id.filter(|_| report.transaction > 0) {
        return end(session);
    }
    let resent =
        near.iter().find(|session| session.ended_at == Some(at) && session.meter_end_wh == Some(report.meter_wh));
    if let Some(session) = resent.filter(|session| !is_guessed(session)) {
        return StopDecision::AlreadyEnded { id: session.id };
    }
    let mut matching: Vec<&StopCandidate> = near
        .iter()
        .filter(|session| outlet.is_none_or(|outlet| outlet == session.outlet) && ran_at(session, at))
        .filter(|session| session.meter_start_wh.is_none_or(|start_wh| start_wh <= report.meter_wh))
        .collect();
    let has_tag = |session: &StopCandidate| {
        report.tag.as_deref().zip(session.tag.as_deref()).is_some_and(|(one, other)| same_tag(one, other))
    };
    if matching.iter().any(|session| has_tag(session)) {
        matching.retain(|session| has_tag(session));
    }
    let Some(latest) = matching.iter().max_by_key(|session| session.started_at) else {
        return StopDecision::Orphan;
    };
    if matching.iter().any(|session| session.outlet != latest.outlet) { StopDecision::Orphan } else { end(latest) }
}

fn end(session: &StopCandidate) -> StopDecision {
    match session.ended_at {
        Some(_) if !is_guessed(session) => StopDecision::AlreadyEnded { id: session.id },
        ended_at => StopDecision::End { id: session.id, replaces_guess: ended_at.is_some() },
    }
}

/// Whether the session's end is only a guess of the portal's.
fn is_guessed(session: &StopCandidate) -> bool {
    session.flags.has(SessionFlag::EndedWithoutStop)
}

/// Whether the session can have ended at this moment.
fn ran_at(session: &StopCandidate, at: UtcMillis) -> bool {
    let began = session.started_at <= at.plus_ms(SKEW_TOLERANCE_MS);
    let may_end = match session.ended_at {
        None => true,
        Some(ended_at) => is_guessed(session) && at <= ended_at.plus_ms(SKEW_TOLERANCE_MS),
    };
    began && may_end
}
