//! What a bound on one of a session's times says of its other times.
//!
//! A walk along the ends, for sessions that began last spring, would pass all others before it comes to them. Nearly all sessions
//! end within a week of their start and are told of within a day before and a week after it; for those a bound on one time
//! bounds the others. The few others have an index of their own.

use super::condition::{Column, Condition, Test};

/// That a session's times are far apart, word for word as its index says it (`session_odd_times`). SQLite finds an index for a
/// CASE, not for an OR.
pub(super) const ODD: &str = "(CASE WHEN COALESCE(session.ended_at, session.started_at) < session.started_at \
     OR COALESCE(session.ended_at, session.started_at) > session.started_at + 604800000 \
     OR session.received_at < session.started_at - 86400000 \
     OR session.received_at > session.started_at + 604800000 THEN 1 ELSE 0 END = 1)";

const DAY_MS: i64 = 86_400_000;
const WEEK_MS: i64 = 604_800_000;

/// Bounds of a time, the second excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    from: Option<i64>,
    to: Option<i64>,
}

impl Window {
    /// The bounds of a time that follow from conditions on the other times; `None` where none follow.
    pub(super) fn of(conditions: &[Condition], column: Column) -> Option<Self> {
        let mut started = Window { from: None, to: None };
        for condition in conditions.iter().filter(|condition| condition.column != column) {
            let Test::Range { from, to } = &condition.test else { continue };
            let (earlier, later) = match condition.column {
                Column::StartedAt => (0, 0),
                Column::EndedAt => (WEEK_MS, 0),
                Column::ReceivedAt => (WEEK_MS, DAY_MS),
                _ => continue,
            };
            started.narrow(from.map(|from| from.saturating_sub(earlier)), to.map(|to| to.saturating_add(later)));
        }
        let (earlier, later) = match column {
            Column::StartedAt => (0, 0),
            Column::EndedAt => (0, WEEK_MS),
            Column::ReceivedAt => (DAY_MS, WEEK_MS),
            _ => return None,
        };
        let window = Window {
            from: started.from.map(|from| from.saturating_sub(earlier)),
            to: started.to.map(|to| to.saturating_add(later)),
        };
        (window.from.is_some() || window.to.is_some()).then_some(window)
    }

    /// The bounds as a condition.
    pub(super) const fn condition(&self, column: Column) -> Condition {
        Condition { column, test: Test::Range { from: self.from, to: self.to } }
    }

    fn narrow(&mut self, from: Option<i64>, to: Option<i64>) {
        self.from = self.from.max(from);
        self.to = match (self.to, to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Condition, DAY_MS, Test, WEEK_MS, Window};

    fn range(column: Column, from: i64, to: i64) -> Condition {
        Condition { column, test: Test::Range { from: Some(from), to: Some(to) } }
    }

    #[test]
    fn a_bound_on_one_time_bounds_the_others() {
        let of =
            |conditions: &[Condition], column| Window::of(conditions, column).map(|window| (window.from, window.to));
        let began = range(Column::StartedAt, 1_000, 2_000);
        assert_eq!(of(std::slice::from_ref(&began), Column::EndedAt), Some((Some(1_000), Some(2_000 + WEEK_MS))));
        assert_eq!(
            of(std::slice::from_ref(&began), Column::ReceivedAt),
            Some((Some(1_000 - DAY_MS), Some(2_000 + WEEK_MS)))
        );
        let ended = range(Column::EndedAt, WEEK_MS, WEEK_MS + 5);
        assert_eq!(of(std::slice::from_ref(&ended), Column::StartedAt), Some((Some(0), Some(WEEK_MS + 5))));
        assert_eq!(
            of(&[began.clone(), ended], Column::ReceivedAt),
            Some((Some(1_000 - DAY_MS), Some(2_000 + WEEK_MS)))
        );
        // Its own bound is a condition already, and other columns say nothing.
        assert_eq!(of(&[began], Column::StartedAt), None);
        assert_eq!(of(&[range(Column::Energy, 1, 2)], Column::EndedAt), None);
    }
}
