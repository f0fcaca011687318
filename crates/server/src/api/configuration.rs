//! `GET /stations/{id}/configuration`: the station's keys as last read.

use axum::Json;
use domain::access::Capability;
use domain::{NodeId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::problem::{Problem, ProblemKind};
use crate::shape::word;

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewMessages), routes!(get))
}

/// A station's configuration as it was last read from it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct StationConfiguration {
    /// When; null: never.
    #[schema(value_type = Option<word::Time>)]
    read_at: Option<UtcMillis>,
    /// The keys, in the order of their names.
    keys: Vec<ConfigurationKey>,
}

/// A configuration key.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ConfigurationKey {
    /// The key.
    key: String,
    /// Its value, where it has one that may be read.
    value: Option<String>,
    /// Whether it can only be read.
    read_only: bool,
}

/// A station's configuration as last read
///
/// Send the command `getConfiguration` to read it anew, `changeConfiguration` to change a key.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/configuration",
    tag = "stations",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = StationConfiguration))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<StationConfiguration>, Problem> {
    let read = access.portal.store.station_configuration(NodeId(id), &access.reach).await?;
    let read = read.ok_or(ProblemKind::NotFound)?;
    let keys =
        read.keys.into_iter().map(|key| ConfigurationKey { key: key.key, value: key.value, read_only: key.read_only });
    Ok(Json(StationConfiguration { read_at: read.read_at, keys: keys.collect() }))
}
