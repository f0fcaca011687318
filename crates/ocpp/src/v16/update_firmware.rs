//! UpdateFirmware: have a station replace its firmware.

use crate::Timestamp;
use crate::message::message;
use crate::wire::FreeText;

message! {
    "UpdateFirmware":
    /// With what, and when (OCPP 1.6 ed. 2 §6.55).
    pub struct UpdateFirmwareRequest xml ["retrieveDate", "location", "retries", "retryInterval"] {
        /// The file, as a URL.
        required location "location": FreeText,
        /// How often to try; absent leaves it to the station.
        optional retries "retries": i64,
        /// From when on it may be downloaded.
        required retrieve_date "retrieveDate": Timestamp,
        /// Seconds between tries; absent leaves it to the station.
        optional retry_interval "retryInterval": i64,
    }
    /// It was received; how it goes, notifications tell (OCPP 1.6 ed. 2 §6.56).
    pub struct UpdateFirmwareResponse {}
}
