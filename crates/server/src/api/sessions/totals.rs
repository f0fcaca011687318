//! `GET /sessions/totals`.

use axum::Json;
use domain::access::Capability;

use super::parameters::TotalsParameters;
use crate::access::Access;
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::SessionTotals;

/// The sums of sessions
#[utoipa::path(
    get,
    path = "/api/v1/sessions/totals",
    tag = "sessions",
    params(TotalsParameters),
    responses((status = 200, body = SessionTotals))
)]
pub(super) async fn totals(
    access: Access,
    Query(parameters): Query<TotalsParameters>,
) -> Result<Json<SessionTotals>, Problem> {
    let (portal, personal) = (&access.portal, access.reach_of(Capability::ViewPersonalData));
    let filter = parameters.filter();
    let totals = portal.store.session_totals(&filter, portal.now(), &access.reach, personal.as_ref()).await?;
    Ok(Json(totals.into()))
}
