//! How many sessions fulfil a filter, and their sums.

use domain::UtcMillis;

use super::condition::{Column, Condition, Test};
use super::plan::Plan;
use crate::Store;
use crate::database::Assembly;
use crate::error::StoreError;
use crate::page::Count;
use crate::session::filter::SessionTotals;
use crate::session::quarter::DAY_MS;

/// Where no index serves a count, so many rows are looked at before it is given up as "more than found".
const MOST_LOOKED_AT: i64 = 25_000;

impl Store {
    /// How many sessions fulfil the conditions, up to [`Count::CAP`]; exact where they are only about sites and the start.
    pub(super) async fn count_sessions(&self, plan: &Plan) -> Result<Count, StoreError> {
        if let Some(days) = Days::of(&plan.conditions) {
            let sums = self.sum_days(&days, &plan.conditions, UtcMillis(0)).await?;
            return Ok(Count { count: sums.count, capped: false });
        }
        // Without a rare condition the first that has an index leads, and the others are checked.
        let first = plan.conditions.iter().position(Condition::has_index);
        let lead = plan.lead.map(|lead| lead.place).or(first);
        let is_single = plan.conditions.len() == 1;
        let counted = self.count_led(plan, lead, plan.lead.is_none() && !is_single).await?;
        if plan.lead.is_some() || is_single || counted > Count::CAP {
            return Ok(Count::of(counted));
        }
        // Fewer were found than the cap: either all, or the looking was given up.
        let mut rest = Assembly::new("SELECT COUNT(*) FROM (SELECT 1 AS one FROM session WHERE ");
        push_lead(&mut rest, plan, lead);
        rest.push(" LIMIT ").bind(MOST_LOOKED_AT + 1).push(") AS looked_at");
        let looked_at: i64 = self.readers().one(rest.statement()).await?.first()?;
        Ok(Count { count: counted, capped: looked_at > MOST_LOOKED_AT })
    }

    /// Counts up to one more than the cap.
    async fn count_led(&self, plan: &Plan, lead: Option<usize>, bounded: bool) -> Result<i64, StoreError> {
        let is_sqlite = self.readers().is_sqlite();
        let mut query = Assembly::new("SELECT COUNT(*) FROM (SELECT 1 AS one FROM ");
        if bounded {
            query.push("(SELECT * FROM session WHERE ");
            push_lead(&mut query, plan, lead);
            query.push(" LIMIT ").bind(MOST_LOOKED_AT).push(") AS session WHERE TRUE");
        } else {
            query.push("session WHERE ");
            push_lead(&mut query, plan, lead);
        }
        for (place, condition) in plan.conditions.iter().enumerate() {
            if Some(place) != lead {
                query.push(" AND ");
                condition.push(&mut query, !is_sqlite);
            }
        }
        query.push(" LIMIT ").bind(Count::CAP + 1).push(") AS counted");
        self.readers().one(query.statement()).await?.first()
    }

    /// The sums of all sessions that fulfil the conditions.
    pub(super) async fn sum_sessions(&self, plan: &Plan, now: UtcMillis) -> Result<SessionTotals, StoreError> {
        if let Some(days) = Days::of(&plan.conditions) {
            return self.sum_days(&days, &plan.conditions, now).await;
        }
        let mut query = sum_query(now);
        query.push("(SELECT energy_wh, duration_s, started_at FROM session WHERE TRUE");
        plan.push(&mut query, self.readers().is_sqlite());
        query.push(" LIMIT ").bind(SessionTotals::CAP + 1).push(") AS counted");
        let sums = self.sums(query).await?;
        Ok(SessionTotals { count: sums.count.min(SessionTotals::CAP), capped: sums.count > SessionTotals::CAP, ..sums })
    }

    /// The sums where the conditions are only about sites and the start: whole days are summed already.
    async fn sum_days(
        &self,
        days: &Days,
        conditions: &[Condition],
        now: UtcMillis,
    ) -> Result<SessionTotals, StoreError> {
        let mut query = Assembly::new(
            "SELECT CAST(COALESCE(SUM(sessions), 0) AS BIGINT) AS count, \
             CAST(COALESCE(SUM(energy_wh), 0) AS BIGINT) AS energy_wh, \
             CAST(COALESCE(SUM(duration_s), 0) AS BIGINT) AS duration_s FROM session_day WHERE TRUE",
        );
        if let Some(from) = days.from {
            query.push(" AND day >= ").bind(from);
        }
        if let Some(to) = days.to {
            query.push(" AND day < ").bind(to);
        }
        for condition in conditions {
            if let Test::Among(sites) = &condition.test {
                query.push(" AND site_id IN ").list(sites.iter().copied());
            }
        }
        let mut sums = self.sums(query).await?;
        for (from, to, only_open) in days.rest() {
            let mut query = sum_query(now);
            query.push("session WHERE TRUE");
            if from.is_some() || to.is_some() {
                query.push(" AND ");
                let test = Test::Range { from, to };
                Condition { column: Column::StartedAt, test }
                    .push(&mut query, !only_open || !self.readers().is_sqlite());
            }
            if only_open {
                query.push(" AND session.ended_at IS NULL");
            }
            for condition in conditions {
                if condition.column == Column::Site {
                    query.push(" AND ");
                    condition.push(&mut query, !only_open || !self.readers().is_sqlite());
                }
            }
            let part = self.sums(query).await?;
            sums.count += part.count;
            sums.energy_wh += part.energy_wh;
            sums.duration_s += part.duration_s;
        }
        Ok(sums)
    }

    async fn sums(&self, query: Assembly) -> Result<SessionTotals, StoreError> {
        let row = self.readers().one(query.statement()).await?;
        Ok(SessionTotals {
            count: row.get("count")?,
            capped: false,
            energy_wh: row.get("energy_wh")?,
            duration_s: row.get("duration_s")?,
        })
    }
}

/// Begins a query of sums over sessions; the running ones have lasted until `now`.
fn sum_query(now: UtcMillis) -> Assembly {
    let mut query = Assembly::new(
        "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(energy_wh), 0) AS BIGINT) AS energy_wh, \
         CAST(COALESCE(SUM(COALESCE(duration_s, CASE WHEN started_at < ",
    );
    query
        .bind(now)
        .push(" THEN (")
        .bind(now)
        .push(" - started_at) / 1000 ELSE 0 END)), 0) AS BIGINT) AS duration_s FROM ");
    query
}

fn push_lead(query: &mut Assembly, plan: &Plan, lead: Option<usize>) {
    match lead.and_then(|place| plan.conditions.get(place)) {
        Some(condition) => condition.push(query, true),
        None => {
            query.push("TRUE");
        }
    }
}

/// The whole days of a filter that is only about sites and the start; each bound a day's number.
#[derive(Debug, PartialEq, Eq)]
struct Days {
    from: Option<i64>,
    to: Option<i64>,
    started: (Option<i64>, Option<i64>),
}

impl Days {
    /// The whole days, if the conditions are only about sites and the start.
    fn of(conditions: &[Condition]) -> Option<Self> {
        let mut started = (None, None);
        for condition in conditions {
            match (condition.column, &condition.test) {
                (Column::StartedAt, Test::Range { from, to }) => started = (*from, *to),
                (Column::Site, Test::Among(_)) => {}
                _ => return None,
            }
        }
        let from = started.0.map(|from: i64| from.div_euclid(DAY_MS) + i64::from(from.rem_euclid(DAY_MS) != 0));
        let to = started.1.map(|to: i64| to.div_euclid(DAY_MS));
        let (from, to) = match (from, to) {
            // Not one whole day: then everything is rest.
            (Some(from), Some(to)) if from >= to => (Some(from), Some(from)),
            bounds => bounds,
        };
        Some(Self { from, to, started })
    }

    /// What the sums of whole days lack: the cut days at both ends, and the running sessions of the whole days.
    fn rest(&self) -> Vec<(Option<i64>, Option<i64>, bool)> {
        let (from, to) = (self.from.map(|day| day * DAY_MS), self.to.map(|day| day * DAY_MS));
        if from.is_some() && from == to {
            return vec![(self.started.0, self.started.1, false)];
        }
        let mut rest = vec![(from, to, true)];
        if self.started.0 != from {
            rest.push((self.started.0, from, false));
        }
        if self.started.1 != to {
            rest.push((to, self.started.1, false));
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Condition, DAY_MS, Days, Test};

    fn started(from: Option<i64>, to: Option<i64>) -> Days {
        Days::of(&[Condition { column: Column::StartedAt, test: Test::Range { from, to } }]).unwrap()
    }

    #[test]
    fn days_and_what_they_lack() {
        assert_eq!(Days::of(&[]).unwrap().rest(), [(None, None, true)]);
        let days = started(Some(1), Some(3 * DAY_MS + 5));
        assert_eq!((days.from, days.to), (Some(1), Some(3)));
        assert_eq!(
            days.rest(),
            [
                (Some(DAY_MS), Some(3 * DAY_MS), true),
                (Some(1), Some(DAY_MS), false),
                (Some(3 * DAY_MS), Some(3 * DAY_MS + 5), false)
            ]
        );
        let short = started(Some(5), Some(DAY_MS - 5));
        assert_eq!(short.rest(), [(Some(5), Some(DAY_MS - 5), false)]);
        let one_day = started(Some(DAY_MS), Some(2 * DAY_MS));
        assert_eq!(one_day.rest(), [(Some(DAY_MS), Some(2 * DAY_MS), true)]);
    }

    #[test]
    fn other_conditions_have_no_days() {
        assert_eq!(Days::of(&[Condition::among(Column::Station, [3])]), None);
    }
}
