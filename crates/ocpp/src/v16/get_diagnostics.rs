//! GetDiagnostics: have a station upload its diagnostics.

use crate::Timestamp;
use crate::message::message;
use crate::wire::{FreeText, Text};

message! {
    "GetDiagnostics":
    /// What to upload, and where to (OCPP 1.6 ed. 2 §6.25).
    pub struct GetDiagnosticsRequest xml ["location", "startTime", "stopTime", "retries", "retryInterval"] {
        /// The directory to upload to, as a URL.
        required location "location": FreeText,
        /// How often to try; absent leaves it to the station.
        optional retries "retries": i64,
        /// Seconds between tries; absent leaves it to the station.
        optional retry_interval "retryInterval": i64,
        /// The oldest entry that is wanted.
        optional start_time "startTime": Timestamp,
        /// The newest entry that is wanted.
        optional stop_time "stopTime": Timestamp,
    }
    /// What will be uploaded (OCPP 1.6 ed. 2 §6.26).
    pub struct GetDiagnosticsResponse {
        /// The name of the file; absent where there is nothing to upload.
        optional file_name "fileName": Text<255>,
    }
}
