//! One connection, from the handshake to its end.
//!
//! One task owns the socket. It waits for whichever comes first: a frame, an errand from the rest of the portal (a call to
//! send, a reason to close), or the next moment at which something is due (a ping, the end of patience with an answer). Each is
//! handled before the next is looked at, so a station's messages are served one after the other.

use std::fmt::Display;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt as _, Sink, SinkExt as _, Stream, StreamExt as _};
use tokio::time::{Instant, sleep_until, timeout};

use crate::central_system::CentralSystem;
use crate::conversation::Conversation;
use crate::handshake::{Admission, Guest};
use crate::held::Held;
use crate::line::{Errand, Line};
use crate::socket::{CloseReason, Incoming, Outgoing};
use crate::station::Station;

/// How long a newer connection waits for the older one to finish the message that it is serving.
const HAND_OVER: Duration = Duration::from_secs(60);

/// Why a connection ended, in words for the log.
type End = String;

impl CentralSystem {
    /// Serves a station's connection to its end. A panic in it is contained: the socket closes and the rest goes on.
    pub async fn serve<S, T, E>(self: &Arc<Self>, admission: Admission, socket: S)
    where
        S: Stream<Item = Result<Incoming<T>, E>> + Sink<Outgoing, Error = E> + Unpin + Send,
        T: AsRef<str> + Send,
        E: Display + Send,
    {
        let Admission { guest, address, at, order, protocol, .. } = admission;
        let line = Arc::new(Line::new(order, protocol, address, at));
        let Some(_served) = self.serving(&line) else {
            return close(socket, CloseReason::ShuttingDown, self.options.write_timeout).await;
        };
        let served = match guest {
            Guest::Station(id) => {
                let Some(station) = self.stations.get(id) else {
                    return close(socket, CloseReason::Changed, self.options.write_timeout).await;
                };
                AssertUnwindSafe(self.serve_station(&station, &line, socket)).catch_unwind().await
            }
            Guest::Held(id) => {
                let _held = self.held.put(&id, &line);
                let mut speaker = Speaker::Held(Held::new(Arc::clone(self), id));
                AssertUnwindSafe(run(self, &line, &mut speaker, socket)).catch_unwind().await.map(drop)
            }
        };
        self.metrics.queued_calls.add(-i64::try_from(line.end()).unwrap_or(0));
        if served.is_err() {
            self.metrics.contained_panics.increment();
            tracing::error!(address = %line.address, "a connection's task panicked; its socket is closed");
        }
    }

    async fn serve_station<S, T, E>(self: &Arc<Self>, station: &Arc<Station>, line: &Arc<Line>, socket: S)
    where
        S: Stream<Item = Result<Incoming<T>, E>> + Sink<Outgoing, Error = E> + Unpin + Send,
        T: AsRef<str> + Send,
        E: Display + Send,
    {
        if !station.take_over(line) {
            return close(socket, CloseReason::Superseded, self.options.write_timeout).await;
        }
        let presence = self.presence(station, line);
        if self.is_shutting_down() {
            line.close(CloseReason::ShuttingDown);
        }
        let Ok(seat) = timeout(HAND_OVER, station.seat()).await else {
            tracing::warn!(station = %station.charge_box_id, "the older connection did not finish; the newer one is closed");
            return close(socket, CloseReason::InternalError, self.options.write_timeout).await;
        };
        station.with(|state| state.newest_start = None);
        presence.arrived().await;
        let mut speaker = Speaker::Station(Conversation::new(Arc::clone(self), seat));
        let end = run(self, line, &mut speaker, socket).await;
        tracing::info!(station = %station.charge_box_id, address = %line.address, %end, "a station's connection ended");
        // The order matters: the next connection takes the seat only after this one's absence is written.
        presence.departed(&end).await;
        drop(speaker);
    }
}

/// Who is at the other end.
enum Speaker {
    Station(Conversation),
    Held(Held),
}

impl Speaker {
    fn may_send(&self) -> bool {
        match self {
            Speaker::Station(conversation) => conversation.may_send(),
            Speaker::Held(_) => false,
        }
    }

    fn deadline(&self) -> Option<Instant> {
        match self {
            Speaker::Station(conversation) => conversation.deadline(),
            Speaker::Held(_) => None,
        }
    }
}

enum Event<T, E> {
    Errand(Errand),
    Frame(Option<Result<Incoming<T>, E>>),
    Due,
}

async fn run<S, T, E>(system: &CentralSystem, line: &Line, speaker: &mut Speaker, mut socket: S) -> End
where
    S: Stream<Item = Result<Incoming<T>, E>> + Sink<Outgoing, Error = E> + Unpin + Send,
    T: AsRef<str> + Send,
    E: Display + Send,
{
    let options = &system.options;
    let mut heard = Instant::now();
    let mut next_ping = heard + options.ping_interval;
    let mut due = std::pin::pin!(sleep_until(next_ping));
    loop {
        let wake = speaker.deadline().map_or(next_ping, |deadline| deadline.min(next_ping));
        if due.deadline() != wake {
            due.as_mut().reset(wake);
        }
        let event = tokio::select! {
            biased;
            errand = line.errand(speaker.may_send()) => Event::Errand(errand),
            frame = socket.next() => Event::Frame(frame),
            () = due.as_mut() => Event::Due,
        };
        let outgoing = match event {
            Event::Frame(Some(Ok(frame))) => {
                heard = Instant::now();
                if let Speaker::Station(conversation) = &*speaker {
                    conversation.heard();
                }
                match (frame, &mut *speaker) {
                    (Incoming::Text(text), Speaker::Station(conversation)) => {
                        conversation.receive(text.as_ref()).await.map(Outgoing::Text)
                    }
                    (Incoming::Text(text), Speaker::Held(held)) => held.receive(text.as_ref()).map(Outgoing::Text),
                    (Incoming::Close, _) => return "the station closed it".to_owned(),
                    (Incoming::Binary, _) => {
                        system.metrics.broken_frames.increment();
                        None
                    }
                    (Incoming::Ping | Incoming::Pong, _) => None,
                }
            }
            Event::Frame(Some(Err(error))) => return format!("the socket broke: {error}"),
            Event::Frame(None) => return "the socket ended".to_owned(),
            Event::Errand(Errand::Close(reason)) => {
                close(socket, reason, options.write_timeout).await;
                return reason.text().to_owned();
            }
            Event::Errand(Errand::Send(call)) => match speaker {
                Speaker::Station(conversation) => conversation.send(*call).map(Outgoing::Text),
                Speaker::Held(_) => None,
            },
            Event::Due => {
                let now = Instant::now();
                if let Speaker::Station(conversation) = speaker {
                    conversation.expire(now);
                }
                if now < next_ping {
                    continue;
                }
                if now.duration_since(heard) >= options.ping_interval * 2 {
                    close(socket, CloseReason::Silent, options.write_timeout).await;
                    return CloseReason::Silent.text().to_owned();
                }
                next_ping = now + options.ping_interval;
                Some(Outgoing::Ping)
            }
        };
        if let Some(outgoing) = outgoing {
            match timeout(options.write_timeout, socket.send(outgoing)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => return format!("the socket broke: {error}"),
                Err(_) => return "the station did not read".to_owned(),
            }
        }
    }
}

/// Says why, and closes; a peer that does not listen is left alone after a while.
async fn close<S, E>(mut socket: S, reason: CloseReason, patience: Duration)
where
    S: Sink<Outgoing, Error = E> + Unpin,
{
    let polite = async {
        socket.send(Outgoing::Close(reason)).await?;
        socket.close().await
    };
    // A socket that cannot be closed politely is closed by being dropped.
    let _ = timeout(patience, polite).await;
}
