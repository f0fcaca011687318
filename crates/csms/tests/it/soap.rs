//! Stations that speak SOAP: each leniency, who may post, presence, calls to them.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use csms::{BasicCredential, Courier, CourierFailure, Options, SoapAnswer, SoapPost};
use domain::NodeId;
use domain::access::Reach;
use domain::change::ChangeBody;
use domain::command::{Command, CommandState};
use domain::outlet::OutletStatus;
use domain::policy::UnknownStations;
use domain::station::{Protocol, SecurityProfile, SoapBinding};
use futures_util::future::BoxFuture;
use ocpp::Timestamp;
use ocpp::soap::{Addressing, Answering, Calling, Dialect, Envelope, Service, Version, write_request, write_response};
use ocpp::v15;
use ocpp::v16::{self, HeartbeatRequest, HeartbeatResponse};
use store::node::{SoapSettings, StationSettings};

use crate::authority::Foreign;
use crate::portal::{NOON, Portal, eventually, operator, options, secured};

/// Answers for a station at the other end of our calls, in its own envelopes, as a station does.
#[derive(Debug, Default)]
struct Answerer {
    calls: Mutex<Vec<(String, String)>>,
    answers: Mutex<Vec<Result<Vec<u8>, CourierFailure>>>,
}

impl Courier for Answerer {
    fn post<'a>(
        &'a self,
        to: &'a url::Url,
        _: &'a str,
        document: String,
        may_call: &'a (dyn Fn(IpAddr) -> bool + Send + Sync),
        _: Duration,
    ) -> BoxFuture<'a, Result<Vec<u8>, CourierFailure>> {
        let is_allowed = to.host_str().and_then(|host| host.parse().ok()).is_none_or(may_call);
        self.calls.lock().unwrap().push((to.to_string(), document));
        let answer = self.answers.lock().unwrap().pop();
        Box::pin(async move {
            if is_allowed {
                answer.unwrap_or(Err(CourierFailure::Connect("connection refused".to_owned())))
            } else {
                Err(CourierFailure::Forbidden)
            }
        })
    }
}

async fn portal_with(answerer: &Arc<Answerer>) -> Portal {
    let courier: Arc<dyn Courier> = Arc::clone(answerer) as Arc<dyn Courier>;
    Portal::with(Options {
        courier: Some(courier),
        public_address: "https://portal".to_owned(),
        message_log_interval: Duration::from_secs(3_600),
        ..options()
    })
    .await
}

const PEER: &str = "203.0.113.7";

async fn post_as<'a>(
    portal: &Portal,
    version: Version,
    document: &'a str,
    change: impl FnOnce(&mut SoapPost<'a>),
) -> SoapAnswer {
    let mut post = SoapPost {
        version,
        document: document.as_bytes(),
        actions: &[],
        basic: None,
        tls: false,
        client_certificate: None,
        address: PEER.parse().unwrap(),
        reached_at: None,
    };
    change(&mut post);
    portal.system.post(post).await
}

async fn post(portal: &Portal, version: Version, document: &str) -> SoapAnswer {
    post_as(portal, version, document, |_| {}).await
}

fn request<R: ocpp::message::Request>(version: Version, id: &str, message_id: &str, request: &R) -> String {
    let calling = Calling {
        version,
        service: Service::CentralSystem,
        charge_box_identity: id,
        message_id,
        to: "http://portal/",
        from: "http://203.0.113.7:9000/cp",
    };
    write_request(&calling, request).unwrap()
}

/// Sends a request and reads its answer.
async fn call<R: ocpp::message::Request>(
    portal: &Portal,
    version: Version,
    message_id: &str,
    message: &R,
) -> R::Response {
    let answer = post(portal, version, &request(version, "CP1", message_id, message)).await;
    assert_eq!(answer.status, 200, "{}", answer.document);
    let envelope = Envelope::read(&answer.document).unwrap();
    assert_eq!(envelope.headers.relates_to.as_deref(), Some(message_id));
    assert_eq!(envelope.headers.action.as_deref(), Some(format!("/{}Response", R::ACTION).as_str()));
    envelope.decode(version.namespace(Service::CentralSystem)).unwrap().value
}

fn fault(answer: &SoapAnswer) -> (u16, String) {
    let envelope = Envelope::read(&answer.document).unwrap();
    (answer.status, envelope.fault().unwrap_or_else(|| panic!("{}", answer.document)).code)
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_utc_ms(NOON.0 + seconds * 1_000)
}

fn sample(value: &str, unit: v15::UnitOfMeasure) -> v15::Sample {
    v15::Sample { unit: Some(unit), ..v15::Sample::new(value) }
}

async fn status_of(portal: &Portal, id: NodeId) -> OutletStatus {
    portal.system.station(id).unwrap().outlets[0].present.status
}

#[tokio::test]
async fn a_station_of_1_5_boots_charges_and_stops_by_the_same_rules() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let version = Version::V15;
    let boot = call(&portal, version, "1", &v15::BootNotificationRequest::new("Vendor", "Model")).await;
    assert_eq!((boot.status, boot.heartbeat_interval), (v15::RegistrationStatus::Accepted, 240));
    let live = portal.system.station(id).unwrap();
    assert_eq!((live.online, live.protocol), (true, Some(Protocol::Ocpp15Soap)));

    let occupied = |status| v15::StatusNotificationRequest::new(1, status, v15::ChargePointErrorCode::NoError);
    call(&portal, version, "2", &occupied(v15::ChargePointStatus::Occupied)).await;
    assert_eq!(status_of(&portal, id).await, OutletStatus::Preparing);
    let started = call(&portal, version, "3", &v15::StartTransactionRequest::new(1, "04A2", 1_000, at(0))).await;
    assert_eq!(status_of(&portal, id).await, OutletStatus::Charging, "1.5 says no more than Occupied");
    let again = call(&portal, version, "3", &v15::StartTransactionRequest::new(1, "04A2", 1_000, at(0))).await;
    assert_eq!(again.transaction_id, started.transaction_id);
    let values = vec![v15::MeterValue::new(
        at(60),
        vec![
            v15::Sample::new("1100"),
            sample("6.1", v15::UnitOfMeasure::Ampere),
            sample("230", v15::UnitOfMeasure::Volt),
        ],
    )];
    let meter = v15::MeterValuesRequest {
        transaction_id: Some(started.transaction_id),
        values: Some(values.clone()),
        connector_id: 1,
    };
    call(&portal, version, "4", &meter).await;
    portal.clock.advance_ms(120_000);
    let stop = v15::StopTransactionRequest {
        transaction_data: Some(vec![v15::TransactionData { values: Some(values) }]),
        ..v15::StopTransactionRequest::new(started.transaction_id, at(120), 1_500)
    };
    call(&portal, version, "5", &stop).await;
    assert_eq!(status_of(&portal, id).await, OutletStatus::Finishing);
    call(&portal, version, "6", &occupied(v15::ChargePointStatus::Available)).await;
    assert_eq!(status_of(&portal, id).await, OutletStatus::Available);
    assert_eq!(portal.count("SELECT energy_wh FROM session").await, 500);
    assert_eq!(portal.system.metrics().deviations.get(), 0, "a well-behaved station deviates in nothing");
}

#[tokio::test]
async fn a_station_of_1_6_walks_the_same_way() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let version = Version::V16;
    let boot = call(&portal, version, "1", &v16::BootNotificationRequest::new("Vendor", "Model")).await;
    assert_eq!(boot.status, v16::RegistrationStatus::Accepted);
    let started = call(&portal, version, "2", &v16::StartTransactionRequest::new(1, "04A2", 1_000, at(0))).await;
    portal.clock.advance_ms(60_000);
    let stop = v16::StopTransactionRequest::new(1_250, at(60), started.transaction_id);
    call(&portal, version, "3", &stop).await;
    assert_eq!(portal.count("SELECT energy_wh FROM session").await, 250);
    assert_eq!(portal.system.station(id).unwrap().protocol, Some(Protocol::Ocpp16Soap));
    assert_eq!(portal.system.metrics().deviations.get(), 0);
}

#[tokio::test]
async fn an_odd_envelope_is_understood_answered_in_its_dialect_and_counted() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let bare = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><chargeBoxIdentity>CP1</chargeBoxIdentity></e:Header><e:Body/></e:Envelope>"#;
    let answer =
        post_as(&portal, Version::V15, bare, |post| post.actions = &["\"urn://Ocpp/Cs/2012/06/Heartbeat\""]).await;
    let envelope = Envelope::read(&answer.document).unwrap();
    assert_eq!((answer.status, answer.media_type, envelope.dialect), (200, "text/xml; charset=utf-8", Dialect::Soap11));
    assert!(envelope.decode::<HeartbeatResponse>("urn://Ocpp/Cs/2012/06/").is_ok());
    assert!(portal.system.metrics().deviations.get() >= 3);
}

#[tokio::test]
async fn actions_are_matched_by_their_last_segment_wherever_they_stand() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let document = request(Version::V16, "CP1", "1", &HeartbeatRequest {});
    for written in
        ["Heartbeat", "urn://Ocpp/Cs/2015/10/Heartbeat", "http://x/CentralSystemService/HeartbeatRequest", "/Nonsense"]
    {
        let answer = post(&portal, Version::V16, &document.replace("/Heartbeat<", &format!("{written}<"))).await;
        assert_eq!(answer.status, 200, "{written}: {}", answer.document);
    }
}

#[tokio::test]
async fn two_heartbeats_with_one_message_id_are_two() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let first = call(&portal, Version::V16, "same", &HeartbeatRequest {}).await;
    portal.clock.advance_ms(1_000);
    let second = call(&portal, Version::V16, "same", &HeartbeatRequest {}).await;
    assert_ne!(first, second);
}

#[tokio::test]
async fn what_cannot_be_served_is_a_fault_with_its_code() {
    let portal = Portal::new().await;
    portal.set_policies(|policies| policies.unknown_stations = UnknownStations::Reject).await;
    portal.add_station("CP1", 0).await;
    let heartbeat = request(Version::V16, "CP1", "1", &HeartbeatRequest {});
    let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
    let table = [
        ("<!DOCTYPE a><a/>".to_owned(), 400, "ProtocolError"),
        (deep, 400, "ProtocolError"),
        ("not xml".to_owned(), 400, "ProtocolError"),
        ("<html/>".to_owned(), 400, "ProtocolError"),
        (" ".repeat(ocpp::soap::MAX_BYTES + 1), 400, "ProtocolError"),
        (heartbeat.replace("heartbeatRequest", "teapotRequest").replace("/Heartbeat", "/Teapot"), 500, "NotSupported"),
        (heartbeat.replace("heartbeatRequest", "resetRequest").replace("/Heartbeat", "/Reset"), 500, "NotSupported"),
        (heartbeat.replace("chargeBoxIdentity", "somethingElse"), 400, "IdentityMismatch"),
        (heartbeat.replace("heartbeatRequest", "authorizeRequest"), 400, "ProtocolError"),
        (request(Version::V16, "CP2", "1", &HeartbeatRequest {}), 400, "IdentityMismatch"),
    ];
    for (document, status, code) in table {
        let answer = post(&portal, Version::V16, &document).await;
        assert_eq!(fault(&answer), (status, code.to_owned()), "{}", answer.document);
    }
    let newer = heartbeat.replace("heartbeat", "triggerMessage").replace("/Heartbeat", "/TriggerMessage");
    assert_eq!(fault(&post(&portal, Version::V15, &newer).await).1, "NotSupported");
}

#[tokio::test]
async fn unknown_stations_follow_the_policy() {
    let portal = Portal::new().await;
    let boot15 = request(Version::V15, "NEW", "1", &v15::BootNotificationRequest::new("V", "M"));
    let boot16 = request(Version::V16, "NEW", "1", &v16::BootNotificationRequest::new("V", "M"));
    let heartbeat = request(Version::V16, "NEW", "2", &HeartbeatRequest {});
    for (policy, in15, in16, alive) in [
        (UnknownStations::Reject, "Rejected", "Rejected", 400),
        (UnknownStations::Hold, "Rejected", "Pending", 200),
        (UnknownStations::Accept, "Accepted", "Accepted", 200),
    ] {
        portal.set_policies(|policies| policies.unknown_stations = policy).await;
        assert!(post(&portal, Version::V15, &boot15).await.document.contains(in15), "{policy:?}");
        assert!(post(&portal, Version::V16, &boot16).await.document.contains(in16), "{policy:?}");
        assert_eq!(post(&portal, Version::V16, &heartbeat).await.status, alive, "{policy:?}");
    }
}

#[tokio::test]
async fn a_station_may_be_bound_to_a_password_a_certificate_and_an_address_range() {
    let portal = Portal::new().await;
    let heartbeat = request(Version::V16, "CP1", "1", &HeartbeatRequest {});
    let maker = Foreign::new("Maker");
    let (shown, other) = (maker.client("anyone"), maker.client("anyone"));
    let binding = SoapBinding {
        address_range: Some("203.0.113.0/24".parse().unwrap()),
        certificate: Some(shown.fingerprint().to_owned()),
    };
    let soap = SoapSettings { address_pinned: None, binding };
    let settings = StationSettings { soap, ..secured("CP1", SecurityProfile::Basic) };
    let id = portal.add_station_as(settings).await;
    let hash = portal.options.credential_key.hash("CP1", b"right");
    portal.store.set_credential(id, Some(hash), Reach::All).await.unwrap();
    let right = BasicCredential { user: "CP1".to_owned(), password: b"right".to_vec() };
    let wrong = BasicCredential { password: b"wrong".to_vec(), ..right.clone() };
    for (basic, certificate, address, status) in [
        (Some(&right), Some(&shown), "203.0.113.9", 200),
        (Some(&wrong), Some(&shown), "203.0.113.9", 401),
        (None, Some(&shown), "203.0.113.9", 401),
        (Some(&right), Some(&other), "203.0.113.9", 401),
        (Some(&right), None, "203.0.113.9", 401),
        (Some(&right), Some(&shown), "198.51.100.1", 403),
    ] {
        let answer = post_as(&portal, Version::V16, &heartbeat, |post| {
            post.basic = basic;
            post.client_certificate = certificate;
            post.address = address.parse().unwrap();
        })
        .await;
        assert_eq!(answer.status, status, "{}", answer.document);
        if status != 200 {
            assert_eq!(fault(&answer).1, "SecurityError");
        }
    }
}

#[tokio::test]
async fn online_follows_the_heartbeat() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut listener = portal.listen();
    call(&portal, Version::V16, "1", &HeartbeatRequest {}).await;
    assert!(portal.system.station(id).unwrap().online);
    portal.clock.advance_ms(2 * 240_000 + 61_000);
    let gone = listener.hears("a station that is gone", |body| match body {
        ChangeBody::Station { online: false, .. } => Some(()),
        _ => None,
    });
    gone.await;
    assert!(!portal.system.station(id).unwrap().online);
}

fn answered<R: ocpp::message::Request>(version: Version, response: &R::Response) -> Vec<u8> {
    let answering = Answering {
        version,
        service: Service::ChargePoint,
        dialect: Dialect::Soap12,
        addressing: Addressing::Of2005,
        message_id: "a",
        relates_to: None,
    };
    write_response::<R>(&answering, response).unwrap().into_bytes()
}

/// Gives a command and waits for its end; gives its state and what was said.
async fn command(portal: &Portal, id: NodeId, command: Command) -> (CommandState, String) {
    let given = portal.system.command(id, command, operator()).await.unwrap();
    eventually("a command's end", async || {
        let stored = portal.store.command(given, &Reach::All).await.unwrap().unwrap();
        stored.state.is_final().then(|| (stored.state, stored.outcome.unwrap_or_default()))
    })
    .await
}

#[tokio::test]
async fn calls_are_posted_to_the_address_that_the_station_named() {
    let answerer = Arc::new(Answerer::default());
    let portal = portal_with(&answerer).await;
    let id = portal.add_station("CP1", 1).await;
    call(&portal, Version::V15, "1", &HeartbeatRequest {}).await;
    let unlocked = v15::UnlockConnectorResponse::new(v15::UnlockStatus::Accepted);
    let answer = answered::<v15::UnlockConnectorRequest>(Version::V15, &unlocked);
    answerer.answers.lock().unwrap().push(Ok(answer));
    let ended = command(&portal, id, Command::UnlockConnector { outlet: 1 }).await;
    assert_eq!(ended, (CommandState::Accepted, "Unlocked".to_owned()));
    let (to, document) = answerer.calls.lock().unwrap().pop().unwrap();
    assert_eq!(to, "http://203.0.113.7:9000/cp");
    let envelope = Envelope::read(&document).unwrap();
    let headers = &envelope.headers;
    assert_eq!(headers.charge_box_identity.as_deref(), Some("CP1"));
    assert_eq!(headers.action.as_deref(), Some("/UnlockConnector"));
    assert_eq!(headers.from.as_deref(), Some("https://portal/Ocpp/CentralSystemService15"));
    assert_eq!(headers.reply_to.as_deref(), Some(ocpp::soap::ANONYMOUS));
    assert_eq!(headers.to.as_deref(), Some("http://203.0.113.7:9000/cp"));
    assert!(headers.message_id.is_some());
}

#[tokio::test]
async fn answers_may_lack_headers_and_be_faults() {
    let answerer = Arc::new(Answerer::default());
    let portal = portal_with(&answerer).await;
    let id = portal.add_station("CP1", 1).await;
    call(&portal, Version::V16, "1", &HeartbeatRequest {}).await;
    let bare =
        r#"<Envelope><Body><clearCacheResponse><status>Accepted</status></clearCacheResponse></Body></Envelope>"#;
    answerer.answers.lock().unwrap().push(Ok(bare.as_bytes().to_vec()));
    assert_eq!(command(&portal, id, Command::ClearCache {}).await.0, CommandState::Accepted);
    let refused = r#"<Envelope><Body><Fault><faultcode>Server.NotSupported</faultcode><faultstring>no cache</faultstring></Fault></Body></Envelope>"#;
    answerer.answers.lock().unwrap().push(Ok(refused.as_bytes().to_vec()));
    let (state, words) = command(&portal, id, Command::ClearCache {}).await;
    assert_eq!(state, CommandState::Failed);
    assert!(words.contains("no cache"), "{words}");
    answerer.answers.lock().unwrap().push(Ok(b"<html>404</html>".to_vec()));
    assert_eq!(command(&portal, id, Command::ClearCache {}).await.0, CommandState::Failed);
}

#[tokio::test]
async fn a_station_that_cannot_be_reached_says_why() {
    let answerer = Arc::new(Answerer::default());
    let portal = portal_with(&answerer).await;
    let id = portal.add_station("CP1", 1).await;
    let heartbeat = request(Version::V16, "CP1", "1", &HeartbeatRequest {});
    for (told, words) in [
        (ocpp::soap::ANONYMOUS, "named no address"),
        ("http://127.0.0.1:9000/", "portal's own machine"),
        ("http://169.254.169.254/", "portal's own machine"),
        ("http://192.168.1.5/", "private network"),
        ("http://203.0.113.7:9000/cp", "connection refused"),
    ] {
        post(&portal, Version::V16, &heartbeat.replace("http://203.0.113.7:9000/cp", told)).await;
        let (state, outcome) = command(&portal, id, Command::ClearCache {}).await;
        assert_eq!(state, CommandState::Failed);
        assert!(outcome.contains(words), "{told}: {outcome}");
    }
    assert_eq!(answerer.calls.lock().unwrap().len(), 1, "only the last was called at all");
    assert!(portal.system.station(id).unwrap().call_failure.unwrap().contains("connection refused"));
}

#[tokio::test]
async fn a_pinned_address_counts_before_the_one_that_was_named() {
    let answerer = Arc::new(Answerer::default());
    let portal = portal_with(&answerer).await;
    let plain = secured("CP1", SecurityProfile::None);
    let soap = SoapSettings { address_pinned: Some("http://10.0.0.9/cp".to_owned()), ..SoapSettings::default() };
    let id = portal.add_station_as(StationSettings { soap, ..plain }).await;
    call(&portal, Version::V16, "1", &HeartbeatRequest {}).await;
    let accepted = v16::ClearCacheResponse::new(v16::ClearCacheStatus::Accepted);
    answerer.answers.lock().unwrap().push(Ok(answered::<v16::ClearCacheRequest>(Version::V16, &accepted)));
    assert_eq!(command(&portal, id, Command::ClearCache {}).await.0, CommandState::Accepted);
    assert_eq!(answerer.calls.lock().unwrap()[0].0, "http://10.0.0.9/cp");
}

#[tokio::test]
async fn the_message_log_keeps_the_envelopes_without_their_secrets() {
    let answerer = Arc::new(Answerer::default());
    let portal = portal_with(&answerer).await;
    let id = portal.add_station("CP1", 1).await;
    call(&portal, Version::V16, "1", &HeartbeatRequest {}).await;
    let accepted = v16::ChangeConfigurationResponse::new(v16::ConfigurationStatus::Accepted);
    let answer = answered::<v16::ChangeConfigurationRequest>(Version::V16, &accepted);
    answerer.answers.lock().unwrap().push(Ok(answer));
    let write = Command::ChangeConfiguration { key: "AuthorizationKey".to_owned(), value: "topsecret".to_owned() };
    command(&portal, id, write).await;
    let text = eventually("four logged messages", async || {
        let messages = portal.system.recent_messages(id);
        let texts: String = messages.iter().map(|message| message.text.as_str()).collect();
        (messages.len() >= 4).then_some(texts)
    })
    .await;
    assert!(text.contains("heartbeatResponse") && text.contains("AuthorizationKey"), "{text}");
    assert!(!text.contains("topsecret"), "{text}");
}

#[tokio::test]
async fn a_command_that_the_version_does_not_have_is_refused_before_it_is_sent() {
    let answerer = Arc::new(Answerer::default());
    let portal = portal_with(&answerer).await;
    let id = portal.add_station("CP1", 1).await;
    call(&portal, Version::V15, "1", &HeartbeatRequest {}).await;
    let message = domain::command::TriggeredMessage::Heartbeat;
    let refused =
        portal.system.command(id, Command::TriggerMessage { message, outlet: None, extended: false }, operator()).await;
    assert!(matches!(refused, Err(csms::CommandRefused::NotInProtocol { protocol: Protocol::Ocpp15Soap, .. })));
    assert!(answerer.calls.lock().unwrap().is_empty());
}
