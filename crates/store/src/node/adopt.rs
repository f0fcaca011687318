//! Nodes that the portal makes by itself, for stations and outlets that came unannounced.

use domain::access::Reach;
use domain::{ChargeBoxId, NodeId, UtcMillis};

use super::create::{NewNode, create};
use super::settings::{NodeSettings, OutletSettings, SiteSettings, StationSettings};
use crate::Store;
use crate::database::{Connection, sql};
use crate::error::EditError;

/// The setting that holds the id of the site for stations that nobody has placed.
const UNASSIGNED: &str = "internal.unassignedSite";

impl Store {
    /// Makes a station for a charge box id in the site *Unassigned*, which is made too where it is missing. Gives the station
    /// that has this charge box id already, if there is one.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn adopt_station(&self, charge_box_id: &ChargeBoxId, at: UtcMillis) -> Result<NodeId, EditError> {
        let charge_box_id = charge_box_id.clone();
        self.edit(move |connection| {
            Box::pin(async move {
                let known = sql("SELECT node_id FROM station WHERE charge_box_id = $1").bind(charge_box_id.as_str());
                if let Some(row) = connection.optional(known).await? {
                    return Ok(row.id("node_id", NodeId)?);
                }
                let forget = sql("DELETE FROM unknown_station WHERE charge_box_id = $1");
                connection.execute(forget.bind(charge_box_id.as_str())).await?;
                let station = NewNode {
                    parent_id: unassigned_site(at, connection).await?,
                    name: charge_box_id.as_str().to_owned(),
                    description: String::new(),
                    settings: NodeSettings::Station(StationSettings::plain(charge_box_id)),
                    outlets: 0,
                };
                create_one(station, at, connection).await
            })
        })
        .await
    }

    /// The outlet of a station with this number; made as a usual one where the station told of an outlet that is not
    /// configured.
    ///
    /// # Errors
    /// When the station does not exist or the database cannot be reached.
    pub async fn ensure_outlet(&self, station_id: NodeId, number: u16, at: UtcMillis) -> Result<NodeId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let known = sql("SELECT node_id FROM outlet WHERE station_id = $1 AND number = $2");
                if let Some(row) = connection.optional(known.bind(station_id).bind(number)).await? {
                    return Ok(row.id("node_id", NodeId)?);
                }
                let outlet = NewNode {
                    parent_id: station_id,
                    name: number.to_string(),
                    description: String::new(),
                    settings: NodeSettings::Outlet(OutletSettings::usual(number)),
                    outlets: 0,
                };
                create_one(outlet, at, connection).await
            })
        })
        .await
    }
}

/// The site for stations that nobody has placed.
async fn unassigned_site(at: UtcMillis, connection: &mut Connection) -> Result<NodeId, EditError> {
    let known = sql("SELECT node.id FROM setting JOIN node ON CAST(node.id AS TEXT) = setting.value \
         WHERE setting.name = $1 AND node.kind = 'site'");
    if let Some(row) = connection.optional(known.bind(UNASSIGNED)).await? {
        return Ok(row.id("id", NodeId)?);
    }
    let site = NewNode {
        parent_id: NodeId::SYSTEM,
        name: "Unassigned".to_owned(),
        description: String::new(),
        settings: NodeSettings::Site(SiteSettings::default()),
        outlets: 0,
    };
    let id = create_one(site, at, connection).await?;
    let remember = sql("INSERT INTO setting (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    connection.execute(remember.bind(UNASSIGNED).bind(id.to_string())).await?;
    Ok(id)
}

async fn create_one(node: NewNode, at: UtcMillis, connection: &mut Connection) -> Result<NodeId, EditError> {
    let made = create(&[node], at, &Reach::All, connection).await?;
    made.first().copied().ok_or(EditError::NotFound)
}
