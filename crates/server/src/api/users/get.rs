//! `GET /users/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::UserId;

use crate::access::Access;
use crate::extract::{Path, etag};
use crate::problem::Problem;
use crate::shape::User;

/// A user
#[utoipa::path(
    get,
    path = "/api/v1/users/{id}",
    tag = "users",
    params(("id" = i64, Path, description = "The user")),
    responses((status = 200, body = User))
)]
pub(super) async fn get(access: Access, Path(id): Path<i64>) -> Result<impl IntoResponse, Problem> {
    let user = super::stored(&access, UserId(id)).await?;
    Ok((etag(user.version), Json(User::from(user))))
}
