//! Running the load generator and reading what it found.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Setting;
use super::server::Server;
use crate::process::{command, shown, target};

/// What one round found.
pub(super) struct Round(Value);

/// Runs `charge-station load <mode>` against a server.
///
/// # Errors
/// When it cannot be run, or any message failed.
pub(super) fn load(mode: &str, server: &Server, stations: usize, setting: &Setting) -> Result<Round> {
    let program = target().join("release/charge-station");
    let mut load = command(
        &program.to_string_lossy(),
        [
            "load",
            mode,
            "--url",
            &server.stations_url,
            "--stations",
            &stations.to_string(),
            "--seconds",
            &setting.seconds.to_string(),
            "--server-process",
            &server.id().to_string(),
            "--tag",
            "LOADTAG-{:06}",
            "--json",
        ],
        ".",
    );
    let output = load.output().with_context(|| format!("failed to start `{}`", shown(&load)))?;
    if !output.status.success() {
        bail!("`{}` ended with {}:\n{}", shown(&load), output.status, String::from_utf8_lossy(&output.stderr));
    }
    let report: Value = serde_json::from_slice(&output.stdout).context("failed to read the load generator's report")?;
    let round = Round(report);
    for wrong in
        ["/errors/connect_failures", "/errors/disconnects", "/errors/unanswered", "/errors/not_accepted", "/refusals"]
    {
        if round.figure(wrong)? > 0.0 {
            bail!(
                "{mode}: {} {}; {}",
                round.figure(wrong)?,
                wrong.rsplit('/').next().unwrap_or(wrong),
                round.0["errors"]
            );
        }
    }
    Ok(round)
}

impl Round {
    /// A figure of the report by its JSON pointer.
    ///
    /// # Errors
    /// When the report has none there.
    pub(super) fn figure(&self, pointer: &str) -> Result<f64> {
        self.0
            .pointer(pointer)
            .and_then(Value::as_f64)
            .with_context(|| format!("failed to find {pointer} in the report"))
    }
}
