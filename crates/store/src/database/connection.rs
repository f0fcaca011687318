//! Running a [`Statement`] on the writer's connection or on a pool of readers, whichever the database is.

use futures_util::TryStreamExt;
use sqlx::{Connection as _, PgConnection, PgPool, SqliteConnection, SqlitePool};

use super::row::Row;
use super::statement::{Statement, sql};
use super::value;
use crate::error::StoreError;

/// The writer's connection.
pub(crate) enum Connection {
    /// SQLite.
    Sqlite(SqliteConnection),
    /// PostgreSQL.
    Postgres(PgConnection),
}

/// The connections for reading.
#[derive(Debug, Clone)]
pub(crate) enum Readers {
    /// SQLite; read-only.
    Sqlite(SqlitePool),
    /// PostgreSQL.
    Postgres(PgPool),
}

/// Runs a statement on an executor of either database.
macro_rules! run {
    ($statement:ident, $owner:expr, |$query:ident, $on:ident, $wrap:ident| $body:expr) => {{
        match $owner {
            Self::Sqlite($on) => {
                let values = value::sqlite_arguments($statement.values)?;
                let $query = sqlx::query_with::<sqlx::Sqlite, _>($statement.text, values);
                let $wrap = Row::Sqlite;
                $body
            }
            Self::Postgres($on) => {
                let values = value::postgres_arguments($statement.values)?;
                let $query = sqlx::query_with::<sqlx::Postgres, _>($statement.text, values);
                let $wrap = Row::Postgres;
                $body
            }
        }
    }};
}

impl Connection {
    /// Runs a statement; says how many rows it changed.
    pub(crate) async fn execute(&mut self, statement: Statement) -> Result<u64, sqlx::Error> {
        run!(statement, self, |query, on, _wrap| query.execute(on).await.map(|done| done.rows_affected()))
    }

    /// Runs a statement; all its rows.
    pub(crate) async fn all(&mut self, statement: Statement) -> Result<Vec<Row>, sqlx::Error> {
        run!(statement, self, |query, on, wrap| query.fetch(on).map_ok(wrap).try_collect().await)
    }

    /// Runs a statement; its first row.
    pub(crate) async fn optional(&mut self, statement: Statement) -> Result<Option<Row>, sqlx::Error> {
        Ok(self.all(statement).await?.into_iter().next())
    }

    /// Runs a statement that always has a row.
    pub(crate) async fn one(&mut self, statement: Statement) -> Result<Row, sqlx::Error> {
        self.optional(statement).await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// Whether it is SQLite.
    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Begins a transaction that will write.
    pub(crate) async fn begin(&mut self) -> Result<(), sqlx::Error> {
        let text = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        };
        self.execute(sql(text)).await.map(drop)
    }

    /// Commits it.
    pub(crate) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        self.execute(sql("COMMIT")).await.map(drop)
    }

    /// Undoes it.
    pub(crate) async fn rollback(&mut self) -> Result<(), sqlx::Error> {
        self.execute(sql("ROLLBACK")).await.map(drop)
    }

    /// Closes the connection in good order.
    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(connection) => connection.close().await,
            Self::Postgres(connection) => connection.close().await,
        }
    }
}

impl Readers {
    /// All rows of a query.
    pub(crate) async fn all(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        #[cfg(feature = "testing")]
        crate::testing::record(statement.text.as_str());
        Ok(run!(statement, self, |query, on, wrap| query.fetch(on).map_ok(wrap).try_collect().await)?)
    }

    /// The first row of a query.
    pub(crate) async fn optional(&self, statement: Statement) -> Result<Option<Row>, StoreError> {
        #[cfg(feature = "testing")]
        crate::testing::record(statement.text.as_str());
        Ok(run!(statement, self, |query, on, wrap| query.fetch_optional(on).await.map(|row| row.map(wrap)))?)
    }

    /// The row of a query that always has one.
    pub(crate) async fn one(&self, statement: Statement) -> Result<Row, StoreError> {
        self.optional(statement).await?.ok_or(StoreError::Database(sqlx::Error::RowNotFound))
    }

    /// Whether it is SQLite.
    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Closes all connections, when their queries are done.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
