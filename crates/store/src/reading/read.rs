//! Reading readings.

use domain::access::Reach;
use domain::meter::RegisterPoint;
use domain::report::Sample;
use domain::{SessionId, UtcMillis};

use super::{pack, unpack};
use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::reach;

/// A reading as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReading {
    /// When, by the station's clock where that could be read.
    pub at: UtcMillis,
    /// When the portal learned of it.
    pub received_at: UtcMillis,
    /// The energy register, Wh, where the samples hold one.
    pub energy_wh: Option<f64>,
    /// The power, W, where the samples hold it.
    pub power_w: Option<f64>,
    /// The samples, in the order sent.
    pub samples: Vec<Sample>,
}

impl Store {
    /// The energy registers of a session's readings in the order of their times, without those that held none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn register_points(&self, id: SessionId) -> Result<Vec<RegisterPoint>, StoreError> {
        let query = sql("SELECT at, energy_wh FROM reading WHERE session_id = $1 AND energy_wh IS NOT NULL \
             ORDER BY at, received_at");
        let rows = self.readers().all(query.bind(id)).await?;
        rows.iter()
            .map(|row| Ok(RegisterPoint { at: row.time("at")?, register_wh: whole_wh(row.get("energy_wh")?) }))
            .collect()
    }

    /// Whether a session has a reading of that time with these very samples.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_reading(&self, id: SessionId, at: UtcMillis, samples: &[Sample]) -> Result<bool, StoreError> {
        let query = sql("SELECT COUNT(*) FROM reading WHERE session_id = $1 AND at = $2 AND samples = $3");
        let count: i64 = self.readers().one(query.bind(id).bind(at).bind(pack(samples))).await?.first()?;
        Ok(count > 0)
    }

    /// How many readings a session has; 0 where it is not within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_readings(&self, id: SessionId, reach: &Reach) -> Result<i64, StoreError> {
        let mut query = Assembly::new("SELECT COUNT(*) ");
        of_session(&mut query, id, reach);
        self.readers().one(query.statement()).await?.first()
    }

    /// A session's readings in the order of their times; none where it is not within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn readings(&self, id: SessionId, reach: &Reach) -> Result<Vec<StoredReading>, StoreError> {
        let mut query = Assembly::new(
            "SELECT reading.at, reading.received_at, reading.energy_wh, reading.power_w, reading.samples ",
        );
        of_session(&mut query, id, reach);
        query.push(" ORDER BY reading.at, reading.received_at");
        let rows = self.readers().all(query.statement()).await?;
        rows.iter().map(|row| reading_from(id, row)).collect()
    }
}

/// A register in whole Wh; what is beyond all numbers is the largest.
#[expect(clippy::cast_possible_truncation, reason = "it saturates")]
fn whole_wh(energy_wh: f64) -> i64 {
    energy_wh.round() as i64
}

fn of_session(query: &mut Assembly, id: SessionId, reach: &Reach) {
    query.push("FROM session JOIN reading ON reading.session_id = session.id WHERE session.id = ").bind(id);
    query.push(" AND ");
    reach::rows(query, reach, "session.site_id", Some("session.user_id"));
}

fn reading_from(id: SessionId, row: &Row) -> Result<StoredReading, StoreError> {
    Ok(StoredReading {
        at: row.time("at")?,
        received_at: row.time("received_at")?,
        energy_wh: row.get("energy_wh")?,
        power_w: row.get("power_w")?,
        samples: unpack(row.get("samples")?).map_err(|error| StoreError::bad_row("a reading of session", id, error))?,
    })
}
