//! The line to a connected station, as the rest of the portal holds it: a queue of our calls and a way to close it.
//!
//! The connection's task takes calls out one at a time; everyone else only puts them in. It costs an idle station about a
//! hundred bytes, for which a channel would take some thousand.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::UtcMillis;
use domain::station::Protocol;
use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

use crate::socket::CloseReason;

/// A connection as others see it.
#[derive(Debug)]
pub(crate) struct Line {
    /// Order of admission; the highest one is current.
    pub(crate) order: u64,
    pub(crate) protocol: Protocol,
    pub(crate) address: String,
    pub(crate) since: UtcMillis,
    shared: Mutex<Shared>,
    news: Notify,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: VecDeque<QueuedCall>,
    closing: Option<CloseReason>,
    /// The task has ended: nothing put in would ever be taken out.
    ended: bool,
}

/// A call of ours that waits for its turn.
#[derive(Debug)]
pub(crate) struct QueuedCall {
    pub(crate) message_id: String,
    pub(crate) action: &'static str,
    /// The whole frame.
    pub(crate) frame: String,
    /// Until when it may wait for its turn.
    pub(crate) turn_before: Instant,
    /// How long the station may take to answer.
    pub(crate) timeout: Duration,
    /// Told when it is sent.
    pub(crate) sent: oneshot::Sender<UtcMillis>,
    /// Told how it ended.
    pub(crate) answer: oneshot::Sender<Result<CallAnswer, CallFailure>>,
}

/// A station's answer to a call of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CallAnswer {
    /// The payload, as JSON.
    pub(crate) payload: String,
    pub(crate) at: UtcMillis,
}

/// Why a call of ours has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CallFailure {
    /// It was never sent, because the connection ended first; it may be sent on the next one.
    #[error("send the message: the connection ended before its turn came")]
    NotSent,
    /// Its turn did not come in time.
    #[error("send the message: other messages kept the line busy")]
    NoTurn,
    /// Too many wait already.
    #[error("send the message: too many others are waiting")]
    QueueFull,
    /// The connection ended before the answer.
    #[error("get an answer: the connection was lost")]
    ConnectionLost,
    /// A station without a socket could not be called.
    #[error("{0}")]
    NotReachable(String),
    /// No answer in time.
    #[error("get an answer in time")]
    TimedOut,
    /// The station answered with an error.
    #[error("get an answer: the station answered {code}{}{description}", if description.is_empty() { "" } else { ": " })]
    Refused {
        /// Its error code, as sent.
        code: String,
        /// Its words.
        description: String,
    },
    /// The station's answer could not be understood.
    #[error("understand the answer: {0}")]
    BadAnswer(String),
    /// What was to be sent must not be sent so.
    #[error("{0}")]
    Unsendable(String),
}

/// What the connection's task should do next.
#[derive(Debug)]
pub(crate) enum Errand {
    /// Send this.
    Send(Box<QueuedCall>),
    /// Close.
    Close(CloseReason),
}

impl Line {
    pub(crate) fn new(order: u64, protocol: Protocol, address: String, since: UtcMillis) -> Self {
        Self { order, protocol, address, since, shared: Mutex::default(), news: Notify::new() }
    }

    /// Puts a call at the end of the queue.
    ///
    /// # Errors
    /// When the connection has ended or `limit` calls wait already.
    pub(crate) fn push(&self, call: QueuedCall, limit: usize) -> Result<(), CallFailure> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if shared.ended || shared.closing.is_some() {
            return Err(CallFailure::NotSent);
        }
        if shared.waiting.len() >= limit {
            return Err(CallFailure::QueueFull);
        }
        shared.waiting.push_back(call);
        drop(shared);
        self.news.notify_one();
        Ok(())
    }

    /// Asks the connection's task to close; the first reason counts.
    pub(crate) fn close(&self, reason: CloseReason) {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).closing.get_or_insert(reason);
        self.news.notify_one();
    }

    /// Whether it has ended or was asked to.
    pub(crate) fn is_over(&self) -> bool {
        let shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.ended || shared.closing.is_some()
    }

    /// Waits for an errand; calls only when `may_send`. Safe to drop and call again.
    pub(crate) async fn errand(&self, may_send: bool) -> Errand {
        loop {
            if let Some(errand) = self.take(may_send) {
                return errand;
            }
            self.news.notified().await;
        }
    }

    fn take(&self, may_send: bool) -> Option<Errand> {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reason) = shared.closing {
            return Some(Errand::Close(reason));
        }
        let call = if may_send { shared.waiting.pop_front() } else { None }?;
        if shared.waiting.is_empty() {
            shared.waiting = VecDeque::new();
        }
        Some(Errand::Send(Box::new(call)))
    }

    /// Marks the line as ended and fails what still waits, which may then be sent on the next one. Gives how many that were.
    pub(crate) fn end(&self) -> usize {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.ended = true;
        let waiting = std::mem::take(&mut shared.waiting);
        drop(shared);
        let count = waiting.len();
        for call in waiting {
            // Nobody listens any more where the asker has given up.
            let _ = call.answer.send(Err(CallFailure::NotSent));
        }
        count
    }
}
