//! The event log: what stations reported and persons did.

use axum::Json;
use domain::access::Capability;
use domain::{NodeId, UtcMillis};
use serde::Deserialize;
use store::event::EventQuery;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::{Choices, Limit, Words};
use crate::access::{Access, Needs, Routes};
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::{Event, Page, word};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewEventLog), routes!(list))
}

/// Which lines.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
struct EventParameters {
    /// At this node or below it.
    node: Option<i64>,
    /// At this moment or later.
    #[serde(rename = "at.from")]
    #[param(value_type = Option<word::Time>)]
    at_from: Option<UtcMillis>,
    /// Before this moment.
    #[serde(rename = "at.to")]
    #[param(value_type = Option<word::Time>)]
    at_to: Option<UtcMillis>,
    /// Of one of these kinds, separated by commas.
    #[param(value_type = Option<String>)]
    kind: Option<Choices<String>>,
    /// Has this in its text.
    #[serde(rename = "text.contains")]
    #[param(value_type = Option<String>)]
    text_contains: Option<Words>,
    /// Done by whoever has this in the name.
    #[serde(rename = "by.contains")]
    #[param(value_type = Option<String>)]
    by_contains: Option<Words>,
    /// Rows of a page.
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

/// The lines that the viewer may see, the newest first
#[utoipa::path(get, path = "/api/v1/event-log", tag = "event log", params(EventParameters), responses((status = 200, body = Page<Event>)))]
async fn list(access: Access, Query(parameters): Query<EventParameters>) -> Result<Json<Page<Event>>, Problem> {
    let query = EventQuery {
        node: parameters.node.map(NodeId),
        from: parameters.at_from,
        to: parameters.at_to,
        kinds: parameters.kind.map_or_else(Vec::new, |kinds| kinds.0),
        contains: parameters.text_contains.map(|words| words.0),
        by: parameters.by_contains.map(|words| words.0),
        cursor: parameters.cursor,
        limit: parameters.limit.rows(),
    };
    let page = access.portal.store.events(&query, &access.reach).await?;
    Ok(Json(Page::of(page, Event::from)))
}
