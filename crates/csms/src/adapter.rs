//! Where protocol versions are translated into the portal's vocabulary and back. A version is a module here and touches no rule.

pub(crate) mod soap;
pub(crate) mod v16;
