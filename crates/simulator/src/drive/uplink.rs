//! The line of a driven station: up, down for a time, or being made.

use std::future::pending;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use rand::rngs::Xoshiro256PlusPlus;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;

use super::back_off;
use crate::access::Access;
use crate::address::Addresses;
use crate::line::{Dial, Line, LineError, connect, reach};
use crate::protocol::Protocol;
use crate::soap::{Ends, Hosting, SoapLine};
use crate::station::StationId;

/// How long a frame may take to be sent.
const SEND_TIME: Duration = Duration::from_secs(10);
/// How long a line may take to be closed in order.
const CLOSE_TIME: Duration = Duration::from_secs(1);

/// What happened to the line.
#[derive(Debug)]
pub(super) enum Happening {
    /// It is up.
    Up,
    /// A frame came.
    Text(String),
    /// It is down.
    Down(String),
    /// It could not be made; it is tried again.
    Unreachable(LineError),
    /// The time of a restart is over; the line is being made.
    Restarted,
    /// Nothing that matters to a station.
    Nothing,
}

/// A line that is up.
enum Link {
    /// A socket.
    Socket(Box<Line>),
    /// Envelopes, each on its own.
    Soap(Box<SoapLine>),
}

type Connecting = Pin<Box<dyn Future<Output = Result<Link, LineError>> + Send>>;

enum State {
    /// Down until a time, or until it is woken.
    Down { until: Option<Instant>, restarting: bool },
    /// Being made.
    Connecting(Connecting),
    /// Up.
    Up(Link),
}

/// What lines are made of.
pub(super) struct Way {
    /// How the central system is reached.
    pub dial: Arc<dyn Dial>,
    /// Where it is.
    pub addresses: Addresses,
    /// Whose line it is.
    pub id: StationId,
    /// What it speaks.
    pub protocol: Protocol,
    /// Where it is asked, where it speaks SOAP.
    pub hosting: Hosting,
}

/// The line of a station.
pub(super) struct Uplink {
    way: Way,
    access: Access,
    /// Where its service was hosted last.
    port: Option<u16>,
    state: State,
    failures: u32,
    jitter: Xoshiro256PlusPlus,
    ping_interval: Duration,
    ping_at: Instant,
    heard_at: Instant,
}

impl Uplink {
    pub(super) fn new(way: Way, access: Access, jitter: Xoshiro256PlusPlus) -> Self {
        let now = Instant::now();
        Self {
            way,
            access,
            port: None,
            state: State::Down { until: Some(now), restarting: false },
            failures: 0,
            jitter,
            ping_interval: Duration::ZERO,
            ping_at: now,
            heard_at: now,
        }
    }

    /// Waits until something happens. May be abandoned at any time.
    pub(super) async fn next(&mut self) -> Happening {
        match &mut self.state {
            State::Down { until: None, .. } => pending().await,
            State::Down { until: Some(until), restarting } => {
                sleep_until(*until).await;
                let restarted = *restarting;
                self.begin();
                if restarted { Happening::Restarted } else { Happening::Nothing }
            }
            State::Connecting(connecting) => match connecting.await {
                Ok(link) => {
                    if let Link::Soap(line) = &link {
                        self.port = Some(line.port());
                    }
                    self.state = State::Up(link);
                    self.failures = 0;
                    self.heard_at = Instant::now();
                    self.ping_at = self.heard_at + self.ping_interval;
                    Happening::Up
                }
                Err(error) => {
                    self.lost();
                    Happening::Unreachable(error)
                }
            },
            State::Up(Link::Soap(line)) => match line.next().await {
                Ok(text) => Happening::Text(text),
                Err(why) => self.down(why),
            },
            State::Up(Link::Socket(line)) => {
                let pings = !self.ping_interval.is_zero();
                tokio::select! {
                    message = line.next() => {
                        self.heard_at = Instant::now();
                        self.heard(message)
                    }
                    () = sleep_until(self.ping_at), if pings => self.ping().await,
                }
            }
        }
    }

    /// Sends a frame.
    ///
    /// # Errors
    ///
    /// The line is down, and says why.
    pub(super) async fn send(&mut self, text: String) -> Result<(), String> {
        self.transmit(Message::text(text)).await
    }

    /// Drops the line for a time, or until it is woken; true where it was up.
    pub(super) fn drop_line(&mut self, away: Option<Duration>) -> bool {
        let until = away.map(|away| Instant::now() + away);
        self.replace(State::Down { until, restarting: false })
    }

    /// Drops the line for as long as a restart takes; true where it was up.
    pub(super) async fn restart(&mut self, away: Duration) -> bool {
        let down = State::Down { until: Some(Instant::now() + away), restarting: true };
        match std::mem::replace(&mut self.state, down) {
            State::Up(Link::Soap(line)) => {
                // The answer to whoever asked for the restart is still on its way.
                line.close(CLOSE_TIME).await;
                true
            }
            State::Up(Link::Socket(_)) => true,
            State::Down { .. } | State::Connecting(_) => false,
        }
    }

    /// Makes the line now, if it is down.
    pub(super) fn wake(&mut self) {
        if let State::Down { until, .. } = &mut self.state {
            *until = Some(Instant::now());
        }
    }

    /// What the next connection is made with.
    pub(super) fn set_access(&mut self, access: Access) {
        self.access = access;
    }

    /// Closes the line in order, so that what was sent arrives, and makes it anew.
    pub(super) async fn reconnect(&mut self) {
        let until = Some(Instant::now());
        if let State::Up(link) = std::mem::replace(&mut self.state, State::Down { until, restarting: false }) {
            link.close().await;
        }
    }

    pub(super) fn set_ping_interval(&mut self, interval: Duration) {
        if interval != self.ping_interval {
            self.ping_interval = interval;
            self.ping_at = Instant::now() + interval;
        }
    }

    /// Closes the line in order.
    pub(super) async fn close(self) {
        if let State::Up(link) = self.state {
            link.close().await;
        }
    }

    fn begin(&mut self) {
        let dial = Arc::clone(&self.way.dial);
        let address = self.way.addresses.choose(self.access.profile.is_encrypted());
        let id = self.way.id.clone();
        let access = self.access.clone();
        let Some(version) = self.way.protocol.soap() else {
            self.state = State::Connecting(Box::pin(async move {
                connect(&*dial, &address, &id, &access).await.map(|line| Link::Socket(Box::new(line)))
            }));
            return;
        };
        let (hosting, port) = (self.way.hosting.clone(), self.port);
        self.state = State::Connecting(Box::pin(async move {
            let service = address.service(version);
            reach(&*dial, &service, &access).await?;
            let opened = SoapLine::open(Ends { version, dial, service, id, access }, &hosting, port).await;
            opened.map(|line| Link::Soap(Box::new(line))).map_err(LineError::Hosting)
        }));
    }

    fn heard(&mut self, message: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>) -> Happening {
        match message {
            Some(Ok(Message::Text(text))) => Happening::Text(text.as_str().to_owned()),
            Some(Ok(Message::Close(frame))) => {
                let why = frame.map_or(String::new(), |frame| format!(": {frame}"));
                self.down(format!("the central system closed the line{why}"))
            }
            Some(Ok(_)) => Happening::Nothing,
            Some(Err(error)) => self.down(format!("failed to receive: {error}")),
            None => self.down("the line ended".to_owned()),
        }
    }

    /// Pings, unless the last one was never answered.
    async fn ping(&mut self) -> Happening {
        let now = Instant::now();
        if now - self.heard_at > self.ping_interval * 2 {
            return self.down("nothing was heard for two ping intervals".to_owned());
        }
        self.ping_at = now + self.ping_interval;
        match self.transmit(Message::Ping(Vec::new().into())).await {
            Ok(()) => Happening::Nothing,
            Err(why) => Happening::Down(why),
        }
    }

    async fn transmit(&mut self, message: Message) -> Result<(), String> {
        let line = match (&mut self.state, &message) {
            (State::Up(Link::Socket(line)), _) => line,
            (State::Up(Link::Soap(line)), Message::Text(text)) => {
                line.send(text);
                return Ok(());
            }
            _ => return Ok(()),
        };
        let why = match timeout(SEND_TIME, line.send(message)).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => format!("failed to send: {error}"),
            Err(_) => format!("failed to send within {} s", SEND_TIME.as_secs()),
        };
        self.lost();
        Err(why)
    }

    fn down(&mut self, why: String) -> Happening {
        self.lost();
        Happening::Down(why)
    }

    fn lost(&mut self) {
        self.failures = self.failures.saturating_add(1);
        let pause = back_off(self.failures, &mut self.jitter);
        self.state = State::Down { until: Some(Instant::now() + pause), restarting: false };
    }

    /// Puts the line into another state; true where it was up.
    fn replace(&mut self, state: State) -> bool {
        let before = std::mem::replace(&mut self.state, state);
        matches!(before, State::Up(_))
    }
}

impl Link {
    /// Ends it in order, so that what was said arrives.
    async fn close(self) {
        match self {
            Self::Socket(mut line) => {
                // Whether the other side agrees does not matter any more.
                let _ = timeout(CLOSE_TIME, line.close()).await;
            }
            Self::Soap(line) => line.close(CLOSE_TIME).await,
        }
    }
}
