//! How far somebody may see, as a condition in SQL.
//!
//! The store never reads a row to find out whether it may be shown: each query for people carries one of these conditions.

use domain::NodeId;
use domain::access::Reach;

use crate::Store;
use crate::database::Assembly;
use crate::error::StoreError;

/// Adds the condition that a row of `node` is within reach. The system itself is seen by all who see nodes at all, since it is the root of every tree.
pub(crate) fn nodes(query: &mut Assembly, reach: &Reach) {
    match reach {
        Reach::All => query.push("TRUE"),
        Reach::Sites(sites) => query.push("(node.id = 1 OR node.site_id IN ").list(sites.iter().copied()).push(")"),
        Reach::Own { sites, .. } => {
            // A driver sees what is public or at their sites, and what stands above it.
            query.push("(node.id = 1 OR node.site_id IN ").list(sites.iter().copied()).push(
                " OR node.station_id IN (SELECT station.node_id FROM station WHERE station.public) \
                     OR (node.kind IN ('site', 'floor') AND node.id IN \
                     (SELECT above.site_id FROM node AS above JOIN station ON station.node_id = above.id \
                     WHERE station.public UNION SELECT above.floor_id FROM node AS above JOIN station \
                     ON station.node_id = above.id WHERE station.public)))",
            )
        }
    };
}

/// Adds the condition that a row with the columns `site` and `user`, if it has one, is within reach: sessions, alarms, events.
pub(crate) fn rows(query: &mut Assembly, reach: &Reach, site: &'static str, user: Option<&'static str>) {
    match (reach, user) {
        (Reach::All, _) => {
            query.push("TRUE");
        }
        (Reach::Sites(sites), _) => {
            query.push(site).push(" IN ").list(sites.iter().copied());
        }
        (Reach::Own { user_id, .. }, Some(user)) => {
            query.push(user).push(" = ").bind(*user_id);
        }
        // What belongs to nobody is no driver's own.
        (Reach::Own { .. }, None) => {
            query.push("FALSE");
        }
    }
}

impl Store {
    /// Whether a node exists and is within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reaches_node(&self, id: NodeId, reach: &Reach) -> Result<bool, StoreError> {
        let mut query = Assembly::new("SELECT node.id FROM node WHERE node.id = ");
        query.bind(id).push(" AND ");
        nodes(&mut query, reach);
        Ok(self.readers().optional(query.statement()).await?.is_some())
    }
}
