//! A session has ended (`ocpp.md` rule 4; OCPP 1.6 ed. 2 §4.10). It is always confirmed.

use std::sync::Arc;

use domain::SessionId;
use domain::UtcMillis;
use domain::authorise::{Authorisation, Purpose};
use domain::change::SessionChange;
use domain::clock::ResolvedTime;
use domain::outlet::OutletMode;
use domain::quarter::{RegisterHistory, rebuild};
use domain::report::SessionStopped;
use domain::session::end::{RunningSession, end_by_stop, orphan};
use domain::session::stop::{StopCandidate, StopDecision, decide_stop};
use domain::session::{Authentication, AuthorisationStatus, Session};
use store::reading::NewReading;
use store::session::{SessionClosing, StopOutcome};

use super::authorise::{Question, decide};
use super::meter_values::row;
use super::start_session::{placement, tell};
use super::{Context, OperationFailure};
use crate::event::{EventKind, Happening};
use crate::outlet::stop_candidate;
use crate::session_end;

/// Ends the session that the stop belongs to, or makes an orphan of it; answers for the tag, where one was told.
pub(crate) async fn stop_session(
    context: &Context<'_>,
    report: SessionStopped,
) -> Result<Option<Authorisation>, OperationFailure> {
    let time = report.at.resolve(context.at);
    context.station.with(|state| state.clock = state.clock.observe(&time, context.at));
    let by_id = session_by_id(context, report.transaction).await?;
    let near = if by_id.is_some() { Vec::new() } else { sessions_near(context, time.at).await? };
    let candidate = by_id.as_ref().map(stop_candidate);
    let decision = decide_stop(&report, time.at, None, candidate.as_ref(), &near);
    let session_tag = by_id.as_ref().and_then(|session| session.tag.clone()).or_else(|| tag_of(&decision, &near));
    match decision {
        StopDecision::End { id, replaces_guess } => {
            if replaces_guess {
                context.system.store.reopen_session(id).await?;
            }
            end(context, id, by_id, &report, &time).await?;
        }
        StopDecision::AlreadyEnded { id } => {
            tracing::debug!(station = %context.station.charge_box_id, session = %id, "a second stop changes nothing");
        }
        StopDecision::Orphan => keep_orphan(context, &report, &time).await?,
    }
    authorise(context, report.tag.as_deref(), session_tag.as_deref(), time.at).await
}

async fn authorise(
    context: &Context<'_>,
    tag: Option<&str>,
    session_tag: Option<&str>,
    at: UtcMillis,
) -> Result<Option<Authorisation>, OperationFailure> {
    let Some(tag) = tag else { return Ok(None) };
    let session_parent = match session_tag {
        Some(session_tag) if session_tag != tag => super::authorise::parent_of(context, session_tag).await?,
        _ => None,
    };
    let purpose = Purpose::Stop { session_tag, session_parent: session_parent.as_deref() };
    let question = Question { purpose, tag, mode: OutletMode::Rfid, outlet: None, at };
    decide(context, question).await.map(Some)
}

/// The station's session with this id: from memory while it runs, else from the database.
async fn session_by_id(context: &Context<'_>, transaction: i64) -> Result<Option<Session>, OperationFailure> {
    if transaction <= 0 {
        return Ok(None);
    }
    let id = SessionId(transaction);
    let open = context.station.with(|state| state.open_session(id).map(|(_, open)| open.session.clone()));
    if open.is_some() {
        return Ok(open);
    }
    let session = context.system.store.session(id).await?;
    Ok(session.filter(|session| session.placement.station_id == context.station.id))
}

/// The station's open sessions, and those that ended at that moment or after it.
async fn sessions_near(context: &Context<'_>, at: UtcMillis) -> Result<Vec<StopCandidate>, OperationFailure> {
    let (mut near, numbers) = context.station.with(|state| {
        let open = state.outlets.iter().flat_map(|outlet| outlet.open_sessions());
        let near: Vec<StopCandidate> = open.map(|open| stop_candidate(&open.session)).collect();
        let numbers: Vec<u16> = [0].into_iter().chain(state.outlets.iter().map(|outlet| outlet.number)).collect();
        (near, numbers)
    });
    for number in numbers {
        let found = context.system.store.session_at(context.station.id, number, at).await?;
        if let Some(session) = found.filter(|session| near.iter().all(|known| known.id != session.id)) {
            near.push(stop_candidate(&session));
        }
    }
    Ok(near)
}

fn tag_of(decision: &StopDecision, near: &[StopCandidate]) -> Option<String> {
    let (StopDecision::End { id, .. } | StopDecision::AlreadyEnded { id }) = decision else { return None };
    near.iter().find(|session| session.id == *id).and_then(|session| session.tag.clone())
}

async fn end(
    context: &Context<'_>,
    id: SessionId,
    by_id: Option<Session>,
    report: &SessionStopped,
    time: &ResolvedTime,
) -> Result<(), OperationFailure> {
    let open = context.station.with(|state| {
        let (outlet, open) = state.open_session(id)?;
        Some((outlet.number, open.session.clone(), open.running.clone(), open.unsaved_quarters.clone()))
    });
    let (number, session, running, unsaved) = match open {
        Some(open) => open,
        None => {
            let stored = match by_id.filter(|session| session.id == id) {
                Some(session) => Some(session),
                None => context.system.store.session(id).await?,
            };
            // Decided on a moment ago; sessions are never deleted.
            let Some(session) = stored else { return Ok(()) };
            let running = running_from_readings(context, &session).await?;
            (session.placement.outlet, session, running, Vec::new())
        }
    };
    let rows = last_readings(context, number, Some(id), report, time);
    let closing = session_end::closing(id, end_by_stop(running, report, time), unsaved, rows);
    let outcome = context.system.store.stop_session(closing.clone()).await?;
    finish(context, session, &closing, outcome);
    Ok(())
}

/// A session that is no longer in memory, counted anew from its readings.
async fn running_from_readings(context: &Context<'_>, session: &Session) -> Result<RunningSession, OperationFailure> {
    let points = context.system.store.register_points(session.id).await?;
    let rating = context.station.with(|state| state.outlet(session.placement.outlet).and_then(|outlet| outlet.rating));
    let (meter, quarters) = rebuild(&RegisterHistory {
        began_at: session.started_at,
        start_wh: session.meter_start_wh,
        readings: &points,
        stop: None,
        rating,
    });
    Ok(RunningSession { started_at: session.started_at, meter, quarters, flags: session.flags, rating })
}

fn last_readings(
    context: &Context<'_>,
    outlet: u16,
    session_id: Option<SessionId>,
    report: &SessionStopped,
    time: &ResolvedTime,
) -> Vec<NewReading> {
    let readings = report.readings.iter().cloned();
    readings.map(|reading| row(context, outlet, session_id, reading.at.resolve(time.at).at, reading)).collect()
}

/// Takes the stored end into memory and tells of it.
fn finish(context: &Context<'_>, session: Session, closing: &SessionClosing, outcome: StopOutcome) {
    let number = session.placement.outlet;
    context.station.with(|state| {
        if let Some(outlet) = state.outlet_mut(number) {
            outlet.end_session(closing.id, closing.end.ended_at);
        }
    });
    if outcome != StopOutcome::Ended {
        return;
    }
    let reason = closing.end.stop_reason.as_deref().unwrap_or_default();
    context.system.events.tell(Happening {
        station: Some(context.station),
        outlet: Some(number),
        kind: EventKind::SessionStopped,
        text: format!("session {} stopped: {} Wh, {reason}", closing.id, closing.end.energy_wh),
        at: context.at,
        by: None,
    });
    tell(context, SessionChange::Ended, Arc::new(session_end::ended(session, &closing.end)));
}

/// Keeps a stop that matches nothing, for a person to judge.
async fn keep_orphan(
    context: &Context<'_>,
    report: &SessionStopped,
    time: &ResolvedTime,
) -> Result<(), OperationFailure> {
    let made = orphan(report, time);
    // A station with one outlet leaves no doubt where it was; else nobody knows, which 0 stands for.
    let outlet = context.station.with(|state| match state.outlets.as_slice() {
        [only] => only.number,
        _ => 0,
    });
    let rows = last_readings(context, outlet, None, report, time);
    let flags = made.end.flags;
    let new = store::session::NewSession {
        station_id: context.station.id,
        outlet,
        started_at: made.started_at,
        received_at: context.at,
        meter_start_wh: made.meter_start_wh,
        authentication: Authentication::Anonymous,
        start_status: AuthorisationStatus::Invalid,
        user_id: None,
        tag_id: None,
        id_tag: report.tag.clone(),
        tag_normal: report.tag.as_deref().map(|tag| domain::tag::NormalTag::of(tag).as_str().to_owned()),
        flags,
        started_at_text: None,
        closes: None,
        end: Some(session_end::stored(made.end, Vec::new(), rows)),
    };
    let stored = context.system.store.start_session(new.clone()).await?;
    context.station.with(|state| state.note_start(new.started_at));
    context.system.events.tell(Happening {
        station: Some(context.station),
        outlet: Some(outlet),
        kind: EventKind::SessionStopped,
        text: format!(
            "a stop of transaction {} matches no session; kept as orphan session {}",
            report.transaction, stored.id
        ),
        at: context.at,
        by: None,
    });
    let session = Session {
        id: stored.id,
        placement: placement(context, outlet),
        started_at: new.started_at,
        ended_at: None,
        received_at: context.at,
        meter_start_wh: new.meter_start_wh,
        meter_end_wh: None,
        energy_wh: 0,
        power_w: None,
        authentication: new.authentication,
        start_status: new.start_status,
        user_id: None,
        email: None,
        tag: new.id_tag,
        stop_reason: None,
        flags,
        started_at_text: None,
        ended_at_text: None,
    };
    let session = match &new.end {
        Some(end) => session_end::ended(session, end),
        None => session,
    };
    tell(context, SessionChange::Ended, Arc::new(session));
    Ok(())
}
