//! What holds for every user, however they came about.

use domain::NodeId;
use domain::email::EmailAddress;
use domain::user::Role;

use crate::problem::Problem;
use crate::sign_in::check_password;

/// The sites that fit a role: a site administrator has some, a driver may have some, the others have none.
///
/// # Errors
/// `invalid-input` for `siteIds`.
pub(in crate::api) fn sites(role: Role, mut site_ids: Vec<NodeId>) -> Result<Vec<NodeId>, Problem> {
    site_ids.sort_unstable();
    site_ids.dedup();
    match role {
        Role::SiteAdministrator if site_ids.is_empty() => {
            Err(Problem::invalid("siteIds", "A site administrator needs at least one site."))
        }
        Role::Administrator | Role::Support if !site_ids.is_empty() => {
            Err(Problem::invalid("siteIds", "This role is for all sites; it takes none."))
        }
        _ => Ok(site_ids),
    }
}

/// An e-mail address.
///
/// # Errors
/// `invalid-input` for `email`.
pub(super) fn email(address: &str) -> Result<EmailAddress, Problem> {
    EmailAddress::new(address).map_err(|_| Problem::invalid("email", "It must be an e-mail address."))
}

/// A password that may be chosen.
///
/// # Errors
/// `invalid-input` for `password`, with the rule that it breaks.
pub(super) fn password(password: String) -> Result<String, Problem> {
    match check_password(&password) {
        Ok(()) => Ok(password),
        Err(weakness) => Err(Problem::invalid("password", weakness.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_fit_the_role() {
        let (none, some) = (Vec::new(), vec![NodeId(7), NodeId(2), NodeId(7)]);
        let table = [
            (Role::Administrator, true, false),
            (Role::Support, true, false),
            (Role::SiteAdministrator, false, true),
            (Role::Driver, true, true),
        ];
        for (role, without, with) in table {
            assert_eq!(sites(role, none.clone()).is_ok(), without, "{role} without sites");
            assert_eq!(sites(role, some.clone()).is_ok(), with, "{role} with sites");
        }
        assert_eq!(sites(Role::Driver, some).unwrap(), [NodeId(2), NodeId(7)]);
    }
}
