//! Everything that a shell script would do: run, test, fuzz, bench, generate.
//!
//! `cargo xtask run` and `cargo xtask test` are the two commands that a stranger needs; both install what they can and
//! name what they cannot.

mod bench;
#[cfg(test)]
mod conformance;
mod fuzz;
mod generate;
mod process;
mod run;
mod test;
mod tools;
mod web;

use clap::{Parser, Subcommand};

/// Work on Charge Portal.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and start the portal with a demo company of simulated stations.
    Run(run::Run),
    /// Run every check and test: format, clippy, Rust, web, real browser, other people's clients.
    Test(test::Test),
    /// Look for input that harms the parsers, guided by coverage, for a bounded time.
    Fuzz(fuzz::Fuzz),
    /// Measure; prints a table, and JSON with --json.
    Bench(bench::Bench),
    /// Renew the OpenAPI snapshot and the web app's types.
    Generate,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Run(task) => task.start(),
        Task::Test(task) => task.start(),
        Task::Fuzz(task) => task.start(),
        Task::Bench(task) => task.start(),
        Task::Generate => generate::generate(),
    }
}
