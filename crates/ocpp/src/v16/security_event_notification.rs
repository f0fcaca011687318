//! SecurityEventNotification: something happened that concerns the station's security.

use crate::Timestamp;
use crate::message::message;
use crate::wire::Text;

message! {
    "SecurityEventNotification":
    /// What happened (security whitepaper, `SecurityEventNotification.req`).
    pub struct SecurityEventNotificationRequest {
        /// What kind of event, such as `TamperDetectionActivated`.
        required kind "type": Text<50>,
        /// When.
        required timestamp "timestamp": Timestamp,
        /// Further words on it.
        optional tech_info "techInfo": Text<255>,
    }
    /// It was received (security whitepaper, `SecurityEventNotification.conf`).
    pub struct SecurityEventNotificationResponse {}
}
