//! `GET /stations/{id}/messages/stream`.

use axum::http::HeaderMap;
use axum::response::Response;
use domain::NodeId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access::Access;
use crate::extract::{Path, Query};
use crate::problem::Problem;
use crate::shape::MessageId;
use crate::stream::{MessageReader, server_sent_events};

/// Where to begin.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wishes {
    /// Go on after the message with this id; from now on where unset. A header `Last-Event-ID` wins.
    after: Option<String>,
}

/// Listen to a station's messages
///
/// Server-sent events: `messages` holds a list of messages as they are logged, oldest first; `reset` says that too many were missed, and
/// that the list is to be read anew; `goodbye` that access was lost. Who reads too slowly is disconnected and comes back with `Last-Event-ID`.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/messages/stream",
    tag = "stations",
    params(
        ("id" = i64, Path, description = "The station"), Wishes,
        ("Last-Event-ID" = Option<String>, Header, description = "Go on after this message")
    ),
    responses((status = 200, description = "Events until one of the two leaves", content_type = "text/event-stream", body = String))
)]
pub(super) async fn listen(
    access: Access,
    Path(station): Path<i64>,
    headers: HeaderMap,
    Query(wishes): Query<Wishes>,
) -> Result<Response, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let after = wishes.after.as_deref().map(str::parse::<MessageId>).transpose();
    let after = after.map_err(|_| Problem::invalid("after", "It must be the id of a message."))?;
    let station = NodeId(station);
    if !access.portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let reader = MessageReader::new(access, station, last.or(after)).await?;
    Ok(server_sent_events(reader.into_stream()))
}
