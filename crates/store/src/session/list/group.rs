//! Lists sorted by something that many sessions share: a name, a tag, a reason. All sessions of one group, in the order of their
//! start, then those of the next.

use std::collections::{BTreeMap, BTreeSet};

use domain::session::Authentication;

use super::condition::{Column, Condition, Test};
use super::page::Reading;
use super::resolve::PlaceText;
use super::sort::Sort;
use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::page::Key;

/// Groups looked up at a time where there may be very many: users, tags.
const CHUNK: usize = 200;

/// All sessions that share a key.
struct Group {
    /// What they share.
    key: Key,
    /// What they fulfil; the first condition leads.
    conditions: Vec<Condition>,
}

/// Where the next groups begin.
#[derive(Clone)]
struct From {
    key: Key,
    /// Whether the group with this very key is among them.
    with: bool,
}

impl Store {
    /// Reads group after group until the page is full.
    pub(super) async fn read_groups(&self, reading: &Reading<'_>) -> Result<Vec<Row>, StoreError> {
        let first = reading.after.as_ref().and_then(|after| after.first()).cloned();
        let mut from = first.clone().map(|key| From { key, with: true });
        let mut rows = Vec::new();
        loop {
            let (groups, next) = self.groups(reading, from.as_ref()).await?;
            for group in &groups {
                let left = reading.left(&rows);
                if left == 0 {
                    return Ok(rows);
                }
                let after = reading.after.as_deref().filter(|_| first.as_ref() == Some(&group.key));
                rows.extend(self.read_group(reading, group, after, left).await?);
            }
            if next.is_none() {
                return Ok(rows);
            }
            from = next;
        }
    }

    /// Reads the sessions of a group. Where several stations or floors share a name, each is read by itself, in order, and the rows
    /// are merged: no index has them all in order.
    async fn read_group(
        &self,
        reading: &Reading<'_>,
        group: &Group,
        after: Option<&[Key]>,
        left: u32,
    ) -> Result<Vec<Row>, StoreError> {
        let Some((lead, others)) = group.conditions.split_first() else { return Ok(Vec::new()) };
        let leads: Vec<Condition> = match &lead.test {
            Test::Among(values) => values.iter().map(|value| Condition::among(lead.column, [*value])).collect(),
            _ => vec![lead.clone()],
        };
        let mut rows = Vec::new();
        for lead in &leads {
            let mut query = reading.select();
            query.push(" AND ");
            lead.push(&mut query, true);
            for condition in others {
                query.push(" AND ");
                condition.push(&mut query, !self.readers().is_sqlite());
            }
            self.push_ordered(reading, &mut query, None, after, left);
            rows.extend(self.readers().all(query.statement()).await?);
        }
        if leads.len() > 1 { reading.merge(rows, left) } else { Ok(rows) }
    }

    /// The next groups in the order of the page, and where to go on after them; `None` when they are the last.
    async fn groups(
        &self,
        reading: &Reading<'_>,
        from: Option<&From>,
    ) -> Result<(Vec<Group>, Option<From>), StoreError> {
        let mut groups = match reading.sort {
            Sort::Place(place, text) => self.place_groups(reading, place, text).await?,
            Sort::Outlet => self.outlet_groups().await?,
            Sort::Email => return self.email_groups(reading, from).await,
            Sort::ThenStart(Column::Tag) => return self.tag_groups(reading, from).await,
            Sort::ThenStart(Column::StopReason) => self.reason_groups().await?,
            Sort::ThenStart(_) => authentication_groups(),
            Sort::Plain(_) => Vec::new(),
        };
        if reading.descending {
            groups.reverse();
        }
        groups.retain(|group| reading.wants(group, from));
        Ok((groups, None))
    }

    async fn place_groups(
        &self,
        reading: &Reading<'_>,
        place: PlaceText,
        text: &'static str,
    ) -> Result<Vec<Group>, StoreError> {
        let mut query = Assembly::new("SELECT DISTINCT ");
        query.push(text).push(" AS text, ");
        query.push(match place.column {
            Column::Site => "placement.site_id AS id FROM placement WHERE TRUE",
            Column::Floor => "placement.floor_id AS id FROM placement WHERE TRUE",
            _ => "placement.station_id AS id FROM placement WHERE TRUE",
        });
        for condition in &reading.plan.conditions {
            if let (Some(column), Test::Among(values)) = (placement_column(condition.column), &condition.test) {
                query.push(" AND ").push(column).push(" IN ").list(values.iter().copied());
            }
        }
        let mut texts: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        let mut has_missing = false;
        for row in &self.readers().all(query.statement()).await? {
            match (row.get::<Option<String>>("text")?, row.get::<Option<i64>>("id")?) {
                (Some(text), Some(id)) => {
                    texts.entry(text).or_default().insert(id);
                    *counts.entry(id).or_default() += 1;
                }
                _ => has_missing = true,
            }
        }
        let mut groups: Vec<Group> = Vec::with_capacity(texts.len() + 1);
        for (text, ids) in texts {
            // What had other names too is told apart by its placements.
            let is_partial = ids.iter().any(|id| counts.get(id).is_some_and(|count| *count > 1));
            let mut conditions = vec![Condition::among(place.column, ids)];
            if is_partial {
                let test = Test::PlacementIs { select: place.select, text: text.clone() };
                conditions.push(Condition { column: Column::Placement, test });
            }
            groups.push(Group { key: Key::Text(text), conditions });
        }
        if has_missing {
            groups.push(Group::missing(place.column));
        }
        Ok(groups)
    }

    async fn outlet_groups(&self) -> Result<Vec<Group>, StoreError> {
        let rows = self.readers().all(sql("SELECT DISTINCT outlet FROM placement ORDER BY outlet")).await?;
        rows.iter()
            .map(|row| {
                let number = row.get("outlet")?;
                Ok(Group { key: Key::Integer(number), conditions: vec![Condition::among(Column::Outlet, [number])] })
            })
            .collect()
    }

    async fn reason_groups(&self) -> Result<Vec<Group>, StoreError> {
        let words = self.stop_reasons().await?;
        let mut groups: Vec<Group> = words.into_iter().map(|word| Group::of_text(Column::StopReason, word)).collect();
        groups.push(Group::missing(Column::StopReason));
        Ok(groups)
    }

    async fn email_groups(
        &self,
        reading: &Reading<'_>,
        from: Option<&From>,
    ) -> Result<(Vec<Group>, Option<From>), StoreError> {
        let mut query = Assembly::new("SELECT id, email_folded AS text FROM app_user WHERE TRUE");
        push_from(&mut query, "email_folded", reading, from);
        let rows = self.readers().all(query.statement()).await?;
        let mut groups = Vec::with_capacity(rows.len() + 1);
        for row in &rows {
            groups.push(Group {
                key: Key::Text(row.get("text")?),
                conditions: vec![Condition::among(Column::User, [row.get("id")?])],
            });
        }
        let nobody = Condition { column: Column::User, test: Test::NoUser };
        Ok(with_missing(groups, Group { key: Key::Null, conditions: vec![nobody] }, reading, from))
    }

    async fn tag_groups(
        &self,
        reading: &Reading<'_>,
        from: Option<&From>,
    ) -> Result<(Vec<Group>, Option<From>), StoreError> {
        let mut query = Assembly::new("SELECT normal AS text FROM session_tag WHERE TRUE");
        push_from(&mut query, "normal", reading, from);
        let mut groups = Vec::new();
        for row in &self.readers().all(query.statement()).await? {
            groups.push(Group::of_text(Column::Tag, row.get("text")?));
        }
        Ok(with_missing(groups, Group::missing(Column::Tag), reading, from))
    }
}

impl Group {
    fn of_text(column: Column, text: String) -> Self {
        let test = Test::AmongTexts(vec![text.clone()]);
        Self { key: Key::Text(text), conditions: vec![Condition { column, test }] }
    }

    fn missing(column: Column) -> Self {
        Self { key: Key::Null, conditions: vec![Condition { column, test: Test::Missing }] }
    }
}

impl Reading<'_> {
    /// Whether a group lies on the page or after it, and the conditions let any of its sessions through.
    fn wants(&self, group: &Group, from: Option<&From>) -> bool {
        let is_before = from.is_some_and(|from| {
            let order = group.key.order(&from.key);
            let order = if self.descending { order.reverse() } else { order };
            order.is_lt() || (order.is_eq() && !from.with)
        });
        let Some(lead) = group.conditions.first() else { return false };
        let is_excluded = self.plan.conditions.iter().any(|condition| match (&condition.test, &lead.test) {
            (Test::Among(values), Test::Among(shared)) if condition.column == lead.column => {
                !shared.iter().any(|value| values.contains(value))
            }
            (Test::AmongTexts(values), Test::AmongTexts(shared)) if condition.column == lead.column => {
                !shared.iter().any(|value| values.contains(value))
            }
            _ => false,
        });
        !is_before && !is_excluded
    }
}

fn authentication_groups() -> Vec<Group> {
    let numbers = Authentication::ALL.iter().map(|authentication| i64::from(authentication.number()));
    numbers
        .map(|number| Group {
            key: Key::Integer(number),
            conditions: vec![Condition::among(Column::Authentication, [number])],
        })
        .collect()
}

/// The column of `placement` that says the same as one of `session`.
const fn placement_column(column: Column) -> Option<&'static str> {
    match column {
        Column::Site => Some("placement.site_id"),
        Column::Floor => Some("placement.floor_id"),
        Column::Station => Some("placement.station_id"),
        _ => None,
    }
}

/// Adds where a query of texts goes on, its order and limit.
fn push_from(query: &mut Assembly, text: &'static str, reading: &Reading<'_>, from: Option<&From>) {
    match from {
        Some(From { key: Key::Text(key), with }) => {
            let operator = match (reading.descending, with) {
                (false, true) => " >= ",
                (false, false) => " > ",
                (true, true) => " <= ",
                (true, false) => " < ",
            };
            query.push(" AND ").push(text).push(operator).bind(key.as_str());
        }
        // Going up, nothing comes after what is missing; going down, everything does.
        Some(_) if !reading.descending => {
            query.push(" AND FALSE");
        }
        _ => {}
    }
    query.push(" ORDER BY ").push(text).push(reading.way());
    query.push(" LIMIT ").bind(i64::try_from(CHUNK).unwrap_or(i64::MAX));
}

/// A chunk with the group of what is missing, going up after the last chunk, going down before the first; and where to go on.
fn with_missing(
    mut groups: Vec<Group>,
    missing: Group,
    reading: &Reading<'_>,
    from: Option<&From>,
) -> (Vec<Group>, Option<From>) {
    let is_whole = groups.len() >= CHUNK;
    let next = groups.last().filter(|_| is_whole).map(|last| From { key: last.key.clone(), with: false });
    if reading.descending {
        groups.insert(0, missing);
    } else if !is_whole {
        groups.push(missing);
    }
    groups.retain(|group| reading.wants(group, from));
    (groups, next)
}
