//! The message log: every exchanged message, kept at a cost that does not slow the stations.
//!
//! An entry is appended to its station's buffer: some bytes copied, nothing allocated once the buffer has grown. A background job
//! takes full and old buffers and hands them to the store as blocks. What waits is bounded over all stations; what comes beyond
//! is counted and dropped. Entries that are not written yet can be read too.

use std::borrow::Cow;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::UtcMillis;
use ocpp::v16::masked;
pub(crate) use store::message::{Direction, MessageKind as Kind};
use store::message::{LoggedMessage, MessageBlock};

use crate::metrics::Metrics;
use crate::station::Station;

/// A buffer of this size is written at once instead of with the next round, bytes.
const FULL: usize = 32 << 10;

/// The most that is kept of one text, bytes.
const LONGEST_TEXT: usize = 64 << 10;

/// The most that is kept of an action or a message id, bytes.
const LONGEST_NAME: usize = 255;

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

/// A station's entries that are not written yet.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    /// One after the other: a head of fixed size, then action, message id and text.
    bytes: Vec<u8>,
}

/// The size of an entry's head: time, latency, three lengths, deviations, direction and kind.
const HEAD: usize = 8 + 4 + 2 + 2 + 4 + 2 + 1 + 1;

/// Stands for no latency.
const NO_LATENCY: u32 = u32::MAX;

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
        let text =
            if may_hold_secrets(entry.action) { masked(entry.action, entry.text) } else { Cow::Borrowed(entry.text) };
        let mut pending = station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner);
        let before = pending.bytes.len();
        pending.push(&entry, cut(&text, LONGEST_TEXT));
        let (was_empty, grown) = (before == 0, pending.bytes.len() - before);
        let is_full = before < FULL && pending.bytes.len() >= FULL;
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

    /// Takes everything that waits, as one block for each station.
    pub(crate) fn take(&self, metrics: &Metrics) -> Vec<MessageBlock> {
        let dirty = std::mem::take(&mut *self.dirty.lock().unwrap_or_else(PoisonError::into_inner));
        let mut taken = 0;
        let blocks = dirty
            .iter()
            .map(|station| {
                let pending =
                    std::mem::take(&mut *station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner));
                taken += i64::try_from(pending.bytes.len()).unwrap_or(0);
                MessageBlock { station_id: station.id, messages: pending.read() }
            })
            .collect();
        self.count(metrics, -taken);
        blocks
    }

    fn count(&self, metrics: &Metrics, bytes: i64) {
        self.pending_bytes.fetch_add(bytes, Ordering::Relaxed);
        metrics.message_log_pending_bytes.add(bytes);
    }
}

/// A station's entries that are not written yet, oldest first.
pub(crate) fn pending(station: &Station) -> Vec<LoggedMessage> {
    station.pending_messages.lock().unwrap_or_else(PoisonError::into_inner).read()
}

impl Pending {
    /// Appends an entry.
    fn push(&mut self, entry: &Entry<'_>, text: &str) {
        let action = cut(entry.action, LONGEST_NAME);
        let message_id = cut(entry.message_id, LONGEST_NAME);
        let latency = entry.latency_ms.map_or(NO_LATENCY, |ms| u32::try_from(ms).unwrap_or(NO_LATENCY - 1));
        let bytes = &mut self.bytes;
        bytes.reserve(HEAD + action.len() + message_id.len() + text.len());
        bytes.extend_from_slice(&entry.at.0.to_le_bytes());
        bytes.extend_from_slice(&latency.to_le_bytes());
        bytes.extend_from_slice(&(action.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&(message_id.len() as u16).to_le_bytes());
        bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&u16::try_from(entry.deviations).unwrap_or(u16::MAX).to_le_bytes());
        bytes.push(u8::from(entry.direction == Direction::ToStation));
        bytes.push(match entry.kind {
            Kind::Call => 0,
            Kind::Result => 1,
            Kind::Error => 2,
        });
        for part in [action, message_id, text] {
            bytes.extend_from_slice(part.as_bytes());
        }
    }

    /// All entries, oldest first.
    fn read(&self) -> Vec<LoggedMessage> {
        let mut reader = Reader { rest: &self.bytes };
        std::iter::from_fn(|| reader.entry()).collect()
    }
}

/// Reads what [`Pending::push`] wrote.
struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn entry(&mut self) -> Option<LoggedMessage> {
        let at = UtcMillis(i64::from_le_bytes(self.fixed()?));
        let latency = u32::from_le_bytes(self.fixed()?);
        let action = usize::from(u16::from_le_bytes(self.fixed()?));
        let message_id = usize::from(u16::from_le_bytes(self.fixed()?));
        let text = usize::try_from(u32::from_le_bytes(self.fixed()?)).ok()?;
        let deviations = u16::from_le_bytes(self.fixed()?);
        let [direction, kind] = self.fixed()?;
        Some(LoggedMessage {
            at,
            direction: if direction == 0 { Direction::FromStation } else { Direction::ToStation },
            kind: match kind {
                0 => Kind::Call,
                1 => Kind::Result,
                _ => Kind::Error,
            },
            action: self.text(action)?,
            message_id: self.text(message_id)?,
            text: self.text(text)?,
            latency_ms: Some(latency).filter(|latency| *latency != NO_LATENCY),
            deviations,
        })
    }

    fn fixed<const SIZE: usize>(&mut self) -> Option<[u8; SIZE]> {
        let (fixed, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*fixed)
    }

    fn text(&mut self, length: usize) -> Option<String> {
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(String::from_utf8_lossy(text).into_owned())
    }
}

/// Messages of which there are many and which never hold a secret are not searched for one.
fn may_hold_secrets(action: &str) -> bool {
    !matches!(
        action,
        "Heartbeat" | "MeterValues" | "StatusNotification" | "Authorize" | "StartTransaction" | "StopTransaction"
    )
}

/// The beginning of a text, at most `limit` bytes.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_as_they_were_written() {
        let mut pending = Pending::default();
        let entry = Entry {
            at: UtcMillis(17),
            direction: Direction::FromStation,
            kind: Kind::Call,
            action: "Heartbeat",
            message_id: "å",
            text: "",
            latency_ms: None,
            deviations: 3,
        };
        pending.push(&entry, "{}");
        let answer = Entry { direction: Direction::ToStation, kind: Kind::Error, latency_ms: Some(5), ..entry };
        pending.push(&answer, "");
        let read = pending.read();
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].at, read[0].action.as_str(), read[0].message_id.as_str()),
            (UtcMillis(17), "Heartbeat", "å")
        );
        assert_eq!((read[0].text.as_str(), read[0].latency_ms, read[0].deviations), ("{}", None, 3));
        assert_eq!((read[1].direction, read[1].kind, read[1].latency_ms), (Direction::ToStation, Kind::Error, Some(5)));
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("aåb", 2), "a");
        assert_eq!(cut("aåb", 3), "aå");
        assert_eq!(cut("aåb", 4), "aåb");
    }
}
