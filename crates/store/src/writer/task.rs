//! The writer's loop: take what waits, write it, commit, answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::SessionIds;
use super::batch::{Batch, Queued};
use super::checkpoint::Checkpointer;
use crate::database::{Connection, Database};
use crate::error::WriteError;

/// The most writes that share a commit: enough to make its cost small, few enough that each caller waits only some
/// milliseconds for it.
const MOST_IN_BATCH: usize = 4_096;

/// The writer's belongings.
pub(super) struct Task {
    database: Database,
    connection: Option<Connection>,
    queue: mpsc::Receiver<Queued>,
    session_ids: SessionIds,
    healthy: Arc<AtomicBool>,
    /// Odd while a batch with edits is being written; see [`super::queue::Writer::settled_edits`].
    edits: Arc<AtomicU64>,
    write_timeout: Duration,
}

impl Task {
    pub(super) fn new(
        database: Database,
        connection: Connection,
        queue: mpsc::Receiver<Queued>,
        healthy: Arc<AtomicBool>,
        edits: Arc<AtomicU64>,
        write_timeout: Duration,
    ) -> Self {
        Self {
            database,
            connection: Some(connection),
            queue,
            session_ids: SessionIds::default(),
            healthy,
            edits,
            write_timeout,
        }
    }

    /// Writes a batch and answers all of its callers, one way or the other. What is left in `queued` is for the next one.
    async fn write(&mut self, queued: &mut Vec<Queued>) {
        let mut batch = Batch::default();
        for write in queued.drain(..) {
            batch.push(write);
        }
        if matches!(self.database, Database::Sqlite { .. }) {
            queued.extend(batch.split());
        }
        let has_edits = batch.has_edits();
        if has_edits {
            self.edits.fetch_add(1, Ordering::AcqRel);
        }
        let outcome = self.commit(&mut batch).await;
        self.healthy.store(outcome.is_ok(), Ordering::Relaxed);
        if let Err(error) = outcome {
            tracing::error!(%error, "a batch could not be written");
            // The connection may be in any state: it is made anew for the next batch.
            self.connection = None;
            batch.fail(&WriteError::Unavailable(Some(Arc::new(error))));
        }
        if has_edits {
            self.edits.fetch_add(1, Ordering::AcqRel);
        }
    }

    async fn commit(&mut self, batch: &mut Batch) -> Result<(), sqlx::Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.database.connect().await?),
        };
        let commit = batch.commit(connection, &mut self.session_ids);
        match &self.database {
            // A file is never out of reach, and a thread in the middle of a write cannot be interrupted.
            Database::Sqlite { .. } => commit.await,
            Database::Postgres { .. } => tokio::time::timeout(self.write_timeout, commit)
                .await
                .unwrap_or_else(|_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))),
        }
    }
}

/// Runs until nobody can send any more, or until `closing` and everything that waited then is written.
pub(super) async fn run(mut task: Task, closing: CancellationToken) {
    let checkpointer = Checkpointer::start(&task.database);
    let mut queued = Vec::with_capacity(MOST_IN_BATCH);
    loop {
        tokio::select! {
            biased;
            // First, or callers who always have more to write would keep the store open for ever.
            () = closing.cancelled(), if !task.queue.is_closed() => task.queue.close(),
            // What the last batch left goes on with whatever came meanwhile.
            () = std::future::ready(()), if !queued.is_empty() => {
                while queued.len() < MOST_IN_BATCH && let Ok(write) = task.queue.try_recv() {
                    queued.push(write);
                }
                task.write(&mut queued).await;
                if let Some(checkpointer) = &checkpointer
                    && let Some(connection) = &mut task.connection
                {
                    checkpointer.after_commit(connection).await;
                }
            }
            count = task.queue.recv_many(&mut queued, MOST_IN_BATCH) => {
                if count == 0 {
                    break;
                }
            }
        }
    }
    if let Some(checkpointer) = checkpointer {
        checkpointer.stop().await;
    }
    if let Some(mut connection) = task.connection.take() {
        if let Err(error) = task.session_ids.give_back(&mut connection).await {
            tracing::warn!(%error, "session ids could not be given back");
        }
        if let Err(error) = connection.close().await {
            tracing::warn!(%error, "the writer's connection did not close in good order");
        }
    }
}
