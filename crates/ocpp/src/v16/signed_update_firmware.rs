//! SignedUpdateFirmware: have a station replace its firmware by a signed one.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::{message, object};
use crate::wire::Text;

message! {
    "SignedUpdateFirmware":
    /// With what, and when (security whitepaper, `SignedUpdateFirmware.req`).
    pub struct SignedUpdateFirmwareRequest {
        /// How often to try; absent leaves it to the station.
        optional retries "retries": i64,
        /// Seconds between tries; absent leaves it to the station.
        optional retry_interval "retryInterval": i64,
        /// What ties the notifications to this request.
        required request_id "requestId": i64,
        /// The firmware.
        required firmware "firmware": Firmware,
    }
    /// What became of it (security whitepaper, `SignedUpdateFirmware.conf`).
    pub struct SignedUpdateFirmwareResponse {
        /// The verdict.
        required status "status": SignedUpdateFirmwareStatus,
    }
}

object! {
    /// A signed firmware (security whitepaper, `FirmwareType`).
    pub struct Firmware {
        /// The file, as a URL.
        required location "location": Text<512>,
        /// From when on it may be downloaded.
        required retrieve_date_time "retrieveDateTime": Timestamp,
        /// From when on it may be installed; absent means at once.
        optional install_date_time "installDateTime": Timestamp,
        /// The certificate that its signature was made with, in PEM.
        required signing_certificate "signingCertificate": Text<5500>,
        /// Its signature, in base64.
        required signature "signature": Text<800>,
    }
}

enumeration! {
    /// What became of it (security whitepaper, `UpdateFirmwareStatusEnumType`).
    pub enum SignedUpdateFirmwareStatus {
        /// It will be done.
        "Accepted" Accepted,
        /// It will not be done.
        "Rejected" Rejected,
        /// It will be done in place of another that was under way.
        "AcceptedCanceled" AcceptedCanceled,
        /// The certificate is not valid.
        "InvalidCertificate" InvalidCertificate,
        /// The certificate was revoked.
        "RevokedCertificate" RevokedCertificate,
    }
}
