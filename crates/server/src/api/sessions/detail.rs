//! `GET /sessions/{id}`.

use axum::Json;
use domain::SessionId;

use super::visible;
use crate::access::Access;
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::SessionDetail;

/// A session
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}",
    tag = "sessions",
    params(("id" = i64, Path, description = "The session")),
    responses((status = 200, body = SessionDetail))
)]
pub(super) async fn detail(access: Access, Path(id): Path<i64>) -> Result<Json<SessionDetail>, Problem> {
    let session = visible(&access, SessionId(id)).await?;
    let readings = access.portal.store.count_readings(session.id, &access.reach).await?;
    Ok(Json(SessionDetail::of(&session, access.portal.now(), true, readings)))
}
