//! From what was asked to conditions on sessions. Texts are looked up in the small tables first.

use domain::access::Reach;
use domain::tag::NormalTag;

use super::condition::{Column, Condition, Test};
use crate::Store;
use crate::below::Below;
use crate::database::{Assembly, sql};
use crate::error::StoreError;
use crate::fold;
use crate::session::filter::{Bounds, SessionFilter, Span};

/// So many ids are listed in a condition; more are looked up while rows are read.
const MOST_LISTED: usize = 500;

/// A text of a placement that can be searched.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceText {
    /// The id that tells places with this text apart.
    pub(super) column: Column,
    /// How many placements of each id have a text that is like the pattern, and how many it has.
    hits: &'static str,
    /// Begins a query of placements by the text.
    pub(super) select: &'static str,
}

macro_rules! place_text {
    ($column:expr, $id:literal, $text:literal) => {
        PlaceText {
            column: $column,
            hits: concat!(
                "SELECT ",
                $id,
                " AS id, COUNT(*) AS total, SUM(CASE WHEN ",
                $text,
                " LIKE $1 ESCAPE '\\' \
                 THEN 1 ELSE 0 END) AS hits FROM placement GROUP BY ",
                $id
            ),
            select: concat!("SELECT placement.id FROM placement WHERE placement.", $text),
        }
    };
}

pub(super) const IDENTITY: PlaceText = place_text!(Column::Station, "station_id", "charge_box_search");
pub(super) const SITE: PlaceText = place_text!(Column::Site, "site_id", "site_search");
pub(super) const FLOOR: PlaceText = place_text!(Column::Floor, "floor_id", "floor_search");
pub(super) const STATION: PlaceText = place_text!(Column::Station, "station_id", "station_search");

impl Store {
    /// The conditions of a filter within reach; `None` when nothing can fulfil them.
    pub(super) async fn conditions(
        &self,
        filter: &SessionFilter,
        reach: &Reach,
        personal: Option<&Reach>,
    ) -> Result<Option<Vec<Condition>>, StoreError> {
        let mut conditions = Vec::new();
        push_reach(&mut conditions, reach);
        match self.below(filter.node).await? {
            Below::Everything => {}
            Below::Nothing => return Ok(None),
            Below::Site(id) => conditions.push(Condition::among(Column::Site, [id.0])),
            Below::Floor(id) => conditions.push(Condition::among(Column::Floor, [id.0])),
            Below::Station(id) => conditions.push(Condition::among(Column::Station, [id.0])),
            Below::Outlet { station_id, number } => {
                conditions.push(Condition::among(Column::Station, [station_id.0]));
                conditions.push(Condition::among(Column::Outlet, [i64::from(number)]));
            }
        }
        push_ranges(&mut conditions, filter);
        if let Some(id) = filter.session_id {
            conditions.push(Condition::among(Column::Id, [id.0]));
        }
        if !filter.authentications.is_empty() {
            let numbers = filter.authentications.iter().map(|authentication| i64::from(authentication.number()));
            conditions.push(Condition::among(Column::Authentication, numbers));
        }
        if let Some(active) = filter.active {
            let test = if active { Test::Missing } else { Test::Present };
            conditions.push(Condition { column: Column::EndedAt, test });
        }
        let is_possible = self.push_places(&mut conditions, filter).await?
            && self.push_outlets(&mut conditions, filter).await?
            && self.push_reasons(&mut conditions, filter).await?
            && self.push_persons(&mut conditions, filter, personal).await?;
        Ok(if is_possible { joined(conditions) } else { None })
    }

    /// Adds the conditions on names of places; false when no place has them.
    async fn push_places(&self, conditions: &mut Vec<Condition>, filter: &SessionFilter) -> Result<bool, StoreError> {
        for (text, place) in [
            (&filter.node_identity, IDENTITY),
            (&filter.site, SITE),
            (&filter.floor, FLOOR),
            (&filter.station, STATION),
        ] {
            let Some(text) = text else { continue };
            let pattern = fold::contains(text);
            let (mut ids, mut is_partial, mut is_all) = (Vec::new(), false, true);
            for row in &self.readers().all(sql(place.hits).bind(&pattern)).await? {
                let (id, hits, total): (Option<i64>, i64, i64) = (row.get("id")?, row.get("hits")?, row.get("total")?);
                is_all &= hits == total;
                if let Some(id) = id.filter(|_| hits > 0) {
                    ids.push(id);
                    is_partial |= hits < total;
                }
            }
            if ids.is_empty() {
                return Ok(false);
            }
            if is_all {
                continue;
            }
            // The same station may have had another name once: then the placement itself decides.
            if is_partial || ids.len() > MOST_LISTED {
                let test = Test::PlacementLike { select: place.select, pattern };
                conditions.push(Condition { column: Column::Placement, test });
            }
            if ids.len() <= MOST_LISTED {
                conditions.push(Condition::among(place.column, ids));
            }
        }
        Ok(true)
    }

    /// Adds the condition on outlet numbers, and on the stations that have them where those are few.
    async fn push_outlets(&self, conditions: &mut Vec<Condition>, filter: &SessionFilter) -> Result<bool, StoreError> {
        if filter.outlets.is_empty() {
            return Ok(true);
        }
        conditions.push(Condition::among(Column::Outlet, filter.outlets.iter().map(|number| i64::from(*number))));
        let mut query = Assembly::new("SELECT DISTINCT station_id FROM placement WHERE outlet IN ");
        query.list(filter.outlets.iter().copied()).push(" LIMIT ").bind(i64::try_from(MOST_LISTED).unwrap_or(0) + 1);
        let rows = self.readers().all(query.statement()).await?;
        if rows.len() <= MOST_LISTED {
            let stations = rows.iter().map(|row| row.get("station_id")).collect::<Result<Vec<i64>, _>>()?;
            conditions.push(Condition::among(Column::Station, stations));
        }
        Ok(!rows.is_empty())
    }

    /// Adds the condition on the reason of the stop; false when no session has it.
    async fn push_reasons(&self, conditions: &mut Vec<Condition>, filter: &SessionFilter) -> Result<bool, StoreError> {
        let Some(text) = &filter.stop_reason else { return Ok(true) };
        let wanted = fold::fold(text);
        let mut words = self.stop_reasons().await?;
        words.retain(|word| fold::fold(word).contains(&wanted));
        let is_possible = !words.is_empty();
        conditions.push(Condition { column: Column::StopReason, test: Test::AmongTexts(words) });
        Ok(is_possible)
    }

    /// The reasons that any session has, in their order: a walk from one to the next along the index, since there are few among
    /// millions of sessions.
    pub(super) async fn stop_reasons(&self) -> Result<Vec<String>, StoreError> {
        let query = sql("WITH RECURSIVE reason (word) AS (SELECT MIN(stop_reason) FROM session UNION ALL \
             SELECT (SELECT MIN(session.stop_reason) FROM session WHERE session.stop_reason > reason.word) \
             FROM reason WHERE reason.word IS NOT NULL) SELECT word FROM reason WHERE word IS NOT NULL");
        self.readers().all(query).await?.iter().map(|row| row.get("word")).collect()
    }

    /// Adds the conditions on who charged; false when nobody of whom that may be known has it.
    async fn push_persons(
        &self,
        conditions: &mut Vec<Condition>,
        filter: &SessionFilter,
        personal: Option<&Reach>,
    ) -> Result<bool, StoreError> {
        if filter.email.is_none() && filter.tag.is_none() {
            return Ok(true);
        }
        // Who may not see whose sessions these are may not find it out by asking either.
        let Some(personal) = personal else { return Ok(false) };
        push_reach(conditions, personal);
        if let Some(email) = &filter.email {
            let query =
                sql("SELECT id FROM app_user WHERE email_folded LIKE $1 ESCAPE '\\'").bind(fold::contains(email));
            let rows = self.readers().all(query).await?;
            let ids = rows.iter().map(|row| row.get("id")).collect::<Result<Vec<i64>, _>>()?;
            if ids.is_empty() {
                return Ok(false);
            }
            conditions.push(Condition::among(Column::User, ids));
        }
        if let Some(tag) = &filter.tag {
            let candidates = NormalTag::of(tag).candidates();
            let pattern = fold::containing(NormalTag::of(tag).as_str());
            let mut query = Assembly::new("SELECT normal FROM session_tag WHERE normal LIKE ");
            query.bind(pattern).push(" ESCAPE '\\' OR normal IN ").list(candidates.iter().map(NormalTag::as_str));
            let rows = self.readers().all(query.statement()).await?;
            let tags = rows.iter().map(|row| row.get("normal")).collect::<Result<Vec<String>, _>>()?;
            if tags.is_empty() {
                return Ok(false);
            }
            conditions.push(Condition { column: Column::Tag, test: Test::AmongTexts(tags) });
        }
        Ok(true)
    }
}

/// Makes the lists of values for one column into one; `None` when they have nothing in common.
fn joined(conditions: Vec<Condition>) -> Option<Vec<Condition>> {
    let mut joined: Vec<Condition> = Vec::with_capacity(conditions.len());
    for condition in conditions {
        let known = joined.iter_mut().find(|known| known.column == condition.column);
        match (known.map(|known| &mut known.test), &condition.test) {
            (Some(Test::Among(known)), Test::Among(values)) => known.retain(|value| values.contains(value)),
            _ => joined.push(condition),
        }
    }
    let is_possible =
        joined.iter().all(|condition| !matches!(&condition.test, Test::Among(values) if values.is_empty()));
    is_possible.then_some(joined)
}

fn push_reach(conditions: &mut Vec<Condition>, reach: &Reach) {
    conditions.push(match reach {
        Reach::All => return,
        Reach::Sites(sites) => Condition::among(Column::Site, sites.iter().map(|site| site.0)),
        Reach::Own { user_id, .. } => Condition::among(Column::User, [user_id.0]),
    });
}

fn push_ranges(conditions: &mut Vec<Condition>, filter: &SessionFilter) {
    let spans = [
        (Column::StartedAt, filter.started_at),
        (Column::EndedAt, filter.ended_at),
        (Column::ReceivedAt, filter.received_at),
    ];
    for (column, Span { from, to }) in spans {
        push_range(conditions, column, from.map(|at| at.0), to.map(|at| at.0));
    }
    let bounds = [
        (Column::Duration, filter.duration_s),
        (Column::Energy, filter.energy_wh),
        (Column::MeterEnd, filter.meter_end_wh),
    ];
    for (column, Bounds { min, max }) in bounds {
        push_range(conditions, column, min, max.map(|max| max.saturating_add(1)));
    }
}

fn push_range(conditions: &mut Vec<Condition>, column: Column, from: Option<i64>, to: Option<i64>) {
    if from.is_some() || to.is_some() {
        conditions.push(Condition { column, test: Test::Range { from, to } });
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Condition, joined};

    #[test]
    fn lists_for_one_column_become_one() {
        let sites = |values: &[i64]| Condition::among(Column::Site, values.iter().copied());
        assert_eq!(joined(vec![sites(&[1, 2]), sites(&[2, 3])]), Some(vec![sites(&[2])]));
        assert_eq!(joined(vec![sites(&[1]), sites(&[2])]), None);
        assert_eq!(joined(vec![]), Some(vec![]));
        assert_eq!(joined(vec![sites(&[])]), None, "who reaches no site sees nothing");
    }
}
