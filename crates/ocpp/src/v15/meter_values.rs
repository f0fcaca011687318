//! MeterValues: what the meters of a connector said.

use super::meter_value::MeterValue;
use crate::message::message;

message! {
    "MeterValues":
    /// The samples (OCPP 1.5 §6).
    pub struct MeterValuesRequest {
        /// Which connector; 0 is the main meter.
        required connector_id "connectorId": i64,
        /// The transaction that they belong to.
        optional transaction_id "transactionId": i64,
        /// The samples.
        optional values "values": Vec<MeterValue>,
    }
    /// They were received (OCPP 1.5 §6).
    pub struct MeterValuesResponse {}
}
