//! What can be set when the store is opened.

use std::time::Duration;

/// What can be set when the store is opened. The defaults are right for one machine.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// How many connections read at most.
    pub readers: u32,
    /// How long a read waits for one of them.
    pub read_timeout: Duration,
    /// How many writes may wait; further callers wait for a place.
    pub queue: usize,
    /// How long PostgreSQL may take for a batch of writes before its connection is given up.
    pub write_timeout: Duration,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { readers: 8, read_timeout: Duration::from_secs(10), queue: 8_192, write_timeout: Duration::from_secs(30) }
    }
}
