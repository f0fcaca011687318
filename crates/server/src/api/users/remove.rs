//! `DELETE /users/{id}`.

use axum::http::StatusCode;
use domain::UserId;
use store::EditError;

use super::{access_changed, stored};
use crate::access::Access;
use crate::api::record::{Place, record};
use crate::extract::{IfMatch, Path};
use crate::problem::Problem;
use crate::shape::User;

/// Delete a user
///
/// Their sign-ins and streams end at once. Their tags stay and belong to nobody; their sessions stay without the name. The last
/// administrator cannot be deleted.
#[utoipa::path(
    delete,
    path = "/api/v1/users/{id}",
    tag = "users",
    params(("id" = i64, Path, description = "The user"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    responses((status = 204))
)]
pub(super) async fn remove(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    let (portal, id) = (&access.portal, UserId(id));
    match portal.store.delete_user(id, version).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(User::from(stored(&access, id).await?)));
        }
        other => other?,
    }
    access_changed(portal, id);
    record(&access, "userDeleted", format!("User {id} was deleted"), Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
