//! Moving SQLite's log into its file beside the writer, so that no commit waits for it.
//!
//! A passive checkpoint on a connection of its own copies pages while commits go on. The log can only begin anew when a
//! checkpoint has copied all of it between two commits: the writer does that last short step itself, when little is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::database::{Connection, Database, sql};

/// How often the log is looked at.
const INTERVAL: Duration = Duration::from_millis(500);

/// The log is copied when it has this many pages (8 MiB), so that a page written often is copied once.
const WORTH_COPYING: i64 = 2_048;

/// Runs checkpoints beside the writer.
pub(super) struct Checkpointer {
    /// Set when the log is copied up to a short end, which the writer is asked to copy.
    last_step: Arc<AtomicBool>,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts it where the database is SQLite.
    pub(super) fn start(database: &Database) -> Option<Self> {
        if !matches!(database, Database::Sqlite { .. }) {
            return None;
        }
        let last_step = Arc::new(AtomicBool::new(false));
        let stop = CancellationToken::new();
        let task = tokio::spawn(run(database.clone(), Arc::clone(&last_step), stop.clone()));
        Some(Self { last_step, stop, task })
    }

    /// Copies the rest of the log when asked to: called by the writer between two commits.
    pub(super) async fn after_commit(&self, connection: &mut Connection) {
        if self.last_step.swap(false, Ordering::Relaxed)
            && let Err(error) = checkpoint(connection).await
        {
            tracing::warn!(%error, "a checkpoint failed");
        }
    }

    pub(super) async fn stop(self) {
        self.stop.cancel();
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the checkpoints ended badly");
        }
    }
}

async fn run(database: Database, last_step: Arc<AtomicBool>, stop: CancellationToken) {
    let mut connection = None;
    let mut seen = 0;
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(INTERVAL) => {}
        }
        match look(&database, &mut connection, &mut seen).await {
            Ok(true) => last_step.store(true, Ordering::Relaxed),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "a checkpoint failed");
                connection = None;
            }
        }
    }
    if let Some(connection) = connection
        && let Err(error) = connection.close().await
    {
        tracing::warn!(%error, "the checkpoints' connection did not close in good order");
    }
}

/// How much of the log is written and copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Log {
    pages: i64,
    copied: i64,
}

/// Looks at the log and copies it when that is worth it; whether the writer is to do the last step.
async fn look(database: &Database, slot: &mut Option<Connection>, seen: &mut i64) -> Result<bool, sqlx::Error> {
    let connection = match slot {
        Some(connection) => connection,
        none => {
            let connection = none.insert(database.connect().await?);
            // Never to hold up the writer while waiting for a reader.
            connection.execute(sql("PRAGMA busy_timeout = 20")).await?;
            connection
        }
    };
    let log = log(connection, "PRAGMA wal_checkpoint(NOOP)").await?;
    let idle = log.pages == *seen;
    *seen = log.pages;
    if log.pages - log.copied >= WORTH_COPYING {
        checkpoint(connection).await?;
        return Ok(true);
    }
    if idle && log.pages > 0 {
        // Nothing has been written for a while: the log is emptied, so that the next start has none to read. Whoever still
        // reads from it makes this do nothing.
        let emptied = self::log(connection, "PRAGMA wal_checkpoint(TRUNCATE)").await?;
        *seen = emptied.pages;
    }
    Ok(false)
}

async fn checkpoint(connection: &mut Connection) -> Result<Log, sqlx::Error> {
    log(connection, "PRAGMA wal_checkpoint(PASSIVE)").await
}

async fn log(connection: &mut Connection, pragma: &'static str) -> Result<Log, sqlx::Error> {
    let row = connection.one(sql(pragma)).await?;
    let column = |name| row.get::<i64>(name).map_err(|error| sqlx::Error::Protocol(error.to_string()));
    Ok(Log { pages: column("log")?, copied: column("checkpointed")? })
}
