//! Pages of lists: their order, where the next begins, how many rows there are.

mod cursor;
mod listing;
mod order;

pub(crate) use cursor::{Cursor, Key};
pub(crate) use listing::Listing;
pub(crate) use order::{Order, SortKey};

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
