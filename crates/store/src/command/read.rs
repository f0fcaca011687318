//! Reading commands.

use domain::access::Reach;
use domain::command::{Command, CommandState};
use domain::{CommandId, NodeId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::reach;

/// A command as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCommand {
    /// Its id.
    pub id: CommandId,
    /// The station.
    pub station_id: NodeId,
    /// The station's site when the command was given, which decides who may see it.
    pub site_id: NodeId,
    /// The command.
    pub command: Command,
    /// How far it has come.
    pub state: CommandState,
    /// When it was given.
    pub created_at: UtcMillis,
    /// When it was sent.
    pub sent_at: Option<UtcMillis>,
    /// When it was answered or given up.
    pub answered_at: Option<UtcMillis>,
    /// Until when it may still be delivered.
    pub expires_at: UtcMillis,
    /// Whether it waits for a station that is offline.
    pub waits: bool,
    /// The user who gave it.
    pub by_user_id: Option<UserId>,
    /// Who gave it, by name.
    pub by: String,
    /// The protocol's action.
    pub action: Option<String>,
    /// What was sent over the wire.
    pub sent: Option<serde_json::Value>,
    /// What was answered over the wire.
    pub answer: Option<serde_json::Value>,
    /// The station's own word, or why it failed.
    pub outcome: Option<String>,
}

/// The columns of a command.
macro_rules! command_columns {
    () => {
        "id, station_id, site_id, parameters, state, created_at, sent_at, answered_at, expires_at, waits, \
         by_user_id, by_name, action, sent, answer, outcome"
    };
}
pub(super) use command_columns;

pub(super) fn command_from(row: &Row) -> Result<StoredCommand, StoreError> {
    Ok(StoredCommand {
        id: row.id("id", CommandId)?,
        station_id: row.id("station_id", NodeId)?,
        site_id: row.id("site_id", NodeId)?,
        command: row.json("parameters")?,
        state: row.word("state")?,
        created_at: row.time("created_at")?,
        sent_at: row.optional_time("sent_at")?,
        answered_at: row.optional_time("answered_at")?,
        expires_at: row.time("expires_at")?,
        waits: row.get("waits")?,
        by_user_id: row.optional_id("by_user_id", UserId)?,
        by: row.get("by_name")?,
        action: row.get("action")?,
        sent: row.optional_json("sent")?,
        answer: row.optional_json("answer")?,
        outcome: row.get("outcome")?,
    })
}

impl Store {
    /// A station's commands that have not ended, the oldest first; also those sent before a restart.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn queued_commands(&self, station_id: NodeId) -> Result<Vec<StoredCommand>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            command_columns!(),
            " FROM command WHERE station_id = $1 AND answered_at IS NULL AND state IN ('queued', 'sent') ORDER BY id"
        ));
        self.readers().all(query.bind(station_id)).await?.iter().map(command_from).collect()
    }

    /// The commands whose time is over and that have not ended: those that were never sent, and those whose answer should have
    /// come before `answered_before`. At most `limit`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn overdue_commands(
        &self,
        now: UtcMillis,
        answered_before: UtcMillis,
        limit: u32,
    ) -> Result<Vec<StoredCommand>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            command_columns!(),
            " FROM command WHERE answered_at IS NULL AND expires_at <= $1 AND (state = 'queued' OR expires_at <= $2) \
             ORDER BY expires_at, id LIMIT $3"
        ));
        let query = query.bind(now).bind(answered_before).bind(limit);
        self.readers().all(query).await?.iter().map(command_from).collect()
    }

    /// A command; `None` where there is none within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn command(&self, id: CommandId, reach: &Reach) -> Result<Option<StoredCommand>, StoreError> {
        let mut query = Assembly::new(concat!("SELECT ", command_columns!(), " FROM command WHERE id = "));
        query.bind(id).push(" AND ");
        reach::rows(&mut query, reach, "command.site_id", None);
        self.readers().optional(query.statement()).await?.as_ref().map(command_from).transpose()
    }

    /// A station's commands within reach, the newest first; `before` is the last id of the page before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn commands(
        &self,
        station_id: NodeId,
        before: Option<CommandId>,
        limit: u32,
        reach: &Reach,
    ) -> Result<Vec<StoredCommand>, StoreError> {
        let mut query = Assembly::new(concat!("SELECT ", command_columns!(), " FROM command WHERE station_id = "));
        query.bind(station_id);
        if let Some(before) = before {
            query.push(" AND id < ").bind(before);
        }
        query.push(" AND ");
        reach::rows(&mut query, reach, "command.site_id", None);
        query.push(" ORDER BY id DESC LIMIT ").bind(limit);
        self.readers().all(query.statement()).await?.iter().map(command_from).collect()
    }
}
