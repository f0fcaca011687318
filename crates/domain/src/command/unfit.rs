//! Why a command makes no sense.

/// A member of a command that does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("take {field}: {reason}")]
pub struct Unfit {
    /// The member, as in JSON.
    pub field: &'static str,
    /// A sentence for a person.
    pub reason: String,
}

impl Unfit {
    /// A member that does not fit.
    pub fn new(field: &'static str, reason: impl Into<String>) -> Self {
        Self { field, reason: reason.into() }
    }
}
