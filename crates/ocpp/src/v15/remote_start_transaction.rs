//! RemoteStartTransaction: begin a transaction for a tag. 1.5 has no charging profiles.

use crate::message::message;
use crate::v16::{IdToken, RemoteStartStopStatus};

message! {
    "RemoteStartTransaction":
    /// What to begin (OCPP 1.5 §6).
    pub struct RemoteStartTransactionRequest {
        /// For whom.
        required id_tag "idTag": IdToken,
        /// On which connector; absent leaves it to the station.
        optional connector_id "connectorId": i64,
    }
    /// What became of it (OCPP 1.5 §6).
    pub struct RemoteStartTransactionResponse {
        /// The verdict.
        required status "status": RemoteStartStopStatus,
    }
}
