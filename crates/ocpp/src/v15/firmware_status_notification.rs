//! FirmwareStatusNotification: how an update of the firmware goes.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "FirmwareStatusNotification":
    /// How it goes (OCPP 1.5 §6).
    pub struct FirmwareStatusNotificationRequest {
        /// The state of the update.
        required status "status": FirmwareStatus,
    }
    /// It was received (OCPP 1.5 §6).
    pub struct FirmwareStatusNotificationResponse {}
}

enumeration! {
    /// How an update of the firmware goes (OCPP 1.5 §7).
    pub open enum FirmwareStatus {
        /// It is downloaded.
        "Downloaded" Downloaded,
        /// It could not be downloaded.
        "DownloadFailed" DownloadFailed,
        /// It could not be installed.
        "InstallationFailed" InstallationFailed,
        /// It is installed.
        "Installed" Installed,
    }
}
