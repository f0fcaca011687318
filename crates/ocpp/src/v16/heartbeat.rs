//! Heartbeat: a station is alive, and asks what time it is.

use crate::Timestamp;
use crate::message::message;

message! {
    "Heartbeat":
    /// The station is alive (OCPP 1.6 ed. 2 §6.29).
    pub struct HeartbeatRequest {}
    /// What time it is (OCPP 1.6 ed. 2 §6.30).
    pub struct HeartbeatResponse {
        /// The time of the central system.
        required current_time "currentTime": Timestamp,
    }
}
