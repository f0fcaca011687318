//! Nodes: sites, floors, stations, grid controllers and outlets.
//!
//! What a change needs depends on what is changed: the system and its sites, what stands below a site, or a station or an outlet.
//! The routes declare the least of these; [`right_to`] asks for the rest.

mod change;
mod create;
mod get;
mod relocate;
mod remove;
mod settings;

use domain::NodeId;
use domain::access::{Capability, Reach};
use domain::change::{Change, ChangeBody, Scope, TopologyChange};
use domain::node::NodeKind;
use utoipa_axum::routes;

use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::portal::Portal;
use crate::problem::{Problem, ProblemKind};
use crate::shape::{Node, Sight};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::EditTopology), routes!(create::create))
        .add(Needs::Capability(Capability::ViewNodes), routes!(get::get))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(change::change))
        .add(Needs::Capability(Capability::EditTopology), routes!(remove::remove))
        .add(Needs::Capability(Capability::EditTopology), routes!(relocate::relocate))
}

/// What somebody wants to do to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// Change its name or settings.
    Change,
    /// Make, move or delete it.
    Place,
}

/// How far the viewer may do that to nodes of a kind.
///
/// # Errors
/// `forbidden`.
fn right_to(access: &Access, deed: Deed, kind: NodeKind) -> Result<Reach, Problem> {
    access.demand(match (kind, deed) {
        (NodeKind::System, _) | (NodeKind::Site, Deed::Place) => Capability::EditSystem,
        (NodeKind::Station | NodeKind::Outlet, Deed::Change) => Capability::ConfigureStations,
        _ => Capability::EditTopology,
    })
}

/// A node as the viewer may see it.
///
/// # Errors
/// `not-found`.
async fn read(access: &Access, id: NodeId) -> Result<Node, Problem> {
    Ok(shape(access, stored(access, id).await?))
}

/// A node as the database knows it, where the viewer may see it.
///
/// # Errors
/// `not-found`.
async fn stored(access: &Access, id: NodeId) -> Result<store::node::Node, Problem> {
    let nodes = access.demand(Capability::ViewNodes)?;
    let sessions = access.reach_of(Capability::ViewSessions);
    let personal = access.reach_of(Capability::ViewPersonalData);
    let node = access.portal.store.node(id, &nodes, sessions.as_ref(), personal.as_ref()).await?;
    node.ok_or_else(Problem::not_found)
}

fn shape(access: &Access, node: store::node::Node) -> Node {
    let live = node.station_id.and_then(|station| access.portal.csms.station(station));
    let sight = Sight {
        technical: access.reach_of(Capability::ViewMessages).is_some(),
        // The store has left out what is not within reach.
        personal_data: true,
        now: access.portal.now(),
    };
    Node::of(node, live.as_ref(), sight)
}

/// Where a node stands now.
///
/// # Errors
/// `not-found` when it is gone.
async fn scope_of(portal: &Portal, id: NodeId) -> Result<Scope, Problem> {
    portal.store.node_scope(id).await?.ok_or_else(|| ProblemKind::NotFound.into())
}

/// The outlets of a station come with it: who did not see them before must hear of them too.
fn tell_of_outlets(portal: &Portal, change: TopologyChange, station: NodeId, scope: &Scope) {
    for outlet in portal.csms.station(station).into_iter().flat_map(|station| station.outlets) {
        let scope = Scope { outlet_id: Some(outlet.id), ..scope.clone() };
        let body = ChangeBody::Topology { change, id: outlet.id };
        portal.csms.bus().publish(Change { at: portal.now(), scope, body });
    }
}

/// Tells everyone inside of a change that is in the database, and writes a line in the event log.
///
/// # Errors
/// When the database cannot be reached.
async fn tell(access: &Access, change: TopologyChange, id: NodeId, name: &str, scope: Scope) -> Result<(), Problem> {
    let place = Place { site_id: scope.site_id, station_id: scope.station_id, outlet: None };
    access.portal.csms.topology_changed(change, id, scope.clone()).await;
    if matches!(change, TopologyChange::Created | TopologyChange::Moved) {
        tell_of_outlets(&access.portal, change, id, &scope);
    }
    let (kind, done) = match change {
        TopologyChange::Created => ("nodeCreated", "created"),
        TopologyChange::Updated => ("nodeUpdated", "changed"),
        TopologyChange::Moved => ("nodeMoved", "moved"),
        TopologyChange::Deleted => ("nodeDeleted", "deleted"),
    };
    record(access, kind, format!("{name} was {done}"), place).await
}
