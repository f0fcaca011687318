//! Certificates of stations: asked for, signed, installed, proved with, revoked, ending (Improved security for OCPP 1.6-J, A00, A02).

use csms::certificate::{CertificateFacts, CertificateFault};
use csms::{Handshake, Refusal};
use domain::NodeId;
use domain::access::Reach;
use domain::alarm::AlarmType;
use domain::certificate::{CertificateState, CertificateUse, RequestState};
use domain::command::{Command, CommandState};
use domain::policy::CertificateSigning;
use domain::station::SecurityProfile;
use serde_json::json;
use store::certificate::{NewTrustedRoot, StationCertificate};

use crate::authority::{Foreign, request, shown};
use crate::portal::{NOON, PATIENCE, Portal, eventually, handshake, operator, secured};
use crate::station::Station;

const DAY_MS: i64 = 86_400_000;

/// A portal with a station that proves itself with a password, connected.
async fn authenticated(charge_box_id: &str) -> (Portal, NodeId, Station) {
    let portal = Portal::new().await;
    let id = portal.add_station_as(secured(charge_box_id, SecurityProfile::Basic)).await;
    let hash = portal.options.credential_key.hash(charge_box_id, b"0123456789abcdef");
    portal.store.set_credential(id, Some(hash), Reach::All).await.unwrap();
    let station = connect(&portal, charge_box_id).await;
    (portal, id, station)
}

async fn connect(portal: &Portal, charge_box_id: &str) -> Station {
    let basic = csms::BasicCredential { user: charge_box_id.to_owned(), password: b"0123456789abcdef".to_vec() };
    let admission = portal.system.admit(Handshake { basic: Some(basic), ..handshake(charge_box_id) }).await.unwrap();
    Station::serve(&portal.system, admission)
}

/// Asks for a certificate and takes it; gives it in PEM.
async fn enrol(portal: &Portal, id: NodeId, station: &mut Station, charge_box_id: &str) -> String {
    let (_, csr) = request(charge_box_id, "Lade AS");
    assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Accepted");
    let asked = station.asked().await;
    assert_eq!(asked.action, "CertificateSigned");
    station.answer(&asked, json!({"status": "Accepted"}));
    let pem = asked.payload["certificateChain"].as_str().unwrap().to_owned();
    let fingerprint = CertificateFacts::of_pem(&pem).unwrap().fingerprint;
    eventually("the certificate to be installed", async || {
        let all = portal.store.station_certificates(id).await.unwrap();
        all.into_iter().find(|one| one.issued.fingerprint == fingerprint && one.state == CertificateState::Installed)
    })
    .await;
    pem
}

/// The handshake of profile 3.
fn with(charge_box_id: &str, certificate: csms::ClientCertificate) -> Handshake {
    Handshake { tls: true, client_certificate: Some(certificate), ..handshake(charge_box_id) }
}

async fn newest(portal: &Portal, id: NodeId) -> StationCertificate {
    portal.store.station_certificates(id).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_good_request_is_signed_and_sent_by_itself() {
    let (portal, id, mut station) = authenticated("CP1").await;
    let pem = enrol(&portal, id, &mut station, "CP1").await;
    let facts = CertificateFacts::of_pem(&pem).unwrap();
    assert_eq!(facts.common_name.as_deref(), Some("CP1"));
    assert!(!facts.is_authority && facts.not_before < NOON);
    assert_eq!(facts.not_after.since(NOON), 730 * DAY_MS);
    let kept = newest(&portal, id).await;
    assert_eq!((kept.issued.serial, kept.issued.issued_by.as_str()), (facts.serial, "portal"));
    let requests = portal.store.certificate_requests(Some(id), &Reach::All).await.unwrap();
    assert_eq!((requests[0].request.state, requests[0].decided_by.as_deref()), (RequestState::Signed, None));
    assert_eq!(requests[0].request.key_kind, "EC 256");
    // The key of the authority is nowhere to be read.
    let authority = portal.store.authorities().await.unwrap().remove(0);
    assert!(rcgen::KeyPair::try_from(authority.made.sealed_key).is_err());
}

#[tokio::test]
async fn a_bad_request_is_rejected_and_kept_with_its_reason() {
    let (portal, id, mut station) = authenticated("CP1").await;
    let (_, other) = request("CP2", "Lade AS");
    let (_, good) = request("CP1", "Lade AS");
    let mut forged = good.clone();
    // A changed signature: the last letters before the end are part of it.
    let end = forged.find("\n-----END").unwrap();
    let letter = if &forged[end - 8..end - 7] == "A" { "B" } else { "A" };
    forged.replace_range(end - 8..end - 7, letter);
    for (csr, reason) in [(other, "common name"), (forged, "own key"), ("nothing".to_owned(), "read the certificate")] {
        assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Rejected", "{reason}");
        let kept = portal.store.certificate_requests(Some(id), &Reach::All).await.unwrap().remove(0);
        assert_eq!(kept.request.state, RequestState::Refused);
        assert!(kept.request.fault.clone().unwrap().contains(reason), "{:?}", kept.request.fault);
    }
    assert!(portal.store.station_certificates(id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_station_that_proved_nothing_waits_for_a_person() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    let (_, csr) = request("CP1", "Lade AS");
    assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Accepted");
    let pending = portal.store.certificate_requests(None, &Reach::All).await.unwrap().remove(0);
    assert_eq!(pending.request.state, RequestState::Pending);
    let elsewhere = Reach::Sites(vec![NodeId(9_999)]);
    assert!(portal.store.certificate_requests(None, &elsewhere).await.unwrap().is_empty());
    assert!(portal.system.approve_certificate(pending.id, operator(), &elsewhere).await.is_err());
    let decided = portal.system.approve_certificate(pending.id, operator(), &Reach::All).await.unwrap();
    assert_eq!(decided.decided_by.as_deref(), Some("operator@example.org"));
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "Rejected"}));
    eventually("the refusal", async || (newest(&portal, id).await.state == CertificateState::Rejected).then_some(()))
        .await;
    assert!(portal.system.approve_certificate(pending.id, operator(), &Reach::All).await.is_err(), "once only");
}

#[tokio::test]
async fn a_person_may_want_to_decide_always_and_to_refuse() {
    let (portal, id, mut station) = authenticated("CP1").await;
    portal.set_policies(|policies| policies.certificate_signing = CertificateSigning::Approval).await;
    let (_, csr) = request("CP1", "Lade AS");
    assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Accepted");
    let pending = portal.store.certificate_requests(None, &Reach::All).await.unwrap().remove(0);
    let refused = portal.system.refuse_certificate(pending.id, "ada@example.org", &Reach::All).await.unwrap();
    assert_eq!(refused.request.state, RequestState::Refused);
    assert!(portal.store.station_certificates(id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_certificate_opens_for_its_station_alone_and_only_while_it_holds() {
    let (portal, id, mut station) = authenticated("CP1").await;
    let other = portal.add_station_as(secured("CP2", SecurityProfile::TlsClientCertificate)).await;
    let pem = enrol(&portal, id, &mut station, "CP1").await;
    set_profile(&portal, id, "CP1", SecurityProfile::TlsClientCertificate).await;

    portal.system.admit(with("CP1", shown(&pem))).await.unwrap();
    let refused = |fault| Refusal::Certificate(fault);
    assert_eq!(portal.refused(with("CP2", shown(&pem))).await, refused(CertificateFault::OtherStation));
    let without = Handshake { tls: true, ..handshake("CP1") };
    let refusal = portal.refused(without).await;
    assert_eq!((refusal.clone(), refusal.status()), (refused(CertificateFault::Missing), 401));
    let foreign = Foreign::new("Somebody else").client("CP1");
    assert_eq!(portal.refused(with("CP1", foreign)).await, refused(CertificateFault::Foreign));
    let alarms = portal.store.active_alarms().await.unwrap();
    let alarm = alarms.iter().find(|alarm| alarm.key.subject == "certificate" && alarm.key.node_id == Some(other));
    assert_eq!(alarm.map(|alarm| alarm.key.kind), Some(AlarmType::Security));

    portal.clock.advance_ms(731 * DAY_MS);
    assert_eq!(portal.refused(with("CP1", shown(&pem))).await, refused(CertificateFault::OutOfTime));
}

#[tokio::test]
async fn a_revoked_or_replaced_certificate_opens_nothing() {
    let (portal, id, mut station) = authenticated("CP1").await;
    let first = enrol(&portal, id, &mut station, "CP1").await;
    let second = enrol(&portal, id, &mut station, "CP1").await;
    set_profile(&portal, id, "CP1", SecurityProfile::TlsClientCertificate).await;
    // The station may use the old one until it has shown the new one.
    portal.system.admit(with("CP1", shown(&first))).await.unwrap();
    portal.system.admit(with("CP1", shown(&second))).await.unwrap();
    eventually("the first to be replaced", async || {
        let all = portal.store.station_certificates(id).await.unwrap();
        (all[1].state == CertificateState::Replaced && all[0].used_at == Some(NOON)).then_some(())
    })
    .await;
    let revoked = Refusal::Certificate(CertificateFault::Revoked);
    assert_eq!(portal.refused(with("CP1", shown(&first))).await, revoked);
    let kept = newest(&portal, id).await;
    assert!(portal.system.revoke_certificate(kept.id, "ada", Reach::Sites(vec![])).await.is_err());
    portal.system.revoke_certificate(kept.id, "ada", Reach::All).await.unwrap();
    assert_eq!(portal.refused(with("CP1", shown(&second))).await, revoked);
}

#[tokio::test]
async fn a_root_of_others_opens_for_the_charge_box_id_it_names() {
    let portal = Portal::new().await;
    portal.add_station_as(secured("CP1", SecurityProfile::TlsClientCertificate)).await;
    let maker = Foreign::new("Maker");
    let certificate = maker.client("CP1");
    assert_eq!(portal.refused(with("CP1", certificate.clone())).await, Refusal::Certificate(CertificateFault::Foreign));
    let facts = maker.facts();
    let root = NewTrustedRoot {
        certificate: maker.pem(),
        subject: facts.subject,
        fingerprint: facts.fingerprint,
        not_after: facts.not_after,
        created_at: NOON,
        created_by: "ada".to_owned(),
    };
    let id = portal.store.add_trusted_root(root).await.unwrap();
    portal.system.admit(with("CP1", certificate.clone())).await.unwrap();
    assert_eq!(
        portal.refused(with("CP1", maker.client("CP2"))).await,
        Refusal::Certificate(CertificateFault::OtherStation)
    );
    portal.store.delete_trusted_root(id).await.unwrap();
    portal.refused(with("CP1", certificate)).await;
}

#[tokio::test]
async fn what_an_earlier_authority_signed_still_opens() {
    let (portal, id, mut station) = authenticated("CP1").await;
    let pem = enrol(&portal, id, &mut station, "CP1").await;
    let first = portal.system.authority().await.unwrap();
    let second = portal.system.renew_authority("ada").await.unwrap();
    assert!(second.id > first.id && second.made.serial != first.made.serial);
    set_profile(&portal, id, "CP1", SecurityProfile::TlsClientCertificate).await;
    portal.system.admit(with("CP1", shown(&pem))).await.unwrap();
}

#[tokio::test]
async fn roots_are_installed_listed_and_deleted() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    let kind = CertificateUse::CentralSystemRoot;
    let give = async |command: Command| portal.system.command(id, command, operator()).await.unwrap();

    let command = give(Command::InstallCertificate { kind, certificate: None }).await;
    let asked = station.asked().await;
    assert_eq!(asked.payload["certificateType"], "CentralSystemRootCertificate");
    let authority = portal.system.authority().await.unwrap();
    assert_eq!(asked.payload["certificate"].as_str().unwrap(), authority.made.certificate);
    station.answer(&asked, json!({"status": "Accepted"}));
    assert_eq!(portal.system.wait_for(command, PATIENCE).await, Some(CommandState::Accepted));
    let installed = portal.store.installed_certificates(id).await.unwrap();
    assert_eq!(installed[0].not_after, Some(authority.made.not_after));
    let hash = installed[0].hash.clone();

    // The station lists it in its own manner, and another one that the portal does not know.
    let list = json!([
        {"hashAlgorithm": "SHA256", "issuerNameHash": hash.issuer_name_hash.to_uppercase(),
         "issuerKeyHash": hash.issuer_key_hash.to_uppercase(), "serialNumber": format!("00{}", hash.serial_number)},
        {"hashAlgorithm": "SHA512", "issuerNameHash": "aa", "issuerKeyHash": "bb", "serialNumber": "07"}
    ]);
    let command = give(Command::GetInstalledCertificateIds { kind }).await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "Accepted", "certificateHashData": list}));
    portal.system.wait_for(command, PATIENCE).await;
    let installed = portal.store.installed_certificates(id).await.unwrap();
    assert_eq!(installed.len(), 2);
    let known = installed.iter().find(|one| one.hash.names_same(&hash)).unwrap();
    assert!(known.subject.is_some() && known.not_after == Some(authority.made.not_after));

    let command = give(Command::DeleteCertificate { hash: hash.clone() }).await;
    let asked = station.asked().await;
    assert_eq!(asked.payload["certificateHashData"]["issuerKeyHash"], json!(hash.issuer_key_hash));
    station.answer(&asked, json!({"status": "Accepted"}));
    portal.system.wait_for(command, PATIENCE).await;
    assert_eq!(portal.store.installed_certificates(id).await.unwrap().len(), 1);

    let command = give(Command::GetInstalledCertificateIds { kind }).await;
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "NotFound"}));
    assert_eq!(portal.system.wait_for(command, PATIENCE).await, Some(CommandState::Accepted));
    assert!(portal.store.installed_certificates(id).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_alarm_before_the_end_comes_in_time_and_goes_with_a_new_certificate() {
    let (portal, id, mut station) = authenticated("CP1").await;
    let pem = enrol(&portal, id, &mut station, "CP1").await;
    let alarm = async || {
        let alarms = portal.store.active_alarms().await.unwrap();
        alarms
            .into_iter()
            .find(|alarm| alarm.key.node_id == Some(id) && alarm.key.subject.starts_with("certificate expiring"))
    };
    portal.clock.advance_ms(690 * DAY_MS);
    // Something that the same round of looking brings about shows that it was looked.
    portal.system.set_tls_chain(vec![Foreign::new("Portal").facts()]);
    eventually("the alarm of the portal's own", async || {
        let alarms = portal.store.active_alarms().await.unwrap();
        alarms.into_iter().find(|alarm| alarm.key.node_id.is_none() && alarm.key.kind == AlarmType::Security)
    })
    .await;
    assert!(alarm().await.is_none(), "forty days before");
    portal.clock.advance_ms(15 * DAY_MS);
    let raised = eventually("the alarm", async || alarm().await).await;
    assert!(raised.text.unwrap().contains("CN=CP1"));
    enrol(&portal, id, &mut station, "CP1").await;
    eventually("the alarm's end", async || alarm().await.is_none().then_some(())).await;
    let _ = pem;
}

async fn set_profile(portal: &Portal, id: NodeId, charge_box_id: &str, profile: SecurityProfile) {
    let node = portal.store.node(id, &Reach::All, None, None).await.unwrap().unwrap();
    let update = store::node::NodeUpdate {
        name: node.name,
        description: String::new(),
        settings: store::node::NodeSettings::Station(secured(charge_box_id, profile)),
    };
    portal.store.update_node(id, node.version, update, Reach::All).await.unwrap();
}
