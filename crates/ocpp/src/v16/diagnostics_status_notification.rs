//! DiagnosticsStatusNotification: how the upload of diagnostics goes.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "DiagnosticsStatusNotification":
    /// How it goes (OCPP 1.6 ed. 2 §6.17).
    pub struct DiagnosticsStatusNotificationRequest {
        /// The state of the upload.
        required status "status": DiagnosticsStatus,
    }
    /// It was received (OCPP 1.6 ed. 2 §6.18).
    pub struct DiagnosticsStatusNotificationResponse {}
}

enumeration! {
    /// How an upload of diagnostics goes (OCPP 1.6 ed. 2 §7.24).
    pub open enum DiagnosticsStatus {
        /// Nothing is being uploaded; said only when asked.
        "Idle" Idle,
        /// It is done.
        "Uploaded" Uploaded,
        /// It failed.
        "UploadFailed" UploadFailed,
        /// It goes on.
        "Uploading" Uploading,
    }
}
