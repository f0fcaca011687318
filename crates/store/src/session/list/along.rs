//! Reading a page by walking along the index of a column.

use super::condition::{Column, Condition, Test};
use super::page::Reading;
use super::window::{ODD, Window};
use crate::Store;
use crate::database::Row;
use crate::error::StoreError;
use crate::page::Key;

impl Store {
    /// Walks along the index of a column, first those that have a value or first those that lack one.
    pub(super) async fn read_along(&self, reading: &Reading<'_>, column: Column) -> Result<Vec<Row>, StoreError> {
        let stretches: &[bool] = match (reading.sort.may_be_missing(), reading.descending) {
            (false, _) => &[true],
            (true, false) => &[true, false],
            (true, true) => &[false, true],
        };
        // Whether the last page ended among those that have a value; what comes before that is read already.
        let ended_with_value = reading.after.as_ref().map(|after| after.first() != Some(&Key::Null));
        let begin = ended_with_value.and_then(|ended| stretches.iter().position(|has_value| *has_value == ended));
        let mut rows = Vec::new();
        for (index, has_value) in stretches.iter().enumerate().skip(begin.unwrap_or(0)) {
            let left = reading.left(&rows);
            if left == 0 {
                break;
            }
            let after = reading.after.as_deref().filter(|_| begin == Some(index));
            let found = if *has_value {
                self.read_with_value(reading, column, after, left).await?
            } else {
                let mut query = reading.select();
                query.push(" AND ");
                Condition { column, test: Test::Missing }.push(&mut query, true);
                self.push_ordered(reading, &mut query, None, after, left);
                self.readers().all(query.statement()).await?
            };
            rows.extend(found);
        }
        Ok(rows)
    }

    /// The rows that have a value. Where another time is bounded, the walk is bounded as well, and what the bound may miss is found
    /// apart.
    async fn read_with_value(
        &self,
        reading: &Reading<'_>,
        column: Column,
        after: Option<&[Key]>,
        left: u32,
    ) -> Result<Vec<Row>, StoreError> {
        let window = Window::of(&reading.plan.conditions, column);
        let mut query = reading.select();
        if reading.sort.may_be_missing() {
            query.push(" AND ");
            Condition { column, test: Test::Present }.push(&mut query, true);
        }
        if let Some(window) = &window {
            query.push(" AND ");
            window.condition(column).push(&mut query, true);
            query.push(" AND NOT ").push(ODD);
        }
        self.push_ordered(reading, &mut query, Some(column), after, left);
        let mut rows = self.readers().all(query.statement()).await?;
        if window.is_some() {
            let mut query = reading.select();
            if reading.sort.may_be_missing() {
                query.push(" AND ");
                Condition { column, test: Test::Present }.push(&mut query, false);
            }
            query.push(" AND session.id IN (");
            self.push_chosen(reading, &mut query, Some(ODD), left);
            query.push(")");
            rows.extend(self.readers().all(query.statement()).await?);
            rows = reading.merge(rows, left)?;
        }
        Ok(rows)
    }
}
