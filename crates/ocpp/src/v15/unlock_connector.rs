//! UnlockConnector: let go of a stuck plug. 1.5 only says whether it was done.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "UnlockConnector":
    /// Which connector (OCPP 1.5 §6).
    pub struct UnlockConnectorRequest {
        /// The connector, from 1.
        required connector_id "connectorId": i64,
    }
    /// What became of it (OCPP 1.5 §6).
    pub struct UnlockConnectorResponse {
        /// The verdict.
        required status "status": UnlockStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.5 §7).
    pub enum UnlockStatus {
        /// It is unlocked.
        "Accepted" Accepted,
        /// It is not.
        "Rejected" Rejected,
    }
}
