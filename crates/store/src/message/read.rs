//! Reading the log of messages.

use domain::access::Reach;
use domain::{NodeId, UtcMillis};

use super::gathered::{ANSWERED_WITHIN_MS, Gathered};
use super::{LoggedMessage, MessageFilter, MessagePage, MessagePosition, unpack};
use crate::Store;
use crate::database::{Assembly, sql};
use crate::error::StoreError;
use crate::reach;

/// Blocks read at a time while a page is filled.
const BLOCKS: i64 = 20;

/// How many messages are looked through for one page; one that finds nothing in them says where to go on.
const LOOKED_THROUGH: usize = 20_000;

/// Which messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageQuery {
    /// The station.
    pub station_id: NodeId,
    /// At this moment or later.
    pub from: Option<UtcMillis>,
    /// Before this moment.
    pub to: Option<UtcMillis>,
    /// Before this place.
    pub before: Option<MessagePosition>,
    /// What they must be like.
    pub filter: MessageFilter,
    /// How many at most.
    pub limit: usize,
}

impl MessageQuery {
    /// The newest messages of a station.
    pub fn newest(station_id: NodeId, limit: usize) -> Self {
        Self { station_id, from: None, to: None, before: None, filter: MessageFilter::default(), limit }
    }

    /// Whether a message is of the time and before the place that are looked for.
    pub(super) fn covers(&self, message: &LoggedMessage) -> bool {
        self.from.is_none_or(|from| message.at >= from)
            && self.to.is_none_or(|to| message.at < to)
            && self.before.is_none_or(|before| message.position() < before)
    }

    /// Before which moment all that is looked for lies.
    fn end(&self) -> Option<UtcMillis> {
        let before = self.before.map(|before| before.at.plus_ms(1));
        self.to.into_iter().chain(before).min()
    }
}

impl Store {
    /// A station's messages, the newest first; none where the station is not within reach. `unwritten` are those that wait to
    /// be written, which the caller may see. Blocks that were written late are found by their times.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn messages(
        &self,
        query: &MessageQuery,
        unwritten: Vec<LoggedMessage>,
        reach: &Reach,
    ) -> Result<MessagePage, StoreError> {
        let end = query.end();
        let mut gathered = Gathered::new(query, unwritten);
        let mut looked_through = 0;
        // Blocks come by their last message, newest first. A block can only hold messages up to its last, so the page is
        // complete when its oldest message is newer than all that is still to come.
        let mut before: Option<(i64, i64)> = None;
        loop {
            let rows = self.readers().all(blocks(query, end, before, reach).statement()).await?;
            for row in &rows {
                let body: Vec<u8> = row.get("body")?;
                let id: i64 = row.get("id")?;
                let last_at = row.get("last_at")?;
                before = Some((last_at, id));
                let block = unpack(&body).map_err(|error| StoreError::bad_row("message block", id, error))?;
                if end.is_none_or(|end| last_at < end.0) {
                    looked_through += block.len();
                }
                gathered.take(block);
            }
            gathered.shorten();
            let Some((last_at, _)) = before else { return Ok(gathered.page(None)) };
            let is_last = rows.len() < usize::try_from(BLOCKS).unwrap_or(usize::MAX);
            if is_last || gathered.is_complete(last_at) {
                return Ok(gathered.page(None));
            }
            if looked_through >= LOOKED_THROUGH {
                return Ok(gathered.page(Some(UtcMillis(last_at))));
            }
        }
    }

    /// When a station's next message at `from` or later may have been, by what is written; `None` where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_message_at(&self, station_id: NodeId, from: UtcMillis) -> Result<Option<UtcMillis>, StoreError> {
        let query = sql("SELECT first_at FROM message_block WHERE station_id = $1 AND last_at >= $2 \
             ORDER BY last_at LIMIT 1");
        let row = self.readers().optional(query.bind(station_id).bind(from)).await?;
        row.map(|row| Ok(row.time("first_at")?.max(from))).transpose()
    }
}

/// The next blocks, those with the newest last message first. They reach a little beyond the end, for answers.
fn blocks(query: &MessageQuery, end: Option<UtcMillis>, before: Option<(i64, i64)>, reach: &Reach) -> Assembly {
    let mut blocks = Assembly::new(
        "SELECT message_block.id, last_at, body FROM message_block \
         JOIN node ON node.id = message_block.station_id WHERE message_block.station_id = ",
    );
    blocks.bind(query.station_id);
    if let Some(from) = query.from {
        blocks.push(" AND last_at >= ").bind(from);
    }
    if let Some(end) = end {
        blocks.push(" AND first_at < ").bind(end.plus_ms(ANSWERED_WITHIN_MS));
    }
    if let Some((last_at, id)) = before {
        blocks.push(" AND (last_at, message_block.id) < (").bind(last_at).push(", ").bind(id).push(")");
    }
    blocks.push(" AND ");
    reach::nodes(&mut blocks, reach);
    blocks.push(" ORDER BY last_at DESC, message_block.id DESC LIMIT ").bind(BLOCKS);
    blocks
}
