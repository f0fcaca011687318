//! The viewer's own account.

mod account;
mod password;
mod preferences;

use domain::access::Capability;
use utoipa_axum::routes;

use crate::access::{Needs, Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    let own = Needs::Capability(Capability::OwnAccount);
    routes
        .add(own, routes!(account::get, account::change))
        .add(own, routes!(password::change))
        .add(own, routes!(preferences::get, preferences::put))
}
