//! `GET /sessions/{id}/statuses`.

use axum::Json;
use domain::SessionId;

use super::visible;
use crate::access::Access;
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::{Items, StatusChange};

/// What the station told of its outlet, and of itself, around a session
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{id}/statuses",
    tag = "sessions",
    params(("id" = i64, Path, description = "The session")),
    responses((status = 200, body = Items<StatusChange>))
)]
pub(super) async fn statuses(access: Access, Path(id): Path<i64>) -> Result<Json<Items<StatusChange>>, Problem> {
    let session = visible(&access, SessionId(id)).await?;
    let portal = &access.portal;
    let changes = portal.store.statuses_of_session(session.id, portal.now(), &access.reach).await?;
    Ok(Json(Items { items: changes.into_iter().map(StatusChange::from).collect() }))
}
