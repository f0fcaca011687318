//! One client's stream of a station's protocol messages: what was missed, then what comes.

use std::collections::{HashSet, VecDeque};
use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use csms::{Delivery, Subscription};
use domain::NodeId;
use domain::change::ChangeBody;
use futures_util::Stream;
use store::message::{LoggedMessage as Stored, MessageQuery};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, MissedTickBehavior};

use super::reader::{KEEP_ALIVE, OpenStream};
use crate::access::{Access, still_holds};
use crate::problem::Problem;
use crate::shape::{LoggedMessage, MessageId};

/// The most messages that one who comes back gets; where more were missed it reads the list anew.
const MOST_MISSED: usize = 500;

/// The most messages in one event.
const GATHERED: usize = 64;

/// Follows a station's messages for one client.
pub struct MessageReader {
    access: Access,
    station: NodeId,
    watched: broadcast::Receiver<Arc<Stored>>,
    changes: Subscription,
    pulse: Interval,
    /// Those that were missed may still come as they are logged.
    told: HashSet<i64>,
    ready: VecDeque<Bytes>,
    ended: bool,
    _open: OpenStream,
}

impl MessageReader {
    /// Begins after the message `after`, or with what comes from now on.
    ///
    /// # Errors
    /// When the central system does not know the station, or the database cannot be read.
    pub async fn new(access: Access, station: NodeId, after: Option<MessageId>) -> Result<MessageReader, Problem> {
        let portal = &access.portal;
        // Before what was missed is read, so that nothing falls between.
        let watched = portal.csms.watch_messages(station).ok_or_else(Problem::not_found)?;
        let mut pulse = tokio::time::interval_at(Instant::now() + KEEP_ALIVE, KEEP_ALIVE);
        pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut reader = MessageReader {
            _open: OpenStream::new(Arc::clone(portal)),
            changes: portal.csms.bus().subscribe(None),
            watched,
            station,
            pulse,
            told: HashSet::new(),
            ready: VecDeque::from([Bytes::from_static(b"retry: 1000\n\n")]),
            ended: false,
            access,
        };
        if let Some(after) = after {
            reader.catch_up(after).await?;
        }
        Ok(reader)
    }

    /// The stream as a body.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Infallible>> + Send {
        futures_util::stream::unfold(self, |mut reader| async move {
            let next = reader.next().await?;
            Some((Ok(next), reader))
        })
    }

    async fn catch_up(&mut self, after: MessageId) -> Result<(), Problem> {
        let portal = &self.access.portal;
        let query = MessageQuery { from: Some(after.0.at), ..MessageQuery::newest(self.station, MOST_MISSED) };
        let unwritten = portal.csms.recent_messages(self.station);
        let page = portal.store.messages(&query, unwritten, &self.access.reach).await?;
        if page.goes_on.is_some() {
            self.ready.push_back(Bytes::from_static(b"event: reset\ndata: {}\n\n"));
            return Ok(());
        }
        let found = page.messages.into_iter().rev().map(|found| found.message);
        let missed: Vec<Stored> = found.filter(|message| message.position() > after.0).collect();
        self.told = missed.iter().map(|message| message.number).collect();
        self.ready.extend(missed.chunks(GATHERED).map(|messages| event(messages.iter().cloned())));
        Ok(())
    }

    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(text) = self.ready.pop_front() {
                return Some(text);
            }
            if self.ended {
                return None;
            }
            tokio::select! {
                message = self.watched.recv() => match message {
                    Ok(message) => self.take(message),
                    // It reads too slowly, or the station is gone: it comes back and gets what it missed.
                    Err(RecvError::Lagged(_) | RecvError::Closed) => self.ended = true,
                },
                delivery = self.changes.next() => match delivery {
                    Some(delivery) if self.concerns(&delivery) => self.check_access().await,
                    Some(_) => {}
                    None => self.ended = true,
                },
                _ = self.pulse.tick() => {
                    self.ready.push_back(Bytes::from_static(b":\n\n"));
                    self.check_access().await;
                }
                () = self.access.portal.stop.cancelled() => self.ended = true,
            }
        }
    }

    /// Takes a message, and those that have come right after it.
    fn take(&mut self, first: Arc<Stored>) {
        let mut messages = vec![first];
        while messages.len() < GATHERED
            && let Ok(message) = self.watched.try_recv()
        {
            messages.push(message);
        }
        let new: Vec<Arc<Stored>> = messages.into_iter().filter(|message| !self.told.remove(&message.number)).collect();
        if !new.is_empty() {
            self.ready.push_back(event(new.iter().map(|message| Stored::clone(message))));
        }
    }

    /// Whether a change may take the station out of the viewer's sight.
    fn concerns(&self, delivery: &Delivery) -> bool {
        let Delivery::Changes(changes) = delivery else { return true };
        changes.iter().any(|numbered| match &numbered.change.body {
            ChangeBody::Access { user_id } => self.access.viewer.user_id == Some(*user_id),
            ChangeBody::Topology { id, .. } => {
                *id == self.station || numbered.change.scope.station_id == Some(self.station)
            }
            _ => false,
        })
    }

    /// Ends the stream with a word when its viewer may no longer see the station.
    async fn check_access(&mut self) {
        let Access { portal, viewer, proof, reach, .. } = &self.access;
        let is_seen = portal.store.reaches_node(self.station, reach).await.unwrap_or(true);
        if !is_seen || !still_holds(portal, proof, viewer).await {
            self.ready.push_back(Bytes::from_static(b"event: goodbye\ndata: {}\n\n"));
            self.ended = true;
        }
    }
}

/// Some messages as an event; there is at least one.
fn event(messages: impl Iterator<Item = Stored>) -> Bytes {
    let messages: Vec<LoggedMessage> = messages.map(LoggedMessage::from).collect();
    let id = messages.last().map(|last| last.id.to_string()).unwrap_or_default();
    let data = serde_json::to_string(&messages).expect("shapes of texts and numbers can be written");
    format!("id: {id}\nevent: messages\ndata: {data}\n\n").into()
}
