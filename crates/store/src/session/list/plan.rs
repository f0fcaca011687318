//! Which condition leads through the table.
//!
//! A page is read in one of two ways: along the index of the sort, checking the other conditions on the way, which is best where
//! many rows fulfil them; or by finding all rows of the rarest condition and sorting those few. How rare a condition is is asked
//! from its index, counting up to a bound. Neither database's planner can be left to it: SQLite's does not consider LIMIT, and
//! neither knows how conditions go together.

use super::condition::Condition;
use crate::Store;
use crate::database::Assembly;
use crate::error::StoreError;

/// Counting a condition's rows stops here; a condition with fewer may lead.
pub(super) const RARE: i64 = 20_000;

/// The share of rows that a condition with more than [`RARE`] is taken to hold for.
const COMMON_SHARE: f64 = 0.3;

/// Conditions and which of them leads.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) conditions: Vec<Condition>,
    /// The rare condition that leads, and how many rows it holds for; none when the sort's index leads.
    pub(super) lead: Option<Lead>,
}

/// A rare condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lead {
    /// Its place among the conditions.
    pub(super) place: usize,
    /// How many rows it holds for.
    pub(super) rows: i64,
}

impl Plan {
    /// Adds all conditions, each preceded by `AND`; those that do not lead are only checked.
    pub(super) fn push(&self, query: &mut Assembly, is_sqlite: bool) {
        for (place, condition) in self.conditions.iter().enumerate() {
            let leads = self.lead.is_some_and(|lead| lead.place == place);
            query.push(" AND ");
            condition.push(query, leads || !is_sqlite);
        }
    }
}

impl Store {
    /// Chooses the way to a page of so many rows.
    pub(super) async fn plan(&self, conditions: Vec<Condition>, limit: u32) -> Result<Plan, StoreError> {
        let mut rows = Vec::with_capacity(conditions.len());
        for condition in &conditions {
            rows.push(if condition.has_index() { self.count_rare(condition).await? } else { None });
        }
        let all = match rows.iter().any(Option::is_some) {
            true => self.newest_session_id().await?,
            false => 0,
        };
        Ok(Plan { lead: choose(&rows, all, limit), conditions })
    }

    /// How many rows a condition holds for; `None` when they are [`RARE`] or more.
    async fn count_rare(&self, condition: &Condition) -> Result<Option<i64>, StoreError> {
        let mut query = Assembly::new("SELECT COUNT(*) FROM (SELECT 1 AS one FROM session WHERE ");
        condition.push(&mut query, true);
        query.push(" LIMIT ").bind(RARE).push(") AS counted");
        let count: i64 = self.readers().one(query.statement()).await?.first()?;
        Ok((count < RARE).then_some(count))
    }

    /// About how many sessions there are.
    async fn newest_session_id(&self) -> Result<i64, StoreError> {
        let query = Assembly::new("SELECT COALESCE(MAX(id), 0) FROM session");
        self.readers().one(query.statement()).await?.first()
    }
}

/// The rarest condition, if finding all its rows is less work than walking along the sort until a page is full.
fn choose(rows: &[Option<i64>], all: i64, limit: u32) -> Option<Lead> {
    let known = rows.iter().enumerate().filter_map(|(place, rows)| Some(Lead { place, rows: (*rows)? }));
    let rarest = known.min_by_key(|lead| lead.rows)?;
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let walk = {
        let all = all.max(1) as f64;
        let shares =
            rows.iter().map(|rows| rows.map_or(COMMON_SHARE, |rows| (rows as f64 / all).clamp(1.0 / all, 1.0)));
        (f64::from(limit) / shares.product::<f64>()).min(all)
    };
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let find = rarest.rows as f64;
    (find <= walk).then_some(rarest)
}

#[cfg(test)]
mod tests {
    use super::{Lead, choose};

    #[test]
    fn a_rare_condition_leads_and_a_common_one_does_not() {
        let lead = |place, rows| Some(Lead { place, rows });
        assert_eq!(choose(&[], 10_000_000, 100), None);
        assert_eq!(choose(&[None, None], 10_000_000, 100), None);
        assert_eq!(choose(&[None, Some(5_000)], 10_000_000, 100), lead(1, 5_000));
        assert_eq!(choose(&[Some(300), Some(200)], 10_000_000, 100), lead(1, 200));
        // Half of a small table: the sort's index soon fills a page.
        assert_eq!(choose(&[Some(7_000)], 15_000, 100), None);
        assert_eq!(choose(&[Some(0)], 10_000_000, 100), lead(0, 0));
    }
}
