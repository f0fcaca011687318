//! The message log: every exchanged message, kept at a cost that does not slow the stations.
//!
//! An entry is appended to its station's buffer: some bytes copied, nothing allocated once the buffer has grown. A background job
//! takes full and old buffers and hands them to the store as blocks. What waits is bounded over all stations; what comes beyond
//! is counted and dropped. Entries that are not written yet can be read too.

mod pending;

use std::borrow::Cow;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::UtcMillis;
use ocpp::v16::masked;
pub(crate) use pending::Pending;
pub(crate) use store::message::{Direction, MessageKind as Kind};
use store::message::{LoggedMessage, MessageBlock};
use tokio::sync::broadcast;

use crate::metrics::Metrics;
use crate::station::Station;

/// A buffer of this size is written at once instead of with the next round, bytes.
const FULL: usize = 32 << 10;

/// A message to be logged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) at: UtcMillis,
    pub(crate) direction: Direction,
    pub(crate) kind: Kind,
    pub(crate) action: &'a str,
    pub(crate) message_id: &'a str,
    /// The payload; of a broken frame all of it.
    pub(crate) text: &'a str,
    pub(crate) latency_ms: Option<i64>,
    pub(crate) deviations: usize,
}

/// The log of one portal.
#[derive(Debug)]
pub(crate) struct MessageLog {
    /// Stations with entries to be written.
    dirty: Mutex<Vec<Arc<Station>>>,
    pending_bytes: AtomicI64,
    limit_bytes: i64,
    full: tokio::sync::Notify,
}

impl MessageLog {
    pub(crate) fn new(limit_bytes: usize) -> Self {
        Self {
            dirty: Mutex::default(),
            pending_bytes: AtomicI64::new(0),
            limit_bytes: i64::try_from(limit_bytes).unwrap_or(i64::MAX),
            full: tokio::sync::Notify::new(),
        }
    }

    /// Appends an entry, its secrets masked.
    pub(crate) fn add(&self, station: &Arc<Station>, entry: Entry<'_>, metrics: &Metrics) {
        if self.pending_bytes.load(Ordering::Relaxed) >= self.limit_bytes {
            metrics.message_log_dropped.increment();
            return;
        }
        let text = match entry.action {
            // In our own words.
            _ if matches!(entry.kind, Kind::Refused | Kind::Unanswered) => Cow::Borrowed(entry.text),
            // Whatever it is about: it may tell a configuration, as a late answer does.
            "" => masked("GetConfiguration", entry.text),
            action if entry.kind == Kind::Broken => masked(action, entry.text),
            action if may_hold_secrets(action) => masked(action, entry.text),
            _ => Cow::Borrowed(entry.text),
        };
        let mut pending = station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner);
        let before = pending.size();
        pending.push(&entry, &text);
        let (was_empty, grown) = (before == 0, pending.size() - before);
        let is_full = before < FULL && pending.size() >= FULL;
        drop(pending);
        self.count(metrics, i64::try_from(grown).unwrap_or(0));
        if was_empty {
            self.dirty.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(station));
        }
        if is_full {
            self.full.notify_one();
        }
    }

    /// Waits until some station's buffer is full.
    pub(crate) async fn some_full(&self) {
        self.full.notified().await;
    }

    /// Takes everything that waits, as one block for each station; it can be read until it is [`MessageLog::written`].
    pub(crate) fn take(&self) -> Taken {
        let stations = std::mem::take(&mut *self.dirty.lock().unwrap_or_else(PoisonError::into_inner));
        let begin = |station: &Arc<Station>| {
            station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner).begin_writing()
        };
        let blocks =
            stations.iter().map(|station| MessageBlock { station_id: station.id, messages: begin(station) }).collect();
        Taken { stations, blocks }
    }

    /// What was taken stands in the database, or is given up.
    pub(crate) fn written(&self, taken: &Taken, metrics: &Metrics) {
        let forget = |station: &Arc<Station>| {
            station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner).end_writing()
        };
        let bytes: usize = taken.stations.iter().map(forget).sum();
        self.count(metrics, -i64::try_from(bytes).unwrap_or(0));
    }

    fn count(&self, metrics: &Metrics, bytes: i64) {
        self.pending_bytes.fetch_add(bytes, Ordering::Relaxed);
        metrics.message_log_pending_bytes.add(bytes);
    }
}

/// Messages on their way into the database.
pub(crate) struct Taken {
    stations: Vec<Arc<Station>>,
    pub(crate) blocks: Vec<MessageBlock>,
}

/// How many messages wait for one who watches; who reads slower misses some, and hears that.
const WATCHED: usize = 1_024;

/// Everything that is logged of a station from now on, as it comes.
pub(crate) fn watch(station: &Station) -> broadcast::Receiver<Arc<LoggedMessage>> {
    station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner).watch(WATCHED)
}

/// A station's entries that are not written yet, oldest first.
pub(crate) fn pending(station: &Station) -> Vec<LoggedMessage> {
    station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner).read()
}

/// Messages of which there are many and which never hold a secret are not searched for one.
fn may_hold_secrets(action: &str) -> bool {
    !matches!(
        action,
        "Heartbeat" | "MeterValues" | "StatusNotification" | "Authorize" | "StartTransaction" | "StopTransaction"
    )
}
