//! Reading a page by finding all rows of a rare condition and sorting those.

use super::page::Reading;
use super::sort::Sort;
use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::page::Key;

impl Store {
    /// Finds all rows of the leading condition and sorts them. Only their keys are sorted; the rows of the page are read after.
    pub(super) async fn read_found(&self, reading: &Reading<'_>) -> Result<Vec<Row>, StoreError> {
        let mut query = reading.select();
        query.push(" AND session.id IN (");
        self.push_chosen(reading, &mut query, None, reading.limit + 1);
        query.push(") ORDER BY ");
        reading.push_keys(&mut query, reading.way());
        self.readers().all(query.statement()).await
    }

    /// Adds the query of the ids of a page; `odd` is a condition more that leads.
    pub(super) fn push_chosen(
        &self,
        reading: &Reading<'_>,
        query: &mut Assembly,
        odd: Option<&'static str>,
        left: u32,
    ) {
        query.push("SELECT session.id FROM session");
        match reading.sort {
            Sort::Place(..) => query.push(" JOIN placement ON placement.id = session.placement_id"),
            Sort::Email => query.push(" LEFT JOIN app_user ON app_user.id = session.user_id"),
            Sort::Plain(_) | Sort::ThenStart(_) | Sort::Outlet => query,
        };
        query.push(" WHERE ").push(odd.unwrap_or("TRUE"));
        reading.plan.push(query, self.readers().is_sqlite());
        if let Some(after) = &reading.after {
            query.push(" AND (");
            reading.push_keys(query, "");
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
        reading.push_keys(query, reading.way());
        query.push(" LIMIT ").bind(left);
    }
}

impl Reading<'_> {
    /// Adds what found rows are sorted by. Whether the first key is missing is a key of its own, since what is missing comes as
    /// if it were largest; none of the keys is ever NULL.
    pub(super) fn push_keys(&self, query: &mut Assembly, way: &'static str) {
        let expression = self.sort.expression();
        query.push("CASE WHEN ").push(expression).push(" IS NULL THEN 1 ELSE 0 END").push(way);
        query.push(", COALESCE(").push(expression).push(if self.sort.is_text() { ", '')" } else { ", 0)" }).push(way);
        if self.sort.then_start() {
            query.push(", session.started_at").push(way);
        }
        query.push(", session.id").push(way);
    }
}
