//! What is counted while load runs.

use super::histogram::Histogram;

/// How many texts of errors are kept.
const KEPT_ERRORS: usize = 5;

/// What one thread counts, and the sum of all.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Latencies of what was answered while it was measured.
    pub latencies: Histogram,
    /// In a storm, the time from its beginning until each station was accepted.
    pub recoveries: Histogram,
    /// Answers that are CALLERRORs.
    pub refusals: u64,
    /// Frames that are neither the answer that was waited for nor a CALL.
    pub strays: u64,
    /// CALLs of the server, each answered.
    pub server_calls: u64,
    /// Boots, authorisations and starts that were answered with something else than Accepted.
    pub not_accepted: u64,
    /// Connections that could not be made.
    pub connect_failures: u64,
    /// Connections that broke.
    pub disconnects: u64,
    /// Messages that were never answered.
    pub unanswered: u64,
    /// The first errors, in words.
    pub errors: Vec<String>,
}

impl Tally {
    /// Keeps the text of an error, unless there are enough.
    pub(crate) fn note(&mut self, error: String) {
        if self.errors.len() < KEPT_ERRORS && !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    /// Adds what another one counted.
    pub(crate) fn add(&mut self, other: Self) {
        self.latencies.add(&other.latencies);
        self.recoveries.add(&other.recoveries);
        self.refusals += other.refusals;
        self.strays += other.strays;
        self.server_calls += other.server_calls;
        self.not_accepted += other.not_accepted;
        self.connect_failures += other.connect_failures;
        self.disconnects += other.disconnects;
        self.unanswered += other.unanswered;
        for error in other.errors {
            self.note(error);
        }
    }
}
