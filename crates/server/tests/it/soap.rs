//! SOAP over real sockets: posts of stations, and calls to them.

use ocpp::soap::{Calling, Envelope, Service, Version, write_request};
use ocpp::v16::{HeartbeatRequest, HeartbeatResponse};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::http::Call;
use crate::portal::TestPortal;

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Sends a request as it stands and reads the answer to its end.
async fn exchange(portal: &TestPortal, request: String) -> Answer {
    let mut stream = TcpStream::connect(portal.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("an HTTP status");
    Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

async fn post(portal: &TestPortal, path: &str, headers: &str, document: &str) -> Answer {
    let length = document.len();
    exchange(
        portal,
        format!("POST {path} HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{document}"),
    )
    .await
}

fn heartbeat(id: &str, from: &str) -> String {
    let calling = Calling {
        version: Version::V16,
        service: Service::CentralSystem,
        charge_box_identity: id,
        message_id: "urn:uuid:1",
        to: "http://portal/",
        from,
    };
    write_request(&calling, &HeartbeatRequest {}).unwrap()
}

const PATH: &str = "/Ocpp/CentralSystemService16";

#[tokio::test]
async fn a_post_is_answered_with_its_length_and_without_packing() {
    let portal = TestPortal::start().await;
    portal.place("CP1").await;
    let headers =
        "Accept-Encoding: gzip\r\nContent-Type: application/soap+xml; charset=utf-8; action=\"/Heartbeat\"\r\n";
    let answer = post(&portal, "/OCPP/centralsystemSERVICE16/", headers, &heartbeat("CP1", "http://10.0.0.1/")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.head.contains("content-type: application/soap+xml; charset=utf-8"), "{}", answer.head);
    assert!(answer.head.contains(&format!("content-length: {}", answer.body.len())), "{}", answer.head);
    let envelope = Envelope::read(&answer.body).unwrap();
    assert_eq!(envelope.headers.relates_to.as_deref(), Some("urn:uuid:1"));
    assert!(envelope.decode::<HeartbeatResponse>(Version::V16.namespace(Service::CentralSystem)).is_ok());
}

#[tokio::test]
async fn the_action_may_stand_in_a_header_of_http_only() {
    let portal = TestPortal::start().await;
    portal.place("CP1").await;
    let bare = "<Envelope><Header><chargeBoxIdentity>CP1</chargeBoxIdentity></Header><Body/></Envelope>";
    for header in [
        "SOAPAction: \"/Heartbeat\"\r\n",
        "Content-Type: application/soap+xml;action=\"urn://Ocpp/Cs/2015/10/Heartbeat\"\r\n",
    ] {
        let answer = post(&portal, PATH, header, bare).await;
        assert_eq!(answer.status, 200, "{header}: {}", answer.body);
    }
    assert_eq!(post(&portal, PATH, "", bare).await.status, 500, "nobody says what is asked");
}

#[tokio::test]
async fn the_service_is_described_and_nothing_else_is_served_there() {
    let portal = TestPortal::start().await;
    for (path, namespace) in [
        ("/Ocpp/CentralSystemService15?wsdl", "urn://Ocpp/Cs/2012/06/"),
        ("/ocpp/centralsystemservice16?WSDL", "urn://Ocpp/Cs/2015/10/"),
    ] {
        let answer = portal.send(Call::get(path)).await.expect(200);
        assert!(answer.text().contains(&format!("targetNamespace=\"{namespace}\"")), "{}", answer.text());
    }
    portal.send(Call::get(PATH)).await.expect(405);
}

#[tokio::test]
async fn what_is_too_large_or_not_xml_is_refused() {
    let portal = TestPortal::start().await;
    let large = "x".repeat(ocpp::soap::MAX_BYTES + 1);
    assert_eq!(post(&portal, PATH, "", &large).await.status, 413);
    let answer = post(&portal, PATH, "", "<!DOCTYPE a><a/>").await;
    assert_eq!(answer.status, 400);
    assert!(Envelope::read(&answer.body).unwrap().fault().is_some());
}

#[tokio::test]
async fn a_station_is_called_at_the_address_that_it_named() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/charge-point?x=1", listener.local_addr().unwrap());
    post(&portal, PATH, "", &heartbeat("CP1", &address)).await;
    let station = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !String::from_utf8_lossy(&request).contains("</soap:Envelope>") {
            let mut part = [0; 4096];
            let count = stream.read(&mut part).await.unwrap();
            assert!(count > 0, "the request broke off");
            request.extend_from_slice(&part[..count]);
        }
        let answer =
            "<Envelope><Body><clearCacheResponse><status>Accepted</status></clearCacheResponse></Body></Envelope>";
        let length = answer.len();
        stream
            .write_all(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{answer}").as_bytes())
            .await
            .unwrap();
        String::from_utf8(request).unwrap()
    });
    let commands = format!("/api/v1/stations/{}/commands?wait=20", place.station);
    let answer = portal.post(&commands, &json!({"name": "clearCache"}), &portal.administrator).await.expect(202).json();
    assert_eq!((&answer["state"], &answer["outcome"]), (&json!("accepted"), &json!("Accepted")), "{answer}");
    let request = station.await.unwrap();
    assert!(request.starts_with("POST /charge-point?x=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("action=\"/ClearCache\""), "{request}");
    // Nobody listens there any more.
    let failed = portal.post(&commands, &json!({"name": "clearCache"}), &portal.administrator).await.expect(202).json();
    assert_eq!(failed["state"], "failed", "{failed}");
    let node = station_of(&portal, place.station).await;
    assert_eq!((&node["online"], &node["protocol"]), (&json!(true), &json!("ocpp1.6s")));
    assert_eq!(node["soapAddress"], json!(address));
    assert_eq!(node["reachability"]["address"], json!(address));
    assert!(
        node["reachability"]["lastFailure"].as_str().is_some_and(|text| text.contains("reach the station")),
        "{node}"
    );
}

async fn station_of(portal: &TestPortal, id: i64) -> Value {
    portal.get(&format!("/api/v1/nodes/{id}"), &portal.administrator).await.expect(200).json()["station"].clone()
}

#[tokio::test]
async fn a_person_pins_an_address_and_binds_a_station() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    post(&portal, PATH, "", &heartbeat("CP1", "http://169.254.169.254/")).await;
    assert_eq!(station_of(&portal, place.station).await["reachability"]["fault"], "local");
    let path = format!("/api/v1/nodes/{}", place.station);
    let change = async |members: Value| {
        let etag = portal.etag(&path).await;
        let call = Call::new("PATCH", &path).json(&json!({"station": members})).header("if-match", &etag);
        portal.send(call.by(&portal.administrator)).await
    };
    for (field, wrong) in
        [("soapAddressPinned", "ftp://x/"), ("soapAddressRange", "10.0.0.0/33"), ("soapCertificate", "ab12")]
    {
        let problem = change(json!({field: wrong})).await.expect(400).json();
        assert_eq!(problem["field"], json!(format!("station.{field}")));
    }
    let fingerprint = "AB:".repeat(31) + "AB";
    let bound = json!({"soapAddressPinned": "http://10.1.2.3/cp", "soapAddressRange": "203.0.113.0/24", "soapCertificate": fingerprint});
    change(bound).await.expect(200);
    let node = station_of(&portal, place.station).await;
    assert_eq!(node["reachability"], json!({"address": "http://10.1.2.3/cp", "fault": null, "lastFailure": null}));
    assert_eq!(node["soapCertificate"], json!("ab".repeat(32)));
    assert_eq!(
        post(&portal, PATH, "", &heartbeat("CP1", "http://10.0.0.1/")).await.status,
        403,
        "it comes from elsewhere"
    );
    change(json!({"soapAddressRange": null, "soapCertificate": ""})).await.expect(200);
    assert_eq!(post(&portal, PATH, "", &heartbeat("CP1", "http://10.0.0.1/")).await.status, 200);
}

#[tokio::test]
async fn a_wrong_password_is_answered_with_a_challenge() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let path = format!("/api/v1/nodes/{}", place.station);
    let credential = format!("/api/v1/stations/{}/credential", place.station);
    portal.post(&credential, &json!({"password": "a long enough password"}), &portal.administrator).await.expect(200);
    let etag = portal.etag(&path).await;
    let secured = Call::new("PATCH", &path).json(&json!({"station": {"securityProfile": 1}})).header("if-match", &etag);
    portal.send(secured.by(&portal.administrator)).await.expect(200);
    let answer =
        post(&portal, PATH, "Authorization: Basic Q1AxOndyb25n\r\n", &heartbeat("CP1", "http://10.0.0.1/")).await;
    assert_eq!(answer.status, 401);
    assert!(answer.head.contains("www-authenticate: basic"), "{}", answer.head);
    assert!(answer.body.contains("SecurityError"), "{}", answer.body);
}
