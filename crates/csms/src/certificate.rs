//! Certificates: the portal's own authority, what it signs for stations, by what stations prove themselves, and when to warn
//! (Improved security for OCPP 1.6-J, A00 and A02).
//!
//! `facts`, `request`, `signing`, `chain` and `seal` are the craft, free of the database; `authority`, `issue`, `learn` and `expiry`
//! are what the central system does with it.

mod authority;
mod chain;
mod expiry;
mod facts;
mod issue;
mod learn;
mod proof;
mod request;
mod seal;
mod signing;

pub use authority::AuthorityError;
pub use facts::{CertificateFacts, UnreadableCertificate};
pub use issue::IssueError;
pub use seal::{SealError, SealingKey};

pub(crate) use expiry::look_for_ends;
pub(crate) use issue::{complete, take_request};
pub(crate) use learn::{CertificateLesson, learn};
pub use proof::CertificateFault;
pub(crate) use proof::Proved;
pub(crate) use seal::random;
