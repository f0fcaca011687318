//! A page of a list.

use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many there are in all.
    pub total: Total,
}

/// How many there are in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Total {
    /// The number, or what it was capped at.
    pub count: i64,
    /// Whether there are more than `count`.
    pub capped: bool,
}

impl<T> Page<T> {
    /// The page of what the store found, each thing in its shape.
    pub fn of<S>(page: store::Page<S>, shape: impl FnMut(S) -> T) -> Page<T> {
        Page {
            items: page.items.into_iter().map(shape).collect(),
            next_cursor: page.next_cursor,
            total: page.count.into(),
        }
    }
}

impl From<store::Count> for Total {
    fn from(count: store::Count) -> Total {
        Total { count: count.count, capped: count.capped }
    }
}
