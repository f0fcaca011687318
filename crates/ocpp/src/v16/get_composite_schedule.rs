//! GetCompositeSchedule: which limits follow from all charging profiles together?

use super::charging_profile::{ChargingRateUnit, ChargingSchedule};
use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "GetCompositeSchedule":
    /// Which limits (OCPP 1.6 ed. 2 §6.21).
    pub struct GetCompositeScheduleRequest {
        /// Of which connector; 0 is the station.
        required connector_id "connectorId": i64,
        /// For how many seconds from now on.
        required duration "duration": i64,
        /// In which unit.
        optional charging_rate_unit "chargingRateUnit": ChargingRateUnit,
    }
    /// The limits (OCPP 1.6 ed. 2 §6.22).
    pub struct GetCompositeScheduleResponse {
        /// The verdict.
        required status "status": GetCompositeScheduleStatus,
        /// Of which connector.
        optional connector_id "connectorId": i64,
        /// When they begin.
        optional schedule_start "scheduleStart": Timestamp,
        /// The limits.
        optional charging_schedule "chargingSchedule": ChargingSchedule,
    }
}

enumeration! {
    /// Whether there is an answer (OCPP 1.6 ed. 2 §7.26).
    pub enum GetCompositeScheduleStatus {
        /// There is.
        "Accepted" Accepted,
        /// There is none.
        "Rejected" Rejected,
    }
}
