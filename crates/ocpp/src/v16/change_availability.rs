//! ChangeAvailability: switch a connector, or the station, on or off.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "ChangeAvailability":
    /// What to switch (OCPP 1.6 ed. 2 §6.7).
    pub struct ChangeAvailabilityRequest {
        /// Which connector; 0 is the station and all its connectors.
        required connector_id "connectorId": i64,
        /// On or off.
        required availability "type": AvailabilityType,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.8).
    pub struct ChangeAvailabilityResponse {
        /// The verdict.
        required status "status": AvailabilityStatus,
    }
}

enumeration! {
    /// On or off (OCPP 1.6 ed. 2 §7.4).
    pub enum AvailabilityType {
        /// Off.
        "Inoperative" Inoperative,
        /// On.
        "Operative" Operative,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.3).
    pub enum AvailabilityStatus {
        /// It is done.
        "Accepted" Accepted,
        /// It will not be done.
        "Rejected" Rejected,
        /// It will be done when the transaction has ended.
        "Scheduled" Scheduled,
    }
}
