//! ReserveNow: keep a connector for a tag.

use super::id_tag_info::IdToken;
use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "ReserveNow":
    /// What to keep, for whom (OCPP 1.6 ed. 2 §6.37).
    pub struct ReserveNowRequest {
        /// Which connector; 0 is any.
        required connector_id "connectorId": i64,
        /// Until when.
        required expiry_date "expiryDate": Timestamp,
        /// For which tag.
        required id_tag "idTag": IdToken,
        /// For which group beside it.
        optional parent_id_tag "parentIdTag": IdToken,
        /// The reservation's id; one that exists is replaced.
        required reservation_id "reservationId": i64,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.38).
    pub struct ReserveNowResponse {
        /// The verdict.
        required status "status": ReservationStatus,
    }
}

enumeration! {
    /// What became of a reservation (OCPP 1.6 ed. 2 §7.40).
    pub enum ReservationStatus {
        /// It is made.
        "Accepted" Accepted,
        /// The connector is broken.
        "Faulted" Faulted,
        /// The connector is in use.
        "Occupied" Occupied,
        /// The station makes no reservations.
        "Rejected" Rejected,
        /// The connector is switched off.
        "Unavailable" Unavailable,
    }
}
