//! Making keys and certificates.

use domain::UtcMillis;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, SerialNumber, SubjectPublicKeyInfo,
};
use time::OffsetDateTime;

use super::request::ReadRequest;
use super::seal::{SealError, random};

/// *Decision:* certificates hold from a day before, for stations whose clocks are behind.
const BACKDATED_S: i64 = 86_400;

/// *Decision:* the authority holds for ten years, like the stations that trust it.
const AUTHORITY_S: i64 = 10 * 365 * 86_400;

/// *Decision:* a station's certificate holds for two years; the alarm comes in time for a new one.
const STATION_S: i64 = 2 * 365 * 86_400;

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SigningError {
    /// The library.
    #[error("make a certificate")]
    Library(#[from] rcgen::Error),
    /// The system has no randomness to give.
    #[error(transparent)]
    Randomness(#[from] SealError),
}

/// A new authority.
pub(crate) struct MadeAuthority {
    /// PEM.
    pub(crate) certificate: String,
    /// PKCS #8, DER.
    pub(crate) private_key: Vec<u8>,
}

/// Makes an authority with a new key on P-256. `name` is the portal's.
pub(crate) fn make_authority(name: &str, now: UtcMillis) -> Result<MadeAuthority, SigningError> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let mut parameters = parameters(now, AUTHORITY_S)?;
    let mut subject = DistinguishedName::new();
    subject.push(DnType::OrganizationName, name);
    let year = now.timestamp().strftime("%Y-%m-%d").to_string();
    subject.push(DnType::CommonName, format!("{name} station authority {year}"));
    parameters.distinguished_name = subject;
    parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let certificate = parameters.self_signed(&key)?.pem();
    Ok(MadeAuthority { certificate, private_key: key.serialize_der() })
}

/// Signs a request that was found good: its key, its common name and organisation, and nothing else that it asks for. Gives PEM.
pub(crate) fn sign(
    request: &ReadRequest,
    authority: &str,
    private_key: Vec<u8>,
    now: UtcMillis,
    authority_ends: UtcMillis,
) -> Result<String, SigningError> {
    let issuer = Issuer::from_ca_cert_pem(authority, KeyPair::try_from(private_key)?)?;
    let key = SubjectPublicKeyInfo::from_der(&request.public_key)?;
    let mut parameters = parameters(now, STATION_S)?;
    parameters.not_after = parameters.not_after.min(moment(authority_ends.0 / 1_000));
    let mut subject = DistinguishedName::new();
    if let Some(organization) = &request.facts.organization {
        subject.push(DnType::OrganizationName, organization.as_str());
    }
    subject.push(DnType::CommonName, request.facts.common_name.as_deref().unwrap_or_default());
    parameters.distinguished_name = subject;
    parameters.is_ca = IsCa::ExplicitNoCa;
    parameters.use_authority_key_identifier_extension = true;
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    Ok(parameters.signed_by(&key, &issuer)?.pem())
}

fn parameters(now: UtcMillis, lifetime_s: i64) -> Result<CertificateParams, SigningError> {
    let now_s = now.0 / 1_000;
    let mut serial = random::<16>()?;
    // Positive and of full length (RFC 5280 §4.1.2.2).
    serial[0] = serial[0] & 0x3f | 0x40;
    let mut parameters = CertificateParams::default();
    parameters.not_before = moment(now_s - BACKDATED_S);
    parameters.not_after = moment(now_s + lifetime_s);
    parameters.serial_number = Some(SerialNumber::from_slice(&serial));
    Ok(parameters)
}

fn moment(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
