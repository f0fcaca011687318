//! A statement and its values, the same for both databases.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use super::value::{Bind, Value};

/// A statement with `$1`, `$2`… in its text and as many values.
pub(crate) struct Statement {
    pub(super) text: SqlStr,
    pub(super) values: Vec<Value>,
}

/// Begins a statement.
pub(crate) fn sql(text: &'static str) -> Statement {
    Statement { text: text.into_sql_str(), values: Vec::new() }
}

impl Statement {
    /// A statement whose text was put together from this crate's own fragments, never from what a person or a station sent.
    pub(crate) fn assembled(text: String, values: Vec<Value>) -> Self {
        Self { text: AssertSqlSafe(text).into_sql_str(), values }
    }

    /// Binds the next value.
    #[must_use]
    pub(crate) fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }
}
