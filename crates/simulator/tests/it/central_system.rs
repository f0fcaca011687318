//! A central system that answers as a test wants it, and a station connected to it.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use jiff::Timestamp;
use serde_json::{Value, json};
use simulator::access::{Access, Password};
use simulator::address::{Address, Addresses};
use simulator::clock::Clock;
use simulator::drive::{Driver, Handle, Setup};
use simulator::line::{Dial, Dialled, Stream};
use simulator::scenario::player::Player;
use simulator::soap::Hosting;
use simulator::station::{Equipment, Station};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_util::sync::CancellationToken;

/// Nothing that a test waits for takes longer, by the paused clock.
const PATIENCE: Duration = Duration::from_secs(3600 * 24);

/// A connection that a station has made, and how well it is guarded.
struct Arrival {
    stream: Box<dyn Stream>,
    guard: Guard,
}

/// How well a connection is guarded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Guard {
    #[default]
    Clear,
    Encrypted,
    /// And the station has shown a certificate.
    Certified,
}

/// A network with one central system in it.
#[derive(Clone)]
pub(crate) struct Network {
    lines: mpsc::Sender<Arrival>,
    reachable: Arc<AtomicBool>,
}

impl Dial for Network {
    fn dial<'a>(&'a self, _: &'a Address, _: &'a Access) -> Dialled<'a> {
        Box::pin(async move {
            if !self.reachable.load(Ordering::Relaxed) {
                return Err(io::ErrorKind::ConnectionRefused.into());
            }
            let (near, far) = tokio::io::duplex(1 << 16);
            let arrival = Arrival { stream: Box::new(far), guard: Guard::Clear };
            self.lines.send(arrival).await.map_err(|_| io::Error::from(io::ErrorKind::ConnectionRefused))?;
            Ok(Box::new(near) as Box<dyn Stream>)
        })
    }
}

impl Network {
    /// From now on the central system can be reached, or cannot.
    pub(crate) fn set_reachable(&self, reachable: bool) {
        self.reachable.store(reachable, Ordering::Relaxed);
    }
}

/// A CALL of the station.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub id: String,
    pub action: String,
    pub payload: Value,
}

/// The central system.
pub(crate) struct CentralSystem {
    lines: mpsc::Receiver<Arrival>,
    socket: Option<WebSocketStream<Box<dyn Stream>>>,
    /// Answers by action, instead of the usual ones.
    pub answers: HashMap<String, Value>,
    /// Everything that the station has asked or told.
    pub calls: Vec<Call>,
    /// Path, subprotocol and credential of the latest connection.
    pub handshake: Handshake,
    transactions: i64,
    calls_made: u64,
}

/// How a station introduced itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Handshake {
    pub path: String,
    pub subprotocol: Option<String>,
    pub credential: Option<String>,
    pub guard: Guard,
}

impl CentralSystem {
    pub(crate) fn new() -> (Self, Network) {
        let (sender, lines) = mpsc::channel(4);
        let central_system = Self {
            lines,
            socket: None,
            answers: HashMap::new(),
            calls: Vec::new(),
            handshake: Handshake::default(),
            transactions: 0,
            calls_made: 0,
        };
        (central_system, Network { lines: sender, reachable: Arc::new(AtomicBool::new(true)) })
    }

    /// A central system at two real addresses: one in the clear, one encrypted.
    pub(crate) async fn listen(tls: rustls::ServerConfig) -> (Self, Addresses) {
        let (central_system, network) = Self::new();
        let mut ports = Vec::new();
        for acceptor in [None, Some(TlsAcceptor::from(Arc::new(tls)))] {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            ports.push(listener.local_addr().unwrap().port());
            tokio::spawn(admit(listener, acceptor, network.lines.clone()));
        }
        let usual = format!("ws://127.0.0.1:{}/ocpp", ports[0]).parse().unwrap();
        let secure = format!("wss://127.0.0.1:{}/ocpp", ports[1]).parse().unwrap();
        (central_system, Addresses { usual, secure: Some(secure) })
    }

    /// Takes the next connection.
    pub(crate) async fn accept(&mut self) {
        let Arrival { stream, guard } = patient(self.lines.recv()).await.expect("a station connects");
        let mut handshake = Handshake { guard, ..Handshake::default() };
        #[expect(clippy::result_large_err, reason = "the signature is the library's")]
        let look = |request: &Request, mut response: Response| {
            let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
            handshake.path = request.uri().path().to_owned();
            handshake.subprotocol = header("sec-websocket-protocol");
            handshake.credential = header("authorization");
            response.headers_mut().insert("sec-websocket-protocol", "ocpp1.6".parse().unwrap());
            Ok(response)
        };
        let socket = tokio_tungstenite::accept_hdr_async(stream, look).await.expect("the station upgrades");
        self.handshake = handshake;
        self.socket = Some(socket);
    }

    /// Cuts the line.
    pub(crate) fn cut(&mut self) {
        self.socket = None;
    }

    /// The next CALL, not answered; `None` where the line has ended.
    pub(crate) async fn next_call(&mut self) -> Option<Call> {
        loop {
            let frame = self.next_frame().await?;
            if frame[0] == 2 {
                let call = Call {
                    id: frame[1].as_str().unwrap().to_owned(),
                    action: frame[2].as_str().unwrap().to_owned(),
                    payload: frame[3].clone(),
                };
                self.calls.push(call.clone());
                return Some(call);
            }
        }
    }

    /// Answers everything until the station has sent this action, and gives it.
    pub(crate) async fn expect(&mut self, action: &str) -> Call {
        loop {
            let call = self.next_call().await.unwrap_or_else(|| panic!("the line ended before {action}"));
            self.answer(&call).await;
            if call.action == action {
                return call;
            }
        }
    }

    /// Answers everything until the station reports this state of a connector.
    pub(crate) async fn expect_status(&mut self, connector: u64, status: &str) -> Call {
        loop {
            let call = self.expect("StatusNotification").await;
            if call.payload["connectorId"] == connector && call.payload["status"] == status {
                return call;
            }
        }
    }

    /// Answers everything until the line ends.
    pub(crate) async fn serve(&mut self) {
        while let Some(call) = self.next_call().await {
            self.answer(&call).await;
        }
    }

    /// Answers everything for a time.
    pub(crate) async fn serve_for(&mut self, time: Duration) {
        let _ = tokio::time::timeout(time, self.serve()).await;
    }

    /// Answers a CALL as usual.
    pub(crate) async fn answer(&mut self, call: &Call) {
        let payload = match self.answers.get(&call.action) {
            Some(answer) => answer.clone(),
            None => self.usual_answer(&call.action),
        };
        self.send(json!([3, call.id, payload])).await;
    }

    /// Refuses a CALL.
    pub(crate) async fn refuse(&mut self, call: &Call) {
        self.send(json!([4, call.id, "InternalError", "", {}])).await;
    }

    /// Asks the station for something and gives its answer: the payload of a CALLRESULT, or the code of a CALLERROR.
    pub(crate) async fn ask(&mut self, action: &str, payload: Value) -> Value {
        self.calls_made += 1;
        let id = format!("cs-{}", self.calls_made);
        self.send(json!([2, id, action, payload])).await;
        loop {
            let frame = self.next_frame().await.expect("the station answers before the line ends");
            if frame[0] == 2 {
                let call = Call {
                    id: frame[1].as_str().unwrap().to_owned(),
                    action: frame[2].as_str().unwrap().to_owned(),
                    payload: frame[3].clone(),
                };
                self.calls.push(call.clone());
                self.answer(&call).await;
            } else {
                assert_eq!(frame[1], id, "{frame}");
                return frame[2].clone();
            }
        }
    }

    /// All payloads of an action so far.
    pub(crate) fn payloads(&self, action: &str) -> Vec<&Value> {
        self.calls.iter().filter(|call| call.action == action).map(|call| &call.payload).collect()
    }

    pub(crate) async fn send(&mut self, frame: Value) {
        let socket = self.socket.as_mut().expect("a station is connected");
        // The station may have dropped the line meanwhile; whoever waits for its answer will notice.
        let _ = socket.send(Message::text(frame.to_string())).await;
    }

    async fn next_frame(&mut self) -> Option<Value> {
        loop {
            let socket = self.socket.as_mut()?;
            match patient(socket.next()).await {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    fn usual_answer(&mut self, action: &str) -> Value {
        let accepted = json!({"status": "Accepted"});
        match action {
            "BootNotification" => {
                json!({"status": "Accepted", "currentTime": "2026-01-31T12:00:00.000Z", "interval": 3600})
            }
            "Heartbeat" => json!({"currentTime": "2026-01-31T12:00:00.000Z"}),
            "Authorize" => json!({"idTagInfo": accepted}),
            "StartTransaction" => {
                self.transactions += 1;
                json!({"idTagInfo": accepted, "transactionId": self.transactions})
            }
            "DataTransfer" => accepted,
            _ => json!({}),
        }
    }
}

/// Takes connections; what fails to encrypt is let go.
async fn admit(listener: TcpListener, acceptor: Option<TlsAcceptor>, lines: mpsc::Sender<Arrival>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let arrival = match &acceptor {
            None => Arrival { stream: Box::new(stream), guard: Guard::Clear },
            Some(acceptor) => {
                let Ok(stream) = acceptor.accept(stream).await else { continue };
                let certified = stream.get_ref().1.peer_certificates().is_some();
                let guard = if certified { Guard::Certified } else { Guard::Encrypted };
                Arrival { stream: Box::new(stream), guard }
            }
        };
        if lines.send(arrival).await.is_err() {
            return;
        }
    }
}

/// Waits, but not for ever.
async fn patient<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what).await.expect("what is waited for happens")
}

/// A station that is driven.
pub(crate) struct Driven {
    pub handle: Handle,
    pub task: JoinHandle<()>,
    cancelled: CancellationToken,
}

impl Driven {
    /// A station of this kind, with these players; it ends with them where there are any.
    pub(crate) fn start(network: &Network, equipment: Equipment, password: Option<&str>, players: Vec<Player>) -> Self {
        let mut station = Station::new("CP 1", equipment, 7, noon());
        let access = Access { password: password.map(Password::from), ..Access::default() };
        station.equip(access.settled(false));
        let addresses = "ws://central.example/ocpp".parse::<Address>().unwrap().into();
        Self::drive(station, Clock::showing(noon()), Arc::new(network.clone()), addresses, players)
    }

    /// Drives a station.
    pub(crate) fn drive(
        station: Station,
        clock: Clock,
        dial: Arc<dyn Dial>,
        addresses: Addresses,
        players: Vec<Player>,
    ) -> Self {
        let (driver, handle) = Driver::new(Setup {
            station,
            clock,
            addresses,
            dial,
            hosting: Hosting::default(),
            ends_with_players: !players.is_empty(),
            players,
            seed: 7,
            onlooker: None,
        });
        let cancelled = CancellationToken::new();
        Self { handle, task: tokio::spawn(driver.run(cancelled.clone())), cancelled }
    }
}

impl Driven {
    /// Asks the station to end.
    pub(crate) fn cancel(&self) {
        self.cancelled.cancel();
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        self.cancelled.cancel();
    }
}

/// When every test begins.
pub(crate) fn noon() -> Timestamp {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

/// A station that has been accepted and has reported its states.
pub(crate) async fn accepted(outlets: u32) -> (CentralSystem, Network, Driven) {
    let (mut central_system, network) = CentralSystem::new();
    let driven = Driven::start(&network, Equipment { outlets, ..Equipment::default() }, None, Vec::new());
    central_system.accept().await;
    central_system.expect_status(u64::from(outlets), "Available").await;
    central_system.calls.clear();
    (central_system, network, driven)
}
