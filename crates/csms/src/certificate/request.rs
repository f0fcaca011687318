//! What a certificate signing request says (PKCS #10).

use domain::certificate::{KeyStrength, RequestFacts, RequestFault};
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::pem::Pem;
use x509_parser::prelude::FromDer as _;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::X509Name;

/// A request that could be read.
#[derive(Debug, Clone)]
pub(crate) struct ReadRequest {
    pub(crate) facts: RequestFacts,
    /// Its subject, for people.
    pub(crate) subject: String,
    /// Kind and strength of its key, for people.
    pub(crate) key_kind: String,
    /// The public key, DER of SubjectPublicKeyInfo.
    pub(crate) public_key: Vec<u8>,
}

/// Reads a request in PEM. *Deviation:* the label `NEW CERTIFICATE REQUEST` of older tools is taken too.
///
/// # Errors
/// [`RequestFault::Unreadable`].
pub(crate) fn read(text: &str) -> Result<ReadRequest, RequestFault> {
    let pem = Pem::iter_from_buffer(text.as_bytes())
        .filter_map(Result::ok)
        .find(|part| part.label.ends_with("CERTIFICATE REQUEST"))
        .ok_or(RequestFault::Unreadable)?;
    let (rest, request) = X509CertificationRequest::from_der(&pem.contents).map_err(|_| RequestFault::Unreadable)?;
    if !rest.is_empty() {
        return Err(RequestFault::Unreadable);
    }
    let info = &request.certification_request_info;
    let (key, key_kind) = match info.subject_pki.parsed() {
        Ok(PublicKey::RSA(key)) => (KeyStrength::Rsa(key.key_size()), format!("RSA {}", key.key_size())),
        Ok(PublicKey::EC(point)) => (KeyStrength::EllipticCurve(point.key_size()), format!("EC {}", point.key_size())),
        _ => (KeyStrength::Other, "?".to_owned()),
    };
    let facts = RequestFacts {
        common_name: first(&info.subject, X509Name::iter_common_name),
        organization: first(&info.subject, X509Name::iter_organization),
        key,
        is_proved: request.verify_signature().is_ok(),
    };
    Ok(ReadRequest { facts, subject: info.subject.to_string(), key_kind, public_key: info.subject_pki.raw.to_vec() })
}

fn first<'a, 'n, I>(name: &'n X509Name<'a>, values: impl FnOnce(&'n X509Name<'a>) -> I) -> Option<String>
where
    'a: 'n,
    I: Iterator<Item = &'n x509_parser::x509::AttributeTypeAndValue<'a>>,
{
    values(name).next().and_then(|value| value.as_str().ok()).map(str::to_owned)
}
