//! Outlets: their kind, their mode and the states they go through.

use serde::{Deserialize, Serialize};

use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// The socket or plug of an outlet.
    ConnectorType {
        /// CEE 7/3 household socket.
        Schuko = "schuko",
        /// IEC 62196-2 type 1 cable.
        Type1 = "type1",
        /// IEC 62196-2 type 2 socket.
        Type2Socket = "type2Socket",
        /// IEC 62196-2 type 2 cable.
        Type2Cable = "type2Cable",
        /// Combined charging system, IEC 62196-3 configuration FF.
        Ccs = "ccs",
        /// CHAdeMO.
        Chademo = "chademo",
        /// Any other.
        Other = "other",
    }
}

words! {
    /// Who may charge at an outlet.
    OutletMode {
        /// Anyone, with no authorisation.
        Open = "open",
        /// Authorisation is needed.
        Rfid = "rfid",
    }
}

words! {
    /// What the station last said of an outlet (OCPP 1.6 ed. 2 §4.9).
    OutletStatus {
        /// Nothing said yet.
        Unknown = "unknown",
        /// Free.
        Available = "available",
        /// A car or a tag is there, nothing flows yet.
        Preparing = "preparing",
        /// Energy flows, or may flow.
        Charging = "charging",
        /// The car takes nothing.
        SuspendedEv = "suspendedEv",
        /// The station gives nothing.
        SuspendedEvse = "suspendedEvse",
        /// The session has ended, the car is still there.
        Finishing = "finishing",
        /// Held for somebody.
        Reserved = "reserved",
        /// Taken out of service.
        Unavailable = "unavailable",
        /// In fault.
        Faulted = "faulted",
    }
}

words! {
    /// What colours a node: a status and the line to the station made one.
    State {
        /// Idle and online.
        Available = "available",
        /// A car is there, no energy flows.
        Occupied = "occupied",
        /// Energy flows.
        Charging = "charging",
        /// Held for somebody.
        Reserved = "reserved",
        /// Out of service.
        Unavailable = "unavailable",
        /// In fault.
        Fault = "fault",
        /// The station is not online.
        Offline = "offline",
        /// Online, but nothing said yet.
        Unknown = "unknown",
    }
}

impl OutletStatus {
    /// The state shown for this status while the station is `online` or not.
    pub const fn state(self, online: bool) -> State {
        if !online {
            return State::Offline;
        }
        match self {
            OutletStatus::Unknown => State::Unknown,
            OutletStatus::Available => State::Available,
            OutletStatus::Preparing
            | OutletStatus::SuspendedEv
            | OutletStatus::SuspendedEvse
            | OutletStatus::Finishing => State::Occupied,
            OutletStatus::Charging => State::Charging,
            OutletStatus::Reserved => State::Reserved,
            OutletStatus::Unavailable => State::Unavailable,
            OutletStatus::Faulted => State::Fault,
        }
    }
}

/// The present of an outlet as far as its station told: status, fault and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OutletPresent {
    /// The status.
    pub status: OutletStatus,
    /// OCPP's error code with NoError left out, as the station wrote it.
    pub error_code: Option<String>,
    /// The station's free text and vendor code on the fault.
    pub error_text: Option<String>,
    /// When it began by the station's clock, else by ours.
    pub at: Option<UtcMillis>,
}

impl OutletPresent {
    /// An outlet of which nothing was said yet.
    pub const UNKNOWN: OutletPresent =
        OutletPresent { status: OutletStatus::Unknown, error_code: None, error_text: None, at: None };
}
