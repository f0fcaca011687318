//! StartTransaction: a transaction has begun.

use super::id_tag_info::{IdTagInfo, IdToken};
use crate::Timestamp;
use crate::message::message;

message! {
    "StartTransaction":
    /// What has begun (OCPP 1.6 ed. 2 §6.45).
    pub struct StartTransactionRequest xml ["connectorId", "idTag", "timestamp", "meterStart", "reservationId"] {
        /// On which connector, from 1.
        required connector_id "connectorId": i64,
        /// For whom.
        required id_tag "idTag": IdToken,
        /// The meter's register then, in Wh.
        required meter_start "meterStart": i64,
        /// The reservation that it ends.
        optional reservation_id "reservationId": i64,
        /// When.
        required timestamp "timestamp": Timestamp,
    }
    /// The id that the transaction has from now on (OCPP 1.6 ed. 2 §6.46).
    pub struct StartTransactionResponse xml ["transactionId", "idTagInfo"] {
        /// What the tag may do.
        required id_tag_info "idTagInfo": IdTagInfo,
        /// The transaction's id.
        required transaction_id "transactionId": i64,
    }
}
