//! `cargo xtask bench`: what the portal can take, as ratios to baselines measured in the same run, because machines differ.

mod figures;
mod idle;
mod load;
mod postgres;
mod server;
mod throughput;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};

use crate::process::{cargo, run};
use crate::{tools, web};

/// Measure.
#[derive(Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: What,
    /// How many stations; the bench's own number when absent.
    #[arg(long, global = true)]
    stations: Option<usize>,
    /// How long each round is measured, seconds.
    #[arg(long, global = true, default_value_t = 10)]
    seconds: u64,
    /// How many rounds; the median is told.
    #[arg(long, global = true, default_value_t = 3)]
    rounds: usize,
    /// Which database.
    #[arg(long, global = true, value_enum, default_value_t = Database::Sqlite)]
    database: Database,
    /// Print JSON for machines instead of a table.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Clone, Copy, Subcommand)]
enum What {
    /// Heartbeats in a closed loop, against a bare echo of the same frames.
    Heartbeat,
    /// Meter values, each confirmed after its commit, against the echo and the bare database driver.
    Meter,
    /// Whole sessions: Authorize, StartTransaction, three MeterValues, StopTransaction.
    Sessions,
    /// Memory and processor time of stations that are connected and quiet.
    Idle,
}

/// The database under the portal.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Database {
    /// The embedded one.
    Sqlite,
    /// A PostgreSQL of the bench's own.
    Postgres,
}

/// What every bench is told.
pub(crate) struct Setting {
    pub(crate) stations: Option<usize>,
    pub(crate) seconds: u64,
    pub(crate) rounds: usize,
    pub(crate) database: Database,
}

impl Bench {
    /// Builds with optimisation, measures, and prints.
    ///
    /// # Errors
    /// When a tool is missing, a build fails or a program ends by itself.
    pub(crate) fn start(self) -> Result<()> {
        tools::ensure(&[&tools::C_COMPILER, &tools::NODE])?;
        if self.database == Database::Postgres {
            tools::ensure(&[&tools::POSTGRESQL])?;
        }
        web::build()?;
        run(&mut cargo(["build", "--release", "--quiet", "--package", "server", "--package", "simulator"]))?;
        let setting = Setting {
            stations: self.stations,
            seconds: self.seconds,
            rounds: self.rounds.max(1),
            database: self.database,
        };
        let figures = match self.what {
            What::Heartbeat => throughput::heartbeat(&setting),
            What::Meter => throughput::meter(&setting),
            What::Sessions => throughput::sessions(&setting),
            What::Idle => idle::idle(&setting),
        }?;
        figures.print(self.json)
    }
}
