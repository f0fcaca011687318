//! Where a station that speaks SOAP is called.

use domain::NodeId;

use crate::Store;
use crate::database::sql;
use crate::error::{EditError, StoreError};

/// Where a station says that it can be called, and where a person says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StationCallback {
    /// What the station named, as it named it.
    pub told: Option<String>,
    /// What a person pinned instead.
    pub pinned: Option<String>,
}

impl Store {
    /// Where a station is called; nothing for one that is not there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn station_callback(&self, station_id: NodeId) -> Result<StationCallback, StoreError> {
        let query = sql("SELECT soap_address, soap_address_pinned FROM station WHERE node_id = $1").bind(station_id);
        let Some(row) = self.readers().optional(query).await? else { return Ok(StationCallback::default()) };
        Ok(StationCallback { told: row.get("soap_address")?, pinned: row.get("soap_address_pinned")? })
    }

    /// Keeps the address that a station named; `None` when it names none any more.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn learn_callback(&self, station_id: NodeId, told: Option<String>) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE station SET soap_address = $2 WHERE node_id = $1");
                connection.execute(update.bind(station_id).bind(told.as_deref())).await?;
                Ok(())
            })
        })
        .await
    }
}
