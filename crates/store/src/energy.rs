//! Energy that flowed, and sessions that began, in spans of time: what the dashboard compares.
//!
//! Whole hours (energy) and whole days (sessions) come from sums that are kept with each write; only the ends of a span are
//! looked up in quarters and in sessions, so that a month costs little more than a day.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Reach;
use domain::energy_period::Period;
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::below::Below;
use crate::database::Assembly;
use crate::error::StoreError;
use crate::reach;
use crate::session::{DAY_MS, HOUR_MS};

/// Milliseconds in a quarter of an hour.
const QUARTER_MS: i64 = 15 * 60 * 1_000;

impl Store {
    /// Energy that flowed in each span at or below a node, Wh, within reach.
    ///
    /// A quarter of an hour that a span's end cuts counts in proportion; the one that `now` lies in counts whole, since no more
    /// is known of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn energy_in(
        &self,
        periods: &[Period],
        now: UtcMillis,
        node: Option<NodeId>,
        reach: &Reach,
    ) -> Result<Vec<i64>, StoreError> {
        let below = self.below(node).await?;
        let has_hours = matches!((below, reach), (Below::Everything | Below::Site(_), Reach::All | Reach::Sites(_)));
        let parts: Vec<Parts> = periods.iter().map(|period| Parts::of(*period, has_hours)).collect();
        let cut_hours: BTreeSet<i64> = parts.iter().flat_map(Parts::cut_hours).collect();
        let quarters = self.quarters(&cut_hours, below, reach).await?;
        let mut sums = Vec::with_capacity(periods.len());
        for Parts { whole, ends } in parts {
            let cut: i64 = ends.iter().map(|(from, to)| share(&quarters, *from, *to, now.0)).sum();
            sums.push(cut + self.whole_hours(whole, below, reach).await?);
        }
        Ok(sums)
    }

    /// Sessions that began in each span at or below a node, within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sessions_in(
        &self,
        periods: &[Period],
        node: Option<NodeId>,
        reach: &Reach,
    ) -> Result<Vec<i64>, StoreError> {
        let below = self.below(node).await?;
        let has_days = matches!((below, reach), (Below::Everything | Below::Site(_), Reach::All | Reach::Sites(_)));
        let mut counts = Vec::with_capacity(periods.len());
        for period in periods {
            let (from, to) = whole(*period, DAY_MS);
            counts.push(if has_days && from < to {
                self.whole_days(from, to, below, reach).await?
                    + self.count_started(period.from.0, from, false, below, reach).await?
                    + self.count_started(to, period.to.0, false, below, reach).await?
                    + self.count_started(from, to, true, below, reach).await?
            } else {
                self.count_started(period.from.0, period.to.0, false, below, reach).await?
            });
        }
        Ok(counts)
    }

    /// The sum of whole hours.
    async fn whole_hours(&self, (from, to): (i64, i64), below: Below, reach: &Reach) -> Result<i64, StoreError> {
        if from >= to {
            return Ok(0);
        }
        let mut query =
            Assembly::new("SELECT CAST(COALESCE(SUM(energy_wh), 0) AS BIGINT) FROM energy_hour WHERE hour_at >= ");
        query.bind(from).push(" AND hour_at < ").bind(to).push(" AND ");
        push_site(&mut query, below, reach);
        self.readers().one(query.statement()).await?.first()
    }

    /// How many ended sessions began in whole days.
    async fn whole_days(&self, from: i64, to: i64, below: Below, reach: &Reach) -> Result<i64, StoreError> {
        let mut query =
            Assembly::new("SELECT CAST(COALESCE(SUM(sessions), 0) AS BIGINT) FROM session_day WHERE day >= ");
        query.bind(from / DAY_MS).push(" AND day < ").bind(to / DAY_MS).push(" AND ");
        push_site(&mut query, below, reach);
        self.readers().one(query.statement()).await?.first()
    }

    /// How many sessions began in a span, or how many of them are still open.
    async fn count_started(
        &self,
        from: i64,
        to: i64,
        only_open: bool,
        below: Below,
        reach: &Reach,
    ) -> Result<i64, StoreError> {
        if from >= to {
            return Ok(0);
        }
        let mut query = Assembly::new("SELECT COUNT(*) FROM session WHERE started_at >= ");
        query.bind(from).push(" AND started_at < ").bind(to);
        if only_open {
            query.push(" AND ended_at IS NULL");
        }
        query.push(" AND ");
        reach::rows(&mut query, reach, "session.site_id", Some("session.user_id"));
        query.push(" AND ");
        below.push_session(&mut query);
        self.readers().one(query.statement()).await?.first()
    }

    /// The energy of each quarter in some hours.
    async fn quarters(
        &self,
        hours: &BTreeSet<i64>,
        below: Below,
        reach: &Reach,
    ) -> Result<BTreeMap<i64, i64>, StoreError> {
        let mut quarters = BTreeMap::new();
        for (from, to) in runs(hours) {
            let mut query = Assembly::new(
                "SELECT quarter_at, CAST(SUM(energy_quarter.energy_wh) AS BIGINT) AS energy_wh FROM energy_quarter",
            );
            if matches!(reach, Reach::Own { .. }) || matches!(below, Below::Floor(_) | Below::Outlet { .. }) {
                query.push(" JOIN session ON session.id = energy_quarter.session_id");
                query.push(" WHERE ");
                reach::rows(&mut query, reach, "session.site_id", Some("session.user_id"));
                query.push(" AND ");
                below.push_session(&mut query);
            } else {
                query.push(" WHERE ");
                reach::rows(&mut query, reach, "energy_quarter.site_id", None);
                match below {
                    Below::Site(id) => {
                        query.push(" AND energy_quarter.site_id = ").bind(id);
                    }
                    Below::Station(id) => {
                        query.push(" AND energy_quarter.station_id = ").bind(id);
                    }
                    Below::Nothing => {
                        query.push(" AND FALSE");
                    }
                    Below::Everything | Below::Floor(_) | Below::Outlet { .. } => {}
                }
            }
            query.push(" AND quarter_at >= ").bind(from).push(" AND quarter_at < ").bind(to);
            query.push(" GROUP BY quarter_at");
            for row in &self.readers().all(query.statement()).await? {
                quarters.insert(row.get("quarter_at")?, row.get("energy_wh")?);
            }
        }
        Ok(quarters)
    }
}

/// A span as its whole hours, and the ends that cut an hour.
struct Parts {
    whole: (i64, i64),
    ends: Vec<(i64, i64)>,
}

impl Parts {
    fn of(period: Period, has_hours: bool) -> Self {
        let (first, last) = (period.from.0, period.to.0);
        let (from, to) = whole(period, HOUR_MS);
        if has_hours && from < to {
            Self { whole: (from, to), ends: vec![(first, from), (to, last)] }
        } else {
            Self { whole: (0, 0), ends: vec![(first, last)] }
        }
    }

    /// The hours that the ends touch.
    fn cut_hours(&self) -> impl Iterator<Item = i64> {
        let touched = self.ends.iter().filter(|(from, to)| from < to);
        touched
            .flat_map(|(from, to)| from.div_euclid(HOUR_MS)..=(to - 1).div_euclid(HOUR_MS))
            .map(|hour| hour * HOUR_MS)
    }
}

/// The part of a span that consists of whole units (hours, days), from 1970 on; empty where there is none.
fn whole(period: Period, unit_ms: i64) -> (i64, i64) {
    let from = period.from.0.div_euclid(unit_ms) + i64::from(period.from.0.rem_euclid(unit_ms) != 0);
    (from * unit_ms, period.to.0.div_euclid(unit_ms) * unit_ms)
}

/// Neighbouring hours as spans.
fn runs(hours: &BTreeSet<i64>) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for hour in hours {
        match runs.last_mut() {
            Some(run) if run.1 == *hour => run.1 += HOUR_MS,
            _ => runs.push((*hour, hour + HOUR_MS)),
        }
    }
    runs
}

/// The energy between two moments of quarters, those that are cut in proportion.
fn share(quarters: &BTreeMap<i64, i64>, from: i64, to: i64, now: i64) -> i64 {
    let touched = quarters.range(from - QUARTER_MS + 1..to);
    touched
        .map(|(at, energy_wh)| {
            let end = at + QUARTER_MS;
            let is_running = *at <= now && now < end && now <= to;
            let until = if is_running { end } else { to.min(end) };
            energy_wh * (until - from.max(*at)) / QUARTER_MS
        })
        .sum()
}

/// Adds the condition on sums by site.
fn push_site(query: &mut Assembly, below: Below, reach: &Reach) {
    reach::rows(query, reach, "site_id", None);
    if let Below::Site(id) = below {
        query.push(" AND site_id = ").bind(id);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::UtcMillis;
    use domain::energy_period::Period;

    use super::{HOUR_MS, QUARTER_MS, runs, share, whole};

    #[test]
    fn whole_hours_of_a_span() {
        let period = |from, to| Period { from: UtcMillis(from), to: UtcMillis(to) };
        assert_eq!(whole(period(0, HOUR_MS), HOUR_MS), (0, HOUR_MS));
        assert_eq!(whole(period(1, 2 * HOUR_MS + 1), HOUR_MS), (HOUR_MS, 2 * HOUR_MS));
        let (from, to) = whole(period(1, HOUR_MS - 1), HOUR_MS);
        assert!(from > to);
    }

    #[test]
    fn neighbouring_hours_become_one_span() {
        let hours: BTreeSet<i64> = [0, 1, 2, 5].map(|hour| hour * HOUR_MS).into();
        assert_eq!(runs(&hours), [(0, 3 * HOUR_MS), (5 * HOUR_MS, 6 * HOUR_MS)]);
    }

    #[test]
    fn cut_quarters_count_in_proportion_and_the_running_one_whole() {
        let quarters: BTreeMap<i64, i64> = (0..4).map(|index| (index * QUARTER_MS, 900)).collect();
        assert_eq!(share(&quarters, 0, HOUR_MS, i64::MAX), 3_600);
        assert_eq!(share(&quarters, QUARTER_MS / 3, QUARTER_MS * 3 / 2, i64::MAX), 600 + 450);
        assert_eq!(share(&quarters, 0, QUARTER_MS / 2, QUARTER_MS / 2), 900);
        assert_eq!(share(&quarters, 0, QUARTER_MS / 2, HOUR_MS), 450);
    }
}
