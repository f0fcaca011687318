//! Pages of lists.

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub next_cursor: Option<String>,
    /// How many there are in all.
    pub count: Count,
}

/// How many there are in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The number, or what it was capped at.
    pub count: i64,
    /// Whether there are more than that.
    pub capped: bool,
}

impl Count {
    /// Counting stops beyond so many.
    pub const CAP: i64 = 10_000;

    /// From a count that stopped at one more than [`Count::CAP`].
    pub(crate) fn of(count: i64) -> Self {
        Self { count: count.min(Self::CAP), capped: count > Self::CAP }
    }
}

/// Lists in the order of time, newest first: a cursor is the time and id of a page's last row.
pub(crate) mod newest_first {
    use crate::database::Assembly;
    use crate::error::StoreError;

    /// Writes a cursor.
    pub(crate) fn cursor(at: i64, id: i64) -> String {
        format!("{at}.{id}")
    }

    /// Adds the condition that a row comes after the cursor.
    ///
    /// # Errors
    /// When the text is no cursor.
    pub(crate) fn push(query: &mut Assembly, columns: &'static str, cursor: &str) -> Result<(), StoreError> {
        let (at, id) = cursor.split_once('.').ok_or(StoreError::BadCursor)?;
        let number = |text: &str| text.parse::<i64>().map_err(|_| StoreError::BadCursor);
        query.push(" AND ").push(columns).push(" < (").bind(number(at)?).push(", ").bind(number(id)?).push(")");
        Ok(())
    }
}
