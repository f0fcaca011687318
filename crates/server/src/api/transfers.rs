//! Files on their way to and from a station.

use axum::Json;
use domain::access::Capability;
use domain::{NodeId, TransferId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::Limit;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Path, Query};
use crate::problem::Problem;
use crate::shape::{Page, Total, Transfer};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewMessages), routes!(list))
}

/// Which transfers.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Older {
    /// How many.
    #[serde(default)]
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<i64>,
}

/// A station's transfers, the newest first
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/transfers",
    tag = "files",
    params(("id" = i64, Path, description = "The station"), Older),
    responses((status = 200, body = Page<Transfer>))
)]
async fn list(
    access: Access,
    Path(station): Path<i64>,
    Query(older): Query<Older>,
) -> Result<Json<Page<Transfer>>, Problem> {
    let station = NodeId(station);
    let store = &access.portal.store;
    if !store.reaches_node(station, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let limit = older.limit.rows();
    // One more tells whether there is a next page.
    let mut transfers = store.transfers(station, older.cursor.map(TransferId), limit + 1).await?;
    let more = transfers.len() > limit as usize;
    transfers.truncate(limit as usize);
    let next_cursor = transfers.last().filter(|_| more).map(|last| last.id.to_string());
    let items: Vec<Transfer> = transfers.into_iter().map(Transfer::from).collect();
    let total = Total { count: i64::try_from(items.len()).unwrap_or(i64::MAX), capped: more };
    Ok(Json(Page { items, next_cursor, total }))
}
