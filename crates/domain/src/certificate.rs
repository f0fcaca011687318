//! Certificates of stations: what is asked of a request for one, what becomes of it, and when to warn (Improved security for
//! OCPP 1.6-J, A00, A02 and *Certificate properties*).

use serde::{Deserialize, Serialize};

use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// What a root certificate is for on a station.
    CertificateUse {
        /// To recognise the portal.
        CentralSystemRoot = "centralSystemRoot",
        /// To recognise the maker's firmware.
        ManufacturerRoot = "manufacturerRoot",
    }
}

words! {
    /// How the hashes that name a certificate are made.
    HashAlgorithm {
        /// SHA-256.
        Sha256 = "sha256",
        /// SHA-384.
        Sha384 = "sha384",
        /// SHA-512.
        Sha512 = "sha512",
    }
}

/// What names a certificate on a station (security whitepaper, `CertificateHashDataType`); all in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateHash {
    /// How the hashes were made.
    pub algorithm: HashAlgorithm,
    /// Of the issuer's name.
    pub issuer_name_hash: String,
    /// Of the issuer's public key.
    pub issuer_key_hash: String,
    /// The certificate's serial number.
    pub serial_number: String,
}

impl CertificateHash {
    /// Whether both name the same certificate: digits in either case, serial numbers with or without zeros before them.
    pub fn names_same(&self, other: &CertificateHash) -> bool {
        self.algorithm == other.algorithm
            && self.issuer_name_hash.eq_ignore_ascii_case(&other.issuer_name_hash)
            && self.issuer_key_hash.eq_ignore_ascii_case(&other.issuer_key_hash)
            && plain_serial(&self.serial_number) == plain_serial(&other.serial_number)
    }
}

/// A serial number in lower case, without separators and without zeros before it.
pub fn plain_serial(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_lowercase()).collect();
    digits.trim_start_matches('0').to_owned()
}

words! {
    /// How far a certificate that the portal signed for a station has come.
    CertificateState {
        /// Signed; the station has not answered.
        Issued = "issued",
        /// The station took it.
        Installed = "installed",
        /// The station refused it.
        Rejected = "rejected",
        /// The station has proved itself with a newer one: it opens nothing any more.
        Replaced = "replaced",
        /// A person revoked it: it opens nothing any more.
        Revoked = "revoked",
    }
}

impl CertificateState {
    /// Whether a station may prove itself with it.
    pub const fn opens(self) -> bool {
        matches!(self, CertificateState::Issued | CertificateState::Installed)
    }
}

words! {
    /// How far a station's request for a certificate has come.
    RequestState {
        /// Waits for a person.
        Pending = "pending",
        /// A certificate was signed.
        Signed = "signed",
        /// Nobody will sign it.
        Refused = "refused",
    }
}

/// A public key by its kind and strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStrength {
    /// RSA, length of the modulus in bits.
    Rsa(usize),
    /// On an elliptic curve, length of the field in bits.
    EllipticCurve(usize),
    /// Another kind.
    Other,
}

/// The shortest RSA key, bits (security whitepaper, A00.FR.503).
pub const LEAST_RSA_BITS: usize = 2_048;

/// The shortest key on an elliptic curve, bits (security whitepaper, A00.FR.503).
pub const LEAST_CURVE_BITS: usize = 224;

/// What a request for a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFacts {
    /// CN of the subject.
    pub common_name: Option<String>,
    /// O of the subject.
    pub organization: Option<String>,
    /// The key.
    pub key: KeyStrength,
    /// Whether it is signed with that key.
    pub is_proved: bool,
}

/// Why a request cannot be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestFault {
    /// It cannot be read.
    #[error("read the certificate signing request")]
    Unreadable,
    /// The signature does not fit the key.
    #[error("verify the request: it is not signed with its own key")]
    NotProved,
    /// The key is too short or of a kind that is not used.
    #[error("accept the key: it must be RSA of at least 2048 bits or on a curve of at least 224 bits")]
    WeakKey,
    /// The common name is not the station's.
    #[error("accept the subject: its common name is neither the charge box id nor a serial number of the station")]
    OtherStation,
    /// The organisation is not the operator's.
    #[error("accept the subject: its organisation is not the operator's name (CpoName)")]
    OtherOrganization,
}

/// Whether a request may be signed at all: it is proved, its key is strong enough, and its subject is this station of this operator.
///
/// `names` are the charge box id and the serial numbers of the station. `operator` is what the station has as `CpoName`; an absent O is
/// forgiven where the station has none either. *Deviation:* names are compared without regard to case and blanks around them.
///
/// # Errors
/// What is wrong with it.
pub fn judge_request(facts: &RequestFacts, names: &[&str], operator: Option<&str>) -> Result<(), RequestFault> {
    if !facts.is_proved {
        return Err(RequestFault::NotProved);
    }
    let is_strong = match facts.key {
        KeyStrength::Rsa(bits) => bits >= LEAST_RSA_BITS,
        KeyStrength::EllipticCurve(bits) => bits >= LEAST_CURVE_BITS,
        KeyStrength::Other => false,
    };
    if !is_strong {
        return Err(RequestFault::WeakKey);
    }
    let same = |one: &str, other: &str| !one.trim().is_empty() && one.trim().eq_ignore_ascii_case(other.trim());
    let common_name = facts.common_name.as_deref().unwrap_or_default();
    if !names.iter().any(|name| same(name, common_name)) {
        return Err(RequestFault::OtherStation);
    }
    let Some(operator) = operator.filter(|operator| !operator.trim().is_empty()) else { return Ok(()) };
    if facts.organization.as_deref().is_some_and(|told| same(told, operator)) {
        Ok(())
    } else {
        Err(RequestFault::OtherOrganization)
    }
}

const DAY_MS: i64 = 86_400_000;

/// Whether a certificate that holds until `not_after` is so near its end, or past it, that people must know.
pub fn is_expiring(not_after: UtcMillis, now: UtcMillis, warning_days: u32) -> bool {
    not_after.since(now) <= i64::from(warning_days) * DAY_MS
}
