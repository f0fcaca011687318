//! `GET /reservations`: outlets that are kept for somebody, and those that were.

use axum::Json;
use domain::NodeId;
use domain::access::{Capability, Reach};
use serde::Deserialize;
use store::reservation::ReservationQuery;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::parameter::Limit;
use crate::access::{Access, Needs, Routes};
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::{Page, Reservation};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewSessions), routes!(list))
}

/// Which reservations.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
struct Parameters {
    /// Those that hold or wait, or those that have ended; both when nothing is said.
    active: Option<bool>,
    /// At this node or below it.
    node: Option<i64>,
    /// Rows of a page.
    #[param(value_type = Option<u32>, default = 50, minimum = 1, maximum = 500)]
    limit: Limit,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
}

/// The reservations that the viewer may see, the newest first
#[utoipa::path(
    get,
    path = "/api/v1/reservations",
    tag = "reservations",
    params(Parameters),
    responses((status = 200, body = Page<Reservation>))
)]
async fn list(access: Access, Query(parameters): Query<Parameters>) -> Result<Json<Page<Reservation>>, Problem> {
    let query = ReservationQuery {
        active: parameters.active,
        node: parameters.node.map(NodeId),
        cursor: parameters.cursor,
        limit: parameters.limit.rows(),
    };
    let page = access.portal.store.reservations(&query, &access.reach).await?;
    let personal_data = sees_persons(&access.reach, access.viewer.reach(Capability::ViewPersonalData).as_ref());
    Ok(Json(Page::of(page, |listed| Reservation::of(listed, personal_data))))
}

/// Whether everything within one reach is also within that of personal data.
fn sees_persons(reach: &Reach, persons: Option<&Reach>) -> bool {
    persons == Some(reach) || persons == Some(&Reach::All)
}
