//! Users: only an administrator makes, edits and deletes them; site administrators see those of their sites.

mod change;
mod create;
mod get;
mod list;
mod remove;
mod rules;

use domain::UserId;
use domain::access::Capability;
use domain::change::{Change, ChangeBody, Scope};
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::portal::Portal;
use crate::problem::Problem;

pub(super) use rules::sites;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewUsers), routes!(list::list))
        .add(Needs::Capability(Capability::EditUsers), routes!(create::create))
        .add(Needs::Capability(Capability::ViewUsers), routes!(get::get))
        .add(Needs::Capability(Capability::EditUsers), routes!(change::change))
        .add(Needs::Capability(Capability::EditUsers), routes!(remove::remove))
}

/// A user as the viewer may see them.
///
/// # Errors
/// `not-found`.
async fn stored(access: &Access, id: UserId) -> Result<store::user::User, Problem> {
    let reach = access.demand(Capability::ViewUsers)?;
    access.portal.store.user(id, &reach).await?.ok_or_else(Problem::not_found)
}

/// Tells everyone inside that a user may do something else than before, or nothing any more: their streams end at once.
fn access_changed(portal: &Portal, user_id: UserId) {
    let scope = Scope { user_id: Some(user_id), ..Scope::default() };
    portal.csms.bus().publish(Change { at: portal.now(), scope, body: ChangeBody::Access { user_id } });
}
