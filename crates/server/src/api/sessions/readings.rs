//! `GET /sessions/{id}/readings`.

use axum::Json;
use domain::SessionId;

use super::visible;
use crate::access::Access;
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::{Items, Reading};

/// A session's meter readings, as sent and in base units
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/readings",
    tag = "sessions",
    params(("id" = i64, Path, description = "The session")),
    responses((status = 200, body = Items<Reading>))
)]
pub(super) async fn readings(access: Access, Path(id): Path<i64>) -> Result<Json<Items<Reading>>, Problem> {
    let session = visible(&access, SessionId(id)).await?;
    let readings = access.portal.store.readings(session.id, &access.reach).await?;
    Ok(Json(Items { items: readings.into_iter().map(Reading::from).collect() }))
}
