//! `GET /nodes/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::NodeId;

use crate::access::Access;
use crate::extract::{Path, etag};
use crate::problem::Problem;
use crate::shape::Node;

/// A node with all that is configured and known of it
#[utoipa::path(
    get,
    path = "/api/v1/nodes/{id}",
    tag = "nodes",
    params(("id" = i64, Path, description = "The node")),
    responses((status = 200, body = Node, headers(("ETag" = String, description = "Its version"))))
)]
pub(super) async fn get(access: Access, Path(id): Path<i64>) -> Result<impl IntoResponse, Problem> {
    let node = super::read(&access, NodeId(id)).await?;
    Ok((etag(node.version), Json(node)))
}
