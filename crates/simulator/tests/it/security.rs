//! How a station gets in: passwords, certificates, security profiles.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertificateSigningRequestParams, DnType, IsCa, Issuer, KeyPair,
    SanType,
};
use rustls::RootCertStore;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use serde_json::json;
use simulator::access::{Access, Identity, Password, certificates};
use simulator::address::Addresses;
use simulator::clock::Clock;
use simulator::line::Tcp;
use simulator::station::{Equipment, Station};

use crate::central_system::{CentralSystem, Driven, Guard, accepted};

/// An authority that signs for the central system and for stations.
pub(crate) struct Authority {
    pub pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, "Test authority");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = parameters.self_signed(&key).unwrap().pem();
        Self { pem, issuer: Issuer::new(parameters, key) }
    }

    /// A certificate for this machine, and its key.
    fn certificate(&self) -> (Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.subject_alt_names = vec![SanType::IpAddress("127.0.0.1".parse().unwrap())];
        (parameters.signed_by(&key, &self.issuer).unwrap(), key)
    }

    /// The same as files.
    pub(crate) fn server_files(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let (certificate, key) = self.certificate();
        let files = (folder.join("certificate.pem"), folder.join("key.pem"));
        std::fs::write(&files.0, certificate.pem()).unwrap();
        std::fs::write(&files.1, key.serialize_pem()).unwrap();
        files
    }

    /// What a server on this machine needs; stations may show a certificate of this authority.
    fn server(&self) -> rustls::ServerConfig {
        let (certificate, key) = self.certificate();
        let mut roots = RootCertStore::empty();
        roots.add(certificates(&self.pem).unwrap().remove(0)).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(verifier.allow_unauthenticated().build().unwrap())
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap()
    }

    fn sign(&self, request: &str) -> String {
        CertificateSigningRequestParams::from_pem(request).unwrap().signed_by(&self.issuer).unwrap().pem()
    }
}

/// A station that gets in so.
fn station(addresses: Addresses, access: Access) -> Driven {
    let clock = Clock::of_day();
    let mut station = Station::new("CP 1", Equipment::default(), 7, clock.now());
    station.equip(access.settled(addresses.usual.is_secure()));
    Driven::drive(station, clock, Arc::new(Tcp), addresses, Vec::new())
}

#[tokio::test]
async fn the_security_profile_is_raised_step_by_step() {
    let authority = Authority::new();
    let (mut central_system, addresses) = CentralSystem::listen(authority.server()).await;
    let password = Some(Password::from("secret-password!"));
    let _driven = station(addresses, Access { password, ..Access::default() });
    central_system.accept().await;
    central_system.expect_status(1, "Available").await;
    assert_eq!(central_system.handshake.guard, Guard::Clear);
    let profile = |number: &str| json!({"key": "SecurityProfile", "value": number});

    assert_eq!(central_system.ask("ChangeConfiguration", profile("2")).await["status"], "Rejected", "no authority");
    let kind = json!({"certificateType": "CentralSystemRootCertificate"});
    let install = json!({"certificateType": "CentralSystemRootCertificate", "certificate": authority.pem});
    assert_eq!(central_system.ask("InstallCertificate", install).await["status"], "Accepted");
    assert_eq!(central_system.ask("ChangeConfiguration", profile("2")).await["status"], "Accepted");
    central_system.serve().await;
    central_system.accept().await;
    assert_eq!(central_system.handshake.guard, Guard::Encrypted);
    assert!(central_system.handshake.credential.is_some());

    assert_eq!(central_system.ask("ChangeConfiguration", profile("3")).await["status"], "Rejected", "no certificate");
    let operator = json!({"key": "CpoName", "value": "Operator AB"});
    assert_eq!(central_system.ask("ChangeConfiguration", operator).await["status"], "Accepted");
    let trigger = json!({"requestedMessage": "SignChargePointCertificate"});
    central_system.answers.insert("SignCertificate".to_owned(), json!({"status": "Accepted"}));
    assert_eq!(central_system.ask("ExtendedTriggerMessage", trigger).await["status"], "Accepted");
    let request = central_system.expect("SignCertificate").await.payload["csr"].as_str().unwrap().to_owned();
    let chain = json!({"certificateChain": authority.sign(&request)});
    assert_eq!(central_system.ask("CertificateSigned", chain.clone()).await["status"], "Accepted");
    assert_eq!(
        central_system.ask("CertificateSigned", chain).await["status"],
        "Rejected",
        "it was not asked for again"
    );
    assert_eq!(central_system.ask("ChangeConfiguration", profile("3")).await["status"], "Accepted");
    central_system.serve().await;
    central_system.accept().await;
    assert_eq!(central_system.handshake.guard, Guard::Certified);
    assert_eq!(central_system.handshake.credential, None);

    assert_eq!(central_system.ask("ChangeConfiguration", profile("1")).await["status"], "Rejected", "never lowered");
    let installed = central_system.ask("GetInstalledCertificateIds", kind).await;
    let delete = json!({"certificateHashData": installed["certificateHashData"][0]});
    assert_eq!(central_system.ask("DeleteCertificate", delete).await["status"], "Failed", "it is needed");
    let events: Vec<_> = central_system.payloads("SecurityEventNotification");
    assert!(events.iter().any(|event| event["type"] == "InvalidChargePointCertificate"), "{events:?}");
}

#[tokio::test]
async fn a_station_begins_with_its_certificate_and_trusts_nobody_else() {
    let authority = Authority::new();
    let (mut central_system, addresses) = CentralSystem::listen(authority.server()).await;
    let secure = Addresses::from(addresses.secure.unwrap());
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(Vec::new()).unwrap().signed_by(&key, &authority.issuer).unwrap();
    let identity = Some(Identity::read(&certificate.pem(), &key.serialize_pem()).unwrap());
    let trusted = certificates(&authority.pem).unwrap();
    let stranger = certificates(&Authority::new().pem).unwrap();
    let _wary = station(secure.clone(), Access { trusted: stranger, identity: identity.clone(), ..Access::default() });
    let _driven = station(secure, Access { trusted, identity, ..Access::default() });
    central_system.accept().await;
    assert_eq!(central_system.handshake.guard, Guard::Certified);
    central_system.expect_status(1, "Available").await;
}

#[tokio::test(start_paused = true)]
async fn a_profile_that_fails_is_given_up() {
    let (mut central_system, network) = CentralSystem::new();
    let _driven = Driven::start(&network, Equipment::default(), None, Vec::new());
    central_system.accept().await;
    central_system.expect_status(1, "Available").await;
    let key = json!({"key": "AuthorizationKey", "value": "30313233343536373839616263646566"});
    assert_eq!(central_system.ask("ChangeConfiguration", key).await["status"], "Accepted");
    let profile = json!({"key": "SecurityProfile", "value": "1"});
    network.set_reachable(false);
    assert_eq!(central_system.ask("ChangeConfiguration", profile).await["status"], "Accepted");
    central_system.serve().await;
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    network.set_reachable(true);
    central_system.accept().await;
    assert_eq!(central_system.handshake.credential, None);
    let asked = central_system.ask("GetConfiguration", json!({"key": ["SecurityProfile"]})).await;
    assert_eq!(asked["configurationKey"][0]["value"], "0");
}

#[tokio::test(start_paused = true)]
async fn a_new_password_is_used_at_once_where_passwords_are_in_use() {
    for (password, reconnects) in [(Some("before"), true), (None, false)] {
        let (mut central_system, network) = CentralSystem::new();
        let _driven = Driven::start(&network, Equipment::default(), password, Vec::new());
        central_system.accept().await;
        central_system.expect_status(1, "Available").await;
        let change = json!({"key": "AuthorizationKey", "value": "30313233343536373839616263646566"});
        assert_eq!(central_system.ask("ChangeConfiguration", change).await["status"], "Accepted");
        if reconnects {
            central_system.serve().await;
        } else {
            let raise = json!({"key": "SecurityProfile", "value": "1"});
            assert_eq!(central_system.ask("ChangeConfiguration", raise).await["status"], "Accepted");
        }
        central_system.accept().await;
        assert_eq!(central_system.handshake.credential.as_deref(), Some("Basic Q1AgMTowMTIzNDU2Nzg5YWJjZGVm"));
    }
}

#[tokio::test(start_paused = true)]
async fn unknown_certificates_are_not_found() {
    let (mut central_system, _network, _driven) = accepted(1).await;
    let kind = json!({"certificateType": "ManufacturerRootCertificate"});
    assert_eq!(central_system.ask("GetInstalledCertificateIds", kind).await, json!({"status": "NotFound"}));
    let install = json!({"certificateType": "ManufacturerRootCertificate", "certificate": "x"});
    assert_eq!(central_system.ask("InstallCertificate", install).await["status"], "Rejected");
    assert_eq!(
        central_system.expect("SecurityEventNotification").await.payload["type"],
        "InvalidFirmwareSigningCertificate"
    );
}
