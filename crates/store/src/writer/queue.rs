//! The door to the writer: what callers use.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::runtime;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::batch::Queued;
use super::edit::{PendingEdit, Work};
use super::lane::{HotWrite, Pending};
use super::task::{self, Task};
use crate::database::{Connection, Database};
use crate::error::{EditError, WriteError};
use crate::options::StoreOptions;

/// The door to the writer.
#[derive(Debug)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Queued>,
    healthy: Arc<AtomicBool>,
    edits: Arc<AtomicU64>,
    closing: CancellationToken,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the writer on a connection that is open and migrated.
    ///
    /// It has a thread and a runtime of its own: each step of a commit would else wait its turn behind every station that is
    /// ready to run.
    ///
    /// # Errors
    /// When the system gives no runtime.
    pub(crate) fn start(
        database: Database,
        connection: Connection,
        options: &StoreOptions,
    ) -> Result<Self, std::io::Error> {
        let (queue, receiver) = mpsc::channel(options.queue.max(1));
        let healthy = Arc::new(AtomicBool::new(true));
        let edits = Arc::new(AtomicU64::new(0));
        let closing = CancellationToken::new();
        let task =
            Task::new(database, connection, receiver, Arc::clone(&healthy), Arc::clone(&edits), options.write_timeout);
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let run = task::run(task, closing.clone());
        let task = tokio::task::spawn_blocking(move || runtime.block_on(run));
        Ok(Self { queue, healthy, edits, closing, task: Mutex::new(Some(task)) })
    }

    /// Queues a frequent write and waits until it is committed.
    pub(crate) async fn write<W: HotWrite>(&self, write: W) -> Result<W::Answer, WriteError>
    where
        Queued: From<Pending<W>>,
    {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Pending { write, reply }.into()).await.map_err(|_| WriteError::Closed)?;
        answer.await.unwrap_or(Err(WriteError::Unavailable(None)))
    }

    /// Queues an edit and waits until it is committed; an error of its code undoes what it did.
    pub(crate) async fn edit<F, T>(&self, code: F) -> Result<T, EditError>
    where
        F: for<'c> FnOnce(&'c mut Connection) -> Work<'c, T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let pending = PendingEdit { code: Some(code), outcome: None, reply };
        self.queue.send(Queued::Edit(Box::new(pending))).await.map_err(|_| WriteError::Closed)?;
        answer.await.unwrap_or(Err(EditError::Write(WriteError::Unavailable(None))))
    }

    /// Whether the last batch could be written.
    pub(crate) fn is_healthy(&self) -> bool {
        self.healthy.load(Ordering::Relaxed) && !self.queue.is_closed()
    }

    /// A number that is another one after each batch with edits; nothing while such a batch is being written. Whoever reads after
    /// asking this, and hears the same again, has read what no edit has changed since.
    pub(crate) fn settled_edits(&self) -> Option<u64> {
        Some(self.edits.load(Ordering::Acquire)).filter(|edits| edits % 2 == 0)
    }

    /// Writes what waits, then ends the task.
    pub(crate) async fn close(&self) {
        self.closing.cancel();
        let task = self.task.lock().await.take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the writer ended badly");
        }
    }
}

impl Drop for Writer {
    /// The task ends by itself, after what waits, when nobody can send to it any more.
    fn drop(&mut self) {
        self.closing.cancel();
    }
}
