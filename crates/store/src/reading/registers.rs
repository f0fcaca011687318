//! The energy register of a session over time, from which its energy can be counted anew.

use domain::SessionId;
use domain::meter::RegisterPoint;

use crate::Store;
use crate::database::sql;
use crate::error::StoreError;

impl Store {
    /// The energy register at each reading of a session that held one, in the order received.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn register_points(&self, id: SessionId) -> Result<Vec<RegisterPoint>, StoreError> {
        let query = sql("SELECT at, energy_wh FROM reading WHERE session_id = $1 AND energy_wh IS NOT NULL \
             ORDER BY received_at, at");
        let rows = self.readers().all(query.bind(id)).await?;
        rows.iter()
            .map(|row| Ok(RegisterPoint { at: row.time("at")?, register_wh: row.get::<f64>("energy_wh")? as i64 }))
            .collect()
    }
}
