//! Stations at their socket, with a WebSocket client that is not ours.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::Error;
use tokio_tungstenite::tungstenite::http::HeaderMap;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::http::Call;
use crate::portal::TestPortal;

pub(crate) struct Station<S = TcpStream> {
    socket: WebSocketStream<S>,
    next_id: u32,
}

/// How a station knocks.
#[derive(Default)]
pub(crate) struct Knock<'a> {
    pub(crate) path: &'a str,
    pub(crate) subprotocol: Option<&'a str>,
    pub(crate) credential: Option<(&'a str, &'a [u8])>,
}

impl Station {
    /// Comes in under an id, as an ordinary 1.6 station.
    pub(crate) async fn connect(portal: &TestPortal, id: &str) -> Station {
        let path = format!("/Ocpp/websocket/{id}");
        let knock = Knock { path: &path, subprotocol: Some("ocpp1.6"), credential: None };
        Station::knock(portal, knock).await.expect("the station is let in")
    }

    /// Knocks; gives the status and the headers when it is refused.
    pub(crate) async fn knock(portal: &TestPortal, knock: Knock<'_>) -> Result<Station, (u16, HeaderMap)> {
        let stream = TcpStream::connect(portal.address).await.unwrap();
        Station::over(stream, knock).await
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Station<S> {
    /// Knocks over a line that is there already.
    pub(crate) async fn over(stream: S, knock: Knock<'_>) -> Result<Station<S>, (u16, HeaderMap)> {
        let mut request = format!("ws://localhost{}", knock.path).into_client_request().unwrap();
        let headers = request.headers_mut();
        if let Some(subprotocol) = knock.subprotocol {
            headers.insert("sec-websocket-protocol", subprotocol.parse().unwrap());
        }
        if let Some((user, password)) = knock.credential {
            let encoded = STANDARD.encode([user.as_bytes(), b":", password].concat());
            headers.insert("authorization", format!("Basic {encoded}").parse().unwrap());
        }
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, response)) => {
                let chosen = response.headers().get("sec-websocket-protocol").map(|name| name.to_str().unwrap());
                assert_eq!(chosen, knock.subprotocol.map(|_| "ocpp1.6"));
                Ok(Station { socket, next_id: 1 })
            }
            Err(Error::Http(response)) => Err((response.status().as_u16(), response.headers().clone())),
            Err(error) => panic!("{error}"),
        }
    }

    /// Sends a call and gives the answer's payload; calls that come meanwhile are an error of the test.
    pub(crate) async fn call(&mut self, action: &str, payload: Value) -> Value {
        let id = format!("m{}", self.next_id);
        self.next_id += 1;
        self.send(&json!([2, id, action, payload])).await;
        let frame = self.answered(&id).await;
        assert_eq!(frame[0], 3, "{frame}");
        frame[2].clone()
    }

    pub(crate) async fn send(&mut self, frame: &Value) {
        self.send_text(&frame.to_string()).await;
    }

    /// Sends a text as it is.
    pub(crate) async fn send_text(&mut self, text: &str) {
        self.socket.send(Message::Text(Utf8Bytes::from(text))).await.unwrap();
    }

    /// The frame that answers a call; what comes meanwhile is passed over.
    pub(crate) async fn answered(&mut self, id: &str) -> Value {
        loop {
            let frame = self.receive().await.expect("an answer");
            if frame[0] != 2 && frame[1] == id {
                return frame;
            }
        }
    }

    /// The next frame; `None` once the portal has closed.
    pub(crate) async fn receive(&mut self) -> Option<Value> {
        loop {
            match self.socket.next().await? {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Waits for a call of the portal and answers it.
    pub(crate) async fn answer(&mut self, action: &str, payload: Value) -> Value {
        loop {
            let frame = self.receive().await.unwrap_or_else(|| panic!("closed before {action}"));
            if frame[0] == 2 && frame[2] == action {
                self.send(&json!([3, frame[1], payload])).await;
                return frame[3].clone();
            }
            if frame[0] == 2 {
                self.send(&json!([4, frame[1], "NotSupported", "", {}])).await;
            }
        }
    }

    pub(crate) async fn boot(&mut self) -> Value {
        let boot = json!({"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "1.0"});
        self.call("BootNotification", boot).await
    }
}

#[tokio::test]
async fn a_configured_station_boots_and_is_online() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let mut events = portal.listen(&format!("/api/v1/events?node={}", place.station), &portal.administrator).await;
    let path = "/OCPP/WebSocket/CP1/";
    let knock = Knock { path, subprotocol: Some("ocpp1.6"), credential: None };
    let mut station = Station::knock(&portal, knock).await.expect("capitals do not matter");
    assert_eq!(station.boot().await["status"], "Accepted");

    let come = events.next_named("station").await.data;
    assert_eq!((&come["id"], &come["online"]), (&json!(place.station), &json!(true)));
    let node = portal.get(&format!("/api/v1/nodes/{}", place.station), &portal.administrator).await.json();
    assert_eq!((&node["station"]["online"], &node["station"]["vendor"]), (&json!(true), &json!("Vendor")));
    assert_eq!(node["station"]["remoteAddress"], "127.0.0.1");

    let status = json!({"connectorId": 1, "errorCode": "NoError", "status": "Available"});
    station.call("StatusNotification", status).await;
    let mut outlet = events.next_named("outlet").await;
    while outlet.data["state"] == "unknown" {
        outlet = events.next_named("outlet").await;
    }
    assert_eq!((&outlet.data["id"], &outlet.data["state"]), (&json!(place.outlet), &json!("available")));
    drop(station);
    while events.next_named("station").await.data["online"] == json!(true) {}
}

#[tokio::test]
async fn who_may_not_come_in_is_told_why() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let refused = async |knock: Knock<'_>| Station::knock(&portal, knock).await.err().expect("refused").0;
    let path = "/Ocpp/websocket/CP1";
    assert_eq!(refused(Knock { path, ..Knock::default() }).await, 400, "no subprotocol");
    assert_eq!(refused(Knock { path, subprotocol: Some("ocpp2.0.1, soap"), ..Knock::default() }).await, 400);
    let unknown = Knock { path: "/Ocpp/websocket/CP9", subprotocol: Some("ocpp1.6"), credential: None };
    assert_eq!(refused(unknown).await, 404);
    let listed = portal.get("/api/v1/unknown-stations", &portal.administrator).await.expect(200).json();
    assert_eq!(listed["items"][0]["chargeBoxId"], "CP9");
    let dismiss = || Call::new("DELETE", "/api/v1/unknown-stations/CP9").by(&portal.administrator);
    portal.send(dismiss()).await.expect(204);
    portal.send(dismiss()).await.expect(404);

    let credential = format!("/api/v1/stations/{}/credential", place.station);
    let short = portal.post(&credential, &json!({"password": "short"}), &portal.administrator).await.expect(400);
    assert_eq!(short.json()["field"], "password");
    let made = portal.post(&credential, &json!({}), &portal.administrator).await.expect(200).json();
    let password = made["password"].as_str().unwrap().as_bytes().to_vec();
    let node = format!("/api/v1/nodes/{}", place.station);
    let tag = portal.etag(&node).await;
    let profile = Call::new("PATCH", &node).json(&json!({"station": {"securityProfile": 1}})).header("if-match", &tag);
    portal.send(profile.by(&portal.administrator)).await.expect(200);

    let with = |credential| Knock { path, subprotocol: Some("ocpp1.6"), credential };
    let (status, headers) = Station::knock(&portal, with(None)).await.err().expect("refused");
    assert_eq!((status, headers["www-authenticate"].to_str().unwrap()), (401, "Basic realm=\"charge-portal\""));
    assert_eq!(refused(with(Some(("CP1", b"wrong")))).await, 401);
    assert_eq!(refused(with(Some(("CP2", &password)))).await, 401, "another's name");
    assert!(Station::knock(&portal, with(Some(("CP1", &password)))).await.is_ok());

    portal.send(Call::new("DELETE", &credential).by(&portal.administrator)).await.expect(204);
    assert_eq!(refused(with(Some(("CP1", &password)))).await, 401, "removed");
}

#[tokio::test]
async fn a_station_of_security_profile_2_comes_over_tls_only() {
    let portal = TestPortal::start_with(|configuration| {
        configuration.tls.listen = "127.0.0.1:0".parse().unwrap();
        configuration.tls.certificate = Some(crate::tls::file("certificate.pem"));
        configuration.tls.private_key = Some(crate::tls::file("key.pem"));
    })
    .await;
    let place = portal.place("CP1").await;
    let (node, password) = (format!("/api/v1/nodes/{}", place.station), "a long password 1");
    let credential = format!("/api/v1/stations/{}/credential", place.station);
    portal.post(&credential, &json!({"password": password}), &portal.administrator).await.expect(200);
    let tag = portal.etag(&node).await;
    let profile = Call::new("PATCH", &node).json(&json!({"station": {"securityProfile": 2}})).header("if-match", &tag);
    portal.send(profile.by(&portal.administrator)).await.expect(200);

    let knock = || Knock {
        path: "/Ocpp/websocket/CP1",
        subprotocol: Some("ocpp1.6"),
        credential: Some(("CP1", password.as_bytes())),
    };
    assert_eq!(Station::knock(&portal, knock()).await.err().expect("refused").0, 403, "the line is not encrypted");
    let line = crate::tls::connect(portal.program.tls_address.unwrap()).await;
    let mut station = Station::over(line, knock()).await.expect("let in");
    assert_eq!(station.boot().await["status"], "Accepted");
}

#[tokio::test]
async fn a_message_that_is_too_large_ends_the_connection() {
    let portal = TestPortal::start_with(|configuration| configuration.limits.station_message_bytes = 4_096).await;
    portal.place("CP1").await;
    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    station.send(&json!([2, "big", "DataTransfer", {"vendorId": "V", "data": "x".repeat(5_000)}])).await;
    while station.receive().await.is_some() {}
    let mut again = Station::connect(&portal, "CP1").await;
    assert_eq!(again.boot().await["status"], "Accepted");
}

#[tokio::test]
async fn the_newest_connection_wins() {
    let portal = TestPortal::start().await;
    portal.place("CP1").await;
    let mut old = Station::connect(&portal, "CP1").await;
    old.boot().await;
    let mut new = Station::connect(&portal, "CP1").await;
    assert_eq!(new.boot().await["status"], "Accepted");
    while old.receive().await.is_some() {}
    assert!(new.call("Heartbeat", json!({})).await["currentTime"].is_string());
}

#[tokio::test]
async fn a_command_is_answered_by_its_station() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    let commands = format!("/api/v1/stations/{}/commands", place.station);
    let call = Call::post(&format!("{commands}?wait=30"), &json!({"name": "unlockConnector", "outlet": 1}));
    let (address, call) = (portal.address, call.by(&portal.administrator));
    let asked = tokio::spawn(async move { call.send(address).await });
    let request = station.answer("UnlockConnector", json!({"status": "Unlocked"})).await;
    assert_eq!(request, json!({"connectorId": 1}));
    let command = asked.await.unwrap().expect(202).json();
    assert_eq!((&command["state"], &command["outcome"]), (&json!("accepted"), &json!("Unlocked")));
    assert_eq!((&command["by"], &command["action"]), (&json!("admin@example.org"), &json!("UnlockConnector")));
    assert_eq!(command["parameters"], json!({"outlet": 1}));

    let listed = portal.get(&commands, &portal.administrator).await.expect(200).json();
    assert!(listed["items"].as_array().unwrap().contains(&command));
    let one = portal.get(&format!("/api/v1/commands/{}", command["id"]), &portal.administrator).await.expect(200);
    assert_eq!(one.json(), command);
    let wrong = portal.post(&commands, &json!({"name": "explode"}), &portal.administrator).await;
    assert_eq!(wrong.problem(), "invalid-input");
    let nowhere =
        portal.post("/api/v1/stations/1/commands", &json!({"name": "clearCache"}), &portal.administrator).await;
    assert_eq!(nowhere.problem(), "not-found");
}

#[tokio::test]
async fn a_browser_that_comes_back_gets_what_it_missed() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let navigator = portal.get("/api/v1/navigator", &portal.administrator).await.json();
    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    for status in ["Preparing", "Charging"] {
        let status = json!({"connectorId": 1, "errorCode": "NoError", "status": status});
        station.call("StatusNotification", status).await;
    }
    let states = async |call: Call| {
        let mut events = call.by(&portal.administrator).listen(portal.address).await;
        let mut states = Vec::new();
        while states.last() != Some(&json!("charging")) {
            let event = events.next_named("outlet").await;
            if event.data["id"] == place.outlet {
                states.push(event.data["state"].clone());
            }
        }
        states
    };
    let after = navigator["eventId"].as_u64().unwrap();
    let heard = states(Call::get(&format!("/api/v1/events?after={after}"))).await;
    assert!(heard.ends_with(&[json!("occupied"), json!("charging")]), "{heard:?}");
    let again = states(Call::get("/api/v1/events?after=5").header("last-event-id", &after.to_string())).await;
    assert_eq!(again, heard, "the header wins");

    let mut long_ago = Call::get("/api/v1/events?after=5").by(&portal.administrator).listen(portal.address).await;
    assert_eq!(long_ago.next().await.unwrap().name, "reset");
}

#[tokio::test]
async fn a_shutdown_closes_sockets_and_streams_politely() {
    let portal = TestPortal::start().await;
    portal.place("CP1").await;
    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    let mut events = portal.listen("/api/v1/events", &portal.administrator).await;
    let TestPortal { program, folder, .. } = portal;
    let stopping = tokio::spawn(program.stop());
    while station.receive().await.is_some() {}
    while events.next().await.is_some() {}
    stopping.await.unwrap();
    drop(folder);
}
