//! `DELETE /nodes/{id}`.

use axum::http::StatusCode;
use domain::NodeId;
use domain::change::TopologyChange;
use store::EditError;

use super::{Deed, right_to, scope_of, stored, tell};
use crate::access::Access;
use crate::extract::{IfMatch, Path};
use crate::problem::{Problem, ProblemKind};

/// Delete a node with nothing below it
///
/// Its history stays. A site needs `editSystem`; the system cannot be deleted.
#[utoipa::path(
    delete,
    path = "/api/v1/nodes/{id}",
    tag = "nodes",
    params(("id" = i64, Path, description = "The node"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    responses((status = 204))
)]
pub(super) async fn remove(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    let (portal, id) = (&access.portal, NodeId(id));
    if id == NodeId::SYSTEM {
        return Err(Problem::from(ProblemKind::Conflict).detail("The system cannot be deleted."));
    }
    let node = stored(&access, id).await?;
    let reach = right_to(&access, Deed::Place, node.kind())?;
    let scope = scope_of(portal, id).await?;
    match portal.store.delete_node(id, version, portal.now(), reach).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(super::read(&access, id).await?));
        }
        other => other?,
    }
    tell(&access, TopologyChange::Deleted, id, &node.name, scope).await?;
    Ok(StatusCode::NO_CONTENT)
}
