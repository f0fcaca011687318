//! The order of a list that is small enough to be sorted when it is asked for: users, tags, events, alarms.

use super::cursor::{Cursor, Key};
use crate::database::{Assembly, Row};
use crate::error::StoreError;

/// An expression to sort by; never NULL.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SortKey {
    /// A number.
    Integer(&'static str),
    /// A text.
    Text(&'static str),
}

impl SortKey {
    const fn expression(self) -> &'static str {
        match self {
            SortKey::Integer(expression) | SortKey::Text(expression) => expression,
        }
    }
}

/// What a list is sorted by, and which way. The last key is unique.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    /// The keys, the most important first.
    pub(crate) keys: [SortKey; 2],
    /// Largest first.
    pub(crate) descending: bool,
}

/// The names under which the keys are selected.
const NAMES: [&str; 2] = ["first_key", "second_key"];

impl Order {
    /// Adds the keys to a list of columns.
    pub(crate) fn push_columns(&self, query: &mut Assembly) {
        query.push(", ").push(self.keys[0].expression()).push(" AS first_key, ");
        query.push(self.keys[1].expression()).push(" AS second_key");
    }

    /// Adds the condition that a row comes after the cursor.
    ///
    /// # Errors
    /// When the cursor is none of this list's.
    pub(crate) fn push_after(&self, query: &mut Assembly, cursor: Option<&str>) -> Result<(), StoreError> {
        let Some(cursor) = cursor else { return Ok(()) };
        let Cursor(keys) = Cursor::read(cursor, self.keys.len())?;
        let fits = |(key, sort_key): (&Key, &SortKey)| {
            matches!((key, sort_key), (Key::Integer(_), SortKey::Integer(_)) | (Key::Text(_), SortKey::Text(_)))
        };
        if !keys.iter().zip(&self.keys).all(fits) {
            return Err(StoreError::BadCursor);
        }
        query.push(" AND (").push(self.keys[0].expression()).push(", ").push(self.keys[1].expression());
        query.push(if self.descending { ") < " } else { ") > " }).list(keys);
        Ok(())
    }

    /// Adds the order and the limit: one row more than asked, to see whether another page follows.
    pub(crate) fn push_order(&self, query: &mut Assembly, limit: u32) {
        let way = if self.descending { " DESC" } else { "" };
        query.push(" ORDER BY ").push(self.keys[0].expression()).push(way);
        query.push(", ").push(self.keys[1].expression()).push(way);
        query.push(" LIMIT ").bind(i64::from(limit) + 1);
    }

    /// Cuts the surplus row off and tells where the next page begins.
    ///
    /// # Errors
    /// When a row has no such keys.
    pub(crate) fn cut(&self, rows: &mut Vec<Row>, limit: u32) -> Result<Option<String>, StoreError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        if rows.len() <= limit {
            return Ok(None);
        }
        rows.truncate(limit);
        let Some(last) = rows.last() else { return Ok(None) };
        let keys = self.keys.iter().zip(NAMES).map(|(key, name)| {
            Ok(match key {
                SortKey::Integer(_) => Key::Integer(last.get(name)?),
                SortKey::Text(_) => Key::Text(last.get(name)?),
            })
        });
        Ok(Some(Cursor(keys.collect::<Result<_, StoreError>>()?).write()))
    }
}
