//! ExtendedTriggerMessage: have a station send a message now, also one of the security extension.

use super::trigger_message::TriggerMessageStatus;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "ExtendedTriggerMessage":
    /// Which message (security whitepaper, `ExtendedTriggerMessage.req`).
    pub struct ExtendedTriggerMessageRequest {
        /// The message.
        required requested_message "requestedMessage": ExtendedMessageTrigger,
        /// About which connector; absent means all of them.
        optional connector_id "connectorId": i64,
    }
    /// What became of it (security whitepaper, `ExtendedTriggerMessage.conf`).
    pub struct ExtendedTriggerMessageResponse {
        /// The verdict.
        required status "status": TriggerMessageStatus,
    }
}

enumeration! {
    /// A message that can be asked for (security whitepaper, `MessageTriggerEnumType`).
    pub enum ExtendedMessageTrigger {
        "BootNotification" BootNotification,
        "LogStatusNotification" LogStatusNotification,
        "FirmwareStatusNotification" FirmwareStatusNotification,
        "Heartbeat" Heartbeat,
        "MeterValues" MeterValues,
        /// SignCertificate, for a new certificate of the station.
        "SignChargePointCertificate" SignChargePointCertificate,
        "StatusNotification" StatusNotification,
    }
}
