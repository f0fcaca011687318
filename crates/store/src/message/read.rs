//! Reading the log of messages.

use domain::access::Reach;
use domain::{NodeId, UtcMillis};

use super::{LoggedMessage, unpack};
use crate::Store;
use crate::database::Assembly;
use crate::error::StoreError;
use crate::reach;

/// Blocks read at a time while a page is filled.
const BLOCKS: i64 = 20;

/// Which messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageQuery {
    /// The station.
    pub station_id: NodeId,
    /// At this moment or later.
    pub from: Option<UtcMillis>,
    /// Before this moment.
    pub to: Option<UtcMillis>,
    /// How many at most.
    pub limit: usize,
}

impl Store {
    /// A station's messages, the newest first; none where the station is not within reach. Blocks that were written late are
    /// found by their times.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn messages(&self, query: MessageQuery, reach: &Reach) -> Result<Vec<LoggedMessage>, StoreError> {
        let mut messages: Vec<LoggedMessage> = Vec::new();
        // Blocks come by their last message, newest first. A block can only hold messages up to its last, so the page is
        // complete when its oldest message is newer than all that is still to come.
        let mut before: Option<(i64, i64)> = None;
        loop {
            let rows = self.readers().all(blocks(&query, before, reach).statement()).await?;
            for row in &rows {
                let body: Vec<u8> = row.get("body")?;
                let id: i64 = row.get("id")?;
                before = Some((row.get("last_at")?, id));
                let block = unpack(&body).map_err(|error| StoreError::bad_row("message block", id, error))?;
                let wanted = |message: &LoggedMessage| {
                    query.from.is_none_or(|from| message.at >= from) && query.to.is_none_or(|to| message.at < to)
                };
                messages.extend(block.into_iter().filter(wanted));
            }
            // Stable: of messages at one moment the later in the block comes first, after the reversal below.
            messages.sort_by_key(|message| message.at);
            let surplus = messages.len().saturating_sub(query.limit);
            messages.drain(..surplus);
            let oldest = messages.first().map(|message| message.at.0);
            let is_full = messages.len() == query.limit;
            let last = before.map(|(last_at, _)| last_at);
            if rows.len() < usize::try_from(BLOCKS).unwrap_or(usize::MAX) || (is_full && last < oldest) {
                messages.reverse();
                return Ok(messages);
            }
        }
    }
}

/// The next blocks, those with the newest last message first.
fn blocks(query: &MessageQuery, before: Option<(i64, i64)>, reach: &Reach) -> Assembly {
    let mut blocks = Assembly::new(
        "SELECT message_block.id, last_at, body FROM message_block \
         JOIN node ON node.id = message_block.station_id WHERE message_block.station_id = ",
    );
    blocks.bind(query.station_id);
    if let Some(from) = query.from {
        blocks.push(" AND last_at >= ").bind(from);
    }
    if let Some(to) = query.to {
        blocks.push(" AND first_at < ").bind(to);
    }
    if let Some((last_at, id)) = before {
        blocks.push(" AND (last_at, message_block.id) < (").bind(last_at).push(", ").bind(id).push(")");
    }
    blocks.push(" AND ");
    reach::nodes(&mut blocks, reach);
    blocks.push(" ORDER BY last_at DESC, message_block.id DESC LIMIT ").bind(BLOCKS);
    blocks
}
