//! `GET /tags/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::TagId;

use super::{shape, stored};
use crate::access::Access;
use crate::extract::{Path, etag};
use crate::problem::Problem;
use crate::shape::Tag;

/// A tag
#[utoipa::path(
    get,
    path = "/api/v1/tags/{id}",
    tag = "tags",
    params(("id" = i64, Path, description = "The tag")),
    responses((status = 200, body = Tag))
)]
pub(super) async fn get(access: Access, Path(id): Path<i64>) -> Result<impl IntoResponse, Problem> {
    let tag = shape(&access, stored(&access, TagId(id)).await?).await?;
    Ok((etag(tag.version), Json(tag)))
}
