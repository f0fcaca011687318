//! `GET /stations/{id}/local-list`: the tags that a station knows by itself.

use axum::Json;
use domain::NodeId;
use domain::access::Capability;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::LocalList;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewMessages), routes!(get))
}

/// The list of tags that a station holds
///
/// As far as the portal knows: what it sent last, and the version that the station told last.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/local-list",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = LocalList))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<LocalList>, Problem> {
    let station = NodeId(id);
    let portal = &access.portal;
    if !portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let list = portal.store.local_list(station).await?;
    let limits = portal.csms.list_limits(station).await?;
    let sees_tags = access.viewer.reach(Capability::ViewPersonalData).is_some();
    Ok(Json(LocalList::of(list, limits, sees_tags)))
}
