//! A station's Basic password.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::NodeId;
use domain::access::Capability;
use serde::{Deserialize, Serialize};
use store::node::NodeSettings;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::sign_in::Secret;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ConfigureStations), routes!(set, remove))
}

/// The password to be set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewCredential {
    /// 16 to 40 characters; one is made when absent, which is better.
    #[schema(nullable = false)]
    password: Option<String>,
}

/// The password that was set, shown this once.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Credential {
    password: String,
}

/// Set a station's Basic password
///
/// It is shown this once. The station is disconnected and must come back with it. Length as in *Improved security for OCPP 1.6-J*,
/// A00.FR.205.
#[utoipa::path(
    post,
    path = "/api/v1/stations/{id}/credential",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    request_body = NewCredential,
    responses((status = 200, body = Credential))
)]
async fn set(
    access: Access,
    Path(id): Path<i64>,
    Body(new): Body<NewCredential>,
) -> Result<impl IntoResponse, Problem> {
    let (portal, id) = (&access.portal, NodeId(id));
    let password = match new.password {
        Some(password) if (16..=40).contains(&password.chars().count()) => password,
        Some(_) => return Err(Problem::invalid("password", "It must have 16 to 40 characters.")),
        None => Secret::password(),
    };
    let node = portal.store.node(id, &access.reach, None, None).await?.ok_or_else(Problem::not_found)?;
    let NodeSettings::Station(station) = &node.settings else { return Err(Problem::not_found()) };
    let hash = portal.key.hash(station.charge_box_id.as_str(), password.as_bytes());
    portal.store.set_credential(id, Some(hash), access.reach.clone()).await?;
    portal.csms.disconnect(id);
    tell(&access, &node, "credentialSet", "set").await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(Credential { password })))
}

/// Remove a station's Basic password
///
/// A station whose security profile asks for one is then refused.
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{id}/credential",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 204))
)]
async fn remove(access: Access, Path(id): Path<i64>) -> Result<StatusCode, Problem> {
    let (portal, id) = (&access.portal, NodeId(id));
    let node = portal.store.node(id, &access.reach, None, None).await?.ok_or_else(Problem::not_found)?;
    portal.store.set_credential(id, None, access.reach.clone()).await?;
    portal.csms.disconnect(id);
    tell(&access, &node, "credentialRemoved", "removed").await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn tell(access: &Access, node: &store::node::Node, kind: &'static str, done: &str) -> Result<(), Problem> {
    let place = Place { site_id: node.site_id, station_id: node.station_id, outlet: None };
    record(access, kind, format!("The password of {} was {done}", node.name), place).await
}
