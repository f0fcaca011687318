//! Stations that speak SOAP, against a central system over real HTTP.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::routing::post;
use ocpp::message::Request;
use ocpp::soap::{Addressing, Answering, Calling, Dialect, Envelope, Service, Version, write_request, write_response};
use ocpp::{Timestamp, v15, v16};
use simulator::access::{Access, Password};
use simulator::address::Address;
use simulator::clock::Clock;
use simulator::line::Tcp;
use simulator::protocol::Protocol;
use simulator::station::{Act, Equipment, OutletNumber, Station, VehicleModel};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::central_system::Driven;

const FIRST: OutletNumber = OutletNumber::FIRST;

/// What a station has posted.
pub(crate) struct Post {
    pub path: String,
    pub credential: Option<String>,
    pub document: String,
}

impl Post {
    pub(crate) fn action(&self) -> String {
        let envelope = Envelope::read(&self.document).unwrap();
        envelope.actions(&[]).next().map(first_upper).unwrap()
    }

    fn decode<T: ocpp::message::Message>(&self, version: Version) -> T {
        let envelope = Envelope::read(&self.document).unwrap();
        assert_eq!(envelope.deviations, []);
        let decoded = envelope.decode::<T>(version.namespace(Service::CentralSystem)).unwrap();
        assert_eq!(decoded.deviations, [], "{}", self.document);
        decoded.value
    }

    fn callback(&self) -> String {
        Envelope::read(&self.document).unwrap().headers.callback().unwrap().to_owned()
    }
}

fn first_upper(text: &str) -> String {
    text[..1].to_uppercase() + &text[1..]
}

struct CentralSystem {
    version: Version,
    address: SocketAddr,
    posts: mpsc::Receiver<Post>,
    sender: mpsc::Sender<Post>,
    server: JoinHandle<()>,
}

impl CentralSystem {
    async fn new(version: Version) -> Self {
        let (sender, posts) = mpsc::channel(64);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(serve(listener, version, sender.clone()));
        Self { version, address, posts, sender, server }
    }

    /// Nobody listens any more.
    async fn leave(&mut self) {
        self.server.abort();
        let _ = (&mut self.server).await;
    }

    /// It listens again, at the same address.
    async fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.server = tokio::spawn(serve(listener, self.version, self.sender.clone()));
    }

    /// The next post of an action.
    async fn expect(&mut self, action: &str) -> Post {
        let wanted = async {
            loop {
                let post = self.posts.recv().await.unwrap();
                if post.action() == action {
                    return post;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(60), wanted).await.unwrap_or_else(|_| panic!("{action} comes"))
    }

    /// The next status of the first outlet that is so.
    async fn expect_status(&mut self, status: &str) {
        loop {
            let post = self.expect("StatusNotification").await;
            let (connector, told) = match self.version {
                Version::V15 => {
                    let told: v15::StatusNotificationRequest = post.decode(self.version);
                    (told.connector_id, told.status.to_string())
                }
                Version::V16 => {
                    let told: v16::StatusNotificationRequest = post.decode(self.version);
                    (told.connector_id, told.status.to_string())
                }
            };
            if connector == 1 && told == status {
                return;
            }
        }
    }
}

async fn serve(listener: TcpListener, version: Version, sender: mpsc::Sender<Post>) {
    async fn take(
        State((version, sender)): State<(Version, mpsc::Sender<Post>)>,
        uri: Uri,
        headers: HeaderMap,
        document: String,
    ) -> String {
        assert!(headers["content-type"].to_str().unwrap().starts_with("application/soap+xml"));
        let credential = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
        let post = Post { path: uri.path().to_owned(), credential, document };
        let answer = answer(version, &post);
        sender.send(post).await.unwrap();
        answer
    }
    let router = Router::new().route("/{*path}", post(take)).with_state((version, sender));
    axum::serve(listener, router).await.unwrap();
}

/// Everything is accepted.
pub(crate) fn answer(version: Version, post: &Post) -> String {
    let accepted = || v16::IdTagInfo::new(v16::AuthorizationStatus::Accepted);
    let now = Timestamp::from_utc_ms(0);
    match (post.action().as_str(), version) {
        ("BootNotification", Version::V15) => respond::<v15::BootNotificationRequest>(
            version,
            post,
            &v15::BootNotificationResponse::new(v15::RegistrationStatus::Accepted, now, 600),
        ),
        ("BootNotification", Version::V16) => respond::<v16::BootNotificationRequest>(
            version,
            post,
            &v16::BootNotificationResponse::new(v16::RegistrationStatus::Accepted, now, 600),
        ),
        ("Authorize", _) => respond::<v16::AuthorizeRequest>(version, post, &v16::AuthorizeResponse::new(accepted())),
        ("StartTransaction", _) => {
            respond::<v16::StartTransactionRequest>(version, post, &v16::StartTransactionResponse::new(accepted(), 77))
        }
        ("StopTransaction", _) => {
            respond::<v16::StopTransactionRequest>(version, post, &v16::StopTransactionResponse::new())
        }
        ("MeterValues", _) => respond::<v16::MeterValuesRequest>(version, post, &v16::MeterValuesResponse::new()),
        ("Heartbeat", _) => respond::<v16::HeartbeatRequest>(version, post, &v16::HeartbeatResponse::new(now)),
        ("StatusNotification", _) => {
            respond::<v16::StatusNotificationRequest>(version, post, &v16::StatusNotificationResponse::new())
        }
        (other, _) => panic!("{other} is not expected"),
    }
}

fn respond<R: Request>(version: Version, post: &Post, response: &R::Response) -> String {
    let headers = Envelope::read(&post.document).unwrap().headers;
    let answering = Answering {
        version,
        service: Service::CentralSystem,
        dialect: Dialect::Soap12,
        addressing: Addressing::default(),
        message_id: "answer",
        relates_to: headers.message_id.as_deref(),
    };
    write_response::<R>(&answering, response).unwrap()
}

/// Asks the station's service, and gives the HTTP status and the envelope.
async fn ask<R: Request>(version: Version, to: &str, identity: &str, request: &R) -> (u16, String) {
    let calling = Calling {
        version,
        service: Service::ChargePoint,
        charge_box_identity: identity,
        message_id: "question",
        to,
        from: "http://central.example/",
    };
    let envelope = write_request(&calling, request).unwrap();
    let host = to.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n", envelope.len());
    stream.write_all(format!("{head}{envelope}").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

fn answered<R: Request>(version: Version, document: &str) -> R::Response {
    let envelope = Envelope::read(document).unwrap();
    assert_eq!(envelope.headers.relates_to.as_deref(), Some("question"));
    envelope.decode::<R::Response>(version.namespace(Service::ChargePoint)).unwrap().value
}

fn station(protocol: Protocol, central_system: SocketAddr, password: Option<&str>) -> Driven {
    let clock = Clock::of_day();
    let equipment = Equipment { protocol, ..Equipment::default() };
    let mut station = Station::new("CP 1", equipment, 7, clock.now());
    let access = Access { password: password.map(Password::from), ..Access::default() };
    station.equip(access.settled(false));
    assert!(station.configure("MeterValueSampleInterval", "1"));
    let addresses = format!("ws://{central_system}/Ocpp/websocket").parse::<Address>().unwrap().into();
    Driven::drive(station, clock, Arc::new(Tcp), addresses, Vec::new())
}

#[tokio::test]
async fn a_session_is_reported_and_stopped_over_1_5() {
    let version = Version::V15;
    let mut central_system = CentralSystem::new(version).await;
    let driven = station(Protocol::Ocpp15Soap, central_system.address, Some("secret"));
    let boot = central_system.expect("BootNotification").await;
    assert_eq!(boot.path, "/Ocpp/CentralSystemService15");
    assert_eq!(boot.credential.as_deref(), Some("Basic Q1AgMTpzZWNyZXQ="));
    let headers = Envelope::read(&boot.document).unwrap().headers;
    assert_eq!(headers.charge_box_identity.as_deref(), Some("CP 1"));
    assert_eq!(headers.action.as_deref(), Some("/BootNotification"));
    central_system.expect_status("Available").await;
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(FIRST, "04A1".to_owned())).await.unwrap().unwrap();
    central_system.expect_status("Occupied").await;
    let meter: v15::MeterValuesRequest = central_system.expect("MeterValues").await.decode(version);
    assert_eq!(meter.transaction_id, Some(77));
    assert!(!meter.values.unwrap()[0].value.is_empty());

    let to = boot.callback();
    let change = v15::ChangeConfigurationRequest::new("ConnectorPhaseRotation", "1.RST");
    let (status, document) = ask(version, &to, "CP 1", &change).await;
    assert_eq!(status, 200);
    let change = answered::<v15::ChangeConfigurationRequest>(version, &document);
    assert_eq!(change.status, v15::ConfigurationStatus::Accepted, "1.5 has no RebootRequired");
    let (_, document) = ask(version, &to, "CP 1", &v15::UnlockConnectorRequest::new(9)).await;
    let unlock = answered::<v15::UnlockConnectorRequest>(version, &document);
    assert_eq!(unlock.status, v15::UnlockStatus::Rejected);
    let (_, document) = ask(version, &to, "CP 1", &v16::GetConfigurationRequest::new()).await;
    let configuration = answered::<v16::GetConfigurationRequest>(version, &document);
    assert!(configuration.configuration_key.unwrap().len() > 20);

    let trigger = v16::TriggerMessageRequest::new(v16::MessageTrigger::Heartbeat);
    let (status, document) = ask(version, &to, "CP 1", &trigger).await;
    assert_eq!((status, Envelope::read(&document).unwrap().fault().unwrap().code.as_str()), (500, "NotSupported"));
    let (status, document) = ask(version, &to, "CP 2", &v16::ClearCacheRequest::new()).await;
    assert_eq!((status, Envelope::read(&document).unwrap().fault().unwrap().code.as_str()), (400, "IdentityMismatch"));

    let (_, document) = ask(version, &to, "CP 1", &v16::RemoteStopTransactionRequest::new(77)).await;
    let stop = answered::<v16::RemoteStopTransactionRequest>(version, &document);
    assert_eq!(stop.status, v16::RemoteStartStopStatus::Accepted);
    let stop: v15::StopTransactionRequest = central_system.expect("StopTransaction").await.decode(version);
    assert_eq!(stop.transaction_id, 77);
}

#[tokio::test]
async fn profiles_and_triggers_come_over_1_6() {
    let version = Version::V16;
    let mut central_system = CentralSystem::new(version).await;
    let driven = station(Protocol::Ocpp16Soap, central_system.address, None);
    let boot = central_system.expect("BootNotification").await;
    assert_eq!((boot.path.as_str(), &boot.credential), ("/Ocpp/CentralSystemService16", &None));
    central_system.expect_status("Available").await;
    let to = boot.callback();
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    let start = v16::RemoteStartTransactionRequest::new("APP");
    let (_, document) = ask(version, &to, "CP 1", &start).await;
    let start = answered::<v16::RemoteStartTransactionRequest>(version, &document);
    assert_eq!(start.status, v16::RemoteStartStopStatus::Accepted);
    let start: v16::StartTransactionRequest = central_system.expect("StartTransaction").await.decode(version);
    assert_eq!(start.id_tag.as_str(), "APP");
    central_system.expect_status("Charging").await;
    let period = v16::ChargingSchedulePeriod::new(0, ocpp::Decimal::nearest(0.0));
    let schedule = v16::ChargingSchedule::new(v16::ChargingRateUnit::Ampere, vec![period]);
    let profile = v16::ChargingProfile::new(
        1,
        0,
        v16::ChargingProfilePurpose::TxDefaultProfile,
        v16::ChargingProfileKind::Relative,
        schedule,
    );
    let (_, document) = ask(version, &to, "CP 1", &v16::SetChargingProfileRequest::new(1, profile)).await;
    let set = answered::<v16::SetChargingProfileRequest>(version, &document);
    assert_eq!(set.status, v16::ChargingProfileStatus::Accepted);
    central_system.expect_status("SuspendedEVSE").await;
    let (_, document) =
        ask(version, &to, "CP 1", &v16::TriggerMessageRequest::new(v16::MessageTrigger::MeterValues)).await;
    let trigger = answered::<v16::TriggerMessageRequest>(version, &document);
    assert_eq!(trigger.status, v16::TriggerMessageStatus::Accepted);
    let samples: v16::MeterValuesRequest = central_system.expect("MeterValues").await.decode(version);
    assert_eq!(samples.transaction_id, Some(77));

    let (_, document) = ask(version, &to, "CP 1", &v16::ResetRequest::new(v16::ResetType::Hard)).await;
    assert_eq!(answered::<v16::ResetRequest>(version, &document).status, v16::ResetStatus::Accepted);
    assert_eq!(central_system.expect("BootNotification").await.callback(), to);
}

#[tokio::test]
async fn what_happens_while_the_central_system_is_away_is_told_later() {
    let version = Version::V16;
    let mut central_system = CentralSystem::new(version).await;
    let driven = station(Protocol::Ocpp16Soap, central_system.address, None);
    let before = central_system.expect("BootNotification").await.callback();
    driven.handle.act(Act::Plug(FIRST, VehicleModel::Van.vehicle(0.2))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(FIRST, "A".to_owned())).await.unwrap().unwrap();
    central_system.expect("StartTransaction").await;
    central_system.leave().await;
    while driven.handle.look().await.unwrap().online {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    driven.handle.act(Act::Unplug(FIRST)).await.unwrap().unwrap();
    central_system.come_back().await;
    let stop = central_system.expect("StopTransaction").await;
    assert_eq!(stop.decode::<v16::StopTransactionRequest>(version).reason, Some(v16::Reason::VehicleDisconnected));
    assert_eq!(stop.callback(), before, "its service is where it was");
}
