//! `GET /events`: the event stream.

use axum::http::HeaderMap;
use axum::response::Response;
use domain::NodeId;
use domain::access::Capability;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::extract::Query;
use crate::problem::Problem;
use crate::stream::{Reader, server_sent_events};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewNodes), routes!(listen))
}

/// Where to begin and what to hear.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wishes {
    /// Only what happens at this node or below it.
    node: Option<i64>,
    /// Go on after this event, such as `eventId` of the navigator. A header `Last-Event-ID` wins.
    after: Option<u64>,
}

/// Listen to what changes
///
/// Server-sent events. Each has an `id`; who comes back with `Last-Event-ID` gets what was missed, or `reset` when that is too long ago.
/// The events `outlet`, `station`, `session`, `reservation`, `alarm`, `command`, `configuration`, `topology`, `reset` and `goodbye` are described in
/// docs/API-DESIGN.md. Only what the viewer may see is told.
#[utoipa::path(
    get,
    path = "/api/v1/events",
    tag = "events",
    params(Wishes, ("Last-Event-ID" = Option<u64>, Header, description = "Go on after this event")),
    responses((status = 200, description = "Events until one of the two leaves", content_type = "text/event-stream", body = String))
)]
async fn listen(access: Access, headers: HeaderMap, Query(wishes): Query<Wishes>) -> Result<Response, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let Access { portal, viewer, proof, .. } = access;
    let reader = Reader::new(portal, viewer, proof, wishes.node.map(NodeId), last.or(wishes.after));
    Ok(server_sent_events(reader.into_stream()))
}
