//! StatusNotification: the state of a connector, or of the station, has changed.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::FreeText;

message! {
    "StatusNotification":
    /// What the state is now (OCPP 1.5 §6).
    pub struct StatusNotificationRequest {
        /// Which connector; 0 is the station itself.
        required connector_id "connectorId": i64,
        /// The state.
        required status "status": ChargePointStatus,
        /// What is wrong, if anything.
        required error_code "errorCode": ChargePointErrorCode,
        /// Further words on it.
        optional info "info": FreeText,
        /// When it changed; absent means now.
        optional timestamp "timestamp": Timestamp,
        /// Whose words the vendor's error code is.
        optional vendor_id "vendorId": FreeText,
        /// The vendor's own error code.
        optional vendor_error_code "vendorErrorCode": FreeText,
    }
    /// It was received (OCPP 1.5 §6).
    pub struct StatusNotificationResponse {}
}

enumeration! {
    /// What is wrong with a connector or station (OCPP 1.5 §7).
    pub open enum ChargePointErrorCode {
        /// The lock of the connector does not do as told.
        "ConnectorLockFailure" ConnectorLockFailure,
        /// Too hot.
        "HighTemperature" HighTemperature,
        /// Communication with the vehicle (IEC 61851 mode 3) failed; 1.6 calls it `EVCommunicationError`.
        "Mode3Error" Mode3Error,
        /// Nothing.
        "NoError" NoError,
        /// The meter cannot be read.
        "PowerMeterFailure" PowerMeterFailure,
        /// The contactor does not do as told.
        "PowerSwitchFailure" PowerSwitchFailure,
        /// The tag reader failed.
        "ReaderFailure" ReaderFailure,
        /// A reset could not be done.
        "ResetFailure" ResetFailure,
        /// The ground fault protection tripped.
        "GroundFailure" GroundFailure,
        /// The overcurrent protection tripped.
        "OverCurrentFailure" OverCurrentFailure,
        /// The voltage is too low.
        "UnderVoltage" UnderVoltage,
        /// The radio signal is weak.
        "WeakSignal" WeakSignal,
        /// Something else; the vendor's error code tells.
        "OtherError" OtherError,
    }
}

enumeration! {
    /// The state of a connector or station (OCPP 1.5 §7).
    pub open enum ChargePointStatus {
        /// Free.
        "Available" Available,
        /// In use, whatever exactly is going on.
        "Occupied" Occupied,
        /// Broken.
        "Faulted" Faulted,
        /// Switched off by an operator.
        "Unavailable" Unavailable,
        /// Kept for someone.
        "Reserved" Reserved,
    }
}
