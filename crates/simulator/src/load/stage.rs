//! Where a run of load stands, shared by all its threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tokio::sync::watch;

/// The phases of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Stations connect, boot and prepare.
    Connecting,
    /// Load runs and is not measured.
    WarmUp,
    /// Load runs and is measured, since the time told.
    Measuring(Instant),
    /// Stations finish the message under way.
    Ended,
}

/// Where a run stands.
#[derive(Debug)]
pub(crate) struct Stage {
    phase: watch::Sender<Phase>,
    ready: AtomicUsize,
    gone: AtomicUsize,
    done: AtomicUsize,
}

impl Stage {
    /// At the beginning.
    pub(crate) fn new() -> Self {
        Self {
            phase: watch::Sender::new(Phase::Connecting),
            ready: AtomicUsize::new(0),
            gone: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
        }
    }

    /// Goes on to the next phase.
    pub(crate) fn enter(&self, phase: Phase) {
        self.phase.send_replace(phase);
    }

    /// Follows the phases.
    pub(crate) fn follow(&self) -> watch::Receiver<Phase> {
        self.phase.subscribe()
    }

    /// A station is connected and prepared.
    pub(crate) fn station_is_ready(&self) {
        self.ready.fetch_add(1, Ordering::Relaxed);
    }

    /// A station has given up before it was ready.
    pub(crate) fn station_is_gone(&self) {
        self.gone.fetch_add(1, Ordering::Relaxed);
    }

    /// A station has done what it had to do once.
    pub(crate) fn station_is_done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many stations are connected and prepared.
    pub(crate) fn ready(&self) -> usize {
        self.ready.load(Ordering::Relaxed)
    }

    /// How many stations are either ready or gone.
    pub(crate) fn settled(&self) -> usize {
        self.ready() + self.gone.load(Ordering::Relaxed)
    }

    /// How many stations have done what they had to do once.
    pub(crate) fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}
