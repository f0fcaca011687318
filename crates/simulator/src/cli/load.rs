//! `load`.

use std::time::Duration;

use clap::Args;
use simulator::address::Address;
use simulator::id_pattern::IdPattern;
use simulator::load::plan::{Mode, Plan};
use simulator::load::report::{Latency, Report};

use super::show::line;

/// Makes load and prints what came of it.
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
    #[arg(long, default_value = "LOAD-{:06}")]
    ids: IdPattern,
    /// The Basic password that all of them have.
    #[arg(long, env = "CHARGE_STATION_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// The tag that they present; with a number's place, such as TAG-{:06}, each has its own.
    #[arg(long, default_value = "LOADTAG")]
    tag: IdPattern,
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
    server_process: Option<u32>,
    /// Print JSON for machines instead of a table.
    #[arg(long)]
    json: bool,
}

impl Load {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let plan = Plan {
            mode: self.mode,
            address: self.url,
            stations: self.stations,
            ids: self.ids,
            password: self.password,
            tags: self.tag,
            warm_up: Duration::try_from_secs_f64(self.warm_up)?,
            measured: Duration::try_from_secs_f64(self.seconds)?,
            threads: self.threads,
            bystanders: self.bystanders,
            server_process: self.server_process,
        };
        let report = simulator::load::run(&plan).map_err(|error| anyhow::anyhow!("failed to {error}"))?;
        if self.json {
            line(&serde_json::to_string_pretty(&report)?);
        } else {
            print(&report);
        }
        Ok(())
    }
}

/// Prints a report for people.
fn print(report: &Report) {
    let row = |name: &str, value: String| line(&format!("{name:<28}{value:>16}"));
    let latency = |what: &str, latency: &Latency| {
        for (name, ms) in
            [("p50", latency.p50_ms), ("p95", latency.p95_ms), ("p99", latency.p99_ms), ("max", latency.max_ms)]
        {
            row(&format!("{what} {name}"), format!("{ms:.2} ms"));
        }
    };
    row("mode", report.mode.to_string());
    row("stations ready", format!("{} of {}", report.ready, report.stations));
    row("connected within", format!("{:.1} s", report.connect_s));
    row("measured for", format!("{:.1} s", report.measured_s));
    row("messages a second", format!("{:.0}", report.messages_per_s));
    latency("latency", &report.latency);
    if let Some(storm) = &report.storm {
        row("accepted again", storm.recovered.to_string());
        row("the last after", format!("{:.1} s", storm.last_ms / 1000.0));
        latency("recovery", &storm.recovery);
    }
    for (name, used) in [("client", &report.client), ("server", &report.server)] {
        if let Some(used) = used {
            row(&format!("{name}'s cores"), format!("{:.2}", used.cores));
            row(&format!("{name}'s memory a station"), format!("{:.1} KiB", used.resident_per_station_kib));
        }
    }
    let errors = &report.errors;
    for (name, count) in [
        ("refused messages", report.refusals),
        ("not accepted", errors.not_accepted),
        ("unanswered", errors.unanswered),
        ("connections not made", errors.connect_failures),
        ("connections broken", errors.disconnects),
        ("stray frames", errors.strays),
    ] {
        if count > 0 {
            row(name, count.to_string());
        }
    }
    for error in &errors.first {
        line(&format!("  {error}"));
    }
}
