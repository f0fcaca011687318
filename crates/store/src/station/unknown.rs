//! Stations that tried to connect and are not configured.

use domain::UtcMillis;
use domain::access::Reach;

use crate::Store;
use crate::database::{Row, sql};
use crate::error::{EditError, StoreError};

/// *Decision:* so many unknown stations are remembered, those heard last, so that nobody can fill the disk by knocking.
const REMEMBERED: i64 = 1_000;

/// A station that knocked and is not configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUnknownStation {
    /// What it calls itself.
    pub charge_box_id: String,
    /// When.
    pub at: UtcMillis,
    /// From where.
    pub address: Option<String>,
    /// What became of it, for people: refused, held.
    pub reason: String,
}

/// An unknown station as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStation {
    /// What it calls itself.
    pub charge_box_id: String,
    /// When it first knocked.
    pub first_at: UtcMillis,
    /// When it last knocked.
    pub last_at: UtcMillis,
    /// How often.
    pub attempts: i64,
    /// From where it came last.
    pub address: Option<String>,
    /// What became of it last.
    pub reason: String,
}

impl Store {
    /// Remembers that an unknown station knocked; tells whether it is new.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn note_unknown_station(&self, station: NewUnknownStation) -> Result<bool, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .one(
                        sql(
                            "INSERT INTO unknown_station (charge_box_id, first_at, last_at, attempts, address, reason) \
                             VALUES ($1, $2, $2, 1, $3, $4) ON CONFLICT (charge_box_id) DO UPDATE SET \
                             last_at = excluded.last_at, attempts = unknown_station.attempts + 1, \
                             address = excluded.address, reason = excluded.reason RETURNING attempts",
                        )
                        .bind(&station.charge_box_id)
                        .bind(station.at)
                        .bind(station.address.as_deref())
                        .bind(&station.reason),
                    )
                    .await?;
                let is_new = row.first::<i64>()? == 1;
                if is_new {
                    connection
                        .execute(
                            sql("DELETE FROM unknown_station WHERE charge_box_id IN (SELECT charge_box_id \
                                 FROM unknown_station ORDER BY last_at DESC, charge_box_id LIMIT $2 OFFSET $1)")
                            .bind(REMEMBERED)
                            .bind(REMEMBERED),
                        )
                        .await?;
                }
                Ok(is_new)
            })
        })
        .await
    }

    /// The unknown stations, the last one first. They belong to no site: who reaches only some sites sees none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn unknown_stations(&self, reach: &Reach) -> Result<Vec<UnknownStation>, StoreError> {
        if *reach != Reach::All {
            return Ok(Vec::new());
        }
        let rows = self
            .readers()
            .all(sql("SELECT charge_box_id, first_at, last_at, attempts, address, reason FROM unknown_station \
                 ORDER BY last_at DESC, charge_box_id"))
            .await?;
        rows.iter().map(unknown_station).collect()
    }

    /// Forgets an unknown station: it was dismissed, or is configured now. Tells whether it was remembered.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn forget_unknown_station(&self, charge_box_id: &str) -> Result<bool, EditError> {
        let charge_box_id = charge_box_id.to_owned();
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM unknown_station WHERE charge_box_id = $1").bind(charge_box_id);
                Ok(connection.execute(delete).await? > 0)
            })
        })
        .await
    }
}

fn unknown_station(row: &Row) -> Result<UnknownStation, StoreError> {
    Ok(UnknownStation {
        charge_box_id: row.get("charge_box_id")?,
        first_at: row.time("first_at")?,
        last_at: row.time("last_at")?,
        attempts: row.get("attempts")?,
        address: row.get("address")?,
        reason: row.get("reason")?,
    })
}
