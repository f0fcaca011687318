//! Keeping commands and how far each has come.

use domain::command::{Command, CommandState};
use domain::{CommandId, NodeId, UserId, UtcMillis};

use super::StoredCommand;
use super::read::{command_columns, command_from};
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

/// A command for a station.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCommand {
    /// The station.
    pub station_id: NodeId,
    /// The command.
    pub command: Command,
    /// When it was given.
    pub created_at: UtcMillis,
    /// Until when it may still be delivered.
    pub expires_at: UtcMillis,
    /// Whether it waits for a station that is offline.
    pub waits: bool,
    /// The user who gave it; none for a program or the portal itself.
    pub by_user_id: Option<UserId>,
    /// Who gave it, by name.
    pub by: String,
}

/// One step of a command. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandUpdate {
    /// The command.
    pub id: CommandId,
    /// How far it has come.
    pub state: CommandState,
    /// When it was sent.
    pub sent_at: Option<UtcMillis>,
    /// When it was answered or given up; final states need one.
    pub answered_at: Option<UtcMillis>,
    /// The protocol's action.
    pub action: Option<String>,
    /// What was sent over the wire.
    pub sent: Option<serde_json::Value>,
    /// What was answered over the wire.
    pub answer: Option<serde_json::Value>,
    /// The station's own word, or why it failed.
    pub outcome: Option<String>,
}

impl Store {
    /// Keeps a command, queued.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such station.
    pub async fn new_command(&self, command: NewCommand) -> Result<StoredCommand, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let parameters = serde_json::to_string(&command.command).expect("texts and numbers are always JSON");
                let row = connection
                    .optional(
                        sql(concat!(
                            "INSERT INTO command (station_id, site_id, name, parameters, state, created_at, \
                             expires_at, waits, by_user_id, by_name) \
                             SELECT node.id, node.site_id, $2, $3, 'queued', $4, $5, $6, $7, $8 FROM node \
                             WHERE node.id = $1 AND node.kind = 'station' RETURNING ",
                            command_columns!()
                        ))
                        .bind(command.station_id)
                        .bind(command.command.name().as_str())
                        .bind(parameters)
                        .bind(command.created_at)
                        .bind(command.expires_at)
                        .bind(command.waits)
                        .bind(command.by_user_id)
                        .bind(command.by),
                    )
                    .await?
                    .ok_or(EditError::NotFound)?;
                Ok(command_from(&row)?)
            })
        })
        .await
    }

    /// Takes a command one step on. A command that has ended stays as it is: an answer that comes too late changes
    /// nothing. Returns the command as it stands.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such command.
    pub async fn update_command(&self, update: CommandUpdate) -> Result<StoredCommand, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                connection
                    .execute(
                        sql("UPDATE command SET state = $2, sent_at = COALESCE($3, sent_at), \
                             answered_at = COALESCE($4, answered_at), action = COALESCE($5, action), \
                             sent = COALESCE($6, sent), answer = COALESCE($7, answer), \
                             outcome = COALESCE($8, outcome) WHERE id = $1 AND state IN ('queued', 'sent')")
                        .bind(update.id)
                        .bind(update.state.as_str())
                        .bind(update.sent_at)
                        .bind(update.answered_at)
                        .bind(update.action)
                        .bind(update.sent.map(|json| json.to_string()))
                        .bind(update.answer.map(|json| json.to_string()))
                        .bind(update.outcome),
                    )
                    .await?;
                let query = sql(concat!("SELECT ", command_columns!(), " FROM command WHERE id = $1"));
                let row = connection.optional(query.bind(update.id)).await?.ok_or(EditError::NotFound)?;
                Ok(command_from(&row)?)
            })
        })
        .await
    }
}
