//! `GET /stations/{id}/charging-profiles`: what limits a station has taken.

use axum::Json;
use domain::NodeId;
use domain::access::Capability;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::{ChargingProfileInstalled, Items};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewMessages), routes!(list))
}

/// The charging profiles that a station has taken
///
/// As far as the portal knows: those that it installed and that were neither replaced nor removed since.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/charging-profiles",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = Items<ChargingProfileInstalled>))
)]
async fn list(access: Access, Path(id): Path<i64>) -> Result<Json<Items<ChargingProfileInstalled>>, Problem> {
    let station = NodeId(id);
    let store = &access.portal.store;
    if !store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let items = store.charging_profiles(station).await?.into_iter().map(Into::into).collect();
    Ok(Json(Items { items }))
}
