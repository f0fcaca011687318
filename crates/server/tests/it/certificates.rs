//! Certificates over a real TLS line: from a station's request to its proof by client certificate; and the API around it.

use domain::user::Role;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::{Value, json};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::http::Call;
use crate::portal::{Place, TestPortal};
use crate::station::{Knock, Station};

async fn portal_with_tls() -> TestPortal {
    TestPortal::start_with(|configuration| {
        configuration.tls.listen = "127.0.0.1:0".parse().unwrap();
        configuration.tls.certificate = Some(crate::tls::file("certificate.pem"));
        configuration.tls.private_key = Some(crate::tls::file("key.pem"));
    })
    .await
}

async fn set_profile(portal: &TestPortal, place: Place, profile: u8) {
    let node = format!("/api/v1/nodes/{}", place.station);
    let tag = portal.etag(&node).await;
    let change = Call::new("PATCH", &node).json(&json!({"station": {"securityProfile": profile}}));
    portal.send(change.header("if-match", &tag).by(&portal.administrator)).await.expect(200);
}

fn named(common_name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters.distinguished_name.push(DnType::CommonName, common_name);
    parameters
}

fn key_of(key: &KeyPair) -> PrivateKeyDer<'static> {
    PrivateKeyDer::try_from(key.serialize_der()).unwrap()
}

async fn certificates(portal: &TestPortal, place: Place) -> Value {
    let path = format!("/api/v1/stations/{}/certificates", place.station);
    portal.get(&path, &portal.administrator).await.expect(200).json()
}

#[tokio::test]
async fn a_station_asks_takes_and_proves_itself_by_its_certificate() {
    let portal = portal_with_tls().await;
    let place = portal.place("CP1").await;
    let administrator = &portal.administrator;
    let password = b"a long password 1";
    let credential = format!("/api/v1/stations/{}/credential", place.station);
    portal.post(&credential, &json!({"password": "a long password 1"}), administrator).await.expect(200);
    set_profile(&portal, place, 2).await;
    let knock = |credential| Knock { path: "/Ocpp/websocket/CP1", subprotocol: Some("ocpp1.6"), credential };
    let tls = portal.program.tls_address.unwrap();
    let mut events = portal.listen("/api/v1/events", administrator).await;

    // It asks, and the certificate comes after the answer.
    let line = crate::tls::connect(tls).await;
    let mut station = Station::over(line, knock(Some(("CP1", password)))).await.expect("let in");
    let key = KeyPair::generate().unwrap();
    let csr = named("CP1").serialize_request(&key).unwrap().pem().unwrap();
    assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Accepted");
    let frame = loop {
        let frame = station.receive().await.expect("the certificate comes");
        if frame[2] == "CertificateSigned" {
            break frame;
        }
    };
    let pem = frame[3]["certificateChain"].as_str().unwrap().to_owned();
    station.send(&json!([3, frame[1], {"status": "Accepted"}])).await;
    loop {
        let told = events.next_named("security").await.data;
        let own = certificates(&portal, place).await["own"].clone();
        if told["stationId"] == place.station && own[0]["state"] == "installed" {
            break;
        }
    }
    drop(station);

    // From now on it must prove itself by it.
    set_profile(&portal, place, 3).await;
    let client =
        |pem: &str, key: &KeyPair| Some((CertificateDer::from_pem_slice(pem.as_bytes()).unwrap(), key_of(key)));
    let line = crate::tls::connect(tls).await;
    let status = Station::over(line, knock(Some(("CP1", password)))).await.err().expect("refused").0;
    assert_eq!(status, 401, "a password is not enough any more");
    let foreign_key = KeyPair::generate().unwrap();
    let foreign = named("CP1").self_signed(&foreign_key).unwrap().pem();
    let line = crate::tls::connect_as(tls, client(&foreign, &foreign_key)).await;
    assert_eq!(Station::over(line, knock(None)).await.err().expect("refused").0, 401, "its own word is not enough");
    let line = crate::tls::connect_as(tls, client(&pem, &key)).await;
    let mut station = Station::over(line, knock(None)).await.expect("let in");
    assert_eq!(station.boot().await["status"], "Accepted");
    let line = crate::tls::connect_as(tls, client(&pem, &key)).await;
    let other = Knock { path: "/Ocpp/websocket/CP2", subprotocol: Some("ocpp1.6"), credential: None };
    portal.place("CP2").await;
    let place_of_other = portal.get("/api/v1/navigator", administrator).await.json();
    let other_id =
        place_of_other["items"].as_array().unwrap().iter().find(|item| item["chargeBoxId"] == "CP2").unwrap();
    let other_place = Place { station: other_id["id"].as_i64().unwrap(), ..place };
    set_profile(&portal, other_place, 3).await;
    assert_eq!(Station::over(line, other).await.err().expect("refused").0, 401, "another's certificate");

    // Revoked, it opens nothing, and who has it is sent away.
    let id = certificates(&portal, place).await["own"][0]["id"].clone();
    let revoke = format!("/api/v1/station-certificates/{id}/revoke");
    let revoked = portal.post(&revoke, &json!({}), administrator).await.expect(200).json();
    assert_eq!(revoked["state"], "revoked");
    while station.receive().await.is_some() {}
    let line = crate::tls::connect_as(tls, client(&pem, &key)).await;
    assert_eq!(Station::over(line, knock(None)).await.err().expect("refused").0, 401);
    let alarms = portal.get("/api/v1/alarms?active=true", administrator).await.json();
    let is_ours = |alarm: &Value| alarm["type"] == "security" && alarm["code"] == "certificate";
    assert!(alarms["items"].as_array().unwrap().iter().any(is_ours), "{alarms}");
}

#[tokio::test]
async fn a_client_certificate_without_its_key_ends_the_handshake() {
    use tokio::io::AsyncReadExt as _;
    let portal = portal_with_tls().await;
    let (own, other) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let certificate = named("CP1").self_signed(&own).unwrap();
    let client = Some((certificate.der().clone(), key_of(&other)));
    // With TLS 1.3 the client hears of it only when it reads.
    let connected = std::panic::AssertUnwindSafe(crate::tls::connect_as(portal.program.tls_address.unwrap(), client));
    if let Ok(mut line) = futures_util::FutureExt::catch_unwind(connected).await {
        assert!(line.read_u8().await.is_err());
    }
}

#[tokio::test]
async fn requests_wait_for_a_person_and_are_decided_once() {
    let portal = TestPortal::start().await;
    let (place, elsewhere) = (portal.place("CP1").await, portal.place("CP2").await);
    let janitor = portal.person("janitor@example.org", Role::SiteAdministrator, &[elsewhere.site]).await;
    let mut station = Station::connect(&portal, "CP1").await;
    for _ in 0..2 {
        let csr = named("CP1").serialize_request(&KeyPair::generate().unwrap()).unwrap().pem().unwrap();
        assert_eq!(station.call("SignCertificate", json!({"csr": csr})).await["status"], "Accepted");
    }
    let path = "/api/v1/certificate-requests";
    assert_eq!(portal.get(path, &janitor).await.expect(200).json()["items"], json!([]));
    let pending = portal.get(path, &portal.administrator).await.expect(200).json();
    assert_eq!(pending["items"].as_array().unwrap().len(), 1, "a newer one takes the place of the one before");
    let approve = format!("{path}/{}/approve", pending["items"][0]["id"]);
    portal.post(&approve, &json!({}), &janitor).await.expect(404);
    let signed = portal.post(&approve, &json!({}), &portal.administrator).await.expect(200).json();
    assert_eq!((&signed["state"], &signed["decidedBy"]), (&json!("signed"), &json!("admin@example.org")));
    portal.post(&approve, &json!({}), &portal.administrator).await.expect(409);
    let states: Vec<Value> = certificates(&portal, place).await["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|request| request["state"].clone())
        .collect();
    assert_eq!(states, [json!("signed"), json!("refused")]);
}

#[tokio::test]
async fn the_authority_is_made_renewed_and_downloaded() {
    let portal = portal_with_tls().await;
    let administrator = &portal.administrator;
    let path = "/api/v1/authority";
    let before = portal.get(path, administrator).await.expect(200).json();
    assert_eq!(before["current"], Value::Null);
    assert!(before["tls"]["subject"].is_string());
    portal.get("/api/v1/authority/certificate.pem", administrator).await.expect(404);
    let first = portal.post(path, &json!({}), administrator).await.expect(201).json();
    let second = portal.post(path, &json!({}), administrator).await.expect(201).json();
    assert_eq!(second["earlier"][0]["serial"], first["current"]["serial"]);
    let download = portal.get("/api/v1/authority/certificate.pem", administrator).await.expect(200);
    assert_eq!(download.text(), second["current"]["pem"].as_str().unwrap());
    assert!(!second.to_string().contains("PRIVATE"));

    let mut parameters = named("Maker");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let maker = CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap();
    let leaf = named("CP1").self_signed(&KeyPair::generate().unwrap()).unwrap().pem();
    for (wrong, why) in [("nothing".to_owned(), "in PEM"), (leaf, "authority")] {
        let answer =
            portal.post("/api/v1/authority/roots", &json!({"certificate": wrong}), administrator).await.expect(400);
        let problem = answer.json();
        assert_eq!(problem["field"], "certificate");
        assert!(problem["detail"].as_str().unwrap().contains(why), "{problem}");
    }
    let body = json!({"certificate": maker.pem()});
    let trusted = portal.post("/api/v1/authority/roots", &body, administrator).await.expect(201).json();
    portal.post("/api/v1/authority/roots", &body, administrator).await.expect(409);
    let remove = format!("/api/v1/authority/roots/{}", trusted["id"]);
    portal.send(Call::new("DELETE", &remove).by(administrator)).await.expect(204);
    portal.send(Call::new("DELETE", &remove).by(administrator)).await.expect(404);
}

#[tokio::test]
async fn a_profile_is_raised_never_lowered() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let path = format!("/api/v1/stations/{}/security-profile", place.station);
    for wrong in [0, 4] {
        let answer = portal.post(&path, &json!({"profile": wrong}), &portal.administrator).await.expect(400);
        assert_eq!(answer.json()["field"], "profile");
    }
    let begun = portal.post(&path, &json!({"profile": 1}), &portal.administrator).await.expect(202).json();
    assert_eq!((&begun["from"], &begun["to"]), (&json!(0), &json!(1)));
    let mut events = portal.listen("/api/v1/events", &portal.administrator).await;
    // The station is not there: the first step fails, and that is told.
    let shown = loop {
        let shown = portal.get(&path, &portal.administrator).await.expect(200).json();
        if shown["upgrade"]["state"] == "failed" {
            break shown;
        }
        events.next_named("security").await;
    };
    assert_eq!((&shown["profile"], &shown["upgrade"]["steps"][0]["state"]), (&json!(0), &json!("failed")));
}
