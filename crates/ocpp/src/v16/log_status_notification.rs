//! LogStatusNotification: how the upload of a log goes.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "LogStatusNotification":
    /// How it goes (security whitepaper, `LogStatusNotification.req`).
    pub struct LogStatusNotificationRequest {
        /// The state of the upload.
        required status "status": UploadLogStatus,
        /// The request that it belongs to; absent when asked for and nothing is being uploaded.
        optional request_id "requestId": i64,
    }
    /// It was received (security whitepaper, `LogStatusNotification.conf`).
    pub struct LogStatusNotificationResponse {}
}

enumeration! {
    /// How the upload of a log goes (security whitepaper, `UploadLogStatusEnumType`).
    pub open enum UploadLogStatus {
        /// The server took the request for a faulty one.
        "BadMessage" BadMessage,
        /// Nothing is being uploaded; said only when asked.
        "Idle" Idle,
        /// The server does not do what was asked.
        "NotSupportedOperation" NotSupportedOperation,
        /// The server did not let the station in.
        "PermissionDenied" PermissionDenied,
        /// It is done.
        "Uploaded" Uploaded,
        /// It failed.
        "UploadFailure" UploadFailure,
        /// It goes on.
        "Uploading" Uploading,
    }
}
