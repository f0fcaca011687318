//! Scenarios: what happens to stations, written in TOML.
//!
//! A file has tags, scenarios (lists of steps, for a station or for each of its outlets) and stations that play them. See
//! `scenarios/demo.toml` for everything at work. Two runs with the same seed make the same choices.

mod built_in;
mod check;
mod range;
mod step;
mod tag_pool;

pub mod fleet;
pub mod player;

pub use built_in::{BUILT_IN, built_in};
pub use range::{NumberRange, Span};
pub use step::{Charge, Choice, DataTransferStep, FaultStep, Plug, Repeat, ResendStep, Step};
pub use tag_pool::TagPool;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use fleet::StationGroup;

/// A file of scenarios.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ScenarioFile {
    /// From what every choice follows.
    #[serde(default)]
    pub seed: u64,
    /// How much faster than the clock the simulated world runs.
    #[serde(default = "one")]
    pub time_scale: f64,
    /// Tags by name.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
    /// Scenarios by name.
    pub scenarios: BTreeMap<String, Scenario>,
    /// Who plays them.
    #[serde(default)]
    pub stations: Vec<StationGroup>,
}

/// What happens to a station, or to one of its outlets.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scenario {
    /// Whether it is played once for the station or once for each outlet.
    #[serde(default)]
    pub per: Per,
    /// The steps, in order.
    pub steps: Arc<[Spanned<Step>]>,
}

/// For what a scenario is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Once; outlets that no step names are the first.
    #[default]
    Station,
    /// Once for each outlet.
    Outlet,
}

/// Why a scenario cannot be played.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScenarioError {
    /// The file cannot be read.
    #[error("read {file}: {cause}")]
    File {
        /// Its path.
        file: String,
        /// What the operating system says.
        cause: io::Error,
    },
    /// Something in the file is not as it should be.
    #[error("understand {file}, line {line}, column {column}: {message}")]
    Content {
        /// Its path or name.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// There is no built-in scenario, and no file, of that name.
    #[error("find the scenario {0:?}: neither a file nor one of {names}", names = BUILT_IN.map(|(name, _)| name).join(", "))]
    Unknown(String),
    /// The file has no scenario of that name.
    #[error("play {name:?} of {file}: it has {known}")]
    NotInFile {
        /// The scenario that was asked for.
        name: String,
        /// The file's path or name.
        file: String,
        /// The scenarios that it has.
        known: String,
    },
}

impl ScenarioFile {
    /// Reads a file, or the built-in one of that name.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or understood, with file, line and column.
    pub fn load(name: &str) -> Result<Self, ScenarioError> {
        if let Some(text) = built_in(name) {
            return Self::parse(name, text);
        }
        if !Path::new(name).exists() && !name.contains(['/', '.']) {
            return Err(ScenarioError::Unknown(name.to_owned()));
        }
        let text = fs::read_to_string(name).map_err(|cause| ScenarioError::File { file: name.to_owned(), cause })?;
        Self::parse(name, &text)
    }

    /// Reads a text; `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// Says what cannot be understood, with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, ScenarioError> {
        let content = |message: &str, at: usize| {
            let before = &text[..at.min(text.len())];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            ScenarioError::Content {
                file: file.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: message.to_owned(),
            }
        };
        let parsed: Self = toml::from_str(text)
            .map_err(|error| content(error.message(), error.span().map_or(0, |span| span.start)))?;
        parsed.check().map_err(|(message, at)| content(&message, at))?;
        Ok(parsed)
    }

    /// The scenario of that name, or the only one.
    ///
    /// # Errors
    ///
    /// Says which ones there are.
    pub fn scenario(&self, file: &str, name: Option<&str>) -> Result<&Scenario, ScenarioError> {
        let found = match name {
            Some(name) => self.scenarios.get(name),
            None if self.scenarios.len() == 1 => self.scenarios.values().next(),
            None => None,
        };
        found.ok_or_else(|| ScenarioError::NotInFile {
            name: name.unwrap_or("one").to_owned(),
            file: file.to_owned(),
            known: self.scenarios.keys().cloned().collect::<Vec<_>>().join(", "),
        })
    }
}

fn one() -> f64 {
    1.0
}
