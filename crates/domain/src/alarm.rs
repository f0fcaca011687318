//! Alarms: fault conditions with a beginning and an end.

use crate::id::{AlarmId, NodeId};
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// What kind of condition an alarm tells of.
    AlarmType {
        /// A configured station has never connected.
        NotRegistered = "notRegistered",
        /// Nothing heard for longer than the policy says.
        NoNetworkContact = "noNetworkContact",
        /// A part of the station failed.
        HardwareFailure = "hardwareFailure",
        /// Firmware and hardware do not match.
        HardwareConfigurationFailure = "hardwareConfigurationFailure",
        /// Over current, over or under voltage, phase loss.
        Fuse = "fuse",
        /// Too hot.
        Temperature = "temperature",
        /// A charge box id that is not configured tries to connect.
        UnknownStation = "unknownStation",
        /// Failed authentication, expiring certificate, a station's security event.
        Security = "security",
        /// More than 60 reconnects an hour.
        ReconnectStorm = "reconnectStorm",
        /// The station reboots again and again because of what the portal writes into it.
        ConfigurationLoop = "configurationLoop",
    }
}

/// Which condition an alarm is about; there is at most one active alarm for each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AlarmKey {
    /// The type.
    pub kind: AlarmType,
    /// The station or outlet; none for unknown stations.
    pub node_id: Option<NodeId>,
    /// What tells conditions of one type and node apart: an error code, an unknown charge box id; may be empty.
    pub subject: String,
}

/// An alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Its id.
    pub id: AlarmId,
    /// Its condition.
    pub key: AlarmKey,
    /// The station's name when it was raised, or the unknown charge box id.
    pub node_name: String,
    /// The outlet's number, where it is about one.
    pub outlet: Option<u16>,
    /// Text for people: the station's own words.
    pub text: Option<String>,
    /// The site of the node, which decides who may see it.
    pub site_id: Option<NodeId>,
    /// When it was raised.
    pub created_at: UtcMillis,
    /// When the condition was last reported.
    pub last_at: UtcMillis,
    /// How often it was reported.
    pub count: i64,
    /// When it ended.
    pub cleared_at: Option<UtcMillis>,
    /// Who ended it: a person's e-mail address, or `None` for the condition itself.
    pub cleared_by: Option<String>,
}
