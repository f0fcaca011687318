//! One client's stream: wait for changes → keep what it may hear → write them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use csms::{Delivery, Numbered, Subscription};
use domain::NodeId;
use domain::access::Viewer;
use domain::change::{ChangeBody, TopologyChange};
use futures_util::Stream;
use tokio::time::{Instant, Interval, MissedTickBehavior};

use super::Audience;
use super::audience::Part;
use crate::access::{Proof, still_holds};
use crate::portal::Portal;

/// Between two comments that keep the line alive; also how often the viewer's access is looked up again.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Reads the bus for one client.
pub struct Reader {
    portal: Arc<Portal>,
    viewer: Viewer,
    proof: Proof,
    audience: Audience,
    subscription: Subscription,
    pulse: Interval,
    /// The newest change that was dealt with, heard or not.
    seen: u64,
    ready: VecDeque<Bytes>,
    ended: bool,
    _open: OpenStream,
}

/// Counts the open streams.
pub(super) struct OpenStream(Arc<Portal>);

impl OpenStream {
    pub(super) fn new(portal: Arc<Portal>) -> OpenStream {
        portal.traffic.streams.add(1);
        OpenStream(portal)
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.traffic.streams.add(-1);
    }
}

impl Reader {
    /// Begins after the change `after`, or with what comes from now on.
    pub fn new(portal: Arc<Portal>, viewer: Viewer, proof: Proof, below: Option<NodeId>, after: Option<u64>) -> Reader {
        let bus = portal.newsroom.bus();
        let seen = after.unwrap_or_else(|| bus.newest());
        let subscription = bus.subscribe(Some(seen));
        let mut pulse = tokio::time::interval_at(Instant::now() + KEEP_ALIVE, KEEP_ALIVE);
        pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Reader {
            audience: Audience::of(&viewer, below),
            _open: OpenStream::new(Arc::clone(&portal)),
            ready: VecDeque::from([format!("retry: 2000\nid: {seen}\n\n").into()]),
            portal,
            viewer,
            proof,
            subscription,
            pulse,
            seen,
            ended: false,
        }
    }

    /// The stream as a body.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Infallible>> + Send {
        futures_util::stream::unfold(self, |mut reader| async move {
            let next = reader.next().await?;
            Some((Ok(next), reader))
        })
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
                delivery = self.subscription.next() => match delivery {
                    Some(Delivery::Changes(changes)) => self.take(changes).await,
                    Some(Delivery::Reset(newest)) => self.reset(newest),
                    None => self.ended = true,
                },
                _ = self.pulse.tick() => {
                    // The id lets one who comes back skip what was not for them.
                    self.ready.push_back(format!(":\nid: {}\n\n", self.seen).into());
                    self.check_access().await;
                }
                // The browser comes back, then to the next process.
                () = self.portal.stop.cancelled() => self.ended = true,
            }
        }
    }

    async fn take(&mut self, changes: Vec<Numbered>) {
        for numbered in changes {
            let concerns_us = match &numbered.change.body {
                ChangeBody::Access { user_id } => self.viewer.user_id == Some(*user_id),
                ChangeBody::TokenGone { token_hash } => {
                    matches!(&self.proof, Proof::Token(hash) if hash.0 == **token_hash)
                }
                _ => false,
            };
            if concerns_us {
                self.check_access().await;
                if self.ended {
                    return;
                }
            }
            self.seen = numbered.id;
            let Some(part) = self.audience.part(&numbered.change) else { continue };
            if !self.has_only_left(&numbered).await {
                self.write(&numbered, part).await;
            }
        }
    }

    /// Whether a node that is said to be gone is still seen by this listener: it was moved from one site to another.
    async fn has_only_left(&self, numbered: &Numbered) -> bool {
        let ChangeBody::Topology { change: TopologyChange::Deleted, id } = numbered.change.body else { return false };
        let scope = self.portal.store.node_scope(id).await;
        scope.is_ok_and(|scope| scope.is_some_and(|scope| self.audience.sees_node(&scope)))
    }

    async fn write(&mut self, numbered: &Numbered, part: Part) {
        match self.portal.newsroom.text(&self.portal, numbered, part).await {
            Ok(text) => self.ready.push_back(text),
            // The database is away: what the client holds may now be stale.
            Err(_) => self.reset(numbered.id),
        }
    }

    fn reset(&mut self, newest: u64) {
        self.seen = newest;
        self.ready.push_back(format!("id: {newest}\nevent: reset\ndata: {{}}\n\n").into());
    }

    /// Ends the stream with a word when its viewer is no longer who they were.
    async fn check_access(&mut self) {
        if !still_holds(&self.portal, &self.proof, &self.viewer).await {
            self.ready.push_back(Bytes::from_static(b"event: goodbye\ndata: {}\n\n"));
            self.ended = true;
        }
    }
}
