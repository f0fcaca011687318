//! Reading the event log.

use domain::access::Reach;
use domain::{EventId, NodeId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::fold;
use crate::page::{Listing, Order, Page, SortKey};
use crate::reach;

/// A line of the event log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: UtcMillis,
    /// What kind of event, a stable word.
    pub kind: String,
    /// The station it is about.
    pub station_id: Option<NodeId>,
    /// The station's name, while it exists.
    pub station_name: Option<String>,
    /// The site it is about.
    pub site_id: Option<NodeId>,
    /// The outlet's number.
    pub outlet: Option<u16>,
    /// Text for people.
    pub text: String,
    /// Who did it.
    pub by: Option<String>,
    /// More, for programs.
    pub detail: Option<serde_json::Value>,
}

/// Which lines; the newest first.
#[derive(Debug, Clone, Default)]
pub struct EventQuery {
    /// At this node or below it.
    pub node: Option<NodeId>,
    /// At this moment or later.
    pub from: Option<UtcMillis>,
    /// Before this moment.
    pub to: Option<UtcMillis>,
    /// Of one of these kinds; any when empty.
    pub kinds: Vec<String>,
    /// Has this in its text.
    pub contains: Option<String>,
    /// Done by whoever has this in the name.
    pub by: Option<String>,
    /// The page before's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: u32,
}

const ORDER: Order = Order { keys: [SortKey::Integer("event.at"), SortKey::Integer("event.id")], descending: true };

impl Store {
    /// A page of the event log within reach. What belongs to no site is seen only by who reaches everything.
    ///
    /// # Errors
    /// When the cursor is none of this list's, or the database cannot be read.
    pub async fn events(&self, query: &EventQuery, reach: &Reach) -> Result<Page<Event>, StoreError> {
        let below = self.below(query.node).await?;
        let listing = Listing {
            columns: "SELECT event.id AS id, at, event.kind AS kind, event.station_id AS station_id, \
                 (SELECT node.name FROM node WHERE node.id = event.station_id) AS station_name, \
                 event.site_id AS site_id, outlet, text, by_name, detail",
            tables: " FROM event WHERE ",
            order: ORDER,
            cursor: query.cursor.as_deref(),
            limit: query.limit,
        };
        let push = |select: &mut Assembly| {
            reach::rows(select, reach, "event.site_id", None);
            select.push(" AND ");
            below.push(select);
            push_filters(select, query);
        };
        listing.read(self.readers(), push, event_from).await
    }
}

fn push_filters(select: &mut Assembly, query: &EventQuery) {
    if let Some(from) = query.from {
        select.push(" AND at >= ").bind(from);
    }
    if let Some(to) = query.to {
        select.push(" AND at < ").bind(to);
    }
    if !query.kinds.is_empty() {
        select.push(" AND event.kind IN ").list(&query.kinds);
    }
    if let Some(text) = &query.contains {
        select.push(" AND event.search LIKE ").bind(fold::contains(text)).push(" ESCAPE '\\'");
    }
    if let Some(by) = &query.by {
        select.push(" AND LOWER(by_name) LIKE ").bind(fold::contains(by)).push(" ESCAPE '\\'");
    }
}

fn event_from(row: &Row) -> Result<Event, StoreError> {
    Ok(Event {
        id: row.id("id", EventId)?,
        at: row.time("at")?,
        kind: row.get("kind")?,
        station_id: row.optional_id("station_id", NodeId)?,
        station_name: row.get("station_name")?,
        site_id: row.optional_id("site_id", NodeId)?,
        outlet: row.optional_small("outlet")?,
        text: row.get("text")?,
        by: row.get("by_name")?,
        detail: row.optional_json("detail")?,
    })
}
