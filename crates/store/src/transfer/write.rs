//! Keeping transfers and how far each has come.

use domain::transfer::{TransferKind, TransferProtocol, TransferState};
use domain::{CommandId, ImageId, NodeId, TransferId, UtcMillis};

use super::Transfer;
use super::read::{transfer_columns, transfer_from};
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

/// A transfer that a command begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransfer {
    /// The station.
    pub station_id: NodeId,
    /// What kind of file.
    pub kind: TransferKind,
    /// The command.
    pub command_id: CommandId,
    /// The firmware image, of which version and size are kept too.
    pub image_id: Option<ImageId>,
    /// When it was asked for.
    pub created_at: UtcMillis,
    /// The time for which its latest step is planned.
    pub due_at: UtcMillis,
    /// Who asked for it, by name.
    pub by: String,
}

/// One step of a transfer. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferStep {
    /// The transfer.
    pub id: TransferId,
    /// How far it has come.
    pub state: TransferState,
    /// The station's word, or why it ended.
    pub word: Option<String>,
    /// When.
    pub at: UtcMillis,
}

impl Store {
    /// Keeps the transfer that a command begins; the one it has begun already, where it has.
    ///
    /// # Errors
    /// [`EditError::NoSuch`] when there is no such image.
    pub async fn begin_transfer(&self, new: NewTransfer) -> Result<Transfer, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let image = match new.image_id {
                    None => None,
                    Some(id) => {
                        let query = sql("SELECT version, size_bytes FROM firmware_image WHERE id = $1").bind(id);
                        let row = connection.optional(query).await?;
                        Some(row.ok_or(EditError::NoSuch { field: "imageId" })?)
                    }
                };
                let version = image.as_ref().map(|row| row.get::<String>("version")).transpose()?;
                let size = image.as_ref().map(|row| row.get::<i64>("size_bytes")).transpose()?;
                connection
                    .execute(
                        sql("INSERT INTO transfer (station_id, kind, command_id, image_id, image_version, state, \
                             total_bytes, created_at, due_at, updated_at, by_name) \
                             VALUES ($1, $2, $3, $4, $5, 'requested', $6, $7, $8, $7, $9) \
                             ON CONFLICT (command_id) DO NOTHING")
                        .bind(new.station_id)
                        .bind(new.kind.as_str())
                        .bind(new.command_id)
                        .bind(new.image_id)
                        .bind(version)
                        .bind(size)
                        .bind(new.created_at)
                        .bind(new.due_at)
                        .bind(new.by),
                    )
                    .await?;
                let query = sql(concat!("SELECT ", transfer_columns!(), " FROM transfer WHERE command_id = $1"));
                Ok(transfer_from(&connection.one(query.bind(new.command_id)).await?)?)
            })
        })
        .await
    }

    /// Opens a transfer's location until a time.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such transfer.
    pub async fn open_transfer(
        &self,
        id: TransferId,
        protocol: TransferProtocol,
        due_at: UtcMillis,
        expires_at: UtcMillis,
        at: UtcMillis,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("UPDATE transfer SET protocol = $2, due_at = $3, expires_at = $4, updated_at = $5 \
                     WHERE id = $1");
                let query = query.bind(id).bind(protocol.as_str()).bind(due_at).bind(expires_at).bind(at);
                if connection.execute(query).await? == 0 { Err(EditError::NotFound) } else { Ok(()) }
            })
        })
        .await
    }

    /// Takes a transfer one step on, unless it is settled; where it is accepted, older ones of its kind are replaced by it.
    /// Returns those that changed, the transfer itself first.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn step_transfer(&self, step: TransferStep) -> Result<Vec<Transfer>, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let ended_at = step.state.is_ended().then_some(step.at);
                let query = sql(concat!(
                    "UPDATE transfer SET state = $2, word = COALESCE($3, word), updated_at = $4, ended_at = $5 \
                     WHERE id = $1 AND state NOT IN ('installed', 'uploaded', 'refused', 'replaced') \
                     AND (state = 'requested' OR $6) RETURNING ",
                    transfer_columns!()
                ));
                let query = query
                    .bind(step.id)
                    .bind(step.state.as_str())
                    .bind(step.word)
                    .bind(step.at)
                    .bind(ended_at)
                    // Word of it may have come before the answer that accepts it.
                    .bind(step.state != TransferState::Accepted);
                let mut changed = Vec::with_capacity(1);
                if let Some(row) = connection.optional(query).await? {
                    changed.push(transfer_from(&row)?);
                }
                if step.state == TransferState::Accepted {
                    let query = sql(concat!(
                        "UPDATE transfer SET state = 'replaced', updated_at = $2, ended_at = $2 \
                         FROM (SELECT station_id AS newer_station, kind AS newer_kind FROM transfer WHERE id = $1) AS newer \
                         WHERE station_id = newer_station AND kind = newer_kind AND id < $1 AND ended_at IS NULL \
                         RETURNING ",
                        transfer_columns!()
                    ));
                    let query = query.bind(step.id).bind(step.at);
                    for row in connection.all(query).await? {
                        changed.push(transfer_from(&row)?);
                    }
                }
                Ok(changed)
            })
        })
        .await
    }

    /// Notes how much of a transfer's file has gone over the line, bytes; one of which nothing was heard yet is under way then.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn progress_transfer(&self, id: TransferId, bytes: i64, at: UtcMillis) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("UPDATE transfer SET bytes = $2, updated_at = $3, state = CASE \
                     WHEN state NOT IN ('requested', 'accepted', 'scheduled') THEN state \
                     WHEN kind = 'firmware' THEN 'downloading' ELSE 'uploading' END WHERE id = $1");
                connection.execute(query.bind(id).bind(bytes).bind(at)).await?;
                Ok(())
            })
        })
        .await
    }
}
