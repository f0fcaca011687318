//! `POST /nodes/{id}/move`.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use domain::NodeId;
use domain::change::{Change, ChangeBody, TopologyChange};
use serde::Deserialize;
use store::EditError;
use utoipa::ToSchema;

use super::{Deed, right_to, scope_of, stored, tell};
use crate::access::Access;
use crate::extract::{Body, Path, etag, if_match};
use crate::problem::Problem;
use crate::shape::Node;

/// Where to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Destination {
    /// The new parent.
    parent_id: i64,
}

/// Move a station or a grid controller
///
/// Past sessions stay where they ran. `If-Match` may be sent; without it the node is moved wherever it stands now.
#[utoipa::path(
    post,
    path = "/api/v1/nodes/{id}/move",
    tag = "nodes",
    params(("id" = i64, Path, description = "The node")),
    request_body = Destination,
    responses((status = 200, body = Node))
)]
pub(super) async fn relocate(
    access: Access,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Body(destination): Body<Destination>,
) -> Result<impl IntoResponse, Problem> {
    let (portal, id) = (&access.portal, NodeId(id));
    let version = if_match(&headers)?;
    let node = stored(&access, id).await?;
    let reach = right_to(&access, Deed::Place, node.kind())?;
    let before = scope_of(portal, id).await?;
    let parent = NodeId(destination.parent_id);
    match portal.store.move_node(id, version.unwrap_or(node.version), parent, reach).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(super::read(&access, id).await?));
        }
        other => other?,
    };
    let after = scope_of(portal, id).await?;
    let has_left = before.site_id != after.site_id;
    tell(&access, TopologyChange::Moved, id, &node.name, after).await?;
    if has_left {
        // Whoever sees only the old site hears that it is gone; the stream tells it to nobody who sees it at its new place.
        let gone = ChangeBody::Topology { change: TopologyChange::Deleted, id };
        portal.csms.bus().publish(Change { at: portal.now(), scope: before, body: gone });
    }
    let node = super::read(&access, id).await?;
    Ok((etag(node.version), Json(node)))
}
