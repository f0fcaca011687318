//! FirmwareStatusNotification: how an update of the firmware goes.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "FirmwareStatusNotification":
    /// How it goes (OCPP 1.6 ed. 2 §6.19).
    pub struct FirmwareStatusNotificationRequest {
        /// The state of the update.
        required status "status": FirmwareStatus,
    }
    /// It was received (OCPP 1.6 ed. 2 §6.20).
    pub struct FirmwareStatusNotificationResponse {}
}

enumeration! {
    /// How an update of the firmware goes (OCPP 1.6 ed. 2 §7.25).
    pub open enum FirmwareStatus {
        /// It is downloaded.
        "Downloaded" Downloaded,
        /// It could not be downloaded.
        "DownloadFailed" DownloadFailed,
        /// It is being downloaded.
        "Downloading" Downloading,
        /// Nothing is being updated; said only when asked.
        "Idle" Idle,
        /// It could not be installed.
        "InstallationFailed" InstallationFailed,
        /// It is being installed.
        "Installing" Installing,
        /// It is installed.
        "Installed" Installed,
    }
}
