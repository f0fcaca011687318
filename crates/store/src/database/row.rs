//! A row of either database, and its checked conversion into the portal's types.

use std::str::FromStr;

use domain::UtcMillis;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type};

use crate::error::StoreError;

/// A row of either database.
pub(crate) enum Row {
    /// SQLite's.
    Sqlite(SqliteRow),
    /// PostgreSQL's.
    Postgres(PgRow),
}

impl Row {
    /// A column's value; `Option` where it may be NULL.
    pub(crate) fn get<'r, T>(&'r self, column: &str) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(column)?,
            Row::Postgres(row) => row.try_get(column)?,
        })
    }

    /// The first column's value.
    pub(crate) fn first<'r, T>(&'r self) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        Ok(match self {
            Row::Sqlite(row) => row.try_get(0)?,
            Row::Postgres(row) => row.try_get(0)?,
        })
    }

    /// An id.
    pub(crate) fn id<T>(&self, column: &str, make: fn(i64) -> T) -> Result<T, StoreError> {
        self.get::<i64>(column).map(make)
    }

    /// An id that may be missing.
    pub(crate) fn optional_id<T>(&self, column: &str, make: fn(i64) -> T) -> Result<Option<T>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(make))
    }

    /// A point in time.
    pub(crate) fn time(&self, column: &str) -> Result<UtcMillis, StoreError> {
        self.get::<i64>(column).map(UtcMillis)
    }

    /// A point in time that may be missing.
    pub(crate) fn optional_time(&self, column: &str) -> Result<Option<UtcMillis>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(UtcMillis))
    }

    /// A word of one of the domain's enumerations.
    pub(crate) fn word<T: FromStr<Err = domain::UnknownWord>>(&self, column: &str) -> Result<T, StoreError> {
        parse_word(column, self.get::<&str>(column)?)
    }

    /// A word that may be missing.
    pub(crate) fn optional_word<T: FromStr<Err = domain::UnknownWord>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, StoreError> {
        self.get::<Option<&str>>(column)?.map(|word| parse_word(column, word)).transpose()
    }

    /// A number that must fit a smaller type: outlet numbers, seconds.
    pub(crate) fn small<T: TryFrom<i64>>(&self, column: &str) -> Result<T, StoreError> {
        fit(column, self.get::<i64>(column)?)
    }

    /// A number that must fit a smaller type and may be missing.
    pub(crate) fn optional_small<T: TryFrom<i64>>(&self, column: &str) -> Result<Option<T>, StoreError> {
        self.get::<Option<i64>>(column)?.map(|number| fit(column, number)).transpose()
    }

    /// JSON that was kept as text.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        let text = self.get::<&str>(column)?;
        serde_json::from_str(text).map_err(|error| StoreError::bad_row("JSON in column", column, error))
    }

    /// JSON that may be missing.
    pub(crate) fn optional_json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let Some(text) = self.get::<Option<&str>>(column)? else { return Ok(None) };
        serde_json::from_str(text).map(Some).map_err(|error| StoreError::bad_row("JSON in column", column, error))
    }
}

fn parse_word<T: FromStr<Err = domain::UnknownWord>>(column: &str, word: &str) -> Result<T, StoreError> {
    word.parse().map_err(|error| StoreError::bad_row("the word in column", column, error))
}

fn fit<T: TryFrom<i64>>(column: &str, number: i64) -> Result<T, StoreError> {
    T::try_from(number)
        .map_err(|_| StoreError::bad_row("the number in column", column, format!("{number} does not fit")))
}
