//! The door to the writer: what callers use.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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
    closing: CancellationToken,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the writer's task on a connection that is open and migrated.
    pub(crate) fn start(database: Database, connection: Connection, options: &StoreOptions) -> Self {
        let (queue, receiver) = mpsc::channel(options.queue.max(1));
        let healthy = Arc::new(AtomicBool::new(true));
        let closing = CancellationToken::new();
        let task = Task::new(database, connection, receiver, Arc::clone(&healthy), options.write_timeout);
        let task = tokio::spawn(task::run(task, closing.clone()));
        Self { queue, healthy, closing, task: Mutex::new(Some(task)) }
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
