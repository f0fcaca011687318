//! GetLog: have a station upload a log.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::{message, object};
use crate::wire::Text;

message! {
    "GetLog":
    /// Which log, and where to (security whitepaper, `GetLog.req`).
    pub struct GetLogRequest {
        /// Where to and from when.
        required log "log": LogParameters,
        /// Which log.
        required log_type "logType": LogKind,
        /// What ties the notifications to this request.
        required request_id "requestId": i64,
        /// How often to try; absent leaves it to the station.
        optional retries "retries": i64,
        /// Seconds between tries; absent leaves it to the station.
        optional retry_interval "retryInterval": i64,
    }
    /// What became of it (security whitepaper, `GetLog.conf`).
    pub struct GetLogResponse {
        /// The verdict.
        required status "status": GetLogStatus,
        /// The name of the file; absent where there is nothing to upload.
        optional filename "filename": Text<255>,
    }
}

object! {
    /// Where to upload a log, and which part of it (security whitepaper, `LogParametersType`).
    pub struct LogParameters {
        /// The directory to upload to, as a URL.
        required remote_location "remoteLocation": Text<512>,
        /// The oldest entry that is wanted.
        optional oldest_timestamp "oldestTimestamp": Timestamp,
        /// The newest entry that is wanted.
        optional latest_timestamp "latestTimestamp": Timestamp,
    }
}

enumeration! {
    /// Which log (security whitepaper, `LogEnumType`).
    pub enum LogKind {
        /// What GetDiagnostics gives.
        "DiagnosticsLog" DiagnosticsLog,
        /// What concerns security.
        "SecurityLog" SecurityLog,
    }
}

enumeration! {
    /// What became of it (security whitepaper, `LogStatusEnumType`).
    pub enum GetLogStatus {
        /// It will be uploaded.
        "Accepted" Accepted,
        /// It will not be uploaded.
        "Rejected" Rejected,
        /// It will be uploaded in place of another that was under way.
        "AcceptedCanceled" AcceptedCanceled,
    }
}
