//! `cargo xtask test`: everything that must be green, in the order in which it fails fastest.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::process::{cargo, command, run, target, workspace};
use crate::{tools, web};

/// Run every check and test.
#[derive(Args)]
pub(crate) struct Test {
    /// Only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
}

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting of the Rust code.
    Format,
    /// Types, lint and unit tests of the web app, and its build.
    Web,
    /// Clippy with warnings as errors.
    Clippy,
    /// Unit, store and server tests, on SQLite and PostgreSQL.
    Rust,
    /// The whole system in a real browser and with other people's clients.
    EndToEnd,
}

/// What runs a part.
type Check = fn() -> Result<()>;

impl Test {
    /// Runs the chosen parts, all of them even when one fails, and tells how each went.
    ///
    /// # Errors
    /// When a tool is missing or a part failed.
    pub(crate) fn start(self) -> Result<()> {
        tools::ensure(&[&tools::C_COMPILER, &tools::NODE, &tools::POSTGRESQL, &tools::CHROMIUM, &tools::PYTHON])?;
        let parts: [(Part, &str, Check); 5] = [
            (Part::Format, "format", format),
            (Part::Web, "web", web_app),
            (Part::Clippy, "clippy", clippy),
            (Part::Rust, "rust", rust),
            (Part::EndToEnd, "end-to-end", end_to_end),
        ];
        let mut lines = Vec::new();
        let mut failed = 0;
        for (part, name, check) in parts {
            if !self.only.is_empty() && !self.only.contains(&part) {
                continue;
            }
            println!("\n── {name}");
            let begun = Instant::now();
            let result = check();
            let mark = if result.is_ok() { "passed" } else { "FAILED" };
            lines.push(format!("{mark:7} {name:12} {}", spoken(begun.elapsed())));
            if let Err(error) = result {
                println!("{error:#}");
                failed += 1;
            }
        }
        println!("\n{}\n\n{} passed, {failed} failed", lines.join("\n"), lines.len() - failed);
        if failed > 0 {
            bail!("failed to pass {failed} of {} parts", lines.len());
        }
        Ok(())
    }
}

fn format() -> Result<()> {
    run(&mut cargo(["fmt", "--all", "--check"]))
}

fn web_app() -> Result<()> {
    web::install("web")?;
    run(&mut command("npm", ["run", "--silent", "check"], "web"))?;
    run(&mut command("npm", ["test", "--silent"], "web"))?;
    web::build()
}

fn clippy() -> Result<()> {
    run(&mut cargo(["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]))
}

fn rust() -> Result<()> {
    run(&mut cargo(["test", "--workspace", "--quiet"]))
}

/// Builds both programs with the web app inside and hands them to `e2e`.
fn end_to_end() -> Result<()> {
    web::build()?;
    run(&mut cargo(["build", "--quiet", "--package", "server", "--package", "simulator"]))?;
    web::install("e2e")?;
    python_environment()?;
    let ocppsim = ocppsim()?;
    run(command("npm", ["test", "--silent"], "e2e")
        .env("CHARGE_PORTAL_PROGRAMS", target().join("debug"))
        .env("OCPPSIM", ocppsim))
}

/// Another people's station, built once from the registry; gives the path of its program.
fn ocppsim() -> Result<PathBuf> {
    const VERSION: &str = "0.3.0";
    let folder = target().join("tools").join(format!("ocppsim-{VERSION}"));
    let program = folder.join("bin/ocppsim");
    if !program.exists() {
        run(cargo(["install", "ocppsim", "--version", VERSION, "--locked", "--quiet", "--debug", "--root"])
            .arg(&folder))?;
    }
    Ok(program)
}

/// Makes `e2e/.venv` with the pinned packages, unless it holds them already.
fn python_environment() -> Result<()> {
    let folder = workspace().join("e2e/.venv");
    let wanted = std::fs::read_to_string(workspace().join("e2e/requirements.txt"))?;
    let stamp = folder.join("installed.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(&mut command("python3", ["-m", "venv", "--clear", ".venv"], "e2e"))?;
    run(&mut command(".venv/bin/python", ["-m", "pip", "install", "--quiet", "-r", "requirements.txt"], "e2e"))?;
    std::fs::write(stamp, wanted)?;
    Ok(())
}

/// `3 min 5 s`.
fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds < 60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}
