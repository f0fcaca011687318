//! Reading transfers.

use domain::transfer::{TransferKind, TransferProtocol, TransferState};
use domain::{CommandId, ImageId, NodeId, TransferId, UtcMillis};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::StoreError;

/// A transfer as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its id; also OCPP's requestId.
    pub id: TransferId,
    /// The station.
    pub station_id: NodeId,
    /// What kind of file.
    pub kind: TransferKind,
    /// The command that began it.
    pub command_id: CommandId,
    /// The firmware image.
    pub image_id: Option<ImageId>,
    /// The image's version.
    pub image_version: Option<String>,
    /// How far it has come.
    pub state: TransferState,
    /// The station's last word, or why it ended.
    pub word: Option<String>,
    /// By what the file goes.
    pub protocol: Option<TransferProtocol>,
    /// How much has gone over the line, bytes.
    pub bytes: i64,
    /// How much there is, bytes, where known.
    pub total_bytes: Option<i64>,
    /// When it was asked for.
    pub created_at: UtcMillis,
    /// The time for which its latest step is planned.
    pub due_at: UtcMillis,
    /// Until when its location is open; it was never opened where absent.
    pub expires_at: Option<UtcMillis>,
    /// When anything was last heard of it.
    pub updated_at: UtcMillis,
    /// When it ended.
    pub ended_at: Option<UtcMillis>,
    /// Who asked for it, by name.
    pub by: String,
}

/// The columns of a transfer.
macro_rules! transfer_columns {
    () => {
        "id, station_id, kind, command_id, image_id, image_version, state, word, protocol, bytes, total_bytes, \
         created_at, due_at, expires_at, updated_at, ended_at, by_name"
    };
}
pub(super) use transfer_columns;

pub(super) fn transfer_from(row: &Row) -> Result<Transfer, StoreError> {
    Ok(Transfer {
        id: row.id("id", TransferId)?,
        station_id: row.id("station_id", NodeId)?,
        kind: row.word("kind")?,
        command_id: row.id("command_id", CommandId)?,
        image_id: row.optional_id("image_id", ImageId)?,
        image_version: row.get("image_version")?,
        state: row.word("state")?,
        word: row.get("word")?,
        protocol: row.optional_word("protocol")?,
        bytes: row.get("bytes")?,
        total_bytes: row.get("total_bytes")?,
        created_at: row.time("created_at")?,
        due_at: row.time("due_at")?,
        expires_at: row.optional_time("expires_at")?,
        updated_at: row.time("updated_at")?,
        ended_at: row.optional_time("ended_at")?,
        by: row.get("by_name")?,
    })
}

impl Store {
    /// A transfer; `None` where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn transfer(&self, id: TransferId) -> Result<Option<Transfer>, StoreError> {
        let query = sql(concat!("SELECT ", transfer_columns!(), " FROM transfer WHERE id = $1"));
        self.readers().optional(query.bind(id)).await?.as_ref().map(transfer_from).transpose()
    }

    /// The transfer that a command began.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn transfer_of(&self, command_id: CommandId) -> Result<Option<Transfer>, StoreError> {
        let query = sql(concat!("SELECT ", transfer_columns!(), " FROM transfer WHERE command_id = $1"));
        self.readers().optional(query.bind(command_id)).await?.as_ref().map(transfer_from).transpose()
    }

    /// A station's transfers, the newest first; `before` is the last id of the page before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn transfers(
        &self,
        station_id: NodeId,
        before: Option<TransferId>,
        limit: u32,
    ) -> Result<Vec<Transfer>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            transfer_columns!(),
            " FROM transfer WHERE station_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
        ));
        let before = before.map_or(i64::MAX, |id| id.0);
        self.readers().all(query.bind(station_id).bind(before).bind(limit)).await?.iter().map(transfer_from).collect()
    }

    /// The newest transfer of a kind that a station's report without a request can be about: one that is not settled.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn unsettled_transfer(
        &self,
        station_id: NodeId,
        kind: TransferKind,
    ) -> Result<Option<Transfer>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            transfer_columns!(),
            " FROM transfer WHERE station_id = $1 AND kind = $2 \
             AND expires_at IS NOT NULL AND state NOT IN ('installed', 'uploaded', 'refused', 'replaced') \
             ORDER BY id DESC LIMIT 1"
        ));
        let row = self.readers().optional(query.bind(station_id).bind(kind.as_str())).await?;
        row.as_ref().map(transfer_from).transpose()
    }

    /// Transfers which have not ended and of which nothing was heard since `before`, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn silent_transfers(&self, before: UtcMillis) -> Result<Vec<Transfer>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            transfer_columns!(),
            " FROM transfer WHERE ended_at IS NULL AND updated_at < $1 ORDER BY updated_at LIMIT 500"
        ));
        self.readers().all(query.bind(before)).await?.iter().map(transfer_from).collect()
    }
}
