//! TriggerMessage: have a station send a message now.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "TriggerMessage":
    /// Which message (OCPP 1.6 ed. 2 §6.51).
    pub struct TriggerMessageRequest {
        /// The message.
        required requested_message "requestedMessage": MessageTrigger,
        /// About which connector; absent means all of them.
        optional connector_id "connectorId": i64,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.52).
    pub struct TriggerMessageResponse {
        /// The verdict.
        required status "status": TriggerMessageStatus,
    }
}

enumeration! {
    /// A message that can be asked for (OCPP 1.6 ed. 2 §7.32).
    pub enum MessageTrigger {
        "BootNotification" BootNotification,
        "DiagnosticsStatusNotification" DiagnosticsStatusNotification,
        "FirmwareStatusNotification" FirmwareStatusNotification,
        "Heartbeat" Heartbeat,
        "MeterValues" MeterValues,
        "StatusNotification" StatusNotification,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.44).
    pub enum TriggerMessageStatus {
        /// It will be sent.
        "Accepted" Accepted,
        /// It will not be sent.
        "Rejected" Rejected,
        /// It cannot be asked for.
        "NotImplemented" NotImplemented,
    }
}
