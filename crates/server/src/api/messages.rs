//! A station's protocol log: looked through, listened to, and taken away.

mod export;
mod list;
mod listen;
mod tags;

use domain::access::Capability;
use store::message::{LoggedMessage, MessagePage, MessageQuery};
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::portal::Portal;
use crate::problem::Problem;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(list::list))
        .add(Needs::Capability(Capability::ViewMessages), routes!(listen::listen))
        .add(Needs::Capability(Capability::ViewMessages), routes!(export::export))
}

/// The messages of a station that the viewer was found to reach: those in the database, and those that wait to be written.
pub(super) async fn read(portal: &Portal, query: &MessageQuery, access: &Access) -> Result<MessagePage, Problem> {
    // Before the database is read: what is written meanwhile is then found twice rather than never, and told apart by its number.
    let unwritten: Vec<LoggedMessage> = portal.csms.recent_messages(query.station_id);
    Ok(portal.store.messages(query, unwritten, &access.reach).await?)
}
