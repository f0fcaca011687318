//! MeterValues: what the meter of a connector said.

use super::meter_value::MeterValue;
use crate::message::message;
use crate::wire::Several;

message! {
    "MeterValues":
    /// What the meter said (OCPP 1.6 ed. 2 §6.31).
    pub struct MeterValuesRequest {
        /// Which connector; 0 is the main meter.
        required connector_id "connectorId": i64,
        /// The transaction that they belong to.
        optional transaction_id "transactionId": i64,
        /// The samples, by moment.
        required meter_value "meterValue": Several<MeterValue>,
    }
    /// They were received (OCPP 1.6 ed. 2 §6.32).
    pub struct MeterValuesResponse {}
}
