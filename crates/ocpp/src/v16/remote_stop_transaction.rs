//! RemoteStopTransaction: end a transaction.

use super::remote_start_transaction::RemoteStartStopStatus;
use crate::message::message;

message! {
    "RemoteStopTransaction":
    /// What to end (OCPP 1.6 ed. 2 §6.35).
    pub struct RemoteStopTransactionRequest {
        /// The transaction's id.
        required transaction_id "transactionId": i64,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.36).
    pub struct RemoteStopTransactionResponse {
        /// The verdict.
        required status "status": RemoteStartStopStatus,
    }
}
