//! Meter readings: kept whole, counted into their session, and told on (`ocpp.md` rule 5; OCPP 1.6 ed. 2 §4.7).
//!
//! The hottest path of all. While the session is in memory it reads nothing from the database and waits for one thing, the commit.

use std::sync::Arc;

use domain::change::{Change, ChangeBody, SessionChange};
use domain::clock::ResolvedTime;
use domain::meter::draw;
use domain::report::{MeterReport, Reading};
use domain::session::reading::{SessionSpan, owner_of_reading};
use domain::{SessionId, UtcMillis};
use store::reading::NewReading;

use super::{Context, OperationFailure};
use crate::outlet::session_scope;
use crate::station::StationState;

/// A reading's part that is counted in memory once it is stored.
struct Counted {
    session_id: SessionId,
    at: UtcMillis,
    register_wh: Option<i64>,
    power_w: Option<f64>,
}

/// Stores the readings, then counts them into the sessions that run.
pub(crate) async fn meter_values(context: &Context<'_>, report: MeterReport) -> Result<(), OperationFailure> {
    let MeterReport { outlet, transaction, readings } = report;
    let by_id = match transaction.filter(|id| *id > 0) {
        Some(id) => session_by_id(context, SessionId(id)).await?,
        None => None,
    };
    let mut rows = Vec::with_capacity(readings.len());
    let mut counted = Vec::with_capacity(readings.len());
    let mut newest = None;
    for reading in readings {
        let resolved = reading.at.resolve(context.at);
        let session_id = match by_id {
            Some(id) => Some(id),
            None => session_by_time(context, outlet, resolved.at).await?,
        };
        let row = row(context, outlet, session_id, resolved.at, reading);
        newest = Some(resolved);
        if was_stored(context, &row).await? {
            continue;
        }
        if let Some(session_id) = session_id {
            let register_wh = row.energy_wh.map(|energy_wh| energy_wh as i64);
            counted.push(Counted { session_id, at: row.at, register_wh, power_w: row.power_w });
        }
        rows.push(row);
    }
    context.system.store.add_readings(rows).await?;
    count(context, counted, newest);
    Ok(())
}

/// Whether the very reading is there: a station sends again what it saw no answer to, and the line may have been cut between the
/// commit and the answer. The database is asked only when the reading is no newer than those known.
async fn was_stored(context: &Context<'_>, row: &NewReading) -> Result<bool, OperationFailure> {
    let Some(id) = row.session_id else { return Ok(false) };
    let is_news = context.station.with(|state| state.open_session(id).is_some_and(|(_, open)| open.is_news(row.at)));
    Ok(!is_news && context.system.store.has_reading(id, row.at, &row.samples).await?)
}

/// A reading as it is stored.
pub(super) fn row(
    context: &Context<'_>,
    outlet: u16,
    session_id: Option<SessionId>,
    at: UtcMillis,
    reading: Reading,
) -> NewReading {
    let drawn = draw(&reading);
    NewReading {
        session_id,
        station_id: context.station.id,
        outlet,
        at,
        received_at: context.at,
        energy_wh: drawn.energy_wh.map(|energy_wh| energy_wh as f64),
        power_w: drawn.power_w,
        samples: reading.samples,
    }
}

/// The station's session with this id, running or not; the database is asked only for those not in memory.
async fn session_by_id(context: &Context<'_>, id: SessionId) -> Result<Option<SessionId>, OperationFailure> {
    let known = context.station.with(|state| {
        let ended = || state.outlets.iter().any(|outlet| outlet.ended.is_some_and(|span| span.id == id));
        state.open_session(id).is_some() || ended()
    });
    if known {
        return Ok(Some(id));
    }
    let session = context.system.store.session(id).await?;
    Ok(session.filter(|session| session.placement.station_id == context.station.id).map(|session| session.id))
}

/// The session of readings that name none: the one that ran then.
async fn session_by_time(
    context: &Context<'_>,
    outlet: u16,
    at: UtcMillis,
) -> Result<Option<SessionId>, OperationFailure> {
    if outlet == 0 {
        return Ok(None);
    }
    let spans = context.station.with(|state| state.outlet(outlet).map(|outlet| outlet.spans())).unwrap_or_default();
    let found = owner_of_reading(at, None, &spans);
    if found.is_some() || spans.iter().any(|span| span.started_at <= at) {
        return Ok(found);
    }
    // Older than everything in memory: delivered late.
    let session = context.system.store.session_at(context.station.id, outlet, at).await?;
    let span = session.map(|session| SessionSpan {
        id: session.id,
        started_at: session.started_at,
        ended_at: session.ended_at,
    });
    Ok(owner_of_reading(at, None, span.as_slice()))
}

/// Counts stored readings into the sessions that run, and tells the bus of each at most once in a while.
fn count(context: &Context<'_>, counted: Vec<Counted>, newest: Option<ResolvedTime>) {
    let mut changes = Vec::new();
    context.station.with(|state| {
        if let Some(time) = newest {
            state.clock = state.clock.observe(&time, context.at);
        }
        for reading in &counted {
            if let Some(open) = state.open_session_mut(reading.session_id) {
                open.observe(reading.at, reading.register_wh, reading.power_w);
            }
        }
        let Some(last) = counted.last() else { return };
        progress(context, state, last.session_id, &mut changes);
    });
    for change in changes {
        context.system.bus.publish(change);
    }
}

fn progress(context: &Context<'_>, state: &mut StationState, id: SessionId, changes: &mut Vec<Change>) {
    let Some(open) = state.open_session_mut(id) else { return };
    if context.at.since(open.published_at) < context.system.options.progress_publish_ms {
        return;
    }
    open.published_at = context.at;
    let session = Arc::new(open.session.clone());
    let number = session.placement.outlet;
    let is_present =
        state.outlet(number).and_then(|outlet| outlet.session.as_ref()).is_some_and(|open| open.session.id == id);
    let scope = session_scope(&session, state.scope(context.station.id));
    let body = ChangeBody::Session { change: SessionChange::Progress, session };
    changes.push(Change { at: context.at, scope, body });
    if is_present {
        changes.extend(state.outlet_change(context.station.id, number, context.at));
    }
}
