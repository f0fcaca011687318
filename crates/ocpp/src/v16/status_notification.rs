//! StatusNotification: the state of a connector, or of the station, has changed.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "StatusNotification":
    /// What the state is now (OCPP 1.6 ed. 2 §6.47).
    pub struct StatusNotificationRequest xml [
        "connectorId", "status", "errorCode", "info", "timestamp", "vendorId", "vendorErrorCode",
    ] {
        /// Which connector; 0 is the station itself.
        required connector_id "connectorId": i64,
        /// What is wrong, if anything.
        required error_code "errorCode": ChargePointErrorCode,
        /// Further words on it.
        optional info "info": Text<50>,
        /// The state.
        required status "status": ChargePointStatus,
        /// When it changed; absent means now.
        optional timestamp "timestamp": Timestamp,
        /// Whose words the vendor's error code is.
        optional vendor_id "vendorId": Text<255>,
        /// The vendor's own error code.
        optional vendor_error_code "vendorErrorCode": Text<50>,
    }
    /// It was received (OCPP 1.6 ed. 2 §6.48).
    pub struct StatusNotificationResponse {}
}

enumeration! {
    /// What is wrong with a connector or station (OCPP 1.6 ed. 2 §7.6).
    pub open enum ChargePointErrorCode {
        /// The lock of the connector does not do as told.
        "ConnectorLockFailure" ConnectorLockFailure,
        /// Communication with the vehicle failed.
        "EVCommunicationError" VehicleCommunicationError,
        /// The ground fault protection tripped.
        "GroundFailure" GroundFailure,
        /// Too hot.
        "HighTemperature" HighTemperature,
        /// Something inside hardware or software.
        "InternalError" InternalError,
        /// The local list disagrees with the central system about a tag.
        "LocalListConflict" LocalListConflict,
        /// Nothing.
        "NoError" NoError,
        /// Something else; the vendor's error code tells.
        "OtherError" OtherError,
        /// The overcurrent protection tripped.
        "OverCurrentFailure" OverCurrentFailure,
        /// The meter cannot be read.
        "PowerMeterFailure" PowerMeterFailure,
        /// The contactor does not do as told.
        "PowerSwitchFailure" PowerSwitchFailure,
        /// The tag reader failed.
        "ReaderFailure" ReaderFailure,
        /// A reset could not be done.
        "ResetFailure" ResetFailure,
        /// The voltage is too low.
        "UnderVoltage" UnderVoltage,
        /// The voltage is too high.
        "OverVoltage" OverVoltage,
        /// The radio signal is weak.
        "WeakSignal" WeakSignal,
    }
}

impl ChargePointErrorCode {
    /// The official code: the code itself, or `OtherError` for a word that the specification does not have.
    #[must_use]
    pub fn official(&self) -> Self {
        match self {
            Self::Unlisted(_) => Self::OtherError,
            listed => listed.clone(),
        }
    }
}

enumeration! {
    /// The state of a connector or station (OCPP 1.6 ed. 2 §7.7). 1.5's `Occupied` arrives as `Unlisted`.
    pub open enum ChargePointStatus {
        /// Free.
        "Available" Available,
        /// Someone is about to charge.
        "Preparing" Preparing,
        /// Energy flows.
        "Charging" Charging,
        /// The vehicle wants energy and the station offers none.
        "SuspendedEVSE" SuspendedStation,
        /// The station offers energy and the vehicle takes none.
        "SuspendedEV" SuspendedVehicle,
        /// The transaction is over and the connector not free yet.
        "Finishing" Finishing,
        /// Kept for someone.
        "Reserved" Reserved,
        /// Switched off by an operator.
        "Unavailable" Unavailable,
        /// Broken.
        "Faulted" Faulted,
    }
}
