//! Keys, requests and certificates as stations make them, and authorities of others.

use csms::ClientCertificate;
use csms::certificate::CertificateFacts;
use domain::UtcMillis;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};

use crate::portal::NOON;

const DAY_MS: i64 = 86_400_000;

fn moment(at: UtcMillis) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp(at.0 / 1_000).unwrap()
}

fn named(common_name: &str, organization: &str) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters.distinguished_name.push(DnType::OrganizationName, organization);
    parameters.distinguished_name.push(DnType::CommonName, common_name);
    parameters.not_before = moment(NOON.plus_ms(-DAY_MS));
    parameters.not_after = moment(NOON.plus_ms(400 * DAY_MS));
    parameters
}

/// A station's key and its request for a certificate, PEM.
pub(crate) fn request(common_name: &str, organization: &str) -> (KeyPair, String) {
    let key = KeyPair::generate().unwrap();
    let csr = named(common_name, organization).serialize_request(&key).unwrap().pem().unwrap();
    (key, csr)
}

/// An authority that is not the portal's.
pub(crate) struct Foreign(CertifiedIssuer<'static, KeyPair>);

impl Foreign {
    pub(crate) fn new(name: &str) -> Self {
        let mut parameters = named(name, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        Self(CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(crate) fn facts(&self) -> CertificateFacts {
        CertificateFacts::of_pem(&self.pem()).unwrap()
    }

    /// A station's certificate as it is shown in a handshake.
    pub(crate) fn client(&self, common_name: &str) -> ClientCertificate {
        let mut parameters = named(common_name, "Lade AS");
        parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let signed = parameters.signed_by(&KeyPair::generate().unwrap(), &self.0).unwrap();
        ClientCertificate::new(vec![signed.der().to_vec()]).unwrap()
    }
}

/// A certificate that came in PEM, as it is shown in a handshake.
pub(crate) fn shown(pem: &str) -> ClientCertificate {
    ClientCertificate::new(vec![CertificateFacts::of_pem(pem).unwrap().der]).unwrap()
}
