//! `GET /navigator`: the whole tree.

use std::collections::HashMap;

use axum::Json;
use domain::NodeId;
use domain::access::Capability;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::problem::Problem;
use crate::shape::{Navigator, NavigatorNode};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Capability(Capability::ViewNodes), routes!(get))
}

/// The whole tree that the viewer may see, flat
///
/// A parent stands before its children. A parent's state is for the client to sum over the outlets below it. The event stream goes
/// on from `eventId`.
#[utoipa::path(get, path = "/api/v1/navigator", tag = "nodes", responses((status = 200, body = Navigator)))]
async fn get(access: Access) -> Result<Json<Navigator>, Problem> {
    let portal = &access.portal;
    // Before the tree is read: what changes meanwhile is then told by the stream too.
    let event_id = portal.csms.bus().newest();
    let nodes = portal.store.navigator(&access.reach).await?;
    let stations = portal.csms.stations();
    let stations: HashMap<NodeId, _> = stations.iter().map(|station| (station.id, station)).collect();
    let line = |node: store::node::NavigatorNode| {
        let station = node.station_id.and_then(|id| stations.get(&id).copied());
        NavigatorNode::of(node, station)
    };
    Ok(Json(Navigator { items: nodes.into_iter().map(line).collect(), event_id }))
}
