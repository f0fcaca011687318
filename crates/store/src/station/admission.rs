//! Whether a station is known, and how it must prove itself.

use domain::station::{SecurityProfile, StationAdmission};
use domain::{ChargeBoxId, NodeId};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::StoreError;
use crate::node::binding_from;

impl Store {
    /// What is configured for a station that knocks; `None` when it is not configured.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn admission(&self, charge_box_id: &ChargeBoxId) -> Result<Option<StationAdmission>, StoreError> {
        let query =
            sql("SELECT node_id, charge_box_id, security_profile, credential_hash, accept_missing_subprotocol, \
             soap_address_range, soap_certificate, \
             (SELECT upgrade.to_profile FROM security_upgrade AS upgrade WHERE upgrade.station_id = station.node_id \
             AND upgrade.state <> 'done' AND upgrade.id = (SELECT MAX(last.id) FROM security_upgrade AS last \
             WHERE last.station_id = station.node_id)) AS raising_to FROM station WHERE charge_box_id = $1")
            .bind(charge_box_id.as_str());
        self.readers().optional(query).await?.as_ref().map(admission).transpose()
    }
}

fn admission(row: &Row) -> Result<StationAdmission, StoreError> {
    let id = row.id("node_id", NodeId)?;
    let profile = row.get::<i64>("security_profile")?;
    let raising_to = row.get::<Option<i64>>("raising_to")?.filter(|raising_to| *raising_to > profile);
    Ok(StationAdmission {
        id,
        charge_box_id: charge_box_id(row)?,
        security_profile: SecurityProfile::from_number(profile)
            .ok_or_else(|| StoreError::bad_row("station", id, format!("security profile {profile}")))?,
        credential_hash: row.get("credential_hash")?,
        accept_missing_subprotocol: row.get("accept_missing_subprotocol")?,
        soap: binding_from(row)?,
        raising_to: raising_to.and_then(SecurityProfile::from_number),
    })
}

/// The column `charge_box_id`, checked.
pub(super) fn charge_box_id(row: &Row) -> Result<ChargeBoxId, StoreError> {
    let text: String = row.get("charge_box_id")?;
    ChargeBoxId::new(text.as_str()).map_err(|error| StoreError::bad_row("charge box id", text, error))
}
