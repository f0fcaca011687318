//! The event log: what stations reported and persons did.
//!
//! Most lines are told in passing: they wait in a bounded queue for a background job, so that no station waits for them. Lines
//! that are all that is kept of a report are written before the report is confirmed.

use std::sync::Arc;

use domain::UtcMillis;
use store::WriteError;
use store::event::NewEvent;
use tokio::sync::mpsc;

use crate::station::Station;

/// How many lines may wait to be written.
const QUEUE: usize = 8_192;

/// What kind of line it is; stands as its word in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    Boot,
    Connected,
    Disconnected,
    SessionStarted,
    SessionStopped,
    Fault,
    Firmware,
    Diagnostics,
    Security,
    DataTransfer,
    HandshakeRefused,
    OutletCreated,
    StationCreated,
    Command,
    Configuration,
}

impl EventKind {
    const fn as_str(self) -> &'static str {
        match self {
            EventKind::Boot => "boot",
            EventKind::Connected => "connected",
            EventKind::Disconnected => "disconnected",
            EventKind::SessionStarted => "sessionStarted",
            EventKind::SessionStopped => "sessionStopped",
            EventKind::Fault => "fault",
            EventKind::Firmware => "firmware",
            EventKind::Diagnostics => "diagnostics",
            EventKind::Security => "security",
            EventKind::DataTransfer => "dataTransfer",
            EventKind::HandshakeRefused => "handshakeRefused",
            EventKind::OutletCreated => "outletCreated",
            EventKind::StationCreated => "stationCreated",
            EventKind::Command => "command",
            EventKind::Configuration => "configuration",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone)]
pub(crate) struct Happening<'a> {
    pub(crate) station: Option<&'a Arc<Station>>,
    pub(crate) outlet: Option<u16>,
    pub(crate) kind: EventKind,
    pub(crate) text: String,
    pub(crate) at: UtcMillis,
    /// Who did it; `None` for the station itself.
    pub(crate) by: Option<String>,
}

impl From<Happening<'_>> for NewEvent {
    fn from(happening: Happening<'_>) -> Self {
        NewEvent {
            at: happening.at,
            kind: happening.kind.as_str().into(),
            station_id: happening.station.map(|station| station.id),
            site_id: happening.station.and_then(|station| station.scope().site_id),
            outlet: happening.outlet.filter(|outlet| *outlet > 0),
            text: happening.text,
            by: happening.by,
            detail: None,
        }
    }
}

/// The way into the event log.
#[derive(Debug)]
pub(crate) struct Events {
    queue: mpsc::Sender<NewEvent>,
    store: store::Store,
}

impl Events {
    pub(crate) fn new(store: store::Store) -> (Self, mpsc::Receiver<NewEvent>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        (Self { queue, store }, waiting)
    }

    /// Tells of something in passing; it is written a moment later.
    pub(crate) fn tell(&self, happening: Happening<'_>) {
        let kind = happening.kind;
        if self.queue.try_send(happening.into()).is_err() {
            tracing::warn!(kind = kind.as_str(), "dropped a line of the event log: too many wait to be written");
        }
    }

    /// Writes a line; returns when it is committed.
    pub(crate) async fn keep(&self, happening: Happening<'_>) -> Result<(), WriteError> {
        self.store.add_event(happening.into()).await
    }
}
