//! `load`.

use std::time::Duration;

use clap::Args;
use simulator::address::Address;
use simulator::id_pattern::IdPattern;
use simulator::load::plan::{Mode, Plan};

/// Makes load and prints what came of it as JSON.
#[derive(Debug, Args)]
pub(crate) struct Load {
    /// What the stations do.
    mode: Mode,
    /// The central system, or an echo server.
    #[arg(long)]
    url: Address,
    /// How many stations.
    #[arg(long, default_value_t = 1000)]
    stations: usize,
    /// Their ids; numbers begin at 1.
    #[arg(long, default_value = "LOAD-{:05}")]
    ids: IdPattern,
    /// The Basic password that all of them have.
    #[arg(long, env = "CHARGE_STATION_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// The tag that they present.
    #[arg(long, default_value = "04A1B2C3D4E501")]
    tag: String,
    /// Seconds before it is measured.
    #[arg(long, default_value_t = 3.0)]
    warm_up: f64,
    /// Seconds for which it is measured; in a storm, how long it may last.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Threads that make the load.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// In a storm, stations beyond the others that stay connected and go on with heartbeats.
    #[arg(long, default_value_t = 100)]
    bystanders: usize,
    /// The server's process id, to tell its memory and processor time.
    #[arg(long)]
    pid: Option<u32>,
}

impl Load {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let plan = Plan {
            mode: self.mode,
            address: self.url,
            stations: self.stations,
            ids: self.ids,
            password: self.password,
            tag: self.tag,
            warm_up: Duration::try_from_secs_f64(self.warm_up)?,
            measured: Duration::try_from_secs_f64(self.seconds)?,
            threads: self.threads,
            bystanders: self.bystanders,
            server_process: self.pid,
        };
        let report = simulator::load::run(&plan).map_err(|error| anyhow::anyhow!("failed to {error}"))?;
        super::show::line(&serde_json::to_string_pretty(&report)?);
        Ok(())
    }
}
