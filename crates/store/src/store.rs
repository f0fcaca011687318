//! The store's door: opening, closing, asking whether it is well.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::UtcMillis;

use crate::database::{Connection, Database, Readers, sql};
use crate::error::{EditError, StoreError, WriteError};
use crate::options::StoreOptions;
use crate::tag::TagCache;
use crate::writer::{HotWrite, Work, Writer};

/// How long [`Store::ping`] waits for an answer.
const PING_TIMEOUT: Duration = Duration::from_secs(5);

/// A portal's database. Cheap to clone; all clones share one writer and one pool of readers.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    readers: Readers,
    writer: Writer,
    tags: TagCache,
}

impl Store {
    /// Opens the database at `address`, makes it where it is a file that does not exist, and brings its schema up to date.
    ///
    /// `address` is `sqlite:path/to/file` or `postgres://user:password@host/name`.
    ///
    /// # Errors
    /// When the address is neither, the database cannot be reached, or it is newer than the program.
    pub async fn open(address: &str, options: StoreOptions) -> Result<Self, StoreError> {
        let database = Database::parse(address)?;
        let mut connection = database.connect().await?;
        Database::migrate(&mut connection).await?;
        make_system(&mut connection).await?;
        let readers = database.readers(&options);
        let writer = Writer::start(database, connection, &options).map_err(sqlx::Error::Io)?;
        Ok(Self { inner: Arc::new(Inner { readers, writer, tags: TagCache::default() }) })
    }

    /// Writes what waits, gives back unused session ids and closes all connections. Other clones can then no longer write.
    pub async fn close(self) {
        self.inner.writer.close().await;
        self.inner.readers.close().await;
    }

    /// Whether the last write could be made; told without asking the database.
    pub fn is_healthy(&self) -> bool {
        self.inner.writer.is_healthy()
    }

    /// Asks the database whether it can be written and read.
    ///
    /// # Errors
    /// When it cannot, or does not answer in five seconds.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let ask = async {
            self.edit(|connection| {
                Box::pin(async move {
                    connection.execute(sql("SELECT 1")).await?;
                    Ok(())
                })
            })
            .await
            .map_err(|error| match error {
                EditError::Write(error) => StoreError::Write(error),
                _ => StoreError::Write(WriteError::Unavailable(None)),
            })?;
            self.readers().one(sql("SELECT 1")).await?;
            Ok(())
        };
        tokio::time::timeout(PING_TIMEOUT, ask).await.unwrap_or(Err(StoreError::Late))
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.inner.readers
    }

    /// The tags found before and the count of edits as it stands; nothing while an edit is being made, or where other processes
    /// may write too.
    pub(crate) fn tag_cache(&self) -> Option<(&TagCache, u64)> {
        let edits = self.inner.writer.settled_edits().filter(|_| self.readers().is_sqlite())?;
        Some((&self.inner.tags, edits))
    }

    pub(crate) async fn write<W: HotWrite>(&self, write: W) -> Result<W::Answer, WriteError>
    where
        crate::writer::Queued: From<crate::writer::Pending<W>>,
    {
        self.inner.writer.write(write).await
    }

    pub(crate) async fn edit<F, T>(&self, code: F) -> Result<T, EditError>
    where
        F: for<'c> FnOnce(&'c mut Connection) -> Work<'c, T> + Send + 'static,
        T: Send + 'static,
    {
        self.inner.writer.edit(code).await
    }
}

/// The system, root of the navigator, which every portal has.
async fn make_system(connection: &mut Connection) -> Result<(), StoreError> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = UtcMillis(i64::try_from(now.as_millis()).unwrap_or(i64::MAX));
    connection
        .execute(
            sql("INSERT INTO node (id, uuid, kind, name, search, created_at) VALUES (1, $1, 'system', 'System', '', $2) \
                 ON CONFLICT (id) DO NOTHING")
            .bind(uuid::Uuid::new_v4().to_string())
            .bind(now),
        )
        .await?;
    Ok(())
}
