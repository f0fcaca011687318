//! Users: their roles and how their e-mail addresses are compared.

use crate::word::words;

words! {
    /// What a user is in the portal; each user has one.
    Role {
        /// Sees and configures everything.
        Administrator = "administrator",
        /// Sees and configures their sites.
        SiteAdministrator = "siteAdministrator",
        /// Runs stations; sees no personal data beyond what an operation needs.
        Support = "support",
        /// Charges a car: sees their own sessions and tags, and public outlets.
        Driver = "driver",
    }
}
