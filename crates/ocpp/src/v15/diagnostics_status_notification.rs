//! DiagnosticsStatusNotification: how the upload of diagnostics ended; 1.5 tells nothing on the way.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "DiagnosticsStatusNotification":
    /// How it ended (OCPP 1.5 §6).
    pub struct DiagnosticsStatusNotificationRequest {
        /// The state of the upload.
        required status "status": DiagnosticsStatus,
    }
    /// It was received (OCPP 1.5 §6).
    pub struct DiagnosticsStatusNotificationResponse {}
}

enumeration! {
    /// How an upload of diagnostics ended (OCPP 1.5 §7).
    pub open enum DiagnosticsStatus {
        /// It is done.
        "Uploaded" Uploaded,
        /// It failed.
        "UploadFailed" UploadFailed,
    }
}
