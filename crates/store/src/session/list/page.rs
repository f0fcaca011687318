//! Reading the rows of a page.

use domain::access::Reach;

use super::condition::{Column, Test};
use super::plan::Plan;
use super::sort::Sort;
use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::page::Key;
use crate::session::session_query_with;

/// Everything that the reading of one page depends on.
pub(super) struct Reading<'a> {
    pub(super) plan: Plan,
    pub(super) sort: Sort,
    pub(super) descending: bool,
    /// The keys of the row before the page.
    pub(super) after: Option<Vec<Key>>,
    pub(super) limit: u32,
    pub(super) personal: Option<&'a Reach>,
}

impl Store {
    /// The rows of a page, with one more where another page follows.
    pub(super) async fn read_page(&self, reading: &Reading<'_>) -> Result<Vec<Row>, StoreError> {
        if reading.plan.lead.is_some() {
            return self.read_found(reading).await;
        }
        match reading.sort {
            Sort::Plain(column) => self.read_along(reading, column).await,
            Sort::ThenStart(_) | Sort::Place(..) | Sort::Outlet | Sort::Email => self.read_groups(reading).await,
        }
    }

    /// Adds the page's conditions, where it begins, its order and its limit. `first` is the column that is sorted by, unless it
    /// is the same in all rows: then the start is.
    pub(super) fn push_ordered(
        &self,
        reading: &Reading<'_>,
        query: &mut Assembly,
        first: Option<Column>,
        after: Option<&[Key]>,
        left: u32,
    ) {
        let is_sqlite = self.readers().is_sqlite();
        for condition in &reading.plan.conditions {
            query.push(" AND ");
            // A bound on the column that is sorted by shortens the walk.
            let is_sorted_by = condition.column == first.unwrap_or(Column::StartedAt);
            let narrows = is_sorted_by
                || (first == Some(Column::StartedAt) && goes_with_start(condition.column, &condition.test));
            condition.push(query, narrows || !is_sqlite);
        }
        let mut columns: Vec<&'static str> = first.iter().map(|column| column.name()).collect();
        if reading.sort.then_start() {
            columns.push(Column::StartedAt.name());
        }
        columns.push(Column::Id.name());
        if let Some(after) = after {
            let after = after.get(after.len() - columns.len()..).unwrap_or_default();
            query.push(" AND (");
            push_columns(query, &columns, "");
            query.push(if reading.descending { ") < " } else { ") > " }).list(after.iter().cloned());
        }
        query.push(" ORDER BY ");
        push_columns(query, &columns, reading.way());
        query.push(" LIMIT ").bind(left);
    }
}

/// Sorted by start, one site, floor, station or user has an index of its own that is in that order.
fn goes_with_start(column: Column, test: &Test) -> bool {
    let is_one = matches!(test, Test::Among(values) if values.len() == 1);
    is_one && matches!(column, Column::Site | Column::Floor | Column::Station | Column::User)
}

impl Reading<'_> {
    /// Begins the query, with the first key among its columns.
    pub(super) fn select(&self) -> Assembly {
        let mut query = session_query_with(self.personal, self.sort.expression());
        query.push("TRUE");
        query
    }

    /// How many rows are still to be read.
    pub(super) fn left(&self, rows: &[Row]) -> u32 {
        (self.limit + 1).saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }

    /// Up or down.
    pub(super) const fn way(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }

    /// Rows from several queries in the order of the page, as many as are still to be read.
    pub(super) fn merge(&self, rows: Vec<Row>, left: u32) -> Result<Vec<Row>, StoreError> {
        let mut keyed = Vec::with_capacity(rows.len());
        for row in rows {
            keyed.push((self.sort.keys_of(&row)?, row));
        }
        keyed.sort_by(|(one, _), (other, _)| {
            let orders = one.iter().zip(other).map(|(one, other)| one.order(other));
            let order = orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then);
            if self.descending { order.reverse() } else { order }
        });
        keyed.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        Ok(keyed.into_iter().map(|(_, row)| row).collect())
    }
}

fn push_columns(query: &mut Assembly, columns: &[&'static str], way: &'static str) {
    for (index, column) in columns.iter().enumerate() {
        query.push(if index > 0 { ", " } else { "" }).push(column).push(way);
    }
}
