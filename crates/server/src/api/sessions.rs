//! Sessions: the list with its totals and files, and each with all there is on it.

mod column;
mod curve;
mod detail;
mod drawing;
mod export;
mod list;
mod messages;
mod parameters;
mod readings;
mod statuses;
mod totals;

use domain::SessionId;
use domain::access::Capability;
use domain::session::Session;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::problem::Problem;

pub(super) fn routes(routes: Routes) -> Routes {
    let view = Needs::Capability(Capability::ViewSessions);
    routes
        .add(view, routes!(list::list))
        .add(view, routes!(totals::totals))
        .add(view, routes!(export::xlsx))
        .add(view, routes!(export::csv))
        .add(view, routes!(detail::detail))
        .add(view, routes!(curve::curve))
        .add(view, routes!(readings::readings))
        .add(view, routes!(statuses::statuses))
        .add(Needs::Capability(Capability::ViewMessages), routes!(messages::messages))
}

/// A session that the viewer may see, as it stands now; without who charged where the viewer may not know.
///
/// # Errors
/// `not-found`.
async fn visible(access: &Access, id: SessionId) -> Result<Session, Problem> {
    let (sessions, personal) =
        (access.demand(Capability::ViewSessions)?, access.reach_of(Capability::ViewPersonalData));
    let session = access.portal.store.session_within(id, &sessions, personal.as_ref()).await?;
    let mut session = session.ok_or_else(Problem::not_found)?;
    access.portal.csms.overlay(&mut session);
    Ok(session)
}
