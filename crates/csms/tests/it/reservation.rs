//! Reservations and their whole life (OCPP 1.6 ed. 2 §5.13, §5.1).

use std::time::Duration;

use csms::{CommandRefused, Options, Order};
use domain::access::Reach;
use domain::change::ChangeBody;
use domain::command::{Command, CommandState};
use domain::reservation::{Reservation, ReservationState};
use domain::{CommandId, NodeId, UtcMillis};
use serde_json::json;

use crate::portal::{PATIENCE, Portal, eventually, operator, options};
use crate::station::{Station, start};

fn reserve(outlet: u16, tag: &str, until: UtcMillis) -> Command {
    let tag = tag.to_owned();
    Command::ReserveNow { outlet, tag, until, parent_tag: Some("FAMILY".to_owned()), reservation_id: None }
}

async fn state(portal: &Portal, id: CommandId) -> Reservation {
    portal.store.reservation(id.0, &Reach::All).await.unwrap().expect("the reservation is kept").reservation
}

/// Reserves an outlet for an hour; the station answers so.
async fn reserved(portal: &Portal, station: &mut Station, id: NodeId, answer: &str) -> CommandId {
    let command = reserve(1, "GUEST", portal.now().plus_ms(3_600_000));
    let command_id = portal.system.command(id, command, operator()).await.unwrap();
    let asked = station.asked().await;
    let expected = json!({
        "connectorId": 1, "expiryDate": "2026-06-01T13:00:00.000Z", "idTag": "GUEST", "parentIdTag": "FAMILY",
        "reservationId": command_id.0,
    });
    assert_eq!((asked.action.as_str(), &asked.payload), ("ReserveNow", &expected));
    assert_eq!(state(portal, command_id).await.state, ReservationState::Pending);
    station.answer(&asked, json!({"status": answer}));
    portal.system.wait_for(command_id, PATIENCE).await.expect("the command should end");
    command_id
}

#[tokio::test]
async fn a_reserved_outlet_is_only_for_its_tag_whose_session_uses_it_up() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let mut listener = portal.listen();
    let reservation = reserved(&portal, &mut station, id, "Accepted").await;
    assert_eq!(state(&portal, reservation).await.state, ReservationState::Accepted);
    listener.hears("it", |body| matches!(body, ChangeBody::Reservation { .. }).then_some(())).await;
    // The outlet is open to anyone otherwise.
    let answer = station.call("StartTransaction", start(1, "OTHER", 0, "2026-06-01T12:00:00Z")).await;
    assert_eq!(answer["idTagInfo"]["status"], "Invalid");
    assert_eq!(state(&portal, reservation).await.state, ReservationState::Accepted);
    assert_eq!(station.call("Authorize", json!({"idTag": "OTHER"})).await["idTagInfo"]["status"], "Invalid");
    assert_eq!(station.call("Authorize", json!({"idTag": "guest"})).await["idTagInfo"]["status"], "Accepted");
    let answer = station.call("StartTransaction", start(1, "guest", 0, "2026-06-01T12:01:00Z")).await;
    assert_eq!(answer["idTagInfo"]["status"], "Accepted");
    let used = state(&portal, reservation).await;
    assert_eq!(
        (used.state, used.session_id.map(|id| id.0)),
        (ReservationState::Used, answer["transactionId"].as_i64())
    );
    assert_eq!(station.call("Authorize", json!({"idTag": "OTHER"})).await["idTagInfo"]["status"], "Accepted");
}

#[tokio::test]
async fn a_session_that_names_the_reservation_uses_it_up() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let reservation = reserved(&portal, &mut station, id, "Accepted").await;
    let mut report = start(1, "SISTER", 0, "2026-06-01T12:01:00Z");
    report["reservationId"] = json!(reservation.0);
    station.call("StartTransaction", report).await;
    assert_eq!(state(&portal, reservation).await.state, ReservationState::Used);
}

#[tokio::test]
async fn a_reservation_ends_as_the_station_or_a_person_says() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for word in ["Rejected", "Occupied", "Faulted", "Unavailable"] {
        let refused = reserved(&portal, &mut station, id, word).await;
        let refused = state(&portal, refused).await;
        assert_eq!((refused.state, refused.outcome.as_deref()), (ReservationState::Rejected, Some(word)));
    }
    for word in ["Accepted", "Rejected"] {
        let kept = reserved(&portal, &mut station, id, "Accepted").await;
        let cancel = Command::CancelReservation { reservation_id: kept.0 };
        let command_id = portal.system.command(id, cancel, operator()).await.unwrap();
        let asked = station.asked().await;
        assert_eq!(asked.payload, json!({"reservationId": kept.0}));
        station.answer(&asked, json!({"status": word}));
        portal.system.wait_for(command_id, PATIENCE).await.unwrap();
        // A station that knows of none keeps none.
        assert_eq!(state(&portal, kept).await.state, ReservationState::Cancelled, "{word}");
    }
    assert_eq!(station.call("Authorize", json!({"idTag": "OTHER"})).await["idTagInfo"]["status"], "Accepted");
}

#[tokio::test]
async fn a_reservation_that_nobody_uses_expires_also_while_the_portal_is_away() {
    let portal = Portal::with(Options { expiry_interval: Duration::from_millis(20), ..options() }).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let kept = reserved(&portal, &mut station, id, "Accepted").await;
    let portal = portal.restarted().await;
    let mut station = portal.connect("CP1").await;
    assert_eq!(
        station.call("Authorize", json!({"idTag": "OTHER"})).await["idTagInfo"]["status"],
        "Invalid",
        "it holds on"
    );
    portal.clock.advance_ms(3_600_000);
    eventually("the end of the reservation", async || {
        (state(&portal, kept).await.state == ReservationState::Expired).then_some(())
    })
    .await;
    assert_eq!(state(&portal, kept).await.ended_at, Some(portal.now()));
}

#[tokio::test]
async fn a_reservation_that_cannot_be_asked_for_fails_and_one_that_makes_no_sense_is_refused() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let soon = portal.now().plus_ms(7_200_000);
    portal.clock.advance_ms(3_600_000);
    let offline = portal.system.command(id, reserve(1, "GUEST", soon), operator()).await.unwrap();
    assert_eq!(portal.system.wait_for(offline, PATIENCE).await, Some(CommandState::Failed));
    assert_eq!(state(&portal, offline).await.state, ReservationState::Failed);
    let order = Order {
        station_id: id,
        command: reserve(1, "GUEST", soon),
        by: operator(),
        expires_in: Some(Duration::from_secs(86_400)),
    };
    let waiting = portal.system.give(order).await.unwrap();
    let stored = portal.store.command(waiting, &Reach::All).await.unwrap().unwrap();
    assert_eq!(stored.expires_at, soon, "it does not wait longer than it would hold");
    portal.system.cancel_command(waiting, &operator()).await.unwrap();
    assert_eq!(state(&portal, waiting).await.state, ReservationState::Cancelled);
    for (field, command) in [
        ("until", reserve(1, "GUEST", portal.now())),
        ("outlet", reserve(2, "GUEST", soon)),
        ("tag", reserve(1, " - ", soon)),
        ("tag", reserve(1, "012345678901234567890", soon)),
    ] {
        let refused = portal.system.command(id, command, operator()).await;
        assert!(matches!(&refused, Err(CommandRefused::Unfit(unfit)) if unfit.field == field), "{refused:?}");
    }
}
