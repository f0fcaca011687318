//! Raising a station's security profile (Improved security for OCPP 1.6-J, A05 and §2): which steps, in which order, and how they end.

use serde::{Deserialize, Serialize};

use crate::station::SecurityProfile;
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// A step on the way to a higher profile.
    UpgradeStepKind {
        /// A new password is written (`AuthorizationKey`).
        Credential = "credential",
        /// The root by which the station recognises the portal is installed.
        RootCertificate = "rootCertificate",
        /// The station asks for a certificate of its own and takes it.
        Certificate = "certificate",
        /// The profile is written (`SecurityProfile`).
        Profile = "profile",
        /// The station comes back with the new profile.
        Reconnect = "reconnect",
    }
}

words! {
    /// How far a step, or the whole raising, has come.
    UpgradeState {
        /// Its turn has not come.
        Waiting = "waiting",
        /// It is under way.
        Running = "running",
        /// It is done.
        Done = "done",
        /// There was nothing to do.
        Skipped = "skipped",
        /// It failed.
        Failed = "failed",
    }
}

/// A step and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpgradeStep {
    /// Which one.
    pub kind: UpgradeStepKind,
    /// How far it has come.
    pub state: UpgradeState,
    /// What was answered or seen, for people.
    #[serde(default)]
    pub text: Option<String>,
    /// When its state last changed.
    #[serde(default)]
    pub at: Option<UtcMillis>,
}

/// A profile that is not above the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("raise the security profile: it must be above the present one")]
pub struct NotHigher;

/// The steps from one profile to a higher one: what the higher profile needs is put into place before the profile is written, so
/// that a station which cannot take it stays where it is.
///
/// # Errors
/// When the profile would not become higher.
pub fn steps(from: SecurityProfile, to: SecurityProfile) -> Result<Vec<UpgradeStep>, NotHigher> {
    if to.number() <= from.number() {
        return Err(NotHigher);
    }
    let wanted = [
        (UpgradeStepKind::Credential, !from.needs_credential() && to.needs_credential()),
        (UpgradeStepKind::RootCertificate, !from.needs_tls() && to.needs_tls()),
        (UpgradeStepKind::Certificate, to == SecurityProfile::TlsClientCertificate),
        (UpgradeStepKind::Profile, true),
        (UpgradeStepKind::Reconnect, true),
    ];
    let step = |kind| UpgradeStep { kind, state: UpgradeState::Waiting, text: None, at: None };
    Ok(wanted.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(kind, _)| step(kind)).collect())
}

/// The state of the whole by those of its steps.
pub fn state_of(steps: &[UpgradeStep]) -> UpgradeState {
    let has = |state| steps.iter().any(|step| step.state == state);
    let is_over = |step: &UpgradeStep| matches!(step.state, UpgradeState::Done | UpgradeState::Skipped);
    if steps.iter().all(is_over) {
        UpgradeState::Done
    } else if has(UpgradeState::Failed) {
        UpgradeState::Failed
    } else {
        UpgradeState::Running
    }
}
