//! Raising the security profile, step by step, and what becomes of stations that do not follow (Improved security for OCPP 1.6-J, A05).

use csms::{BasicCredential, ClientCertificate, Handshake, Refusal, UpgradeRefused};
use domain::NodeId;
use domain::access::Reach;
use domain::security_upgrade::{UpgradeState, UpgradeStep, UpgradeStepKind};
use domain::station::SecurityProfile;
use serde_json::json;
use store::security_upgrade::SecurityUpgrade;

use crate::authority::{Foreign, request, shown};
use crate::portal::{Portal, eventually, handshake, operator, secured};
use crate::station::Station;

async fn upgrade(portal: &Portal, id: NodeId) -> SecurityUpgrade {
    portal.store.security_upgrade(id).await.unwrap().expect("it was begun")
}

async fn in_state(portal: &Portal, id: NodeId, state: UpgradeState) -> SecurityUpgrade {
    eventually(&format!("the raising to be {state}"), async || {
        Some(upgrade(portal, id).await).filter(|upgrade| upgrade.state == state)
    })
    .await
}

async fn step_in(portal: &Portal, id: NodeId, kind: UpgradeStepKind, state: UpgradeState) -> UpgradeStep {
    eventually(&format!("{kind} to be {state}"), async || {
        let steps = upgrade(portal, id).await.begun.steps;
        steps.into_iter().find(|step| step.kind == kind && step.state == state)
    })
    .await
}

fn with_password(charge_box_id: &str, password: &[u8], tls: bool) -> Handshake {
    let basic = BasicCredential { user: charge_box_id.to_owned(), password: password.to_vec() };
    Handshake { basic: Some(basic), tls, ..handshake(charge_box_id) }
}

fn with_certificate(charge_box_id: &str, certificate: ClientCertificate) -> Handshake {
    Handshake { tls: true, client_certificate: Some(certificate), ..handshake(charge_box_id) }
}

/// A station with a profile and, where that asks for it, the password `0123456789abcdef`, connected over TLS.
async fn at(portal: &Portal, profile: SecurityProfile) -> (NodeId, Station) {
    let id = portal.add_station_as(secured("CP1", profile)).await;
    let hash = portal.options.credential_key.hash("CP1", b"0123456789abcdef");
    portal.store.set_credential(id, Some(hash), Reach::All).await.unwrap();
    let admission = portal.system.admit(with_password("CP1", b"0123456789abcdef", true)).await.unwrap();
    (id, Station::serve(&portal.system, admission))
}

async fn profile_of(portal: &Portal) -> SecurityProfile {
    let id = domain::ChargeBoxId::new("CP1").unwrap();
    portal.store.admission(&id).await.unwrap().unwrap().security_profile
}

#[tokio::test]
async fn from_none_to_a_password() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    portal.system.raise_security_profile(id, SecurityProfile::Basic, operator()).await.unwrap();
    let again = portal.system.raise_security_profile(id, SecurityProfile::Basic, operator()).await;
    assert!(matches!(again, Err(UpgradeRefused::UnderWay)));

    let asked = station.asked().await;
    assert_eq!((asked.action.as_str(), &asked.payload["key"]), ("ChangeConfiguration", &json!("AuthorizationKey")));
    let password = asked.payload["value"].as_str().unwrap().to_owned();
    assert_eq!(password.len(), 40);
    station.answer(&asked, json!({"status": "Accepted"}));
    let asked = station.asked().await;
    assert_eq!(asked.payload, json!({"key": "SecurityProfile", "value": "1"}));
    station.answer(&asked, json!({"status": "Accepted"}));
    step_in(&portal, id, UpgradeStepKind::Reconnect, UpgradeState::Running).await;
    let commands = portal.store.commands(id, None, 10, &Reach::All).await.unwrap();
    assert!(commands.iter().all(|command| !format!("{command:?}").contains(&password)), "the password is not kept");

    // Both ways are open; a wrong password is the old way here.
    station.hang_up().await;
    portal.connect("CP1").await.hang_up().await;
    step_in(&portal, id, UpgradeStepKind::Reconnect, UpgradeState::Running).await;
    eventually("the station to be shown as fallen back", async || {
        let steps = upgrade(&portal, id).await.begun.steps;
        steps.iter().find_map(|step| step.text.clone().filter(|text| text.contains("earlier profile")))
    })
    .await;
    portal.system.admit(with_password("CP1", password.as_bytes(), false)).await.unwrap();
    in_state(&portal, id, UpgradeState::Done).await;
    assert_eq!(profile_of(&portal).await, SecurityProfile::Basic);
    assert_eq!(portal.refused(handshake("CP1")).await, Refusal::Credential, "the old way is closed now");
    // A station may send the bytes that the digits stand for.
    let bytes: Vec<u8> = (0..40).step_by(2).map(|at| u8::from_str_radix(&password[at..at + 2], 16).unwrap()).collect();
    portal.system.admit(with_password("CP1", &bytes, false)).await.unwrap();
    let lower = portal.system.raise_security_profile(id, SecurityProfile::Basic, operator()).await;
    assert!(matches!(lower, Err(UpgradeRefused::NotHigher(_))));
}

#[tokio::test]
async fn from_a_password_to_tls() {
    let portal = Portal::new().await;
    let root = Foreign::new("Portal root");
    portal.system.set_tls_chain(vec![root.facts()]);
    let (id, mut station) = at(&portal, SecurityProfile::Basic).await;
    portal.system.raise_security_profile(id, SecurityProfile::TlsBasic, operator()).await.unwrap();
    let asked = station.asked().await;
    assert_eq!(asked.action, "GetInstalledCertificateIds");
    station.answer(&asked, json!({"status": "NotFound"}));
    let asked = station.asked().await;
    assert_eq!(asked.action, "InstallCertificate");
    assert_eq!(
        csms::certificate::CertificateFacts::of_pem(asked.payload["certificate"].as_str().unwrap()).unwrap(),
        root.facts()
    );
    station.answer(&asked, json!({"status": "Accepted"}));
    let asked = station.asked().await;
    assert_eq!(asked.payload, json!({"key": "SecurityProfile", "value": "2"}));
    station.answer(&asked, json!({"status": "RebootRequired"}));
    let asked = station.asked().await;
    assert_eq!((asked.action.as_str(), &asked.payload["type"]), ("Reset", &json!("Soft")));
    station.answer(&asked, json!({"status": "Accepted"}));
    step_in(&portal, id, UpgradeStepKind::Reconnect, UpgradeState::Running).await;
    portal.system.admit(with_password("CP1", b"0123456789abcdef", true)).await.unwrap();
    in_state(&portal, id, UpgradeState::Done).await;
    assert_eq!(portal.refused(with_password("CP1", b"0123456789abcdef", false)).await, Refusal::NeedsTls);
}

#[tokio::test]
async fn from_tls_to_a_certificate() {
    let portal = Portal::new().await;
    let (id, mut station) = at(&portal, SecurityProfile::TlsBasic).await;
    portal.system.raise_security_profile(id, SecurityProfile::TlsClientCertificate, operator()).await.unwrap();
    let asked = station.asked().await;
    assert_eq!(asked.action, "ExtendedTriggerMessage");
    assert_eq!(asked.payload["requestedMessage"], "SignChargePointCertificate");
    station.answer(&asked, json!({"status": "Accepted"}));
    let (_, csr) = request("CP1", "Lade AS");
    assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Accepted");
    let asked = station.asked().await;
    let pem = asked.payload["certificateChain"].as_str().unwrap().to_owned();
    station.answer(&asked, json!({"status": "Accepted"}));
    let asked = station.asked().await;
    assert_eq!(asked.payload, json!({"key": "SecurityProfile", "value": "3"}));
    station.answer(&asked, json!({"status": "Accepted"}));
    step_in(&portal, id, UpgradeStepKind::Reconnect, UpgradeState::Running).await;
    portal.system.admit(with_password("CP1", b"0123456789abcdef", true)).await.unwrap();
    portal.system.admit(with_certificate("CP1", shown(&pem))).await.unwrap();
    in_state(&portal, id, UpgradeState::Done).await;
    assert_eq!(profile_of(&portal).await, SecurityProfile::TlsClientCertificate);
    let refusal = portal.refused(with_password("CP1", b"0123456789abcdef", true)).await;
    assert!(matches!(refusal, Refusal::Certificate(_)), "{refusal}");
}

#[tokio::test]
async fn a_step_that_fails_ends_it_and_nothing_is_locked_out() {
    let password = b"0123456789abcdef";
    // Which call is answered with what, and the step that fails by it.
    let table = [
        (SecurityProfile::None, vec![json!({"status": "NotSupported"})], UpgradeStepKind::Credential),
        (
            SecurityProfile::None,
            vec![json!({"status": "Accepted"}), json!({"status": "Rejected"})],
            UpgradeStepKind::Profile,
        ),
        (
            SecurityProfile::Basic,
            vec![json!({"status": "NotFound"}), json!({"status": "Rejected"})],
            UpgradeStepKind::RootCertificate,
        ),
        (SecurityProfile::TlsBasic, vec![json!({"status": "NotImplemented"})], UpgradeStepKind::Certificate),
    ];
    for (from, answers, failed) in table {
        let portal = Portal::new().await;
        portal.system.set_tls_chain(vec![Foreign::new("Portal root").facts()]);
        let (id, mut station) = at(&portal, from).await;
        let to = SecurityProfile::from_number(i64::from(from.number()) + 1).unwrap();
        portal.system.raise_security_profile(id, to, operator()).await.unwrap();
        for answer in answers {
            let asked = station.asked().await;
            station.answer(&asked, answer);
        }
        let upgrade = in_state(&portal, id, UpgradeState::Failed).await;
        let step = upgrade.begun.steps.iter().find(|step| step.state == UpgradeState::Failed).unwrap();
        assert_eq!(step.kind, failed, "from {from}");
        assert_eq!(profile_of(&portal).await, from);
        let handshake =
            if from == SecurityProfile::None { handshake("CP1") } else { with_password("CP1", password, true) };
        portal.system.admit(handshake).await.unwrap();
        // It can be begun anew.
        portal.system.raise_security_profile(id, to, operator()).await.unwrap();
    }
}

#[tokio::test]
async fn without_a_known_root_tls_is_not_demanded() {
    let portal = Portal::new().await;
    let (id, mut station) = at(&portal, SecurityProfile::Basic).await;
    portal.system.raise_security_profile(id, SecurityProfile::TlsBasic, operator()).await.unwrap();
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "NotFound"}));
    let failed = in_state(&portal, id, UpgradeState::Failed).await;
    assert!(failed.begun.steps[0].text.as_deref().unwrap().contains("install it on the station first"));
}

#[tokio::test]
async fn a_station_that_stays_away_is_shown_and_taken_up_when_it_comes_late() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    portal.system.raise_security_profile(id, SecurityProfile::Basic, operator()).await.unwrap();
    let asked = station.asked().await;
    let password = asked.payload["value"].as_str().unwrap().to_owned();
    station.answer(&asked, json!({"status": "Accepted"}));
    let asked = station.asked().await;
    station.answer(&asked, json!({"status": "Accepted"}));
    step_in(&portal, id, UpgradeStepKind::Reconnect, UpgradeState::Running).await;
    station.hang_up().await;
    portal.clock.advance_ms(31 * 60_000);
    let failed = in_state(&portal, id, UpgradeState::Failed).await;
    assert!(failed.begun.steps.last().unwrap().text.as_deref().unwrap().contains("has not come back"));
    portal.system.admit(handshake("CP1")).await.unwrap();
    portal.system.admit(with_password("CP1", password.as_bytes(), false)).await.unwrap();
    in_state(&portal, id, UpgradeState::Done).await;
}

#[tokio::test]
async fn what_a_restart_interrupted_is_shown() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    portal.system.raise_security_profile(id, SecurityProfile::Basic, operator()).await.unwrap();
    station.asked().await;
    portal.clock.advance_ms(1_000);
    let portal = portal.restarted().await;
    let failed = in_state(&portal, id, UpgradeState::Failed).await;
    assert_eq!(failed.begun.steps[0].text.as_deref(), Some("the portal restarted"));
}
