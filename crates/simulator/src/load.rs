//! Load: many stations that only send, wait for the answer, and measure.
//!
//! A station under load is no [`crate::station::Station`]: it has no state but a transaction and a register, its frames are
//! rendered beforehand, and it looks at answers without reading them as JSON, because it shares the machine with the server
//! that it measures. Each thread is a runtime of its own with a share of the stations.

mod answer;
mod clock;
mod frames;
pub mod histogram;
mod lane;
pub mod plan;
pub mod process;
pub mod report;
mod socket;
mod stage;
mod station;
mod tally;
mod template;

use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::ops::Range;
use std::thread;
use std::time::{Duration, Instant};

use lane::Lane;
use plan::{Mode, Plan};
use process::Usage;
use report::{Errors, Latency, Report, Storm, Used, Watched, rounded};
use stage::{Phase, Stage};
use tally::Tally;

/// How often the progress of the stations is looked at.
const LOOK: Duration = Duration::from_millis(10);
/// How long all stations together may take to connect.
const CONNECT_TIME: Duration = Duration::from_secs(600);

/// Why load could not be made at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The address is encrypted.
    #[error("make load over TLS: only ws:// addresses are supported")]
    Encrypted,
    /// The host has no address.
    #[error("find the host {0:?}")]
    Host(String, #[source] io::Error),
    /// The ids have no number in them.
    #[error("make load with the ids {0:?}: they need a number, such as LOAD-{{:05}}")]
    Ids(String),
    /// A runtime could not be made.
    #[error("start a thread of load")]
    Runtime(#[source] io::Error),
    /// No station could connect.
    #[error("connect any station: {0}")]
    NoStation(String),
}

/// Makes load and tells what came of it. Blocks until it is over.
///
/// # Errors
///
/// Says why there was no load; what goes wrong with single stations is in the report.
pub fn run(plan: &Plan) -> Result<Report, LoadError> {
    let target = resolve(plan)?;
    let stage = Stage::new();
    let total = plan.stations + if plan.mode == Mode::Storm { plan.bystanders } else { 0 };
    let threads = plan.threads.clamp(1, total.max(1));
    let client_before = Usage::of_self();
    let server_before = plan.server_process.and_then(Usage::of);

    thread::scope(|scope| {
        let mut lanes = Vec::new();
        for number in 0..threads {
            let stations = share(total, number, threads);
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(LoadError::Runtime)?;
            let lane = Lane::new(plan, target, &stage);
            let name = format!("load-{number}");
            let thread = thread::Builder::new().name(name);
            let stage = &stage;
            let body = move || run_lane(&runtime, lane, stations, stage);
            lanes.push(thread.spawn_scoped(scope, body).map_err(LoadError::Runtime)?);
        }

        let began = Instant::now();
        wait_until(CONNECT_TIME, || stage.settled() >= total);
        let connect = began.elapsed();
        let ready = stage.ready();
        stage.enter(Phase::WarmUp);
        thread::sleep(if ready == 0 { Duration::ZERO } else { plan.warm_up });
        let client_measuring = Usage::of_self();
        let server_measuring = plan.server_process.and_then(Usage::of);
        let measuring = Instant::now();
        stage.enter(Phase::Measuring(measuring));
        if plan.mode == Mode::Storm {
            wait_until(plan.measured, || stage.done() >= plan.stations.min(ready));
        } else if ready > 0 {
            thread::sleep(plan.measured);
        }
        let measured = measuring.elapsed();
        let client_after = Usage::of_self();
        let server_after = plan.server_process.and_then(Usage::of);
        stage.enter(Phase::Ended);

        let mut tally = Tally::default();
        for lane in lanes {
            match lane.join() {
                Ok(counted) => tally.add(counted),
                Err(_) => tally.note("a thread of load has panicked".to_owned()),
            }
        }
        if ready == 0 {
            return Err(LoadError::NoStation(tally.errors.join("; ")));
        }
        let used = |before, at_start, after| {
            let watched = Watched { before: before?, measuring: at_start?, after: after? };
            Some(Used::new(watched, measured, ready))
        };
        Ok(Report {
            mode: plan.mode,
            stations: total,
            ready,
            threads,
            connect_s: rounded(connect.as_secs_f64()),
            measured_s: rounded(measured.as_secs_f64()),
            messages: tally.latencies.count(),
            messages_per_s: rounded(tally.latencies.count() as f64 / measured.as_secs_f64()),
            latency: Latency::of(&tally.latencies),
            refusals: tally.refusals,
            server_calls: tally.server_calls,
            storm: (plan.mode == Mode::Storm).then(|| Storm::of(&tally, plan.stations)),
            client: used(client_before, client_measuring, client_after),
            server: used(server_before, server_measuring, server_after),
            errors: Errors::of(tally),
        })
    })
}

/// All stations of a thread are one task that is never made to pause: each of its futures waits for a socket soon enough.
fn run_lane(runtime: &tokio::runtime::Runtime, lane: Lane<'_>, stations: Range<usize>, stage: &Stage) -> Tally {
    let tally = runtime.block_on(tokio::task::unconstrained(lane.run(stations)));
    tracing::debug!(ready = stage.ready(), "a thread of load has ended");
    tally
}

fn resolve(plan: &Plan) -> Result<SocketAddr, LoadError> {
    if plan.address.is_secure() {
        return Err(LoadError::Encrypted);
    }
    if !plan.ids.has_number() && plan.stations > 1 {
        return Err(LoadError::Ids(plan.ids.to_string()));
    }
    let host = plan.address.host();
    let unknown = |error| LoadError::Host(host.to_owned(), error);
    let mut addresses = (host, plan.address.port()).to_socket_addrs().map_err(unknown)?;
    addresses.next().ok_or_else(|| unknown(io::ErrorKind::NotFound.into()))
}

/// The stations of one thread.
fn share(total: usize, number: usize, threads: usize) -> Range<usize> {
    total * number / threads..total * (number + 1) / threads
}

fn wait_until(limit: Duration, reached: impl Fn() -> bool) {
    let began = Instant::now();
    while !reached() && began.elapsed() < limit {
        thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_share_all_stations() {
        for (total, threads) in [(1000, 1), (1000, 3), (2, 2)] {
            let counted: usize = (0..threads).map(|number| share(total, number, threads).len()).sum();
            assert_eq!(counted, total);
        }
    }
}
