//! What was odd in a station's messages.

use axum::Json;
use axum::http::StatusCode;
use domain::NodeId;
use domain::access::Capability;
use utoipa_axum::routes;

use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::problem::{Problem, ProblemKind};
use crate::shape::{CountedDeviation, Items};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(list))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(forget))
}

/// What a station does not say as OCPP has it, by message, kind and member; the last one first
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/deviations",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = Items<CountedDeviation>))
)]
async fn list(access: Access, Path(station): Path<i64>) -> Result<Json<Items<CountedDeviation>>, Problem> {
    let deviations = access.portal.store.deviations(NodeId(station), &access.reach).await?;
    let deviations = deviations.ok_or(ProblemKind::NotFound)?;
    Ok(Json(Items { items: deviations.into_iter().map(CountedDeviation::from).collect() }))
}

/// Count a station's deviations anew
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{id}/deviations",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 204))
)]
async fn forget(access: Access, Path(station): Path<i64>) -> Result<StatusCode, Problem> {
    let station = NodeId(station);
    if !access.portal.store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    access.portal.store.forget_deviations(station).await?;
    let scope = access.portal.store.node_scope(station).await?.unwrap_or_default();
    let place = Place { site_id: scope.site_id, station_id: Some(station), outlet: None };
    record(&access, "deviationsForgotten", "Its deviations are counted anew", place).await?;
    Ok(StatusCode::NO_CONTENT)
}
