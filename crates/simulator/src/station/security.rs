//! How a station gets in: what it was given, and what has become of it.

use super::{Effect, Station};
use crate::access::{Access, SecurityProfile};

/// A security profile that was asked for and has not yet proved itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ProfileChange {
    /// The one before.
    pub previous: SecurityProfile,
    /// How often no connection could be made since.
    pub failures: u32,
}

impl Station {
    /// Gives the station what an installer would: how it gets in, and whom it trusts.
    pub fn equip(&mut self, access: Access) {
        self.configure("SecurityProfile", &access.profile.number().to_string());
        self.certificates.equip(access.trusted, access.identity);
        self.password = access.password;
    }

    /// What it connects with now.
    #[must_use]
    pub fn access(&self) -> Access {
        Access {
            profile: self.profile(),
            password: self.password.clone(),
            trusted: self.certificates.trusted(),
            identity: self.certificates.identity().cloned(),
        }
    }

    /// Its security profile.
    pub(super) fn profile(&self) -> SecurityProfile {
        SecurityProfile::of(self.configuration.number("SecurityProfile")).unwrap_or_default()
    }

    /// No connection could be made. After a few such failures a new security profile is given up for the one before
    /// (OCPP 1.6 security whitepaper, upgrade of the profile).
    pub fn unreachable(&mut self) {
        const MOST_FAILURES: u32 = 3;
        let Some(change) = &mut self.profile_change else { return };
        change.failures += 1;
        if change.failures >= MOST_FAILURES {
            let previous = change.previous;
            self.profile_change = None;
            self.configuration.change("SecurityProfile", &previous.number().to_string());
            self.effects.push_back(Effect::Access);
            self.trouble(format!("goes back to security profile {}", previous.number()));
        }
    }
}
