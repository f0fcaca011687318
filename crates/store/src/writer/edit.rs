//! Rare writes, each its own piece of code that runs on the writer's connection.

use std::pin::Pin;

use tokio::sync::oneshot;

use crate::database::{Connection, sql};
use crate::error::{EditError, WriteError, is_refusal};

/// What an edit's code returns: a future that borrows the writer's connection.
pub(crate) type Work<'c, T> = Pin<Box<dyn Future<Output = Result<T, EditError>> + Send + 'c>>;

/// An edit in the queue, whatever it gives.
pub(crate) trait Edit: Send {
    /// Runs the edit's code between savepoints, so that one that fails leaves nothing behind and the batch goes on.
    ///
    /// # Errors
    /// When the database cannot be reached.
    fn run<'c>(
        &'c mut self,
        connection: &'c mut Connection,
    ) -> Pin<Box<dyn Future<Output = Result<(), sqlx::Error>> + Send + 'c>>;

    /// Tells the caller the outcome, once committed.
    fn answer(self: Box<Self>);

    /// Tells the caller that the edit was not made.
    fn fail(self: Box<Self>, error: &WriteError);
}

/// An edit's code, its outcome, and who waits for it.
pub(super) struct PendingEdit<F, T> {
    pub(super) code: Option<F>,
    pub(super) outcome: Option<Result<T, EditError>>,
    pub(super) reply: oneshot::Sender<Result<T, EditError>>,
}

impl<F, T> Edit for PendingEdit<F, T>
where
    F: for<'c> FnOnce(&'c mut Connection) -> Work<'c, T> + Send,
    T: Send,
{
    fn run<'c>(
        &'c mut self,
        connection: &'c mut Connection,
    ) -> Pin<Box<dyn Future<Output = Result<(), sqlx::Error>> + Send + 'c>> {
        Box::pin(async move {
            let Some(code) = self.code.take() else { return Ok(()) };
            connection.execute(sql("SAVEPOINT edit")).await?;
            let outcome = code(connection).await;
            match &outcome {
                Ok(_) => connection.execute(sql("RELEASE SAVEPOINT edit")).await?,
                Err(EditError::Write(WriteError::Unavailable(_))) => return Err(unreachable_database()),
                Err(_) => {
                    connection.execute(sql("ROLLBACK TO SAVEPOINT edit")).await?;
                    connection.execute(sql("RELEASE SAVEPOINT edit")).await?
                }
            };
            self.outcome = Some(outcome);
            Ok(())
        })
    }

    fn answer(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or(Err(EditError::Write(WriteError::Unavailable(None))));
        drop(self.reply.send(outcome));
    }

    fn fail(self: Box<Self>, error: &WriteError) {
        drop(self.reply.send(Err(EditError::Write(error.clone()))));
    }
}

/// Stands for an error that the edit already turned into [`WriteError::Unavailable`].
fn unreachable_database() -> sqlx::Error {
    let error = sqlx::Error::WorkerCrashed;
    debug_assert!(!is_refusal(&error));
    error
}
