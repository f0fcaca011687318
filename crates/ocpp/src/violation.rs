//! Slips of a peer that could not be forgiven, and slips of our own that were caught.

use crate::error_code::ErrorCode;

/// Why a payload could not be understood, and the code with which to say so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("read {}: {message}", if path.is_empty() { "the payload" } else { path })]
pub struct Violation {
    /// The code of the CALLERROR to answer with.
    pub code: ErrorCode,
    /// Where, such as `meterValue[0].timestamp`; empty for the whole payload.
    pub path: String,
    /// What is wrong, fit to be sent to the peer.
    pub message: String,
}

impl Violation {
    /// What to write into the description of a CALLERROR.
    #[must_use]
    pub fn description(&self) -> String {
        if self.path.is_empty() { self.message.clone() } else { format!("{}: {}", self.path, self.message) }
    }
}

/// Why a message of our own must not be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("send {path}: {reason}")]
pub struct Unsendable {
    /// Which member, such as `idTagInfo.parentIdTag`.
    pub path: String,
    /// What is wrong with it.
    pub reason: UnsendableReason,
}

/// What is wrong with a member of a message of our own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnsendableReason {
    /// A text over its limit.
    #[error("{length} characters where at most {limit} are allowed")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A number outside of 32 bits.
    #[error("{value} does not fit an integer of 32 bits")]
    OutOfRange {
        /// The number.
        value: i64,
    },
    /// A decimal with more than one fraction digit, or none at all.
    #[error("{value} is not a decimal with at most one fraction digit")]
    NotOneFractionDigit {
        /// The number, as text.
        value: String,
    },
    /// A value that the enumeration does not have.
    #[error("{value:?} is not one of the allowed values")]
    UnknownValue {
        /// The value.
        value: String,
    },
    /// A list that must not be empty.
    #[error("the list is empty")]
    EmptyList,
    /// A time that is not written as RFC 3339 has it.
    #[error("{text:?} is not a time of RFC 3339")]
    NotATime {
        /// The text.
        text: String,
    },
}

impl Unsendable {
    /// A fault of the value itself; the holders of the value add the path.
    #[must_use]
    pub fn new(reason: UnsendableReason) -> Self {
        Self { path: String::new(), reason }
    }

    /// Adds the member that holds what was found wrong.
    #[must_use]
    pub fn within(mut self, member: &str) -> Self {
        let separator = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{member}{separator}{}", self.path);
        self
    }
}
