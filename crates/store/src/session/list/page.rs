//! Reading the rows of a page.

use domain::access::Reach;

use super::condition::{Column, Condition, Test};
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
            Sort::Plain(column) | Sort::ThenStart(column) => self.read_along(reading, column).await,
            Sort::Place(..) | Sort::Outlet | Sort::Email => self.read_groups(reading).await,
        }
    }

    /// Finds all rows of the leading condition and sorts them.
    async fn read_found(&self, reading: &Reading<'_>) -> Result<Vec<Row>, StoreError> {
        let mut query = reading.select();
        reading.plan.push(&mut query, self.readers().is_sqlite());
        if let Some(after) = &reading.after {
            query.push(" AND (");
            reading.push_found_keys(&mut query, "");
            query.push(if reading.descending { ") < (" } else { ") > (" });
            query.bind(i64::from(after.first() == Some(&Key::Null)));
            for key in after {
                query.push(", ");
                match key {
                    Key::Null if reading.sort.is_text() => query.bind(""),
                    Key::Null => query.bind(0_i64),
                    key => query.bind(key.clone()),
                };
            }
            query.push(")");
        }
        query.push(" ORDER BY ");
        reading.push_found_keys(&mut query, reading.way());
        query.push(" LIMIT ").bind(i64::from(reading.limit) + 1);
        self.readers().all(query.statement()).await
    }

    /// Walks along the index of a column, first those that have a value or first those that lack one.
    async fn read_along(&self, reading: &Reading<'_>, column: Column) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        let stretches: &[bool] = match (reading.sort.may_be_missing(), reading.descending) {
            (false, _) => &[true],
            (true, false) => &[true, false],
            (true, true) => &[false, true],
        };
        let after_is_missing = reading.after.as_ref().map(|after| after.first() == Some(&Key::Null));
        for (index, has_value) in stretches.iter().enumerate() {
            let left = reading.left(&rows);
            // A stretch before the one in which the last page ended is read already.
            let ended_later =
                after_is_missing.is_some_and(|missing| missing == *has_value && index == 0) && stretches.len() > 1;
            if left == 0 || ended_later {
                continue;
            }
            let in_this = after_is_missing == Some(!has_value);
            let after = reading.after.as_deref().filter(|_| in_this);
            let mut query = reading.select();
            if reading.sort.may_be_missing() {
                let test = if *has_value { Test::Present } else { Test::Missing };
                query.push(" AND ");
                Condition { column, test }.push(&mut query, true);
            }
            self.push_ordered(reading, &mut query, has_value.then_some(column), after, left);
            rows.extend(self.readers().all(query.statement()).await?);
        }
        Ok(rows)
    }

    /// Reads group after group: all sessions of one name, then those of the next.
    async fn read_groups(&self, reading: &Reading<'_>) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        for group in self.groups(reading).await? {
            let left = reading.left(&rows);
            if left == 0 {
                break;
            }
            let is_first = reading.after.as_ref().is_some_and(|after| after.first() == Some(&group.key));
            let after = reading.after.as_deref().filter(|_| is_first);
            let mut query = reading.select();
            for (index, condition) in group.conditions.iter().enumerate() {
                query.push(" AND ");
                condition.push(&mut query, index == 0 || !self.readers().is_sqlite());
            }
            self.push_ordered(reading, &mut query, None, after, left);
            rows.extend(self.readers().all(query.statement()).await?);
        }
        Ok(rows)
    }

    /// Adds the page's conditions, where it begins, its order and its limit. `first` is the column that is sorted by, unless it
    /// is the same in all rows.
    fn push_ordered(
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
            // A range or a single value of the column that is sorted by narrows the walk.
            let narrows = Some(condition.column) == first || reading.goes_with_start(condition);
            condition.push(query, narrows || !is_sqlite);
        }
        let mut columns: Vec<&'static str> = first.iter().map(|column| column.name()).collect();
        if reading.sort.then_start() {
            columns.push("session.started_at");
        }
        columns.push("session.id");
        if let Some(after) = after {
            let after = after.get(after.len() - columns.len()..).unwrap_or_default();
            query.push(" AND (");
            push_expressions(query, &columns, "");
            query.push(if reading.descending { ") < " } else { ") > " }).list(after.iter().cloned());
        }
        query.push(" ORDER BY ");
        push_expressions(query, &columns, reading.way());
        query.push(" LIMIT ").bind(left);
    }
}

impl Reading<'_> {
    /// Begins the query, with the first key among its columns.
    fn select(&self) -> Assembly {
        let mut query = session_query_with(self.personal, self.sort.expression());
        query.push("TRUE");
        query
    }

    /// How many rows are still to be read.
    fn left(&self, rows: &[Row]) -> u32 {
        (self.limit + 1).saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }

    const fn way(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }

    /// Sorted by start, one site or station has an index of its own that is in that order.
    fn goes_with_start(&self, condition: &Condition) -> bool {
        let is_one = matches!(&condition.test, Test::Among(values) if values.len() == 1);
        let has_such = matches!(condition.column, Column::Site | Column::Floor | Column::Station | Column::User);
        matches!(self.sort, Sort::Plain(Column::StartedAt)) && is_one && has_such
    }

    /// Adds what found rows are sorted by. Whether the first key is missing is a key of its own, since what is missing comes as
    /// if it were largest; none of the keys is ever NULL.
    fn push_found_keys(&self, query: &mut Assembly, way: &'static str) {
        let expression = self.sort.expression();
        query.push("CASE WHEN ").push(expression).push(" IS NULL THEN 1 ELSE 0 END").push(way);
        query.push(", COALESCE(").push(expression).push(if self.sort.is_text() { ", '')" } else { ", 0)" }).push(way);
        if self.sort.then_start() {
            query.push(", session.started_at").push(way);
        }
        query.push(", session.id").push(way);
    }
}

fn push_expressions(query: &mut Assembly, expressions: &[&'static str], way: &'static str) {
    for (index, expression) in expressions.iter().enumerate() {
        query.push(if index > 0 { ", " } else { "" }).push(expression).push(way);
    }
}
