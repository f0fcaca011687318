//! `DELETE /tags/{id}`.

use axum::http::StatusCode;
use domain::TagId;
use store::EditError;

use super::{shape, stored};
use crate::access::Access;
use crate::api::record::{Place, record};
use crate::extract::{IfMatch, Path};
use crate::problem::Problem;

/// Delete a tag; its sessions stay
#[utoipa::path(
    delete,
    path = "/api/v1/tags/{id}",
    tag = "tags",
    params(("id" = i64, Path, description = "The tag"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    responses((status = 204))
)]
pub(super) async fn remove(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    let id = TagId(id);
    match access.portal.store.delete_tag(id, version).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(shape(&access, stored(&access, id).await?).await?));
        }
        other => other?,
    }
    record(&access, "tagDeleted", format!("Tag {id} was deleted"), Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
