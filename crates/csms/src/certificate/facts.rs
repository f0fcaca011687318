//! What a certificate says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::UtcMillis;
use domain::certificate::{CertificateHash, HashAlgorithm, plain_serial};
use sha2::{Digest, Sha256};
use x509_parser::certificate::X509Certificate;
use x509_parser::pem::Pem;
use x509_parser::prelude::FromDer as _;

use crate::credential::hexadecimal;

/// What a certificate says, as far as the portal cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// The certificate, DER.
    pub der: Vec<u8>,
    /// Its subject, for people.
    pub subject: String,
    /// CN of the subject.
    pub common_name: Option<String>,
    /// Its serial number, hexadecimal digits in lower case.
    pub serial: String,
    /// SHA-256 of it, hexadecimal digits in lower case.
    pub fingerprint: String,
    /// From when it holds.
    pub not_before: UtcMillis,
    /// Until when it holds.
    pub not_after: UtcMillis,
    /// Whether it may sign others.
    pub is_authority: bool,
    /// By what a station names it; only a root tells both names that go into it.
    pub hash: Option<CertificateHash>,
}

/// A text or bytes that are no certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("read a certificate")]
pub struct UnreadableCertificate;

impl CertificateFacts {
    /// Reads the first certificate of a PEM text.
    ///
    /// # Errors
    /// When there is none.
    pub fn of_pem(text: &str) -> Result<CertificateFacts, UnreadableCertificate> {
        Self::chain_of_pem(text)?.into_iter().next().ok_or(UnreadableCertificate)
    }

    /// Reads all certificates of a PEM text.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn chain_of_pem(text: &str) -> Result<Vec<CertificateFacts>, UnreadableCertificate> {
        Pem::iter_from_buffer(text.as_bytes())
            .map(|part| part.map_err(|_| UnreadableCertificate))
            .filter(|part| part.as_ref().map_or(true, |part| part.label == "CERTIFICATE"))
            .map(|part| Self::of_der(part?.contents))
            .collect()
    }

    /// Reads a certificate.
    ///
    /// # Errors
    /// When it is none.
    pub fn of_der(der: Vec<u8>) -> Result<CertificateFacts, UnreadableCertificate> {
        let (rest, read) = X509Certificate::from_der(&der).map_err(|_| UnreadableCertificate)?;
        if !rest.is_empty() {
            return Err(UnreadableCertificate);
        }
        let is_root = read.subject().as_raw() == read.issuer().as_raw();
        let hash = is_root.then(|| CertificateHash {
            algorithm: HashAlgorithm::Sha256,
            issuer_name_hash: hexadecimal(&Sha256::digest(read.issuer().as_raw())),
            issuer_key_hash: hexadecimal(&Sha256::digest(&read.public_key().subject_public_key.data)),
            serial_number: plain_serial(&hexadecimal(read.raw_serial())),
        });
        let common_name = read.subject().iter_common_name().next().and_then(|name| name.as_str().ok());
        let at = |time: x509_parser::time::ASN1Time| UtcMillis(time.timestamp().saturating_mul(1_000));
        Ok(CertificateFacts {
            subject: read.subject().to_string(),
            common_name: common_name.map(str::to_owned),
            serial: plain_serial(&hexadecimal(read.raw_serial())),
            fingerprint: hexadecimal(&Sha256::digest(&der)),
            not_before: at(read.validity().not_before),
            not_after: at(read.validity().not_after),
            is_authority: read.is_ca(),
            hash,
            der,
        })
    }

    /// The certificate as PEM.
    pub fn pem(&self) -> String {
        let text = STANDARD.encode(&self.der);
        let lines = text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned() + "\n");
        format!("-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----\n", lines.collect::<String>())
    }

    /// Whether another certificate's key signed this one.
    pub(super) fn is_signed_by(&self, other: &CertificateFacts) -> bool {
        let (Ok((_, own)), Ok((_, other))) =
            (X509Certificate::from_der(&self.der), X509Certificate::from_der(&other.der))
        else {
            return false;
        };
        own.verify_signature(Some(other.public_key())).is_ok()
    }
}
