//! The filter by node: what a list shows when a node is selected.

use domain::NodeId;
use domain::node::NodeKind;

use crate::Store;
use crate::database::{Assembly, sql};
use crate::error::StoreError;

/// What stands at or below a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Below {
    /// The system: everything.
    Everything,
    /// A site and what is below it.
    Site(NodeId),
    /// A floor and what is below it.
    Floor(NodeId),
    /// A station and its outlets.
    Station(NodeId),
    /// An outlet.
    Outlet {
        /// Its station.
        station_id: NodeId,
        /// Its number.
        number: u16,
    },
    /// Nothing ever happens there, or there is no such node.
    Nothing,
}

impl Store {
    /// What stands at or below a node; everything when none is selected. What of it may be seen is for the list's own condition.
    pub(crate) async fn below(&self, node: Option<NodeId>) -> Result<Below, StoreError> {
        let Some(id) = node.filter(|id| *id != NodeId::SYSTEM) else { return Ok(Below::Everything) };
        let query = sql("SELECT node.kind, outlet.station_id, outlet.number FROM node \
             LEFT JOIN outlet ON outlet.node_id = node.id WHERE node.id = $1");
        let Some(row) = self.readers().optional(query.bind(id)).await? else { return Ok(Below::Nothing) };
        Ok(match row.word("kind")? {
            NodeKind::System => Below::Everything,
            NodeKind::Site => Below::Site(id),
            NodeKind::Floor => Below::Floor(id),
            NodeKind::Station => Below::Station(id),
            NodeKind::GridController => Below::Nothing,
            NodeKind::Outlet => {
                Below::Outlet { station_id: row.id("station_id", NodeId)?, number: row.small("number")? }
            }
        })
    }
}

impl Below {
    /// Adds the condition on a table with the columns `site_id`, `station_id` and `outlet`: events, alarms.
    pub(crate) fn push(self, query: &mut Assembly) {
        match self {
            Below::Everything => query.push("TRUE"),
            Below::Nothing => query.push("FALSE"),
            Below::Site(id) => query.push("site_id = ").bind(id),
            Below::Floor(id) => query
                .push("station_id IN (SELECT below.id FROM node AS below WHERE below.kind = 'station' AND below.floor_id = ")
                .bind(id)
                .push(")"),
            Below::Station(id) => query.push("station_id = ").bind(id),
            Below::Outlet { station_id, number } => {
                query.push("station_id = ").bind(station_id).push(" AND outlet = ").bind(number)
            }
        };
    }

    /// Adds the condition on `session`.
    pub(crate) fn push_session(self, query: &mut Assembly) {
        match self {
            Below::Everything => query.push("TRUE"),
            Below::Nothing => query.push("FALSE"),
            Below::Site(id) => query.push("session.site_id = ").bind(id),
            Below::Floor(id) => query.push("session.floor_id = ").bind(id),
            Below::Station(id) => query.push("session.station_id = ").bind(id),
            Below::Outlet { station_id, number } => {
                query.push("session.station_id = ").bind(station_id).push(" AND session.outlet = ").bind(number)
            }
        };
    }

    /// Adds the condition on `reservation`; one of any outlet shows at each of them.
    pub(crate) fn push_reservation(self, query: &mut Assembly) {
        match self {
            Below::Everything => query.push("TRUE"),
            Below::Nothing => query.push("FALSE"),
            Below::Site(id) => query.push("reservation.site_id = ").bind(id),
            Below::Floor(id) => query.push("reservation.floor_id = ").bind(id),
            Below::Station(id) => query.push("reservation.station_id = ").bind(id),
            Below::Outlet { station_id, number } => query
                .push("reservation.station_id = ")
                .bind(station_id)
                .push(" AND reservation.outlet IN (0, ")
                .bind(number)
                .push(")"),
        };
    }
}
