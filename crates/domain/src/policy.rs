//! The portal's settings that rules depend on.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// What happens to a station that is not configured.
    UnknownStations {
        /// Its handshake is refused.
        Reject = "reject",
        /// It is kept waiting (Pending) for a person to adopt it.
        Hold = "hold",
        /// It is taken into the site *Unassigned*.
        Accept = "accept",
    }
}

words! {
    /// What happens to a tag that is not known.
    UnknownTags {
        /// It is Invalid.
        Reject = "reject",
        /// It may charge, as a guest.
        Accept = "accept",
    }
}

words! {
    /// Who decides on a station's request for a certificate.
    CertificateSigning {
        /// The portal, for stations that have proved who they are; a person for the others.
        Automatic = "automatic",
        /// A person, always.
        Approval = "approval",
    }
}

/// The portal's policies. Defaults are what a new portal starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Policies {
    /// Stations that are not configured.
    pub unknown_stations: UnknownStations,
    /// Heartbeat interval told to stations, seconds, at least 10.
    pub heartbeat_interval_s: u32,
    /// Interval between meter values in a session, seconds; 0 leaves stations as they are.
    pub meter_value_interval_s: u32,
    /// Tags that are not known.
    pub unknown_tags: UnknownTags,
    /// Whether a tag may have only one session at a time.
    pub one_session_per_tag: bool,
    /// How long the message log is kept, days.
    pub message_log_days: u32,
    /// Whether stations with a template are brought back to it at each boot; else only when they are new.
    pub keep_configuration: bool,
    /// Who decides on requests for certificates.
    pub certificate_signing: CertificateSigning,
    /// How long before a certificate expires the alarm comes, days.
    pub certificate_warning_days: u32,
}

impl Default for Policies {
    fn default() -> Self {
        Self {
            unknown_stations: UnknownStations::Reject,
            heartbeat_interval_s: 240,
            meter_value_interval_s: 60,
            unknown_tags: UnknownTags::Reject,
            one_session_per_tag: true,
            message_log_days: 30,
            keep_configuration: false,
            certificate_signing: CertificateSigning::Automatic,
            certificate_warning_days: 30,
        }
    }
}

impl Policies {
    /// How long a station may be silent before the alarm *No network contact*, ms: two heartbeats and a minute.
    pub fn silence_limit_ms(&self, heartbeat_interval_s: Option<u32>) -> i64 {
        i64::from(heartbeat_interval_s.unwrap_or(self.heartbeat_interval_s)) * 2_000 + 60_000
    }
}
