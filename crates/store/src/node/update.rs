//! Changing a node's name and settings.

use domain::NodeId;
use domain::access::Reach;
use domain::node::NodeKind;

use super::edit::{forget_placements, forget_placements_below, standing, taken};
use super::settings::{NodeSettings, OutletSettings, SiteSettings, StationSettings};
use crate::Store;
use crate::database::{Connection, sql};
use crate::error::EditError;
use crate::fold::fold;

/// A node as it shall be: whole, so that the version guards against losing another's change.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeUpdate {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Its settings, of the kind that it is.
    pub settings: NodeSettings,
}

impl Store {
    /// Changes a node; `version` is the one that the caller knew. Returns its new version.
    ///
    /// # Errors
    /// When it is not found within reach, was changed meanwhile, is of another kind, or a value is taken.
    pub async fn update_node(
        &self,
        id: NodeId,
        version: i64,
        update: NodeUpdate,
        reach: Reach,
    ) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let node = standing(id, &reach, connection).await?;
                node.check(version)?;
                if node.kind != update.settings.kind() {
                    return Err(EditError::BadPlace);
                }
                // The root is seen by all, yet only who reaches everything may edit it.
                if node.kind == NodeKind::System && reach != Reach::All {
                    return Err(EditError::NotFound);
                }
                connection
                    .execute(
                        sql("UPDATE node SET name = $2, description = $3, search = $4, version = version + 1 \
                             WHERE id = $1")
                        .bind(id)
                        .bind(&update.name)
                        .bind(&update.description)
                        .bind(fold(&update.name)),
                    )
                    .await?;
                forget_placements_below(id, node.kind, connection).await?;
                match &update.settings {
                    NodeSettings::Site(site) => update_site(id, site, connection).await?,
                    NodeSettings::Station(station) => update_station(id, station, connection).await?,
                    NodeSettings::Outlet(outlet) => update_outlet(id, outlet, connection).await?,
                    NodeSettings::System | NodeSettings::Floor | NodeSettings::GridController => {}
                }
                Ok(version + 1)
            })
        })
        .await
    }
}

async fn update_site(id: NodeId, site: &SiteSettings, connection: &mut Connection) -> Result<(), EditError> {
    connection
        .execute(
            sql("UPDATE site SET address = $2, latitude = $3, longitude = $4, time_zone = $5, contact = $6, \
                 opening_hours = $7 WHERE node_id = $1")
            .bind(id)
            .bind(&site.address)
            .bind(site.latitude)
            .bind(site.longitude)
            .bind(&site.time_zone)
            .bind(&site.contact)
            .bind(&site.opening_hours),
        )
        .await?;
    Ok(())
}

async fn update_station(id: NodeId, station: &StationSettings, connection: &mut Connection) -> Result<(), EditError> {
    connection
        .execute(
            sql("UPDATE station SET charge_box_id = $2, charge_box_search = $3, public = $4, security_profile = $5, \
                 accept_missing_subprotocol = $6, heartbeat_interval_s = $7, configuration_template_id = $8 WHERE node_id = $1")
            .bind(id)
            .bind(station.charge_box_id.as_str())
            .bind(fold(station.charge_box_id.as_str()))
            .bind(station.public)
            .bind(i64::from(station.security_profile.number()))
            .bind(station.accept_missing_subprotocol)
            .bind(station.heartbeat_interval_s)
            .bind(station.configuration_template_id),
        )
        .await
        .map_err(template_gone)?;
    station.soap.write(id, connection).await
}

/// A station can only follow a template that there is.
fn template_gone(error: sqlx::Error) -> EditError {
    match error.as_database_error() {
        Some(refusal) if refusal.is_foreign_key_violation() => {
            EditError::NoSuch { field: "station.configurationTemplateId" }
        }
        _ => taken(error),
    }
}

async fn update_outlet(id: NodeId, outlet: &OutletSettings, connection: &mut Connection) -> Result<(), EditError> {
    let row = connection.one(sql("SELECT station_id, number FROM outlet WHERE node_id = $1").bind(id)).await?;
    let station_id = row.id("station_id", NodeId)?;
    let number: u16 = row.small("number")?;
    connection
        .execute(
            sql("UPDATE outlet SET number = $2, connector_type = $3, mode = $4, parking = $5, rated_current_a = $6, \
                 phases = $7 WHERE node_id = $1")
            .bind(id)
            .bind(outlet.number)
            .bind(outlet.connector_type.as_str())
            .bind(outlet.mode.as_str())
            .bind(&outlet.parking)
            .bind(outlet.rated_current_a)
            .bind(i64::from(outlet.phases)),
        )
        .await
        .map_err(taken)?;
    if number != outlet.number {
        forget_placements(&[(station_id, number), (station_id, outlet.number)], connection).await?;
    }
    Ok(())
}
