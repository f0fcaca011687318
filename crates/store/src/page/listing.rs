//! Reading a page of a list that is small enough to be sorted when it is asked for.

use super::{Count, Order, Page};
use crate::database::{Assembly, Readers, Row};
use crate::error::StoreError;

/// A list, and which page of it.
pub(crate) struct Listing<'a> {
    /// `SELECT …`.
    pub(crate) columns: &'static str,
    /// ` FROM … WHERE `.
    pub(crate) tables: &'static str,
    /// What it is sorted by.
    pub(crate) order: Order,
    /// The page before's `next_cursor`.
    pub(crate) cursor: Option<&'a str>,
    /// Rows of the page.
    pub(crate) limit: u32,
}

impl Listing<'_> {
    /// Reads the page and counts all rows, both under the conditions that `push` adds.
    pub(crate) async fn read<T>(
        &self,
        readers: &Readers,
        push: impl Fn(&mut Assembly),
        from_row: fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Page<T>, StoreError> {
        let mut select = Assembly::new(self.columns);
        self.order.push_columns(&mut select);
        select.push(self.tables);
        push(&mut select);
        self.order.push_after(&mut select, self.cursor)?;
        self.order.push_order(&mut select, self.limit);
        let mut rows = readers.all(select.statement()).await?;
        let next_cursor = self.order.cut(&mut rows, self.limit)?;
        let items = rows.iter().map(from_row).collect::<Result<_, _>>()?;
        let mut count = Assembly::new("SELECT COUNT(*) FROM (SELECT 1 AS one");
        count.push(self.tables);
        push(&mut count);
        count.push(" LIMIT ").bind(Count::CAP + 1).push(") AS counted");
        let count = Count::of(readers.one(count.statement()).await?.first()?);
        Ok(Page { items, next_cursor, count })
    }
}
