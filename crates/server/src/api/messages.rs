//! `GET /stations/{id}/messages`: the protocol log of a station.

use std::str::FromStr;

use axum::Json;
use domain::access::Capability;
use domain::{NodeId, UtcMillis};
use serde::Deserialize;
use store::message::{LoggedMessage as Stored, MessageQuery};
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::Limit;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Path, Query};
use crate::portal::Portal;
use crate::problem::Problem;
use crate::shape::{LoggedMessage, Page, Total, word};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewMessages), routes!(list))
}

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wishes {
    /// At this moment or later.
    #[param(value_type = Option<word::Time>)]
    from: Option<UtcMillis>,
    /// Before this moment.
    #[param(value_type = Option<word::Time>)]
    to: Option<UtcMillis>,
    /// How many.
    #[serde(default)]
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

/// Where a page ended: at a moment, of whose messages so many have been shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    at: UtcMillis,
    shown: usize,
}

/// A station's protocol messages, the newest first
///
/// Passwords and keys in them are masked.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/messages",
    tag = "stations",
    params(("id" = i64, Path, description = "The station"), Wishes),
    responses((status = 200, body = Page<LoggedMessage>))
)]
async fn list(
    access: Access,
    Path(station): Path<i64>,
    Query(wishes): Query<Wishes>,
) -> Result<Json<Page<LoggedMessage>>, Problem> {
    let (portal, station) = (&access.portal, NodeId(station));
    if !portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let cursor = wishes.cursor.as_deref().map(str::parse::<Cursor>).transpose()?;
    let rows = wishes.limit.rows() as usize;
    let shown = cursor.map_or(0, |cursor| cursor.shown);
    let query = MessageQuery {
        station_id: station,
        from: wishes.from,
        to: cursor.map(|cursor| cursor.at.plus_ms(1)).or(wishes.to),
        // One more tells whether there is a next page.
        limit: rows + shown + 1,
    };
    let mut messages = read(portal, query, &access).await?;
    messages.drain(..shown.min(messages.len()));
    let more = messages.len() > rows;
    messages.truncate(rows);
    let next_cursor = Cursor::after(&messages, cursor).filter(|_| more).map(|cursor| cursor.to_string());
    let items: Vec<LoggedMessage> = messages.into_iter().map(LoggedMessage::from).collect();
    let total = Total { count: i64::try_from(items.len()).unwrap_or(i64::MAX), capped: more };
    Ok(Json(Page { items, next_cursor, total }))
}

/// Those that wait in memory to be written, then those in the database.
pub(super) async fn read(portal: &Portal, query: MessageQuery, access: &Access) -> Result<Vec<Stored>, Problem> {
    // Before the database is read: what is written meanwhile is then found twice rather than never.
    let mut messages = portal.csms.recent_messages(query.station_id);
    let stored = portal.store.messages(query, &access.reach).await?;
    messages.retain(|message| {
        let is_wanted = query.from.is_none_or(|from| message.at >= from) && query.to.is_none_or(|to| message.at < to);
        is_wanted && !stored.contains(message)
    });
    messages.extend(stored);
    messages.truncate(query.limit);
    Ok(messages)
}

impl Cursor {
    /// Where a page ends that began after `before`.
    fn after(page: &[Stored], before: Option<Cursor>) -> Option<Cursor> {
        let at = page.last()?.at;
        let shown = page.iter().rev().take_while(|message| message.at == at).count();
        let before = before.filter(|before| before.at == at).map_or(0, |before| before.shown);
        Some(Cursor { at, shown: shown + before })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.at.0, self.shown)
    }
}

impl FromStr for Cursor {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let read = || {
            let (at, shown) = text.split_once('.')?;
            let shown = shown.parse().ok().filter(|shown| *shown <= 100_000)?;
            Some(Cursor { at: UtcMillis(at.parse().ok()?), shown })
        };
        read().ok_or_else(|| Problem::invalid("cursor", "It must be the nextCursor of the page before."))
    }
}

#[cfg(test)]
mod tests {
    use store::message::{Direction, MessageKind};

    use super::*;

    fn at(moment: i64) -> Stored {
        Stored {
            at: UtcMillis(moment),
            direction: Direction::FromStation,
            kind: MessageKind::Call,
            action: String::new(),
            message_id: String::new(),
            text: String::new(),
            latency_ms: None,
            deviations: 0,
        }
    }

    #[test]
    fn a_page_may_end_in_the_middle_of_a_moment() {
        let page = [at(9), at(7), at(7)];
        let cursor = Cursor::after(&page, None).unwrap();
        assert_eq!(cursor, Cursor { at: UtcMillis(7), shown: 2 });
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        assert_eq!(Cursor::after(&[at(7)], Some(cursor)), Some(Cursor { at: UtcMillis(7), shown: 3 }));
        assert_eq!(Cursor::after(&[at(7), at(5)], Some(cursor)), Some(Cursor { at: UtcMillis(5), shown: 1 }));
        for text in ["", "7", "7.x", "x.1", "7.999999999"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }
}
