//! A session's end, between the rule that decides it and the store that keeps it.

use domain::quarter::Quarter;
use domain::session::Session;
use domain::session::end::SessionEnd;
use domain::{SessionId, UtcMillis};
use store::reading::NewReading;
use store::session::{QuarterEnergy, SessionClosing};

/// An end as the store takes it; `unsaved` are quarters that changed before and are not in the database yet.
pub(crate) fn closing(
    id: SessionId,
    end: SessionEnd,
    unsaved: Vec<Quarter>,
    readings: Vec<NewReading>,
) -> SessionClosing {
    SessionClosing { id, end: stored(end, unsaved, readings) }
}

/// An end as the store takes it, of a session that is stored with its end.
pub(crate) fn stored(end: SessionEnd, unsaved: Vec<Quarter>, readings: Vec<NewReading>) -> store::session::SessionEnd {
    let still = |quarter: &Quarter| end.quarters.iter().all(|newer| newer.start != quarter.start);
    let quarters = unsaved.into_iter().filter(still).chain(end.quarters.iter().copied()).map(quarter).collect();
    store::session::SessionEnd {
        ended_at: end.ended_at,
        meter_end_wh: end.meter_end_wh,
        energy_wh: end.energy_wh,
        stop_reason: end.reason,
        flags: end.flags,
        ended_at_text: end.ended_at_text,
        readings,
        quarters,
    }
}

/// A session as it stands once it has ended so.
pub(crate) fn ended(session: Session, end: &store::session::SessionEnd) -> Session {
    Session {
        ended_at: Some(end.ended_at.max(UtcMillis(session.started_at.0))),
        meter_end_wh: end.meter_end_wh.or(session.meter_end_wh),
        energy_wh: end.energy_wh,
        power_w: None,
        stop_reason: end.stop_reason.clone(),
        flags: session.flags.and(end.flags),
        ended_at_text: end.ended_at_text.clone(),
        ..session
    }
}

/// A quarter as the store takes it.
pub(crate) fn quarter(quarter: Quarter) -> QuarterEnergy {
    QuarterEnergy { at: quarter.start, energy_wh: quarter.energy_wh }
}
