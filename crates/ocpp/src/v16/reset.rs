//! Reset: restart the station.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "Reset":
    /// How to restart (OCPP 1.6 ed. 2 §6.39).
    pub struct ResetRequest {
        /// Gently or not.
        required kind "type": ResetType,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.40).
    pub struct ResetResponse {
        /// The verdict.
        required status "status": ResetStatus,
    }
}

enumeration! {
    /// How to restart (OCPP 1.6 ed. 2 §7.42).
    pub enum ResetType {
        /// Everything, at once.
        "Hard" Hard,
        /// The program, once transactions have been ended in order.
        "Soft" Soft,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.41).
    pub enum ResetStatus {
        /// The station will restart.
        "Accepted" Accepted,
        /// The station will not restart.
        "Rejected" Rejected,
    }
}
