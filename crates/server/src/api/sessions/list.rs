//! `GET /sessions`.

use axum::Json;
use domain::access::Capability;
use store::session::SessionQuery;

use super::parameters::ListParameters;
use crate::access::Access;
use crate::extract::Query;
use crate::problem::Problem;
use crate::shape::{Page, Session};

/// Sessions
///
/// Those that still run show their energy and power of this moment.
#[utoipa::path(
    get,
    path = "/api/v1/sessions",
    tag = "sessions",
    params(ListParameters),
    responses((status = 200, body = Page<Session>))
)]
pub(super) async fn list(
    access: Access,
    Query(parameters): Query<ListParameters>,
) -> Result<Json<Page<Session>>, Problem> {
    let (portal, personal) = (&access.portal, access.reach_of(Capability::ViewPersonalData));
    let query = SessionQuery {
        filter: parameters.filter(),
        sort: parameters.sort.column(),
        descending: parameters.sort.descending(),
        limit: parameters.limit.rows(),
        cursor: parameters.cursor,
    };
    let page = portal.store.sessions(&query, &access.reach, personal.as_ref()).await?;
    let now = portal.now();
    Ok(Json(Page::of(page, |mut session| {
        portal.csms.overlay(&mut session);
        // The store has left out who charged where that is not within reach.
        Session::of(&session, now, true)
    })))
}
