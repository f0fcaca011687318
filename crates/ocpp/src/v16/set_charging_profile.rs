//! SetChargingProfile: limit what a connector, or the station, may take.

use super::charging_profile::ChargingProfile;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "SetChargingProfile":
    /// The limit (OCPP 1.6 ed. 2 §6.43).
    pub struct SetChargingProfileRequest {
        /// Which connector; 0 is the station, or every connector by default.
        required connector_id "connectorId": i64,
        /// The limit.
        required cs_charging_profiles "csChargingProfiles": ChargingProfile,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.44).
    pub struct SetChargingProfileResponse {
        /// The verdict.
        required status "status": ChargingProfileStatus,
    }
}

enumeration! {
    /// What became of a charging profile (OCPP 1.6 ed. 2 §7.11).
    pub enum ChargingProfileStatus {
        /// It is in force or will be.
        "Accepted" Accepted,
        /// It cannot be carried out.
        "Rejected" Rejected,
        /// The station has no charging profiles.
        "NotSupported" NotSupported,
    }
}
