//! How a reported start becomes a session (`ocpp.md` rule 3; OCPP 1.6 ed. 2 §4.8).

use super::{AuthorisationStatus, SessionFlag, SessionFlags};
use crate::clock::StationClock;
use crate::id::SessionId;
use crate::report::SessionStarted;
use crate::tag::NormalTag;
use crate::time::UtcMillis;

/// What tells one reported start from all others of a station: outlet, tag, time and meter, as one text.
///
/// A start sent anew, with the same or another message id, has the same key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StartKey(String);

impl StartKey {
    /// The key of a report. It holds the time as told, not as taken, so that a wrong clock does not hide a repetition.
    pub fn of(report: &SessionStarted) -> Self {
        let time = match (&report.at.utc, &report.at.odd_text) {
            (_, Some(text)) => text.to_string(),
            (Some(utc), None) => utc.0.to_string(),
            (None, None) => String::new(),
        };
        Self(format!("{}|{}|{time}|{}", report.outlet, NormalTag::of(&report.tag), report.meter_wh))
    }

    /// The key's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The session that is open at an outlet when a start is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSession {
    /// The session.
    pub id: SessionId,
    /// When it began.
    pub started_at: UtcMillis,
    /// Its newest reading, where it has any.
    pub last_reading_at: Option<UtcMillis>,
}

/// A session that was already made from the same [`StartKey`], and the status that was answered then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlierStart {
    /// The session.
    pub id: SessionId,
    /// The answer given.
    pub status: AuthorisationStatus,
}

/// What becomes of a reported start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartDecision {
    /// Reported before: the same answer again, and nothing else.
    Resent(EarlierStart),
    /// A new session, stored whatever the tag's status.
    New(NewSession),
}

/// How a new session begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// When it began.
    pub started_at: UtcMillis,
    /// The time as told, where it was odd.
    pub started_at_text: Option<String>,
    /// The meter at the start, Wh; `None` where what was told is no register.
    pub meter_start_wh: Option<i64>,
    /// What is odd from the beginning.
    pub flags: SessionFlags,
    /// The outlet's open session, which ends with [`SessionFlag::EndedWithoutStop`].
    pub closes: Option<ClosedSession>,
    /// Whether it is the outlet's session from now on; not where the report is older than the session that is open.
    pub is_present: bool,
}

/// A session that ends because another began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedSession {
    /// The session.
    pub id: SessionId,
    /// When it ends: at its newest reading, else when the next began.
    pub ended_at: UtcMillis,
}

/// Decides what becomes of a reported start. It has happened, so it is always stored; `status` is what the tag is answered.
///
/// A start while the outlet has an open session closes that one. *Decision:* a start that was delivered late and is older
/// than the open session closes nothing; it waits for its own stop, which the station still has to deliver.
pub fn decide_start(
    report: &SessionStarted,
    received_at: UtcMillis,
    clock: &StationClock,
    status: AuthorisationStatus,
    open: Option<&OpenSession>,
    earlier: Option<EarlierStart>,
) -> StartDecision {
    if let Some(earlier) = earlier {
        return StartDecision::Resent(earlier);
    }
    let time = report.at.resolve_by(clock, received_at);
    let is_present = open.is_none_or(|open| !time.late || time.at >= open.started_at);
    let flags = [
        (SessionFlag::OddClock, time.odd),
        (SessionFlag::DeliveredLate, time.late),
        (SessionFlag::RefusedTag, status != AuthorisationStatus::Accepted),
    ];
    StartDecision::New(NewSession {
        started_at: time.at,
        started_at_text: time.text,
        meter_start_wh: Some(report.meter_wh).filter(|meter_wh| *meter_wh >= 0),
        flags: SessionFlags::of(flags),
        closes: open.filter(|_| is_present).map(|open| ClosedSession {
            id: open.id,
            ended_at: open.last_reading_at.unwrap_or(time.at).max(open.started_at),
        }),
        is_present,
    })
}
