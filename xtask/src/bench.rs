//! `cargo xtask bench`: what the portal can take, as ratios to baselines measured in the same run.

use anyhow::Result;
use clap::Args;

/// Measure.
#[derive(Args)]
pub(crate) struct Bench {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Bench {
    pub(crate) fn start(self) -> Result<()> {
        let _ = self.json;
        Ok(())
    }
}
