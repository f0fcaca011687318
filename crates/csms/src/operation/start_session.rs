//! A session has begun (`ocpp.md` rule 3; OCPP 1.6 ed. 2 §4.8).
//!
//! It is a report of something that has happened, so it is always stored and always answered with an id.

use std::sync::Arc;

use domain::authorise::{Authorisation, Purpose};
use domain::change::{Change, ChangeBody, SessionChange};
use domain::meter::EnergyMeter;
use domain::outlet::OutletMode;
use domain::quarter::QuarterEnergy;
use domain::report::SessionStarted;
use domain::reservation::{Arrival, used_by};
use domain::session::end::{RunningSession, end_without_stop};
use domain::session::start::{
    ClosedSession, EarlierStart, NewSession, OpenSession as OpenAtStart, StartDecision, StartKey, decide_start,
};
use domain::session::{Placement, Session};
use domain::tag::NormalTag;
use domain::{SessionId, UtcMillis};
use store::session::{ResentStart, SessionClosing};

use super::authorise::{Question, decide_known};
use super::{Context, OperationFailure, outlet};
use crate::event::{EventKind, Happening};
use crate::outlet::{OpenSession, session_scope};
use crate::{reservation, session_end};

/// What the station is answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Started {
    pub(crate) id: SessionId,
    pub(crate) authorisation: Authorisation,
}

/// Stores the session, or finds that it was reported before.
pub(crate) async fn start_session(context: &Context<'_>, report: SessionStarted) -> Result<Started, OperationFailure> {
    outlet::ensure(context, report.outlet).await?;
    let time = report.at.resolve(context.at);
    let key = StartKey::of(&report);
    let earlier = earlier_start(context, &report, &key, time.at).await?;
    let (mode, asked_by, clock, open) = context.station.with(|state| {
        state.clock = state.clock.observe(&time, context.at);
        let outlet = state.outlet(report.outlet);
        let mode = outlet.map_or(OutletMode::Rfid, |outlet| outlet.mode);
        let open = outlet.and_then(|outlet| outlet.session.as_deref()).map(|open| OpenAtStart {
            id: open.session.id,
            started_at: open.session.started_at,
            last_reading_at: open.last_reading_at,
        });
        (mode, state.remote_starts.asked_for(report.outlet, &report.tag, context.at), state.clock, open)
    });
    let question = Question {
        purpose: Purpose::Start { asked_by },
        tag: &report.tag,
        mode,
        outlet: Some(report.outlet),
        at: time.at,
    };
    let (mut authorisation, known) = decide_known(context, question).await?;
    let new = match decide_start(&report, context.at, &clock, authorisation.status, open.as_ref(), earlier) {
        StartDecision::Resent(EarlierStart { id, status }) => {
            authorisation.status = status;
            return Ok(Started { id, authorisation });
        }
        StartDecision::New(new) => new,
    };
    let closing = new.closes.and_then(|closed| closing(context, report.outlet, closed));
    let stored = context
        .system
        .store
        .start_session(store::session::NewSession {
            station_id: context.station.id,
            outlet: report.outlet,
            started_at: new.started_at,
            received_at: context.at,
            meter_start_wh: new.meter_start_wh,
            authentication: authorisation.authentication,
            start_status: authorisation.status,
            user_id: authorisation.user_id,
            tag_id: known.as_ref().map(|known| known.id),
            id_tag: Some(report.tag.clone()).filter(|tag| !tag.is_empty()),
            tag_normal: Some(NormalTag::of(&report.tag).as_str().to_owned()).filter(|tag| !tag.is_empty()),
            flags: new.flags,
            started_at_text: new.started_at_text.clone(),
            closes: closing.as_ref().map(|(closing, _)| closing.clone()),
            end: None,
        })
        .await?;
    let is_present = new.is_present;
    let parent = known.and_then(|known| known.parent);
    let session = session(context, stored.id, &report, new, &authorisation);
    begin(context, &report, key, session, is_present, closing.map(|(closing, _)| closing));
    use_reservation(context, &report, parent.as_deref(), time.at, stored.id).await;
    Ok(Started { id: stored.id, authorisation })
}

/// Ends the reservation that the session uses up. The session counts whether or not that can be kept.
async fn use_reservation(
    context: &Context<'_>,
    report: &SessionStarted,
    parent_tag: Option<&str>,
    at: UtcMillis,
    session_id: SessionId,
) {
    let arrival = Arrival { outlet: report.outlet, tag: &report.tag, parent_tag, at };
    let used =
        context.station.with(|state| used_by(&state.reservations, report.reservation, arrival).map(|used| used.id));
    if let Some(id) = used
        && let Err(error) = reservation::used(context.system, context.station, id, session_id).await
    {
        tracing::warn!(reservation = id, error = %error, "failed to note that a reservation was used");
    }
}

/// The session that was made of the same report before, if it was.
async fn earlier_start(
    context: &Context<'_>,
    report: &SessionStarted,
    key: &StartKey,
    started_at: UtcMillis,
) -> Result<Option<EarlierStart>, OperationFailure> {
    let remembered = context.station.with(|state| state.outlet(report.outlet)?.started.clone());
    if let Some((_, earlier)) = remembered.filter(|(known, _)| known == key) {
        return Ok(Some(earlier));
    }
    if started_at > newest_start(context).await? {
        return Ok(None);
    }
    let sent = ResentStart {
        station_id: context.station.id,
        outlet: report.outlet,
        started_at,
        tag_normal: Some(NormalTag::of(&report.tag).as_str().to_owned()).filter(|tag| !tag.is_empty()),
        meter_start_wh: Some(report.meter_wh).filter(|meter_wh| *meter_wh >= 0),
    };
    let found = context.system.store.find_resent_start(&sent).await?;
    Ok(found.map(|found| EarlierStart { id: found.id, status: found.start_status }))
}

/// When the newest session began that the station has told of; the database is asked once for each connection, and each time
/// where there is none because the station speaks SOAP: another machine may have heard it meanwhile.
async fn newest_start(context: &Context<'_>) -> Result<UtcMillis, OperationFailure> {
    if let Some(known) = context.station.with(|state| state.newest_start) {
        return Ok(known);
    }
    let newest = context.system.store.newest_start(context.station.id).await?.unwrap_or(UtcMillis(i64::MIN));
    context.station.with(|state| {
        if state.protocol.is_some_and(|protocol| !protocol.is_soap()) {
            state.newest_start = Some(newest);
        }
    });
    Ok(newest)
}

/// How the open session ends that the new one closes.
fn closing(context: &Context<'_>, number: u16, closed: ClosedSession) -> Option<(SessionClosing, Session)> {
    context.station.with(|state| {
        let open = state.outlet(number)?.open_sessions().find(|open| open.session.id == closed.id)?;
        let end = end_without_stop(&open.running, closed.ended_at);
        let closing = session_end::closing(closed.id, end, open.unsaved_quarters.clone(), Vec::new());
        Some((closing, open.session.clone()))
    })
}

fn session(
    context: &Context<'_>,
    id: SessionId,
    report: &SessionStarted,
    new: NewSession,
    authorisation: &Authorisation,
) -> Session {
    Session {
        id,
        placement: placement(context, report.outlet),
        started_at: new.started_at,
        ended_at: None,
        received_at: context.at,
        meter_start_wh: new.meter_start_wh,
        meter_end_wh: new.meter_start_wh,
        energy_wh: 0,
        power_w: None,
        authentication: authorisation.authentication,
        start_status: authorisation.status,
        user_id: authorisation.user_id,
        // The bus is a hint; who needs the address reads it from the database.
        email: None,
        tag: Some(report.tag.clone()).filter(|tag| !tag.is_empty()),
        stop_reason: None,
        flags: new.flags,
        started_at_text: new.started_at_text,
        ended_at_text: None,
    }
}

/// Where an outlet stands, with the names as they are now.
pub(super) fn placement(context: &Context<'_>, number: u16) -> Placement {
    context.station.with(|state| Placement {
        site_id: state.settings.site_id,
        site_name: state.settings.site_name.clone(),
        floor_id: state.settings.floor_id,
        floor_name: state.settings.floor_name.clone(),
        station_id: context.station.id,
        station_name: state.settings.name.clone(),
        charge_box_id: context.station.charge_box_id.as_str().to_owned(),
        outlet_id: state.outlet(number).map(|outlet| outlet.id),
        outlet: number,
    })
}

/// Takes the stored session into memory and tells of it.
fn begin(
    context: &Context<'_>,
    report: &SessionStarted,
    key: StartKey,
    session: Session,
    is_present: bool,
    closing: Option<SessionClosing>,
) {
    let started = Arc::new(session.clone());
    let ended = context.station.with(|state| {
        state.note_start(session.started_at);
        state.remote_starts.take(report.outlet, &report.tag, context.at);
        let outlet = state.outlet_mut(report.outlet)?;
        let ended = closing.and_then(|closing| {
            let open = outlet.end_session(closing.id, closing.end.ended_at)?;
            Some(session_end::ended(open.session, &closing.end))
        });
        outlet.started = Some((key, EarlierStart { id: session.id, status: session.start_status }));
        let running = RunningSession {
            started_at: session.started_at,
            meter: EnergyMeter::begin(session.started_at, session.meter_start_wh),
            quarters: QuarterEnergy::default(),
            flags: session.flags,
            rating: outlet.rating,
        };
        let open = OpenSession::new(session, running);
        if is_present {
            outlet.session = Some(Box::new(open));
        } else {
            outlet.waiting.push(open);
        }
        ended
    });
    if let Some(ended) = ended {
        tell(context, SessionChange::Ended, Arc::new(ended));
    }
    context.system.events.tell(Happening {
        station: Some(context.station),
        outlet: Some(report.outlet),
        kind: EventKind::SessionStarted,
        text: format!("session {} started ({})", started.id, started.start_status),
        at: context.at,
        by: None,
    });
    tell(context, SessionChange::Started, started);
}

/// Tells the bus of a session.
pub(super) fn tell(context: &Context<'_>, change: SessionChange, session: Arc<Session>) {
    let scope = session_scope(&session, context.station.scope());
    context.system.bus.publish(Change { at: context.at, scope, body: ChangeBody::Session { change, session } });
}
