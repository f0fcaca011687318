//! Many rows in one statement: multi-row VALUES on SQLite, UNNEST of arrays on PostgreSQL.

use std::sync::{Arc, OnceLock};

use futures_util::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::{Arguments as _, AssertSqlSafe, Executor as _};

use super::connection::Connection;
use super::row::Row;
use super::value::{self, Bind, Value};

/// The type of a column in the rows handed over.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// BIGINT.
    Integer,
    /// DOUBLE PRECISION.
    Real,
    /// TEXT.
    Text,
    /// BOOLEAN.
    Boolean,
    /// BLOB or BYTEA.
    Bytes,
}

/// A statement that takes any number of rows: `head`, the rows, `tail`.
///
/// In `INSERT INTO t (a, b) {rows} ON CONFLICT …` and in `WITH v (a, b) AS ({rows}) UPDATE … FROM v` the rows may be a
/// VALUES list or a SELECT alike, so one text serves both databases.
pub(crate) struct RowsStatement {
    head: &'static str,
    columns: &'static [Kind],
    tail: &'static str,
    /// SQLite's texts by the place of their number of rows in [`SIZES`], so that each stays in the statement cache.
    sqlite: [OnceLock<Arc<str>>; SIZES.len()],
    postgres: OnceLock<Arc<str>>,
}

/// How many rows a VALUES list may have: few numbers, so that all texts stay prepared, yet no two neighbours far apart, so that
/// most of any number of rows goes into one statement. Each statement costs a turn of SQLite's thread.
const SIZES: [usize; 20] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];

/// The most values of one statement: far below SQLite's limit of 32,766, and its program stays small.
const MOST_VALUES: usize = 8_192;

/// Rows gathered for a [`RowsStatement`], row after row.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    values: Vec<Value>,
}

impl Rows {
    /// Room for so many values.
    pub(crate) fn with_capacity(rows: usize, statement: &RowsStatement) -> Self {
        Self { values: Vec::with_capacity(rows * statement.columns.len()) }
    }

    /// Adds the next value of the row.
    pub(crate) fn push(&mut self, value: impl Bind) -> &mut Self {
        self.values.push(value.value());
        self
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl RowsStatement {
    /// A statement of which the rows stand between `head` and `tail`.
    pub(crate) const fn new(head: &'static str, columns: &'static [Kind], tail: &'static str) -> Self {
        Self { head, columns, tail, sqlite: [const { OnceLock::new() }; SIZES.len()], postgres: OnceLock::new() }
    }

    /// Runs the statement with all rows and gathers what it returns. Rows keep their order on SQLite.
    pub(crate) async fn run(&self, connection: &mut Connection, rows: Rows) -> Result<Vec<Row>, sqlx::Error> {
        debug_assert_eq!(rows.values.len() % self.columns.len(), 0, "a row lacks a value: {}", self.head);
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        match connection {
            Connection::Sqlite(connection) => {
                let mut returned = Vec::new();
                let mut values = rows.values.into_iter();
                let mut left = values.len() / self.columns.len();
                while left > 0 {
                    let (place, size) = self.chunk(left);
                    left -= size;
                    let chunk = value::sqlite_arguments(values.by_ref().take(self.columns.len() * size))?;
                    let query = sqlx::query_with::<sqlx::Sqlite, _>(AssertSqlSafe(self.sqlite_text(place)), chunk);
                    let mut stream = connection.fetch(query);
                    while let Some(row) = stream.try_next().await? {
                        returned.push(Row::Sqlite(row));
                    }
                }
                Ok(returned)
            }
            Connection::Postgres(connection) => {
                let query = sqlx::query_with::<sqlx::Postgres, _>(
                    AssertSqlSafe(self.postgres_text()),
                    self.arrays(rows.values)?,
                );
                connection.fetch(query).map_ok(Row::Postgres).try_collect().await
            }
        }
    }

    /// Whether so many rows are one statement on SQLite too.
    pub(crate) fn is_one(&self, rows: usize) -> bool {
        rows > 0 && self.chunk(rows).1 == rows
    }

    /// The largest number of rows for one of SQLite's statements that does not exceed `left`, and its place in [`SIZES`].
    fn chunk(&self, left: usize) -> (usize, usize) {
        let most = left.min(MOST_VALUES / self.columns.len());
        let place = SIZES.iter().rposition(|size| *size <= most).unwrap_or(0);
        (place, SIZES[place])
    }

    /// The text for a number of rows. Plain `?` on purpose: SQLite looks numbered parameters up in a list, one by one, which
    /// makes binding thousands of them quadratic.
    fn sqlite_text(&self, place: usize) -> Arc<str> {
        let text = self.sqlite[place].get_or_init(|| {
            let row = format!("({})", vec!["?"; self.columns.len()].join(","));
            let rows = vec![row; SIZES[place]].join(",");
            format!("{} VALUES {rows} {}", self.head, self.tail).into()
        });
        Arc::clone(text)
    }

    fn postgres_text(&self) -> Arc<str> {
        let text = self.postgres.get_or_init(|| {
            let arrays: Vec<String> = (1..)
                .zip(self.columns)
                .map(|(number, kind)| {
                    let name = match kind {
                        Kind::Integer => "bigint",
                        Kind::Real => "double precision",
                        Kind::Text => "text",
                        Kind::Boolean => "boolean",
                        Kind::Bytes => "bytea",
                    };
                    format!("${number}::{name}[]")
                })
                .collect();
            format!("{} SELECT * FROM UNNEST({}) {}", self.head, arrays.join(", "), self.tail).into()
        });
        Arc::clone(text)
    }

    /// The rows turned on their side: an array for each column.
    fn arrays(&self, values: Vec<Value>) -> Result<PgArguments, sqlx::Error> {
        let width = self.columns.len();
        let mut values = values;
        let mut arguments = PgArguments::default();
        for (index, kind) in self.columns.iter().enumerate() {
            let column = values.iter_mut().skip(index).step_by(width);
            let added = match kind {
                Kind::Integer => arguments.add(column.map(integer).collect::<Vec<Option<i64>>>()),
                Kind::Real => arguments.add(column.map(real).collect::<Vec<Option<f64>>>()),
                Kind::Text => arguments.add(column.map(text).collect::<Vec<Option<String>>>()),
                Kind::Boolean => arguments.add(column.map(boolean).collect::<Vec<Option<bool>>>()),
                Kind::Bytes => arguments.add(column.map(bytes).collect::<Vec<Option<Vec<u8>>>>()),
            };
            added.map_err(sqlx::Error::Encode)?;
        }
        Ok(arguments)
    }
}

/// Takes a value of the column's type out of its place; one of another type is a slip in this crate and becomes NULL, which a
/// NOT NULL column refuses.
macro_rules! take {
    ($name:ident, $variant:ident, $type:ty) => {
        fn $name(value: &mut Value) -> Option<$type> {
            match value {
                Value::$variant(value) => value.take(),
                other => {
                    debug_assert!(false, "{other:?} in a column of another type");
                    None
                }
            }
        }
    };
}

take!(integer, Integer, i64);
take!(real, Real, f64);
take!(text, Text, String);
take!(boolean, Boolean, bool);
take!(bytes, Bytes, Vec<u8>);

#[cfg(test)]
mod tests {
    use super::{Kind, RowsStatement, SIZES};

    static NARROW: RowsStatement = RowsStatement::new("INSERT INTO t (a, b)", &[Kind::Integer; 2], "");
    static WIDE: RowsStatement = RowsStatement::new("INSERT INTO t (…)", &[Kind::Integer; 20], "");

    #[test]
    fn most_of_any_number_of_rows_is_one_statement() {
        for rows in 1..=SIZES[SIZES.len() - 1] {
            let (place, size) = NARROW.chunk(rows);
            assert_eq!(SIZES[place], size);
            assert!(size <= rows && rows * 2 <= size * 3, "{size} of {rows}");
        }
        assert_eq!(NARROW.chunk(5_000).1, 1_024);
    }

    #[test]
    fn a_wide_statement_has_fewer_rows() {
        assert_eq!(WIDE.chunk(1_000).1, 384);
        assert!(WIDE.is_one(384) && !WIDE.is_one(512) && !WIDE.is_one(0));
    }
}
