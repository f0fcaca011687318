//! Making nodes: one, or ten thousand at once.

use std::collections::HashMap;

use domain::access::Reach;
use domain::node::NodeKind;
use domain::{NodeId, UtcMillis};
use uuid::Uuid;

use super::edit::{Standing, forget_placements, standing, taken};
use super::settings::{NodeSettings, OutletSettings, SiteSettings, StationSettings};
use super::soap::SoapSettings;
use crate::Store;
use crate::database::Kind::{Boolean, Integer, Real, Text};
use crate::database::{Connection, Rows, RowsStatement, sql};
use crate::error::EditError;
use crate::fold::fold;

/// A node to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewNode {
    /// What it stands below.
    pub parent_id: NodeId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// What it is.
    pub settings: NodeSettings,
    /// For a station: with how many usual outlets it is made, numbered from 1.
    pub outlets: u16,
}

static NODES: RowsStatement = RowsStatement::new(
    "WITH v (uuid, kind, parent_id, name, description, search, created_at) AS (",
    &[Text, Text, Integer, Text, Text, Text, Integer],
    ") INSERT INTO node (uuid, kind, parent_id, name, description, site_id, floor_id, station_id, search, created_at) \
     SELECT v.uuid, v.kind, v.parent_id, v.name, v.description, parent.site_id, parent.floor_id, parent.station_id, \
     v.search, v.created_at FROM v JOIN node AS parent ON parent.id = v.parent_id RETURNING id, uuid",
);

static SITES: RowsStatement = RowsStatement::new(
    "INSERT INTO site (node_id, address, latitude, longitude, time_zone, contact, opening_hours)",
    &[Integer, Text, Real, Real, Text, Text, Text],
    "",
);

static STATIONS: RowsStatement = RowsStatement::new(
    "INSERT INTO station (node_id, charge_box_id, charge_box_search, public, security_profile, \
     accept_missing_subprotocol, heartbeat_interval_s, configuration_template_id)",
    &[Integer, Text, Text, Boolean, Integer, Boolean, Integer, Integer],
    "",
);

static OUTLETS: RowsStatement = RowsStatement::new(
    "INSERT INTO outlet (node_id, station_id, number, connector_type, mode, parking, rated_current_a, phases)",
    &[Integer, Integer, Integer, Text, Text, Text, Integer, Integer],
    "",
);

impl Store {
    /// Makes a node, a station with its outlets.
    ///
    /// # Errors
    /// When the parent does not exist or is out of reach, when such a node does not stand there, or when its charge box id or
    /// number is taken.
    pub async fn create_node(&self, node: NewNode, at: UtcMillis, reach: Reach) -> Result<NodeId, EditError> {
        let made = self.create_nodes(vec![node], at, reach).await?;
        made.first().copied().ok_or(EditError::NotFound)
    }

    /// Makes many nodes with one commit, all or none; their ids in the same order. Parents must exist already.
    ///
    /// # Errors
    /// As [`Store::create_node`].
    pub async fn create_nodes(
        &self,
        nodes: Vec<NewNode>,
        at: UtcMillis,
        reach: Reach,
    ) -> Result<Vec<NodeId>, EditError> {
        self.edit(move |connection| Box::pin(async move { create(&nodes, at, &reach, connection).await })).await
    }
}

pub(super) async fn create(
    nodes: &[NewNode],
    at: UtcMillis,
    reach: &Reach,
    connection: &mut Connection,
) -> Result<Vec<NodeId>, EditError> {
    let mut parents: HashMap<NodeId, Standing> = HashMap::new();
    for node in nodes {
        let parent = match parents.get(&node.parent_id) {
            Some(parent) => parent,
            None => {
                let parent = standing(node.parent_id, reach, connection).await.map_err(|error| match error {
                    EditError::NotFound => EditError::NoSuch { field: "parentId" },
                    other => other,
                })?;
                parents.entry(node.parent_id).or_insert(parent)
            }
        };
        if !node.settings.kind().fits_below(parent.kind) {
            return Err(EditError::BadPlace);
        }
        // The root is seen by all, yet only who reaches everything may put a site below it.
        if node.settings.kind() == NodeKind::Site && *reach != Reach::All {
            return Err(EditError::NotFound);
        }
    }
    let ids = insert_nodes(nodes, at, connection).await?;
    insert_settings(nodes, &ids, connection).await?;
    let outlets = outlets_of(nodes, &ids);
    if !outlets.is_empty() {
        let outlet_ids = insert_nodes(&outlets, at, connection).await?;
        insert_settings(&outlets, &outlet_ids, connection).await?;
    }
    Ok(ids)
}

/// The outlets with which stations are made.
fn outlets_of(nodes: &[NewNode], ids: &[NodeId]) -> Vec<NewNode> {
    let stations = nodes.iter().zip(ids).filter(|(node, _)| node.settings.kind() == NodeKind::Station);
    stations
        .flat_map(|(node, id)| {
            (1..=node.outlets).map(|number| NewNode {
                parent_id: *id,
                name: number.to_string(),
                description: String::new(),
                settings: NodeSettings::Outlet(OutletSettings::usual(number)),
                outlets: 0,
            })
        })
        .collect()
}

/// Inserts into `node`; the ids in the order of the nodes.
async fn insert_nodes(nodes: &[NewNode], at: UtcMillis, connection: &mut Connection) -> Result<Vec<NodeId>, EditError> {
    let uuids: Vec<String> = nodes.iter().map(|_| Uuid::new_v4().to_string()).collect();
    let mut rows = Rows::with_capacity(nodes.len(), &NODES);
    for (node, uuid) in nodes.iter().zip(&uuids) {
        rows.push(uuid)
            .push(node.settings.kind().as_str())
            .push(node.parent_id)
            .push(&node.name)
            .push(&node.description)
            .push(fold(&node.name))
            .push(at);
    }
    let returned = NODES.run(connection, rows).await.map_err(|error| {
        let parent_gone = error.as_database_error().is_some_and(|error| error.is_foreign_key_violation());
        if parent_gone { EditError::NoSuch { field: "parentId" } } else { error.into() }
    })?;
    let mut ids = HashMap::with_capacity(returned.len());
    for row in &returned {
        ids.insert(row.get::<String>("uuid")?, row.id("id", NodeId)?);
    }
    // A site, floor or station is its own ancestor, so that "below it" includes itself.
    for own in [
        "UPDATE node SET site_id = id WHERE site_id IS NULL AND kind = 'site'",
        "UPDATE node SET floor_id = id WHERE floor_id IS NULL AND kind = 'floor'",
        "UPDATE node SET station_id = id WHERE station_id IS NULL AND kind = 'station'",
    ] {
        connection.execute(sql(own)).await?;
    }
    uuids.iter().map(|uuid| ids.get(uuid).copied().ok_or(EditError::NoSuch { field: "parentId" })).collect()
}

async fn insert_settings(nodes: &[NewNode], ids: &[NodeId], connection: &mut Connection) -> Result<(), EditError> {
    let mut sites = Rows::default();
    let mut stations = Rows::default();
    let mut outlets = Rows::default();
    let mut changed = Vec::new();
    for (node, id) in nodes.iter().zip(ids) {
        match &node.settings {
            NodeSettings::Site(site) => push_site(&mut sites, *id, site),
            NodeSettings::Station(station) => push_station(&mut stations, *id, station),
            NodeSettings::Outlet(outlet) => {
                push_outlet(&mut outlets, *id, node.parent_id, outlet);
                changed.push((node.parent_id, outlet.number));
            }
            NodeSettings::System | NodeSettings::Floor | NodeSettings::GridController => {}
        }
    }
    SITES.run(connection, sites).await?;
    STATIONS.run(connection, stations).await.map_err(taken)?;
    for (node, id) in nodes.iter().zip(ids) {
        if let NodeSettings::Station(station) = &node.settings
            && station.soap != SoapSettings::default()
        {
            station.soap.write(*id, connection).await?;
        }
    }
    OUTLETS.run(connection, outlets).await.map_err(taken)?;
    forget_placements(&changed, connection).await
}

fn push_site(rows: &mut Rows, id: NodeId, site: &SiteSettings) {
    rows.push(id)
        .push(&site.address)
        .push(site.latitude)
        .push(site.longitude)
        .push(&site.time_zone)
        .push(&site.contact)
        .push(&site.opening_hours);
}

fn push_station(rows: &mut Rows, id: NodeId, station: &StationSettings) {
    rows.push(id)
        .push(station.charge_box_id.as_str())
        .push(fold(station.charge_box_id.as_str()))
        .push(station.public)
        .push(i64::from(station.security_profile.number()))
        .push(station.accept_missing_subprotocol)
        .push(station.heartbeat_interval_s)
        .push(station.configuration_template_id);
}

fn push_outlet(rows: &mut Rows, id: NodeId, station_id: NodeId, outlet: &OutletSettings) {
    rows.push(id)
        .push(station_id)
        .push(outlet.number)
        .push(outlet.connector_type.as_str())
        .push(outlet.mode.as_str())
        .push(&outlet.parking)
        .push(outlet.rated_current_a)
        .push(i64::from(outlet.phases));
}
