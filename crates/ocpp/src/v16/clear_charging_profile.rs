//! ClearChargingProfile: remove charging profiles.

use super::charging_profile::ChargingProfilePurpose;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "ClearChargingProfile":
    /// Which ones: all that match what is given (OCPP 1.6 ed. 2 §6.13).
    pub struct ClearChargingProfileRequest {
        /// The profile's id.
        optional id "id": i64,
        /// Those of this connector; 0 is the station.
        optional connector_id "connectorId": i64,
        /// Those with this purpose.
        optional charging_profile_purpose "chargingProfilePurpose": ChargingProfilePurpose,
        /// Those of this rank.
        optional stack_level "stackLevel": i64,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.14).
    pub struct ClearChargingProfileResponse {
        /// The verdict.
        required status "status": ClearChargingProfileStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.21).
    pub enum ClearChargingProfileStatus {
        /// They are removed.
        "Accepted" Accepted,
        /// None matched.
        "Unknown" Unknown,
    }
}
