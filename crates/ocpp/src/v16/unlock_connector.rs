//! UnlockConnector: let go of a stuck plug.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "UnlockConnector":
    /// Which connector (OCPP 1.6 ed. 2 §6.53).
    pub struct UnlockConnectorRequest {
        /// The connector, from 1.
        required connector_id "connectorId": i64,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.54).
    pub struct UnlockConnectorResponse {
        /// The verdict.
        required status "status": UnlockStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.46).
    pub enum UnlockStatus {
        /// It is unlocked.
        "Unlocked" Unlocked,
        /// The lock does not do as told.
        "UnlockFailed" UnlockFailed,
        /// There is no lock, or no such connector.
        "NotSupported" NotSupported,
    }
}
