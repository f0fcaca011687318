//! What the program can be told on its command line.

mod console;
mod echo;
mod load;
mod show;
mod stations;

use std::future::Future;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

const AFTER_HELP: &str = "\
Security profiles: 0 without anything, 1 with --password, 2 with wss://, --ca-file and --password, 3 with wss://, --ca-file,
--client-certificate and --client-key. Protocols: ocpp1.6j over WebSocket, ocpp1.6s and ocpp1.5s over SOAP.

Keys of [[stations]] in a scenario file: ids, first, count, protocol, outlets, phases, current-a, dc-power-kw, vendor, model,
firmware, password, scenarios, tags, delay, configuration, mishaps (download, signature, installation, upload).

docs/SIMULATOR.md tells the whole.";

/// Simulated charging stations for OCPP 1.5 and 1.6, over SOAP and JSON.
#[derive(Debug, Parser)]
#[command(name = "charge-station", version, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run one station that plays a scenario.
    Run(stations::Run),
    /// Run the stations of a scenario file.
    Fleet(stations::Fleet),
    /// Run one station by hand.
    Console(console::Console),
    /// Make load and print what came of it.
    Load(load::Load),
    /// Echo frames: the baseline of load.
    EchoServer(echo::EchoServer),
}

impl Arguments {
    /// Does what the command line says.
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
        match self.command {
            Command::Run(run) => block_on(run.run()),
            Command::Fleet(fleet) => block_on(fleet.run()),
            Command::Console(console) => block_on(console.run()),
            Command::Load(load) => load.run(),
            Command::EchoServer(server) => block_on(server.run()),
        }
    }
}

fn block_on(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.context("failed to start the runtime")?.block_on(work)
}

/// Waits until the program is asked to end: by Ctrl-C or, where there is such a thing, SIGTERM.
async fn interrupted() {
    let asked = async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};

            let mut terminated = signal(SignalKind::terminate())?;
            tokio::select! {
                _ = terminated.recv() => Ok(()),
                pressed = tokio::signal::ctrl_c() => pressed,
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await
    };
    let asked: std::io::Result<()> = asked.await;
    if let Err(error) = asked {
        tracing::warn!(%error, "failed to wait for Ctrl-C");
        std::future::pending::<()>().await;
    }
}
