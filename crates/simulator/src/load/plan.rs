//! What load to make.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use crate::address::Address;
use crate::id_pattern::IdPattern;

/// What stations under load do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Heartbeats, each as soon as the one before is answered.
    Heartbeat,
    /// MeterValues with four samples in an open transaction, each as soon as the one before is answered.
    Meter,
    /// Authorize, StartTransaction, three MeterValues, StopTransaction, over and over.
    Sessions,
    /// Connections that are held, with a heartbeat every four minutes.
    Idle,
    /// All stations are connected, drop their line at once, reconnect and boot.
    Storm,
    /// The frames of `heartbeat` against an echo, for a baseline.
    EchoHeartbeat,
    /// The frames of `meter` against an echo, for a baseline.
    EchoMeter,
}

impl Mode {
    /// Whether the server is an echo, which knows neither boot nor transaction.
    #[must_use]
    pub fn is_echo(self) -> bool {
        matches!(self, Self::EchoHeartbeat | Self::EchoMeter)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Heartbeat => "heartbeat",
            Self::Meter => "meter",
            Self::Sessions => "sessions",
            Self::Idle => "idle",
            Self::Storm => "storm",
            Self::EchoHeartbeat => "echo-heartbeat",
            Self::EchoMeter => "echo-meter",
        })
    }
}

/// What load to make, and where.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What the stations do.
    pub mode: Mode,
    /// The central system.
    pub address: Address,
    /// How many stations.
    pub stations: usize,
    /// Their ids; numbers begin at 1.
    pub ids: IdPattern,
    /// The Basic password that all of them have; none means no credential.
    pub password: Option<String>,
    /// The tags that they present: one for all, or a pattern that gives each its own.
    pub tags: IdPattern,
    /// How long load runs before it is measured.
    pub warm_up: Duration,
    /// How long it is measured; in a storm, how long it may last.
    pub measured: Duration,
    /// How many threads make the load.
    pub threads: usize,
    /// In a storm, how many further stations stay connected and go on with heartbeats.
    pub bystanders: usize,
    /// The process id of the server, where its memory and processor time are to be told.
    pub server_process: Option<u32>,
}
