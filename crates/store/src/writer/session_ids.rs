//! Session ids, taken from the database in small blocks.
//!
//! A session id is also the transaction id of OCPP 1.5 and 1.6: positive, below 2³¹, and never used twice. Processes that share a
//! database each take a block, so that starts in one never wait for commits of another. What is left of a block is given back
//! at a clean end; after a crash up to a block's worth of numbers is skipped.

use crate::database::{Connection, sql};

/// Ids in a block.
const BLOCK: i64 = 64;

/// The ids that this process may hand out.
#[derive(Debug, Default)]
pub(crate) struct SessionIds {
    next: i64,
    end: i64,
}

impl SessionIds {
    /// Makes sure that `count` ids are at hand. To be called outside a transaction, so that a rollback does not give ids away
    /// which another process may take.
    pub(super) async fn reserve(&mut self, count: usize, connection: &mut Connection) -> Result<(), sqlx::Error> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if self.end - self.next >= count {
            return Ok(());
        }
        let take = BLOCK.max(count);
        let row = connection
            .one(sql("UPDATE id_block SET next = next + $1 WHERE name = 'session' RETURNING next").bind(take))
            .await?;
        let end: i64 = row.first().map_err(|_| sqlx::Error::RowNotFound)?;
        // A block that follows ours lengthens it; else another process came between and what is left of ours is skipped.
        if end - take != self.end {
            self.next = end - take;
        }
        self.end = end;
        Ok(())
    }

    /// Where the next id stands, to come back to when the transaction that used it is rolled back.
    pub(super) fn position(&self) -> i64 {
        self.next
    }

    /// Takes back the ids handed out since `position`.
    pub(super) fn back_to(&mut self, position: i64) {
        self.next = position;
    }

    /// The next id; `None` when none was reserved.
    pub(crate) fn next(&mut self) -> Option<i64> {
        (self.next < self.end && self.next < 1 << 31).then(|| {
            let id = self.next;
            self.next += 1;
            id
        })
    }

    /// Gives back what is left, unless another process has taken a block since.
    pub(super) async fn give_back(&mut self, connection: &mut Connection) -> Result<(), sqlx::Error> {
        if self.next < self.end {
            connection
                .execute(
                    sql("UPDATE id_block SET next = $1 WHERE name = 'session' AND next = $2")
                        .bind(self.next)
                        .bind(self.end),
                )
                .await?;
            self.end = self.next;
        }
        Ok(())
    }
}
