//! Figures on what the central system does, counted with plain atomics; the server renders them.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// The actions that are counted by name; all others are counted together as `other`.
pub const ACTIONS: [&str; 15] = [
    "Authorize",
    "BootNotification",
    "DataTransfer",
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
    "Heartbeat",
    "LogStatusNotification",
    "MeterValues",
    "SecurityEventNotification",
    "SignCertificate",
    "SignedFirmwareStatusNotification",
    "StartTransaction",
    "StatusNotification",
    "StopTransaction",
    "other",
];

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds one.
    pub fn increment(&self) {
        self.add(1);
    }

    /// Adds some.
    pub fn add(&self, amount: u64) {
        self.0.fetch_add(amount, Ordering::Relaxed);
    }

    /// The number now.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A number that goes up and down.
#[derive(Debug, Default)]
pub struct Gauge(AtomicI64);

impl Gauge {
    /// Adds some; negative to take away.
    pub fn add(&self, amount: i64) {
        self.0.fetch_add(amount, Ordering::Relaxed);
    }

    /// The number now.
    pub fn get(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// All figures of one central system.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Stations with a socket.
    pub connected_stations: Gauge,
    /// Connections that were let in.
    pub connections: Counter,
    /// Handshakes that were refused.
    pub refused_handshakes: Counter,
    /// Calls from stations, in the order of [`ACTIONS`].
    pub calls_received: [Counter; ACTIONS.len()],
    /// Answers to our calls.
    pub answers_received: Counter,
    /// Calls to stations.
    pub calls_sent: Counter,
    /// Calls from stations that were answered with an error.
    pub errors_sent: Counter,
    /// Calls of ours that a station answered with an error.
    pub errors_received: Counter,
    /// Calls of ours without an answer in time.
    pub calls_timed_out: Counter,
    /// Answers that came late or matched nothing.
    pub answers_unmatched: Counter,
    /// Frames that could not be understood.
    pub broken_frames: Counter,
    /// Slips of stations that were forgiven.
    pub deviations: Counter,
    /// Messages answered from memory because they were repeated.
    pub repeated_messages: Counter,
    /// Reports not confirmed because they could not be stored.
    pub storage_failures: Counter,
    /// Calls of ours waiting for their turn.
    pub queued_calls: Gauge,
    /// Bytes of the message log that wait to be written.
    pub message_log_pending_bytes: Gauge,
    /// Message log entries that were dropped because too much waited.
    pub message_log_dropped: Counter,
    /// Panics that were contained to one station.
    pub contained_panics: Counter,
}

impl Metrics {
    pub(crate) fn call_received(&self, action: &str) {
        let index = ACTIONS.iter().position(|known| *known == action).unwrap_or(ACTIONS.len() - 1);
        self.calls_received[index].increment();
    }
}
