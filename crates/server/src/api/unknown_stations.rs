//! Stations that tried to connect and are not configured.

use axum::Json;
use axum::http::StatusCode;
use domain::UtcMillis;
use domain::access::Capability;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::{Page, Total, word};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::EditSystem), routes!(list))
        .add(Needs::Capability(Capability::EditSystem), routes!(dismiss))
}

/// A station that is not configured.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UnknownStation {
    /// What it calls itself.
    charge_box_id: String,
    /// From where it came last.
    remote_address: Option<String>,
    /// What became of it last: refused, held.
    reason: String,
    /// When it first knocked.
    #[schema(value_type = word::Time)]
    first_at: UtcMillis,
    /// When it last knocked.
    #[schema(value_type = word::Time)]
    last_at: UtcMillis,
    /// How often.
    count: i64,
}

/// Stations that tried to connect and are not configured, the last one first
#[utoipa::path(
    get,
    path = "/api/v1/unknown-stations",
    tag = "stations",
    responses((status = 200, body = Page<UnknownStation>))
)]
async fn list(access: Access) -> Result<Json<Page<UnknownStation>>, Problem> {
    let known = access.portal.store.unknown_stations(&access.reach).await?;
    let items: Vec<UnknownStation> = known
        .into_iter()
        .map(|station| UnknownStation {
            charge_box_id: station.charge_box_id,
            remote_address: station.address,
            reason: station.reason,
            first_at: station.first_at,
            last_at: station.last_at,
            count: station.attempts,
        })
        .collect();
    let total = Total { count: i64::try_from(items.len()).unwrap_or(i64::MAX), capped: false };
    Ok(Json(Page { items, next_cursor: None, total }))
}

/// Forget an unknown station and clear its alarm
///
/// It comes back when it knocks again.
#[utoipa::path(
    delete,
    path = "/api/v1/unknown-stations/{chargeBoxId}",
    tag = "stations",
    params(("chargeBoxId" = String, Path, description = "What it calls itself")),
    responses((status = 204))
)]
async fn dismiss(access: Access, Path(charge_box_id): Path<String>) -> Result<StatusCode, Problem> {
    if !access.portal.csms.dismiss_unknown_station(&charge_box_id).await? {
        return Err(Problem::not_found());
    }
    record(&access, "unknownStationDismissed", format!("{charge_box_id} was dismissed"), Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
