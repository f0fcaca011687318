//! The order of a page, in both ways of reading it.

use super::condition::Column;
use super::resolve::{FLOOR, IDENTITY, PlaceText, SITE, STATION};
use crate::database::Row;
use crate::error::StoreError;
use crate::page::Key;
use crate::session::filter::SessionSort;

/// How a sort is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    /// By a column that has an index with the id: column, id.
    Plain(Column),
    /// By a column that has an index with the start: column, start, id.
    ThenStart(Column),
    /// By a text of the placement: text, start, id.
    Place(PlaceText, &'static str),
    /// By the outlet's number: number, start, id.
    Outlet,
    /// By the user's e-mail address: address, start, id.
    Email,
}

impl Sort {
    /// The sort for what was asked. Who may not see whose sessions these are gets them by start instead: an order tells, too.
    pub(super) fn of(sort: SessionSort, may_see_persons: bool) -> Self {
        match sort {
            SessionSort::Email | SessionSort::Tag if !may_see_persons => Sort::Plain(Column::StartedAt),
            SessionSort::StartedAt => Sort::Plain(Column::StartedAt),
            SessionSort::EndedAt => Sort::Plain(Column::EndedAt),
            SessionSort::DurationS => Sort::Plain(Column::Duration),
            SessionSort::EnergyWh => Sort::Plain(Column::Energy),
            SessionSort::MeterEndWh => Sort::Plain(Column::MeterEnd),
            SessionSort::ReceivedAt => Sort::Plain(Column::ReceivedAt),
            SessionSort::SessionId => Sort::Plain(Column::Id),
            SessionSort::NodeIdentity => Sort::Place(IDENTITY, "placement.charge_box_search"),
            SessionSort::Site => Sort::Place(SITE, "placement.site_search"),
            SessionSort::Floor => Sort::Place(FLOOR, "placement.floor_search"),
            SessionSort::Station => Sort::Place(STATION, "placement.station_search"),
            SessionSort::Outlet => Sort::Outlet,
            SessionSort::Authentication => Sort::ThenStart(Column::Authentication),
            SessionSort::Email => Sort::Email,
            SessionSort::Tag => Sort::ThenStart(Column::Tag),
            SessionSort::StopReason => Sort::ThenStart(Column::StopReason),
        }
    }

    /// What is sorted by first.
    pub(super) const fn expression(self) -> &'static str {
        match self {
            Sort::Plain(column) | Sort::ThenStart(column) => column.name(),
            Sort::Place(_, text) => text,
            Sort::Outlet => Column::Outlet.name(),
            Sort::Email => "app_user.email_folded",
        }
    }

    /// Whether that is a text.
    pub(super) const fn is_text(self) -> bool {
        match self {
            Sort::Plain(_) | Sort::Outlet => false,
            Sort::ThenStart(column) => matches!(column, Column::Tag | Column::StopReason),
            Sort::Place(..) | Sort::Email => true,
        }
    }

    /// Whether that can be missing.
    pub(super) const fn may_be_missing(self) -> bool {
        match self {
            Sort::Plain(column) => matches!(column, Column::EndedAt | Column::Duration | Column::MeterEnd),
            Sort::ThenStart(column) => matches!(column, Column::Tag | Column::StopReason),
            Sort::Place(place, _) => matches!(place.column, Column::Floor),
            Sort::Outlet => false,
            Sort::Email => true,
        }
    }

    /// Whether the start decides between equals, before the id.
    pub(super) const fn then_start(self) -> bool {
        !matches!(self, Sort::Plain(_))
    }

    /// How many keys a cursor has.
    pub(super) const fn keys(self) -> usize {
        if self.then_start() { 3 } else { 2 }
    }

    /// The keys of a row, read with the columns that [`super::page`] selects for them.
    pub(super) fn keys_of(self, row: &Row) -> Result<Vec<Key>, StoreError> {
        let first = if self.is_text() {
            row.get::<Option<String>>("sort_key")?.map_or(Key::Null, Key::Text)
        } else {
            row.get::<Option<i64>>("sort_key")?.map_or(Key::Null, Key::Integer)
        };
        let id = Key::Integer(row.get("id")?);
        Ok(if self.then_start() { vec![first, Key::Integer(row.get("started_at")?), id] } else { vec![first, id] })
    }

    /// Whether keys that came from outside are of this sort's types.
    pub(super) fn fits(self, keys: &[Key]) -> bool {
        let first = match keys.first() {
            Some(Key::Null) => self.may_be_missing(),
            Some(Key::Integer(_)) => !self.is_text(),
            Some(Key::Text(_)) => self.is_text(),
            None => false,
        };
        first && keys.iter().skip(1).all(|key| matches!(key, Key::Integer(_)))
    }
}
