//! Whether a station is let in, and what the portal writes into it (`ocpp.md` rule 1; OCPP 1.6 ed. 2 §4.2).

use crate::policy::UnknownStations;
use crate::station::Protocol;
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// What a booting station is answered (OCPP 1.6 ed. 2 §7.38).
    Registration {
        /// It may go on.
        Accepted = "accepted",
        /// It waits for a person to adopt it.
        Pending = "pending",
        /// It is not let in.
        Rejected = "rejected",
    }
}

/// Whether a charge box id that says it has booted is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acquaintance {
    /// A station has it.
    Configured,
    /// No station has it.
    Unknown,
}

/// What follows from a boot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistrationDecision {
    /// The answer.
    pub answer: Registration,
    /// Whether a station is to be made for it in the site *Unassigned*.
    pub adopt: bool,
}

/// Decides what a booting station is answered: configured ones are Accepted, unknown ones follow the policy.
///
/// OCPP 1.5 has no Pending; a station that is held is Rejected there and tries again.
pub fn register(acquaintance: Acquaintance, policy: UnknownStations, protocol: Protocol) -> RegistrationDecision {
    let answer = match (acquaintance, policy) {
        (Acquaintance::Configured, _) | (_, UnknownStations::Accept) => Registration::Accepted,
        (_, UnknownStations::Hold) if protocol != Protocol::Ocpp15Soap => Registration::Pending,
        (_, UnknownStations::Hold | UnknownStations::Reject) => Registration::Rejected,
    };
    let adopt = acquaintance == Acquaintance::Unknown && answer == Registration::Accepted;
    RegistrationDecision { answer, adopt }
}

/// A configuration key as a station reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedKey {
    /// Its name, as the station writes it.
    pub key: String,
    /// Its value.
    pub value: Option<String>,
    /// Whether the station refuses to change it.
    pub read_only: bool,
}

/// A configuration key to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyWrite {
    /// Its name, as the station writes it.
    pub key: String,
    /// Its new value.
    pub value: String,
}

/// How many boots after a write of the portal's a station is left alone.
pub const BOOTS_UNTIL_LEFT_ALONE: u8 = 3;

/// Within which time after a write a boot counts as caused by it, ms: ten minutes.
pub const BOOT_AFTER_WRITE_MS: i64 = 10 * 60 * 1_000;

/// Whether a station reboots again and again because of what the portal writes into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProvisioningTrial {
    /// When the portal last wrote; `None` once a boot has answered it.
    pub written_at: Option<UtcMillis>,
    /// How many boots in a row followed a write.
    pub boots: u8,
}

impl ProvisioningTrial {
    /// The portal has written.
    #[must_use]
    pub fn written(self, now: UtcMillis) -> Self {
        Self { written_at: Some(now), ..self }
    }

    /// The station has booted. A boot long after a write, or after none, was not caused by one and starts the count anew, but a
    /// station that is left alone stays so.
    #[must_use]
    pub fn booted(self, now: UtcMillis) -> Self {
        let caused = self.written_at.is_some_and(|written_at| now.since(written_at) <= BOOT_AFTER_WRITE_MS);
        let boots = match caused {
            _ if self.is_left_alone() => self.boots,
            true => self.boots + 1,
            false => 0,
        };
        Self { written_at: None, boots }
    }

    /// Whether nothing more is written, and the alarm
    /// [`ConfigurationLoop`](crate::alarm::AlarmType::ConfigurationLoop) stands.
    pub fn is_left_alone(&self) -> bool {
        self.boots >= BOOTS_UNTIL_LEFT_ALONE
    }
}
