//! Reservations: begun by a command, held in memory with their station, ended by use, by a person or by time.

use std::sync::Arc;

use domain::change::{Change, ChangeBody, Scope};
use domain::command::{Command, CommandState};
use domain::reservation::{Reservation, ReservationState};
use domain::tag::NormalTag;
use domain::{SessionId, UtcMillis};
use store::command::StoredCommand;
use store::reservation::ReservationStep;
use store::{EditError, StoreError};

use crate::central_system::CentralSystem;
use crate::command::End;
use crate::station::Station;

/// Keeps the reservation that a command asks for.
pub(crate) async fn begin(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
) -> Result<(), EditError> {
    let Command::ReserveNow { outlet, tag, until, parent_tag, .. } = &command.command else { return Ok(()) };
    let forms: Vec<String> = NormalTag::of(tag).candidates().iter().map(|form| form.as_str().to_owned()).collect();
    let known = system.store.find_tags(&forms).await?.into_iter().next();
    let reservation = Reservation {
        id: command.id.0,
        station_id: station.id,
        outlet: *outlet,
        tag: tag.clone(),
        parent_tag: parent_tag.clone(),
        user_id: known.and_then(|known| known.user).map(|user| user.id),
        state: ReservationState::Pending,
        created_at: command.created_at,
        until: *until,
        ended_at: None,
        session_id: None,
        outcome: None,
        by: command.by.clone(),
    };
    system.store.new_reservation(reservation.clone()).await?;
    take(system, station, reservation);
    Ok(())
}

/// Takes in how a command about a reservation ended.
pub(crate) async fn settle(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &StoredCommand,
    end: &End,
) -> Result<(), EditError> {
    let (id, state) = match (&command.command, end.state) {
        (Command::ReserveNow { .. }, CommandState::Accepted) => (command.id.0, ReservationState::Accepted),
        (Command::ReserveNow { .. }, CommandState::Rejected) => (command.id.0, ReservationState::Rejected),
        (Command::ReserveNow { .. }, CommandState::Cancelled) => (command.id.0, ReservationState::Cancelled),
        (Command::ReserveNow { .. }, CommandState::Expired) => (command.id.0, ReservationState::Expired),
        (Command::ReserveNow { .. }, _) => (command.id.0, ReservationState::Failed),
        (Command::CancelReservation { reservation_id }, CommandState::Accepted) => {
            (*reservation_id, ReservationState::Cancelled)
        }
        // The station knows of no such reservation, so it keeps nothing (OCPP 1.6 ed. 2 §5.1).
        (Command::CancelReservation { reservation_id }, CommandState::Rejected) if end.outcome == "Rejected" => {
            (*reservation_id, ReservationState::Cancelled)
        }
        _ => return Ok(()),
    };
    match step(system, station, id, state, None, Some(end.outcome.clone())).await {
        // A reservation that an earlier portal made is none of ours.
        Err(EditError::NotFound) => Ok(()),
        other => other,
    }
}

/// Notes that a session used a reservation up.
pub(crate) async fn used(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    id: i64,
    session_id: SessionId,
) -> Result<(), EditError> {
    step(system, station, id, ReservationState::Used, Some(session_id), None).await
}

/// Ends the reservations whose time is over; also those whose time passed while the portal was away.
pub(crate) async fn expire(system: &Arc<CentralSystem>) {
    let now = system.now();
    for station in system.stations.all() {
        let over: Vec<i64> = station
            .with(|state| state.reservations.iter().filter(|known| known.until <= now).map(|known| known.id).collect());
        for id in over {
            if let Err(error) = step(system, &station, id, ReservationState::Expired, None, None).await {
                tracing::warn!(reservation = id, error = %error, "failed to end a reservation; it is tried again");
            }
        }
    }
}

/// Takes every reservation that holds or waits into memory, when the program starts.
pub(crate) async fn load(system: &CentralSystem) -> Result<(), StoreError> {
    for reservation in system.store.open_reservations().await? {
        if let Some(station) = system.stations.get(reservation.station_id) {
            station.with(|state| state.reservations.push(reservation));
        }
    }
    Ok(())
}

async fn step(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    id: i64,
    state: ReservationState,
    session_id: Option<SessionId>,
    outcome: Option<String>,
) -> Result<(), EditError> {
    let step = ReservationStep { id, state, at: system.now(), session_id, outcome };
    let reservation = system.store.step_reservation(step).await?;
    take(system, station, reservation);
    Ok(())
}

/// Takes a reservation as it stands into memory, and tells of it.
fn take(system: &Arc<CentralSystem>, station: &Arc<Station>, reservation: Reservation) {
    let (id, user_id, outlet) = (reservation.id, reservation.user_id, reservation.outlet);
    let scope = station.with(|state| {
        state.reservations.retain(|known| known.id != id);
        if !reservation.state.is_final() {
            state.reservations.push(reservation);
        }
        let outlet_id = state.outlet(outlet).map(|outlet| outlet.id);
        Scope { outlet_id, user_id, ..state.scope(station.id) }
    });
    tell(system, scope, id, system.now());
}

fn tell(system: &CentralSystem, scope: Scope, id: i64, at: UtcMillis) {
    system.bus.publish(Change { at, scope, body: ChangeBody::Reservation { id } });
}
