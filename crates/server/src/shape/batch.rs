//! Commands that were given to many stations.

use domain::UtcMillis;
use domain::command::{CommandName, CommandState};
use serde::Serialize;
use store::command::Batch;
use utoipa::ToSchema;

use super::{Command, word};

/// A command for many stations, and how far it has come at those that the viewer sees.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CommandBatch {
    /// Its id.
    pub id: i64,
    /// The command's name.
    #[schema(value_type = word::CommandName)]
    pub name: CommandName,
    /// Its parameters.
    #[schema(value_type = Object)]
    pub parameters: serde_json::Value,
    /// When it was given.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Until when it may be sent.
    #[schema(value_type = word::Time)]
    pub expires_at: UtcMillis,
    /// Who gave it.
    pub by: String,
    /// How many stations.
    pub stations: i64,
    /// At how many of them it has not ended.
    pub open: i64,
    /// How many stations are in which state; only states that occur.
    pub counts: Vec<BatchCount>,
}

/// How many stations are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchCount {
    /// The state.
    #[schema(value_type = word::CommandState)]
    pub state: CommandState,
    /// How many.
    pub stations: i64,
}

/// A batch's command at one station.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchResult {
    /// The station's name; null when it is gone.
    pub station_name: Option<String>,
    /// The command there.
    pub command: Command,
}

impl From<Batch> for CommandBatch {
    fn from(batch: Batch) -> CommandBatch {
        let (name, parameters) = super::command::parts(&batch.command);
        let counts: Vec<BatchCount> =
            batch.counts.into_iter().map(|(state, stations)| BatchCount { state, stations }).collect();
        CommandBatch {
            id: batch.id,
            name,
            parameters,
            created_at: batch.created_at,
            expires_at: batch.expires_at,
            by: batch.by,
            stations: counts.iter().map(|count| count.stations).sum(),
            open: counts.iter().filter(|count| !count.state.is_final()).map(|count| count.stations).sum(),
            counts,
        }
    }
}
