//! Certificates: the portal's authority, roots of others, requests of stations, what was signed for them, and what they have installed.

mod authority;
mod expiring;
mod installed;
mod issued;
mod request;
mod trusted;

pub use authority::{Authority, NewAuthority};
pub use expiring::ExpiringCertificate;
pub use installed::InstalledCertificate;
pub use issued::{NewStationCertificate, StationCertificate};
pub use request::{CertificateNames, CertificateRequest, NewCertificateRequest};
pub use trusted::{NewTrustedRoot, TrustedRoot};
