//! Messages a second: heartbeats, meter values and whole sessions.

use anyhow::{Context, Result};
use serde_json::Value;

use super::figures::{Figures, Target, median};
use super::load::{Round, load};
use super::server::Server;
use super::{Database, Setting};
use crate::process::{cargo, output};

/// How many stations these benches have, unless told otherwise.
const STATIONS: usize = 1_000;

/// Heartbeats against an echo of the same frames.
///
/// # Errors
/// When a program fails or a message is lost.
pub(super) fn heartbeat(setting: &Setting) -> Result<Figures> {
    let stations = setting.stations.unwrap_or(STATIONS);
    let echo = rounds("echo-heartbeat", &Server::echo()?, stations, setting)?;
    let portal = rounds("heartbeat", &Server::portal(setting, stations)?, stations, setting)?;
    let mut figures = Figures::of("heartbeat");
    let (echo_rate, portal_rate) = (rate(&echo)?, rate(&portal)?);
    figures.tell("echo", echo_rate, "messages/s");
    figures.tell("portal", portal_rate, "messages/s");
    figures.tell("portal p99", middle(&portal, "/latency/p99_ms")?, "ms");
    figures.aim("portal / echo", portal_rate / echo_rate, "", Target::AtLeast(0.6));
    Ok(figures)
}

/// Meter values against the echo and against the bare driver.
///
/// # Errors
/// When a program fails or a message is lost.
pub(super) fn meter(setting: &Setting) -> Result<Figures> {
    let stations = setting.stations.unwrap_or(STATIONS);
    let echo = rounds("echo-meter", &Server::echo()?, stations, setting)?;
    let portal = rounds("meter", &Server::portal(setting, stations)?, stations, setting)?;
    let driver = driver_rate(setting)?;
    let mut figures = Figures::of("meter");
    let (echo_rate, portal_rate) = (rate(&echo)?, rate(&portal)?);
    figures.tell("echo", echo_rate, "messages/s");
    figures.tell("bare driver, large batches", driver, "rows/s");
    figures.tell("portal, confirmed after commit", portal_rate, "messages/s");
    figures.tell("portal p99", middle(&portal, "/latency/p99_ms")?, "ms");
    figures.aim("portal / echo", portal_rate / echo_rate, "", Target::AtLeast(0.35));
    figures.aim("portal / bare driver", portal_rate / driver, "", Target::AtLeast(0.5));
    Ok(figures)
}

/// Whole sessions.
///
/// # Errors
/// When a program fails or a message is lost.
pub(super) fn sessions(setting: &Setting) -> Result<Figures> {
    let stations = setting.stations.unwrap_or(STATIONS);
    let echo = rounds("echo-heartbeat", &Server::echo()?, stations, setting)?;
    let portal = rounds("sessions", &Server::portal(setting, stations)?, stations, setting)?;
    let mut figures = Figures::of("sessions");
    let portal_rate = rate(&portal)?;
    figures.tell("echo", rate(&echo)?, "messages/s");
    match setting.database {
        Database::Sqlite => {
            figures.aim("portal, confirmed after commit", portal_rate, "messages/s", Target::AtLeast(10_000.0))
        }
        Database::Postgres => figures.tell("portal, confirmed after commit", portal_rate, "messages/s"),
    }
    figures.aim("portal p99", middle(&portal, "/latency/p99_ms")?, "ms", Target::AtMost(100.0));
    figures.tell("portal / echo", portal_rate / rate(&echo)?, "");
    Ok(figures)
}

/// Several rounds of the same load on one server.
fn rounds(mode: &str, server: &Server, stations: usize, setting: &Setting) -> Result<Vec<Round>> {
    (0..setting.rounds).map(|_| load(mode, server, stations, setting)).collect()
}

/// The median rate of some rounds.
fn rate(rounds: &[Round]) -> Result<f64> {
    middle(rounds, "/messages_per_s")
}

/// The median of one figure of some rounds.
fn middle(rounds: &[Round], pointer: &str) -> Result<f64> {
    Ok(median(rounds.iter().map(|round| round.figure(pointer)).collect::<Result<_>>()?))
}

/// Rows a second that the bare driver writes: the same rows, in large batches.
fn driver_rate(setting: &Setting) -> Result<f64> {
    let database = match setting.database {
        Database::Sqlite => "sqlite",
        Database::Postgres => "postgres",
    };
    let mut measure = cargo([
        "run",
        "--release",
        "--quiet",
        "--package",
        "store",
        "--example",
        "write_rate",
        "--features",
        "testing",
        "--",
    ]);
    measure.args(["--database", database, "--json"]);
    let report = output(&mut measure).context("failed to measure the bare driver")?;
    let report: Value = serde_json::from_str(&report).context("failed to read the bare driver's figures")?;
    report["driverRowsPerSecond"].as_f64().context("failed to find driverRowsPerSecond in the bare driver's figures")
}
