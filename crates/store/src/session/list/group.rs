//! Lists sorted by a text that stands in another table: the texts in their order, and which sessions have each.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Column, Condition, Test};
use super::page::Reading;
use super::resolve::PlaceText;
use super::sort::Sort;
use crate::Store;
use crate::database::{Assembly, sql};
use crate::error::StoreError;
use crate::page::Key;

/// All sessions with one text.
pub(super) struct Group {
    /// The text, or the outlet's number.
    pub(super) key: Key,
    /// What its sessions fulfil; the first condition leads.
    pub(super) conditions: Vec<Condition>,
}

impl Store {
    /// The groups that a page may touch, in the order of the page.
    pub(super) async fn groups(&self, reading: &Reading<'_>) -> Result<Vec<Group>, StoreError> {
        let mut groups = match reading.sort {
            Sort::Place(place, text) => self.place_groups(reading, place, text).await?,
            Sort::Outlet => self.outlet_groups().await?,
            Sort::Email => self.email_groups().await?,
            Sort::Plain(_) | Sort::ThenStart(_) => Vec::new(),
        };
        if reading.descending {
            groups.reverse();
        }
        if let Some(first) = reading.after.as_ref().and_then(|after| after.first()) {
            let place = groups.iter().position(|group| !is_before(&group.key, first, reading.descending));
            groups.drain(..place.unwrap_or(groups.len()));
        }
        Ok(groups)
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
            groups.push(Group {
                key: Key::Null,
                conditions: vec![Condition { column: place.column, test: Test::Missing }],
            });
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

    async fn email_groups(&self) -> Result<Vec<Group>, StoreError> {
        let rows = self.readers().all(sql("SELECT id, email_folded FROM app_user ORDER BY email_folded")).await?;
        let mut groups = Vec::with_capacity(rows.len() + 1);
        for row in &rows {
            groups.push(Group {
                key: Key::Text(row.get("email_folded")?),
                conditions: vec![Condition::among(Column::User, [row.get("id")?])],
            });
        }
        let nobody = Condition { column: Column::User, test: Test::NoUser };
        groups.push(Group { key: Key::Null, conditions: vec![nobody] });
        Ok(groups)
    }
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

/// Whether a group comes before a key; what is missing comes as if it were largest.
fn is_before(group: &Key, key: &Key, descending: bool) -> bool {
    let order = match (group, key) {
        (Key::Null, Key::Null) => std::cmp::Ordering::Equal,
        (Key::Null, _) => std::cmp::Ordering::Greater,
        (_, Key::Null) => std::cmp::Ordering::Less,
        (Key::Integer(group), Key::Integer(key)) => group.cmp(key),
        (Key::Text(group), Key::Text(key)) => group.cmp(key),
        (Key::Integer(_), Key::Text(_)) => std::cmp::Ordering::Less,
        (Key::Text(_), Key::Integer(_)) => std::cmp::Ordering::Greater,
    };
    if descending { order.is_gt() } else { order.is_lt() }
}
