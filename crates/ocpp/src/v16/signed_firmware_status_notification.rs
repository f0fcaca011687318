//! SignedFirmwareStatusNotification: how an update with signed firmware goes.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "SignedFirmwareStatusNotification":
    /// How it goes (security whitepaper, `SignedFirmwareStatusNotification.req`).
    pub struct SignedFirmwareStatusNotificationRequest {
        /// The state of the update.
        required status "status": SignedFirmwareStatus,
        /// The request that it belongs to; absent when asked for and nothing is being updated.
        optional request_id "requestId": i64,
    }
    /// It was received (security whitepaper, `SignedFirmwareStatusNotification.conf`).
    pub struct SignedFirmwareStatusNotificationResponse {}
}

enumeration! {
    /// How an update with signed firmware goes (security whitepaper, `FirmwareStatusEnumType`).
    pub open enum SignedFirmwareStatus {
        /// It is downloaded.
        "Downloaded" Downloaded,
        /// It could not be downloaded.
        "DownloadFailed" DownloadFailed,
        /// It is being downloaded.
        "Downloading" Downloading,
        /// It will be downloaded later.
        "DownloadScheduled" DownloadScheduled,
        /// The download waits.
        "DownloadPaused" DownloadPaused,
        /// Nothing is being updated; said only when asked.
        "Idle" Idle,
        /// It could not be installed.
        "InstallationFailed" InstallationFailed,
        /// It is being installed.
        "Installing" Installing,
        /// It is installed.
        "Installed" Installed,
        /// The station restarts into it.
        "InstallRebooting" InstallRebooting,
        /// It will be installed later.
        "InstallScheduled" InstallScheduled,
        /// It turned out broken after installation.
        "InstallVerificationFailed" InstallVerificationFailed,
        /// Its signature is wrong.
        "InvalidSignature" InvalidSignature,
        /// Its signature is right.
        "SignatureVerified" SignatureVerified,
    }
}
