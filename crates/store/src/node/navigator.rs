//! The whole tree that somebody may see.

use domain::NodeId;
use domain::access::Reach;
use domain::change::Scope;
use domain::node::NodeKind;

use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::reach;

/// A node of the tree, with what its line shows. Its state comes from the live picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavigatorNode {
    /// The node.
    pub id: NodeId,
    /// What it is.
    pub kind: NodeKind,
    /// What it stands below.
    pub parent_id: Option<NodeId>,
    /// Its name.
    pub name: String,
    /// A station's charge box id.
    pub charge_box_id: Option<String>,
    /// An outlet's number.
    pub number: Option<u16>,
    /// The station it is or stands on.
    pub station_id: Option<NodeId>,
}

/// The columns and tables of a node's line.
macro_rules! navigator_query {
    () => {
        "SELECT node.id, node.kind, node.parent_id, node.name, node.station_id, station.charge_box_id, outlet.number \
         FROM node LEFT JOIN station ON station.node_id = node.id LEFT JOIN outlet ON outlet.node_id = node.id WHERE "
    };
}

impl Store {
    /// All nodes within reach, parents before their children.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn navigator(&self, reach: &Reach) -> Result<Vec<NavigatorNode>, StoreError> {
        let mut query = Assembly::new(navigator_query!());
        reach::nodes(&mut query, reach);
        let rows = self.readers().all(query.statement()).await?;
        let mut nodes = rows.iter().map(navigator_node).collect::<Result<Vec<_>, _>>()?;
        // A station may be moved below a floor made after it, so ids alone do not put parents first.
        nodes.sort_by_key(|node| (node.kind, node.id));
        Ok(nodes)
    }

    /// One node's line of the tree; `None` where it is not within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn navigator_node(&self, id: NodeId, reach: &Reach) -> Result<Option<NavigatorNode>, StoreError> {
        let mut query = Assembly::new(navigator_query!());
        query.push("node.id = ").bind(id).push(" AND ");
        reach::nodes(&mut query, reach);
        self.readers().optional(query.statement()).await?.as_ref().map(navigator_node).transpose()
    }

    /// Where a node stands, for changes that concern it; `None` when there is no such node.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn node_scope(&self, id: NodeId) -> Result<Option<Scope>, StoreError> {
        let mut query = Assembly::new(
            "SELECT node.kind, node.site_id, node.floor_id, node.station_id, COALESCE(station.public, FALSE) AS public \
             FROM node LEFT JOIN station ON station.node_id = node.station_id WHERE node.id = ",
        );
        query.bind(id);
        let Some(row) = self.readers().optional(query.statement()).await? else { return Ok(None) };
        Ok(Some(Scope {
            site_id: row.optional_id("site_id", NodeId)?,
            floor_id: row.optional_id("floor_id", NodeId)?,
            station_id: row.optional_id("station_id", NodeId)?,
            outlet_id: (row.word::<NodeKind>("kind")? == NodeKind::Outlet).then_some(id),
            public: row.get("public")?,
            user_id: None,
        }))
    }
}

fn navigator_node(row: &Row) -> Result<NavigatorNode, StoreError> {
    Ok(NavigatorNode {
        id: row.id("id", NodeId)?,
        kind: row.word("kind")?,
        parent_id: row.optional_id("parent_id", NodeId)?,
        name: row.get("name")?,
        charge_box_id: row.get("charge_box_id")?,
        number: row.optional_small("number")?,
        station_id: row.optional_id("station_id", NodeId)?,
    })
}
