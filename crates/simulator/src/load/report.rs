//! What came of a run of load, for machines.

use std::time::Duration;

use serde::Serialize;

use super::histogram::Histogram;
use super::plan::Mode;
use super::process::Usage;
use super::tally::Tally;

/// What came of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What the stations did.
    pub mode: Mode,
    /// How many stations were asked for, a storm's bystanders among them.
    pub stations: usize,
    /// How many were connected and prepared when load began.
    pub ready: usize,
    /// How many threads made the load.
    pub threads: usize,
    /// How long it took until all were connected and prepared, in seconds.
    pub connect_s: f64,
    /// How long load was measured, in seconds.
    pub measured_s: f64,
    /// How many messages were answered meanwhile.
    pub messages: u64,
    /// The same for each second.
    pub messages_per_s: f64,
    /// How long answers took.
    pub latency: Latency,
    /// What went wrong.
    pub errors: Errors,
    /// Answers that are no CALLRESULT.
    pub refusals: u64,
    /// CALLs of the server, all answered.
    pub server_calls: u64,
    /// In a storm, how the stations came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storm: Option<Storm>,
    /// What the load generator itself used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<Used>,
    /// What the server used, where its process id was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<Used>,
}

/// Latencies, in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Latency {
    /// The mean.
    pub mean_ms: f64,
    /// Half of all were faster.
    pub p50_ms: f64,
    /// 95 % of all were faster.
    pub p95_ms: f64,
    /// 99 % of all were faster.
    pub p99_ms: f64,
    /// The longest.
    pub max_ms: f64,
}

/// What went wrong, by kind.
#[derive(Debug, Clone, Serialize)]
pub struct Errors {
    /// Connections that could not be made.
    pub connect_failures: u64,
    /// Connections that broke.
    pub disconnects: u64,
    /// Messages that were never answered.
    pub unanswered: u64,
    /// Boots, authorisations and starts answered with something else than Accepted.
    pub not_accepted: u64,
    /// Frames that nobody waited for.
    pub strays: u64,
    /// The first of them in words.
    pub first: Vec<String>,
}

/// How stations came back.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Storm {
    /// How many were accepted again.
    pub recovered: u64,
    /// Whether all were.
    pub all: bool,
    /// When the last one was, in milliseconds from the beginning.
    pub last_ms: f64,
    /// When each was, from the beginning.
    pub recovery: Latency,
}

/// What a process used.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Used {
    /// Resident memory before any station was connected, in KiB.
    pub resident_before_kib: u64,
    /// Resident memory when load had been measured, in KiB.
    pub resident_after_kib: u64,
    /// The difference for each station, in KiB.
    pub resident_per_station_kib: f64,
    /// Processor time while load was measured, as a share of one core.
    pub cores: f64,
}

/// What a process used at the three moments that matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watched {
    pub before: Usage,
    pub measuring: Usage,
    pub after: Usage,
}

impl Used {
    pub(super) fn new(watched: Watched, measured: Duration, stations: usize) -> Self {
        let Watched { before, measuring, after } = watched;
        let growth = after.resident_kib as f64 - before.resident_kib as f64;
        Self {
            resident_before_kib: before.resident_kib,
            resident_after_kib: after.resident_kib,
            resident_per_station_kib: rounded(growth / stations.max(1) as f64),
            cores: rounded((after.processor_s - measuring.processor_s) / measured.as_secs_f64()),
        }
    }
}

impl Latency {
    pub(super) fn of(histogram: &Histogram) -> Self {
        Self {
            mean_ms: rounded(histogram.mean_ms()),
            p50_ms: histogram.percentile_ms(0.50),
            p95_ms: histogram.percentile_ms(0.95),
            p99_ms: histogram.percentile_ms(0.99),
            max_ms: histogram.max_ms(),
        }
    }
}

impl Storm {
    pub(super) fn of(tally: &Tally, stations: usize) -> Self {
        Self {
            recovered: tally.recoveries.count(),
            all: tally.recoveries.count() == stations as u64,
            last_ms: tally.recoveries.max_ms(),
            recovery: Latency::of(&tally.recoveries),
        }
    }
}

impl Errors {
    pub(super) fn of(tally: Tally) -> Self {
        Self {
            connect_failures: tally.connect_failures,
            disconnects: tally.disconnects,
            unanswered: tally.unanswered,
            not_accepted: tally.not_accepted,
            strays: tally.strays,
            first: tally.errors,
        }
    }
}

/// To three fraction digits.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
