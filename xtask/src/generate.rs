//! Generated files: the OpenAPI snapshot and the web app's types.

use anyhow::{Context, Result};

use crate::process::{cargo, command, output, run, workspace};
use crate::web;

/// Writes `crates/server/openapi.json` from the handlers and the web app's types from it.
///
/// # Errors
/// When the program cannot be built or a generator fails.
pub(crate) fn generate() -> Result<()> {
    let document = output(&mut cargo(["run", "--quiet", "--package", "server", "--", "openapi"]))
        .context("failed to print the OpenAPI document; build the server to see why")?;
    std::fs::write(workspace().join("crates/server/openapi.json"), document + "\n")
        .context("failed to write crates/server/openapi.json")?;
    web::install("web")?;
    run(&mut command("npm", ["run", "--silent", "generate"], "web"))
}
