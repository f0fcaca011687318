//! Opening either database: addresses, pragmas, pools, migrations.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqlitePool};

use super::connection::{Connection, Readers};
use crate::error::StoreError;
use crate::options::StoreOptions;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How long opening a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// After so long a PostgreSQL connection for reading is asked whether it still lives before it is used.
const IDLE_UNTIL_ASKED: Duration = Duration::from_secs(5);

/// Where the database is and how to connect to it.
#[derive(Debug, Clone)]
pub(crate) enum Database {
    /// A file of our own.
    Sqlite {
        /// For connections that write.
        writing: Box<SqliteConnectOptions>,
        /// For connections that only read.
        reading: Box<SqliteConnectOptions>,
    },
    /// A server.
    Postgres {
        /// For all connections.
        options: Box<PgConnectOptions>,
    },
}

impl Database {
    /// Reads an address: `sqlite:path/to/file` or `postgres://user:password@host/name`.
    ///
    /// # Errors
    /// When it is neither.
    pub(crate) fn parse(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("sqlite:") {
            let common = SqliteConnectOptions::from_str(address)?
                .busy_timeout(Duration::from_secs(10))
                .pragma("temp_store", "MEMORY")
                .disable_statement_logging();
            let writing = common
                .clone()
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .pragma("cache_size", "-65536")
                // Only a net below the checkpoints that the store makes beside the writer.
                .pragma("wal_autocheckpoint", "100000")
                .pragma("journal_size_limit", "67108864")
                .statement_cache_capacity(800);
            let reading = common
                .read_only(true)
                .pragma("cache_size", "-16384")
                .pragma("mmap_size", "1073741824")
                .statement_cache_capacity(200)
                .row_buffer_size(500);
            Ok(Self::Sqlite { writing: Box::new(writing), reading: Box::new(reading) })
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(address)?
                .application_name("charge-portal")
                // Compiling a query costs more than it gains for pages of a hundred rows.
                .options([("jit", "off")])
                .disable_statement_logging();
            Ok(Self::Postgres { options: Box::new(options) })
        } else {
            Err(StoreError::BadAddress)
        }
    }

    /// Brings the schema up to date, and never down.
    pub(crate) async fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
        match connection {
            Connection::Sqlite(connection) => SQLITE_MIGRATIONS.run(connection).await?,
            Connection::Postgres(connection) => POSTGRES_MIGRATIONS.run(connection).await?,
        }
        Ok(())
    }

    /// A connection that can write.
    pub(crate) async fn connect(&self) -> Result<Connection, sqlx::Error> {
        let connecting = async {
            Ok(match self {
                Self::Sqlite { writing, .. } => Connection::Sqlite(writing.connect().await?),
                Self::Postgres { options } => Connection::Postgres(options.connect().await?),
            })
        };
        tokio::time::timeout(CONNECT_TIMEOUT, connecting).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
    }

    /// The pool of readers; connects when first used.
    pub(crate) fn readers(&self, options: &StoreOptions) -> Readers {
        match self {
            Self::Sqlite { reading, .. } => {
                let pool: SqlitePool = SqlitePoolOptions::new()
                    .max_connections(options.readers)
                    .acquire_timeout(options.read_timeout)
                    .test_before_acquire(false)
                    .idle_timeout(None)
                    .max_lifetime(None)
                    .connect_lazy_with(reading.as_ref().clone());
                Readers::Sqlite(pool)
            }
            Self::Postgres { options: connect } => Readers::Postgres(
                PgPoolOptions::new()
                    .max_connections(options.readers)
                    .acquire_timeout(options.read_timeout)
                    // Asking a connection whether it lives costs as much as a query: only one that has long been idle is asked.
                    .test_before_acquire(false)
                    .before_acquire(|connection, used| {
                        Box::pin(async move {
                            if used.idle_for > IDLE_UNTIL_ASKED {
                                connection.ping().await?;
                            }
                            Ok(true)
                        })
                    })
                    .connect_lazy_with(connect.as_ref().clone()),
            ),
        }
    }
}
