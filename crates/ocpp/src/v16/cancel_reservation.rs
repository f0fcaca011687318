//! CancelReservation: give up a reservation.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "CancelReservation":
    /// Which one (OCPP 1.6 ed. 2 §6.5).
    pub struct CancelReservationRequest {
        /// The reservation's id.
        required reservation_id "reservationId": i64,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.6).
    pub struct CancelReservationResponse {
        /// The verdict.
        required status "status": CancelReservationStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.5).
    pub enum CancelReservationStatus {
        /// It is given up.
        "Accepted" Accepted,
        /// There is none with this id.
        "Rejected" Rejected,
    }
}
