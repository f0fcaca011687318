//! Writes of one kind, gathered so that they share statements.

use tokio::sync::oneshot;

use super::SessionIds;
use crate::database::{Connection, RowsStatement};
use crate::error::{WriteError, is_refusal};

/// A kind of write that is frequent enough to share statements with others of its kind.
pub(crate) trait HotWrite: Send + Sync + Sized + 'static {
    /// What the caller learns.
    type Answer: Send + Sync + 'static;

    /// The statement that is all it takes to write any number of them, which then needs no transaction around it when nothing
    /// else is written.
    fn statement() -> Option<&'static RowsStatement> {
        None
    }

    /// How many rows of that statement it is; 0 where only the whole batch tells.
    fn rows(&self) -> usize {
        1
    }

    /// Writes all of `writes` inside the transaction that is open, and gives as many answers in the same order.
    fn apply(
        writes: &[&Self],
        connection: &mut Connection,
        session_ids: &mut SessionIds,
    ) -> impl Future<Output = Result<Vec<Self::Answer>, sqlx::Error>> + Send;

    /// How many new session ids it will ask for.
    fn session_ids(&self) -> usize {
        0
    }
}

/// A write and who waits for it.
pub(crate) struct Pending<W: HotWrite> {
    pub(super) write: W,
    pub(super) reply: oneshot::Sender<Result<W::Answer, WriteError>>,
}

/// The writes of one kind in a batch.
pub(super) struct Lane<W: HotWrite> {
    pending: Vec<Pending<W>>,
    answers: Vec<W::Answer>,
}

impl<W: HotWrite> Default for Lane<W> {
    fn default() -> Self {
        Self { pending: Vec::new(), answers: Vec::new() }
    }
}

impl<W: HotWrite> Lane<W> {
    pub(super) fn push(&mut self, pending: Pending<W>) {
        self.pending.push(pending);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// Whether all writes are one statement, which can do without a transaction.
    pub(super) fn is_one_statement(&self, connection: &Connection) -> bool {
        let rows = || self.pending.iter().map(|pending| pending.write.rows()).sum();
        W::statement().is_some_and(|statement| !connection.is_sqlite() || statement.is_one(rows()))
    }

    /// Keeps as many of the oldest writes as are one statement on SQLite, and gives back the others.
    pub(super) fn split(&mut self) -> Vec<Pending<W>> {
        let Some(statement) = W::statement() else { return Vec::new() };
        let mut rows = 0;
        let mut kept = None;
        for (index, pending) in self.pending.iter().enumerate() {
            rows += pending.write.rows();
            if statement.is_one(rows) {
                kept = Some(index + 1);
            }
        }
        kept.map_or_else(Vec::new, |kept| self.pending.split_off(kept))
    }

    /// How many new session ids the lane will ask for.
    pub(super) fn session_ids(&self) -> usize {
        self.pending.iter().map(|pending| pending.write.session_ids()).sum()
    }

    /// Writes all together; the answers are kept until the commit.
    pub(super) async fn apply(
        &mut self,
        connection: &mut Connection,
        session_ids: &mut SessionIds,
    ) -> Result<(), sqlx::Error> {
        if self.is_empty() {
            return Ok(());
        }
        let writes: Vec<&W> = self.pending.iter().map(|pending| &pending.write).collect();
        self.answers = W::apply(&writes, connection, session_ids).await?;
        debug_assert_eq!(self.answers.len(), self.pending.len(), "each write has an answer");
        Ok(())
    }

    /// Writes each in its own transaction, so that a bad one fails alone, and answers at once.
    ///
    /// # Errors
    /// When the database cannot be reached; what was not yet answered stays in the lane.
    pub(super) async fn apply_each(
        &mut self,
        connection: &mut Connection,
        session_ids: &mut SessionIds,
    ) -> Result<(), sqlx::Error> {
        while let Some(pending) = self.pending.pop() {
            match apply_alone(&pending.write, connection, session_ids).await {
                Ok(answer) => drop(pending.reply.send(Ok(answer))),
                Err(error) if is_refusal(&error) => {
                    tracing::warn!(error = %error, write = std::any::type_name::<W>(), "the database refuses a write");
                    drop(pending.reply.send(Err(error.into())));
                }
                Err(error) => {
                    self.pending.push(pending);
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Tells each caller what became of its write, once committed.
    pub(super) fn answer(&mut self) {
        for (pending, answer) in self.pending.drain(..).zip(self.answers.drain(..)) {
            // A caller that went away does not wait for an answer.
            drop(pending.reply.send(Ok(answer)));
        }
    }

    /// Tells each caller that its write was not made.
    pub(super) fn fail(&mut self, error: &WriteError) {
        self.answers.clear();
        for pending in self.pending.drain(..) {
            drop(pending.reply.send(Err(error.clone())));
        }
    }
}

async fn apply_alone<W: HotWrite>(
    write: &W,
    connection: &mut Connection,
    session_ids: &mut SessionIds,
) -> Result<W::Answer, sqlx::Error> {
    connection.begin().await?;
    let applied = W::apply(&[write], connection, session_ids).await;
    let answer = match applied.map(|mut answers| answers.pop()) {
        Ok(Some(answer)) => answer,
        Ok(None) => {
            connection.rollback().await?;
            return Err(sqlx::Error::RowNotFound);
        }
        Err(error) => {
            connection.rollback().await?;
            return Err(error);
        }
    };
    connection.commit().await?;
    Ok(answer)
}
