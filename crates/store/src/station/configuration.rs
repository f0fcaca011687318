//! A station's configuration keys as they were last read, and what the portal did about them.

use domain::access::Reach;
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::Kind::{Boolean, Integer, Text};
use crate::database::{Rows, RowsStatement, sql};
use crate::error::{EditError, StoreError};

/// A configuration key of a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationKey {
    /// The key.
    pub key: String,
    /// Its value, where it has one.
    pub value: Option<String>,
    /// Whether it can only be read.
    pub read_only: bool,
}

/// A station's configuration as it was last read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StationConfiguration {
    /// When it was last read; never when absent.
    pub read_at: Option<UtcMillis>,
    /// The keys, in the order of their names.
    pub keys: Vec<StationKey>,
}

/// How much of a station's configuration was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All that it has: what it did not tell is gone.
    Whole,
    /// All that was asked for by name; it may have others.
    Known,
    /// Just these keys.
    Some,
}

static UPSERT: RowsStatement = RowsStatement::new(
    "INSERT INTO station_key (station_id, key, value, read_only)",
    &[Integer, Text, Text, Boolean],
    "ON CONFLICT (station_id, key) DO UPDATE SET value = excluded.value, read_only = excluded.read_only",
);

impl Store {
    /// Keeps the keys that were read from a station. Where that was the whole, others are forgotten; else only these are changed.
    ///
    /// # Errors
    /// When the station does not exist or the database cannot be reached.
    pub async fn save_configuration(
        &self,
        station_id: NodeId,
        keys: Vec<StationKey>,
        extent: Extent,
        at: UtcMillis,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let mark = if extent != Extent::Some {
                    sql("UPDATE station SET configuration_read_at = $2 WHERE node_id = $1").bind(station_id).bind(at)
                } else {
                    sql("UPDATE station SET configuration_read_at = COALESCE(configuration_read_at, $2) \
                         WHERE node_id = $1")
                    .bind(station_id)
                    .bind(at)
                };
                if connection.execute(mark).await? == 0 {
                    return Err(EditError::NotFound);
                }
                if extent == Extent::Whole {
                    connection.execute(sql("DELETE FROM station_key WHERE station_id = $1").bind(station_id)).await?;
                }
                let mut rows = Rows::with_capacity(keys.len(), &UPSERT);
                for key in last_of_each(&keys) {
                    rows.push(station_id).push(&key.key).push(key.value.as_deref()).push(key.read_only);
                }
                UPSERT.run(connection, rows).await?;
                Ok(())
            })
        })
        .await
    }

    /// A station's configuration as it was last read; `None` where the station is not within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn station_configuration(
        &self,
        station_id: NodeId,
        reach: &Reach,
    ) -> Result<Option<StationConfiguration>, StoreError> {
        if !self.reaches_node(station_id, reach).await? {
            return Ok(None);
        }
        let query = sql("SELECT configuration_read_at FROM station WHERE node_id = $1").bind(station_id);
        let Some(station) = self.readers().optional(query).await? else { return Ok(None) };
        let query = sql("SELECT key, value, read_only FROM station_key WHERE station_id = $1 ORDER BY key");
        let keys = self.readers().all(query.bind(station_id)).await?;
        Ok(Some(StationConfiguration {
            read_at: station.optional_time("configuration_read_at")?,
            keys: keys
                .iter()
                .map(|row| {
                    Ok(StationKey { key: row.get("key")?, value: row.get("value")?, read_only: row.get("read_only")? })
                })
                .collect::<Result<_, StoreError>>()?,
        }))
    }

    /// Notes whether a station must reboot for what was written into it, and how often it has booted since without
    /// keeping it (`ocpp.md`, rule 1). What is `None` stays.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn save_reboot_state(
        &self,
        station_id: NodeId,
        reboot_required: Option<bool>,
        boots_after_write: Option<u32>,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                connection
                    .execute(
                        sql("UPDATE station SET reboot_required = COALESCE($2, reboot_required), \
                             boots_after_write = COALESCE($3, boots_after_write) WHERE node_id = $1")
                        .bind(station_id)
                        .bind(reboot_required)
                        .bind(boots_after_write),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }
}

/// A station may name a key twice; one statement cannot write a row twice.
fn last_of_each(keys: &[StationKey]) -> impl Iterator<Item = &StationKey> {
    let last: std::collections::HashMap<&str, &StationKey> = keys.iter().map(|key| (key.key.as_str(), key)).collect();
    last.into_values()
}
