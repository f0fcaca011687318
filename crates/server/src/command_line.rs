//! The command line: what the program can be told to do.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::configuration::Configuration;
use crate::demo::Wishes;
use crate::{logging, router, run};

/// Portal and central system for charging stations.
#[derive(Parser)]
#[command(name = "charge-portal", version, about)]
struct Arguments {
    /// The configuration file (TOML). Every key can also be given by environment, such as CHARGE_PORTAL_LIMITS_BODY_BYTES.
    #[arg(long, env = "CHARGE_PORTAL_CONFIG", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Serve pages, API and stations (what is done when nothing is said).
    Serve,
    /// Bring the database's schema up to date, and end.
    Migrate,
    /// Print a new one-time link to the page where the first administrator is made.
    FirstAdministratorLink,
    /// Fill the database of a portal that is not running with a company to look at, and with loads for benchmarks.
    Demo(Box<Wishes>),
    /// Print the OpenAPI document.
    Openapi,
}

/// Does what the command line says.
///
/// # Errors
/// With a chain of reasons for a person.
pub fn run() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(Task::Openapi) = arguments.task {
        print!("{}", router::document());
        return Ok(());
    }
    let configuration = Configuration::load(arguments.config.as_deref(), |name| std::env::var(name).ok())
        .context("failed to start: the configuration")?;
    logging::start(&configuration.log).context("failed to start: logging by `log.filter`")?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("failed to start the runtime")?;
    match arguments.task.unwrap_or(Task::Serve) {
        Task::Serve => runtime.block_on(run::serve(configuration)),
        Task::Migrate => runtime.block_on(run::migrate(configuration)),
        Task::FirstAdministratorLink => runtime.block_on(run::first_administrator_link(configuration)),
        Task::Demo(wishes) => runtime.block_on(run::demo(configuration, &wishes)),
        Task::Openapi => Ok(()),
    }
}
