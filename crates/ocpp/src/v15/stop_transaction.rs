//! StopTransaction: a transaction has ended. 1.5 does not say why.

use super::meter_value::MeterValue;
use crate::Timestamp;
use crate::message::{message, object};
use crate::v16::{IdTagInfo, IdToken};

message! {
    "StopTransaction":
    /// What has ended (OCPP 1.5 §6).
    pub struct StopTransactionRequest {
        /// The transaction's id.
        required transaction_id "transactionId": i64,
        /// By whom, where someone stopped it.
        optional id_tag "idTag": IdToken,
        /// When.
        required timestamp "timestamp": Timestamp,
        /// The meter's register then, in Wh.
        required meter_stop "meterStop": i64,
        /// Samples for billing.
        optional transaction_data "transactionData": Vec<TransactionData>,
    }
    /// It was received (OCPP 1.5 §6).
    pub struct StopTransactionResponse {
        /// What the tag may do, where one was given.
        optional id_tag_info "idTagInfo": IdTagInfo,
    }
}

object! {
    /// Samples for billing (OCPP 1.5 §7).
    pub struct TransactionData {
        /// The samples.
        optional values "values": Vec<MeterValue>,
    }
}
