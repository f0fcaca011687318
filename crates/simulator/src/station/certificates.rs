//! The certificates of a station: the authorities that it trusts, its own, and the key for the one it has asked for.

use jiff::Timestamp;
use ocpp::Text;
use ocpp::v16::{CertificateHashData, CertificateUse, HashAlgorithm};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PublicKeyData as _};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer as _;
use x509_parser::time::ASN1Time;

use crate::access::{Identity, certificates};

/// How many certificates of authorities a station keeps.
pub(crate) const MOST_CERTIFICATES: usize = 10;
/// How many certificates a chain may have.
pub(crate) const LONGEST_CHAIN: usize = 5;

/// All certificates of a station.
#[derive(Debug, Default)]
pub(crate) struct Certificates {
    authorities: Vec<Authority>,
    identity: Option<Identity>,
    /// The key of the signing request that waits for its certificate.
    pending: Option<KeyPair>,
}

#[derive(Debug, Clone)]
struct Authority {
    purpose: CertificateUse,
    certificate: CertificateDer<'static>,
}

/// Why a certificate is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CertificateFault {
    /// It cannot be read.
    #[error("read the certificate")]
    Unreadable,
    /// Its time has not come or is over.
    #[error("use the certificate: it is not valid now")]
    NotNow,
    /// It is not signed by a trusted authority.
    #[error("trust the certificate: no authority that is installed has signed it")]
    NotTrusted,
    /// It is for another key than the one that was asked about.
    #[error("use the certificate: it is for another key")]
    OtherKey,
    /// There are too many.
    #[error("keep the certificate: there are too many")]
    TooMany,
}

impl Certificates {
    /// Begins with what an installer has put in.
    pub(crate) fn equip(&mut self, trusted: Vec<CertificateDer<'static>>, identity: Option<Identity>) {
        let purpose = CertificateUse::CentralSystemRootCertificate;
        self.authorities = trusted.into_iter().map(|certificate| Authority { purpose, certificate }).collect();
        self.identity = identity;
    }

    /// The authorities for central systems.
    pub(crate) fn trusted(&self) -> Vec<CertificateDer<'static>> {
        self.of(CertificateUse::CentralSystemRootCertificate).cloned().collect()
    }

    /// The station's own certificate.
    pub(crate) fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// Keeps the certificate of an authority; one that is there already is kept once.
    pub(crate) fn install(
        &mut self,
        purpose: CertificateUse,
        pem: &str,
        now: Timestamp,
    ) -> Result<(), CertificateFault> {
        let chain = certificates(pem).map_err(|_| CertificateFault::Unreadable)?;
        let [certificate] = chain.as_slice() else { return Err(CertificateFault::Unreadable) };
        valid_now(&parse(certificate)?, now)?;
        if self.of(purpose).any(|known| known == certificate) {
            return Ok(());
        }
        if self.authorities.len() >= MOST_CERTIFICATES {
            return Err(CertificateFault::TooMany);
        }
        self.authorities.push(Authority { purpose, certificate: certificate.clone() });
        Ok(())
    }

    /// The hashes of the authorities for a purpose.
    pub(crate) fn hashes(&self, purpose: CertificateUse) -> Vec<CertificateHashData> {
        self.of(purpose).filter_map(|certificate| self.hash(certificate, HashAlgorithm::Sha256)).collect()
    }

    /// Which installed certificate these hashes name.
    pub(crate) fn find(&self, wanted: &CertificateHashData) -> Option<CertificateDer<'static>> {
        let named = |certificate: &&CertificateDer<'static>| {
            self.hash(certificate, wanted.hash_algorithm).is_some_and(|hash| same(&hash, wanted))
        };
        self.authorities.iter().map(|authority| &authority.certificate).find(named).cloned()
    }

    /// Gives a certificate up.
    pub(crate) fn delete(&mut self, certificate: &CertificateDer<'_>) {
        self.authorities.retain(|authority| authority.certificate != *certificate);
    }

    /// Makes a new key and a signing request for it, in PEM (OCPP 1.6 security whitepaper, certificate properties: the common name
    /// is the serial number, the organisation the operator).
    pub(crate) fn request(&mut self, serial_number: &str, operator: &str) -> Result<String, rcgen::Error> {
        let key = KeyPair::generate()?;
        let mut subject = DistinguishedName::new();
        subject.push(DnType::CommonName, serial_number);
        if !operator.is_empty() {
            subject.push(DnType::OrganizationName, operator);
        }
        let mut parameters = CertificateParams::default();
        parameters.distinguished_name = subject;
        let request = parameters.serialize_request(&key)?.pem()?;
        self.pending = Some(key);
        Ok(request)
    }

    /// The signing request was refused.
    pub(crate) fn forget_request(&mut self) {
        self.pending = None;
    }

    /// Takes the certificate that was asked for.
    pub(crate) fn signed(&mut self, chain: &str, now: Timestamp) -> Result<(), CertificateFault> {
        let chain = certificates(chain).map_err(|_| CertificateFault::Unreadable)?;
        if chain.len() > LONGEST_CHAIN {
            return Err(CertificateFault::TooMany);
        }
        let own = parse(chain.first().ok_or(CertificateFault::Unreadable)?)?;
        valid_now(&own, now)?;
        let asked = |key: &mut KeyPair| key.subject_public_key_info() == own.public_key().raw;
        let key = self.pending.take_if(asked).ok_or(CertificateFault::OtherKey)?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        self.identity = Some(Identity::new(chain, key));
        Ok(())
    }

    /// Whether firmware may be signed with a certificate: it is valid now and signed by an authority for firmware.
    ///
    /// *Decision:* a station without any such authority trusts every certificate for firmware.
    pub(crate) fn trusts_for_firmware(&self, pem: &str, now: Timestamp) -> Result<(), CertificateFault> {
        let chain = certificates(pem).map_err(|_| CertificateFault::Unreadable)?;
        let signer = parse(chain.first().ok_or(CertificateFault::Unreadable)?)?;
        valid_now(&signer, now)?;
        let mut authorities = self.of(CertificateUse::ManufacturerRootCertificate).peekable();
        if authorities.peek().is_none() {
            return Ok(());
        }
        let trusted = authorities.filter_map(|authority| parse(authority).ok()).any(|authority| {
            authority.subject().as_raw() == signer.issuer().as_raw()
                && verifies(&authority, signer.tbs_certificate.as_ref(), &signer.signature_value.data)
        });
        if trusted { Ok(()) } else { Err(CertificateFault::NotTrusted) }
    }

    fn of(&self, purpose: CertificateUse) -> impl Iterator<Item = &CertificateDer<'static>> {
        self.authorities.iter().filter(move |it| it.purpose == purpose).map(|authority| &authority.certificate)
    }

    fn hash(&self, certificate: &CertificateDer<'_>, algorithm: HashAlgorithm) -> Option<CertificateHashData> {
        // What a station says itself is always by SHA-256; no other is asked for in the field.
        if algorithm != HashAlgorithm::Sha256 {
            return None;
        }
        let parsed = parse(certificate).ok()?;
        let known = self.authorities.iter().filter_map(|authority| parse(&authority.certificate).ok());
        let mut issuers = known.filter(|authority| authority.subject().as_raw() == parsed.issuer().as_raw());
        let issuer = issuers.next();
        let issuer_key = &issuer.as_ref().unwrap_or(&parsed).public_key().subject_public_key.data;
        Some(CertificateHashData::new(
            algorithm,
            Text::cut(&hexadecimal(&Sha256::digest(parsed.issuer().as_raw()))),
            Text::cut(&hexadecimal(&Sha256::digest(issuer_key))),
            Text::cut(hexadecimal(parsed.raw_serial()).trim_start_matches('0')),
        ))
    }
}

/// Whether a signature in base64-decoded form over content was made with the key of a certificate: ECDSA or RSA with SHA-256
/// and longer, as TLS knows them (OCPP 1.6 security whitepaper, secure firmware update).
pub(crate) fn is_signed_by(pem: &str, content: &[u8], signature: &[u8]) -> bool {
    let Some(certificate) = certificates(pem).ok().and_then(|chain| chain.into_iter().next()) else { return false };
    parse(&certificate).is_ok_and(|signer| verifies(&signer, content, signature))
}

fn verifies(signer: &X509Certificate<'_>, content: &[u8], signature: &[u8]) -> bool {
    let key = signer.public_key();
    let algorithms = default_provider().signature_verification_algorithms.all;
    algorithms
        .iter()
        .any(|algorithm| algorithm.verify_signature(&key.subject_public_key.data, content, signature).is_ok())
}

fn parse<'a>(certificate: &'a CertificateDer<'_>) -> Result<X509Certificate<'a>, CertificateFault> {
    match X509Certificate::from_der(certificate) {
        Ok(([], parsed)) => Ok(parsed),
        _ => Err(CertificateFault::Unreadable),
    }
}

fn valid_now(certificate: &X509Certificate<'_>, now: Timestamp) -> Result<(), CertificateFault> {
    let now = ASN1Time::from_timestamp(now.as_second()).map_err(|_| CertificateFault::NotNow)?;
    if certificate.validity().is_valid_at(now) { Ok(()) } else { Err(CertificateFault::NotNow) }
}

fn same(own: &CertificateHashData, wanted: &CertificateHashData) -> bool {
    let serial_number = |hash: &CertificateHashData| hash.serial_number.trim_start_matches('0').to_ascii_lowercase();
    own.issuer_name_hash.eq_ignore_ascii_case(&wanted.issuer_name_hash)
        && own.issuer_key_hash.eq_ignore_ascii_case(&wanted.issuer_key_hash)
        && serial_number(own) == serial_number(wanted)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, IsCa, Issuer};

    use super::*;

    fn authority(name: &str) -> (String, Issuer<'static, KeyPair>) {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = parameters.self_signed(&key).unwrap();
        (certificate.pem(), Issuer::new(parameters, key))
    }

    fn now() -> Timestamp {
        "2026-01-31T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn authorities_are_kept_named_and_given_up() {
        use CertificateUse::{CentralSystemRootCertificate, ManufacturerRootCertificate};
        let mut certificates = Certificates::default();
        let (pem, _) = authority("one");
        assert_eq!(certificates.install(CentralSystemRootCertificate, &pem, now()), Ok(()));
        assert_eq!(certificates.install(CentralSystemRootCertificate, &pem, now()), Ok(()), "kept once");
        assert_eq!(
            certificates.install(CentralSystemRootCertificate, "nonsense", now()),
            Err(CertificateFault::Unreadable)
        );
        let far_future = "9000-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(certificates.install(CentralSystemRootCertificate, &pem, far_future), Err(CertificateFault::NotNow));
        let hashes = certificates.hashes(CentralSystemRootCertificate);
        assert_eq!(hashes.len(), 1);
        assert!(certificates.hashes(ManufacturerRootCertificate).is_empty());
        let mut wanted = hashes[0].clone();
        wanted.serial_number = Text::cut(&wanted.serial_number.to_uppercase());
        let found = certificates.find(&wanted).unwrap();
        certificates.delete(&found);
        assert!(certificates.find(&wanted).is_none());
    }

    #[test]
    fn only_the_certificate_that_was_asked_for_is_taken() {
        let mut certificates = Certificates::default();
        let (_, issuer) = authority("portal");
        let request = certificates.request("CP-1", "Operator").unwrap();
        let (mine, other) = (signed(&request, &issuer), Certificates::default().request("CP-1", "").unwrap());
        assert_eq!(certificates.signed(&signed(&other, &issuer), now()), Err(CertificateFault::OtherKey));
        assert_eq!(certificates.signed(&mine, now()), Ok(()));
        assert!(certificates.identity().is_some());
        assert_eq!(certificates.signed(&mine, now()), Err(CertificateFault::OtherKey), "once");
    }

    /// What the authority answers to a request.
    fn signed(request: &str, issuer: &Issuer<'static, KeyPair>) -> String {
        let request = rcgen::CertificateSigningRequestParams::from_pem(request).unwrap();
        request.signed_by(issuer).unwrap().pem()
    }

    #[test]
    fn firmware_is_trusted_by_the_makers_authority() {
        let mut certificates = Certificates::default();
        let (root, issuer) = authority("maker");
        let key = KeyPair::generate().unwrap();
        let signer = CertificateParams::new(Vec::new()).unwrap().signed_by(&key, &issuer).unwrap().pem();
        assert_eq!(certificates.trusts_for_firmware(&signer, now()), Ok(()), "there is no authority");
        let (stranger, _) = authority("stranger");
        certificates.install(CertificateUse::ManufacturerRootCertificate, &stranger, now()).unwrap();
        assert_eq!(certificates.trusts_for_firmware(&signer, now()), Err(CertificateFault::NotTrusted));
        certificates.install(CertificateUse::ManufacturerRootCertificate, &root, now()).unwrap();
        assert_eq!(certificates.trusts_for_firmware(&signer, now()), Ok(()));
        let signature = rcgen::SigningKey::sign(&key, b"content").unwrap();
        assert!(is_signed_by(&signer, b"content", &signature));
        assert!(!is_signed_by(&signer, b"Content", &signature));
    }
}
