//! Keeping messages, and forgetting old ones.

use domain::{NodeId, UtcMillis};

use super::{LoggedMessage, pack};
use crate::Store;
use crate::database::Kind::{Bytes, Integer};
use crate::database::{Connection, Rows, RowsStatement, sql};
use crate::error::{EditError, WriteError};
use crate::writer::{HotWrite, SessionIds};

/// Some messages of one station, in the order in which they went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageBlock {
    /// The station.
    pub station_id: NodeId,
    /// The messages.
    pub messages: Vec<LoggedMessage>,
}

/// Blocks ready to be written.
pub(crate) struct PackedMessages(Vec<PackedBlock>);

struct PackedBlock {
    station_id: NodeId,
    first_at: UtcMillis,
    last_at: UtcMillis,
    count: i64,
    body: Vec<u8>,
}

impl PackedBlock {
    /// The block, or nothing when it is empty.
    fn new(block: &MessageBlock) -> Option<Self> {
        let times = || block.messages.iter().map(|message| message.at);
        Some(Self {
            station_id: block.station_id,
            first_at: times().min()?,
            last_at: times().max()?,
            count: i64::try_from(block.messages.len()).ok()?,
            body: pack(&block.messages),
        })
    }
}

static INSERT: RowsStatement = RowsStatement::new(
    "INSERT INTO message_block (station_id, first_at, last_at, count, body)",
    &[Integer, Integer, Integer, Integer, Bytes],
    "",
);

impl HotWrite for PackedMessages {
    type Answer = ();

    fn statement() -> Option<&'static RowsStatement> {
        Some(&INSERT)
    }

    fn rows(&self) -> usize {
        self.0.len()
    }

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut rows = Rows::with_capacity(writes.iter().map(|write| write.0.len()).sum(), &INSERT);
        for block in writes.iter().flat_map(|write| &write.0) {
            rows.push(block.station_id)
                .push(block.first_at)
                .push(block.last_at)
                .push(block.count)
                .push(block.body.clone());
        }
        INSERT.run(connection, rows).await?;
        Ok(vec![(); writes.len()])
    }
}

/// Blocks deleted with one commit: few enough that nobody waits for it.
const DELETED_AT_ONCE: u64 = 500;

impl Store {
    /// Keeps messages; best some seconds' worth of many stations at a time.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn log_messages(&self, blocks: &[MessageBlock]) -> Result<(), WriteError> {
        let packed: Vec<PackedBlock> = blocks.iter().filter_map(PackedBlock::new).collect();
        if packed.is_empty() {
            return Ok(());
        }
        self.write(PackedMessages(packed)).await
    }

    /// Forgets the messages that ended before `before`, some hundred blocks to a commit so that other writes go on
    /// meanwhile. Returns how many blocks are gone.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn forget_messages(&self, before: UtcMillis) -> Result<u64, EditError> {
        let mut gone = 0;
        loop {
            let deleted = self
                .edit(move |connection| {
                    Box::pin(async move {
                        let delete = sql("DELETE FROM message_block WHERE id IN \
                             (SELECT id FROM message_block WHERE last_at < $1 ORDER BY last_at LIMIT $2)");
                        let limit = i64::try_from(DELETED_AT_ONCE).unwrap_or(i64::MAX);
                        Ok(connection.execute(delete.bind(before).bind(limit)).await?)
                    })
                })
                .await?;
            gone += deleted;
            if deleted < DELETED_AT_ONCE {
                return Ok(gone);
            }
        }
    }
}
