//! BootNotification: a station has started and says what it is. 1.5 has no Pending, and names the interval after its use.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "BootNotification":
    /// What a station is (OCPP 1.5 §6.3).
    pub struct BootNotificationRequest {
        /// Who made it.
        required charge_point_vendor "chargePointVendor": Text<20>,
        /// Which model it is.
        required charge_point_model "chargePointModel": Text<20>,
        /// Serial number of the charge point.
        optional charge_point_serial_number "chargePointSerialNumber": Text<25>,
        /// Serial number of the charge box inside it.
        optional charge_box_serial_number "chargeBoxSerialNumber": Text<25>,
        /// The firmware that runs.
        optional firmware_version "firmwareVersion": Text<50>,
        /// Number of the SIM card.
        optional iccid "iccid": Text<20>,
        /// Subscriber number of the SIM card.
        optional imsi "imsi": Text<20>,
        /// Type of the main meter.
        optional meter_type "meterType": Text<25>,
        /// Serial number of the main meter.
        optional meter_serial_number "meterSerialNumber": Text<25>,
    }
    /// Whether the station is welcome (OCPP 1.5 §6.4).
    pub struct BootNotificationResponse {
        /// The verdict.
        required status "status": RegistrationStatus,
        /// What time it is.
        required current_time "currentTime": Timestamp,
        /// Seconds between heartbeats.
        required heartbeat_interval "heartbeatInterval": i64,
    }
}

enumeration! {
    /// Whether a station is welcome (OCPP 1.5 §7).
    pub enum RegistrationStatus {
        /// It is.
        "Accepted" Accepted,
        /// It is not.
        "Rejected" Rejected,
    }
}
