//! The raising of stations' security profiles.

use domain::security_upgrade::{UpgradeState, UpgradeStep};
use domain::station::SecurityProfile;
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::{EditError, StoreError};

/// A raising that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSecurityUpgrade {
    /// Of which station.
    pub station_id: NodeId,
    /// From which profile.
    pub from: SecurityProfile,
    /// To which profile.
    pub to: SecurityProfile,
    /// The steps.
    pub steps: Vec<UpgradeStep>,
    /// When it began.
    pub started_at: UtcMillis,
    /// Who began it.
    pub by: String,
}

/// A raising as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityUpgrade {
    /// Its id.
    pub id: i64,
    /// What began.
    pub begun: NewSecurityUpgrade,
    /// How far it has come.
    pub state: UpgradeState,
    /// When it ended.
    pub ended_at: Option<UtcMillis>,
}

impl Store {
    /// Begins a raising; it is the one that counts for its station from now on.
    ///
    /// # Errors
    /// [`EditError::Taken`] while another one of this station runs.
    pub async fn begin_security_upgrade(&self, new: NewSecurityUpgrade) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let running = sql("SELECT COUNT(*) AS count FROM security_upgrade WHERE station_id = $1 \
                     AND state = 'running'");
                if connection.one(running.bind(new.station_id)).await?.first::<i64>()? > 0 {
                    return Err(EditError::Taken { field: "profile" });
                }
                let row = connection
                    .one(
                        sql("INSERT INTO security_upgrade (station_id, from_profile, to_profile, state, steps, \
                             started_at, by_name) VALUES ($1, $2, $3, 'running', $4, $5, $6) RETURNING id")
                        .bind(new.station_id)
                        .bind(i64::from(new.from.number()))
                        .bind(i64::from(new.to.number()))
                        .bind(json(&new.steps))
                        .bind(new.started_at)
                        .bind(&new.by),
                    )
                    .await?;
                Ok(row.first()?)
            })
        })
        .await
    }

    /// Notes how far a raising has come; one that has ended well stays so.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn save_security_upgrade(
        &self,
        id: i64,
        state: UpgradeState,
        steps: Vec<UpgradeStep>,
        ended_at: Option<UtcMillis>,
    ) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE security_upgrade SET state = $2, steps = $3, ended_at = $4 \
                     WHERE id = $1 AND state <> 'done'");
                connection.execute(update.bind(id).bind(state.as_str()).bind(json(&steps)).bind(ended_at)).await?;
                Ok(())
            })
        })
        .await
    }

    /// Ends a raising well: from now on the station must prove itself by the new profile. Counts as an edit of the station.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn finish_security_upgrade(
        &self,
        upgrade: &SecurityUpgrade,
        steps: Vec<UpgradeStep>,
        at: UtcMillis,
    ) -> Result<(), EditError> {
        let (id, station_id, to) = (upgrade.id, upgrade.begun.station_id, i64::from(upgrade.begun.to.number()));
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE security_upgrade SET state = 'done', steps = $2, ended_at = $3 WHERE id = $1");
                connection.execute(update.bind(id).bind(json(&steps)).bind(at)).await?;
                let update = sql("UPDATE station SET security_profile = $2 WHERE node_id = $1");
                connection.execute(update.bind(station_id).bind(to)).await?;
                let update = sql("UPDATE node SET version = version + 1 WHERE id = $1");
                connection.execute(update.bind(station_id)).await?;
                Ok(())
            })
        })
        .await
    }

    /// The last raising of a station.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn security_upgrade(&self, station_id: NodeId) -> Result<Option<SecurityUpgrade>, StoreError> {
        let query =
            sql("SELECT id, station_id, from_profile, to_profile, state, steps, started_at, ended_at, by_name \
             FROM security_upgrade WHERE station_id = $1 ORDER BY id DESC LIMIT 1");
        self.readers().optional(query.bind(station_id)).await?.as_ref().map(upgrade).transpose()
    }

    /// The raisings that run, of all stations.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn running_security_upgrades(&self) -> Result<Vec<SecurityUpgrade>, StoreError> {
        let query =
            sql("SELECT id, station_id, from_profile, to_profile, state, steps, started_at, ended_at, by_name \
             FROM security_upgrade WHERE state = 'running' ORDER BY id");
        self.readers().all(query).await?.iter().map(upgrade).collect()
    }
}

fn json(steps: &[UpgradeStep]) -> String {
    serde_json::to_string(steps).expect("texts and numbers are always JSON")
}

fn profile(row: &Row, column: &str) -> Result<SecurityProfile, StoreError> {
    let number = row.get::<i64>(column)?;
    SecurityProfile::from_number(number)
        .ok_or_else(|| StoreError::bad_row("security profile in column", column, number.to_string()))
}

fn upgrade(row: &Row) -> Result<SecurityUpgrade, StoreError> {
    Ok(SecurityUpgrade {
        id: row.get("id")?,
        begun: NewSecurityUpgrade {
            station_id: row.id("station_id", NodeId)?,
            from: profile(row, "from_profile")?,
            to: profile(row, "to_profile")?,
            steps: row.json("steps")?,
            started_at: row.time("started_at")?,
            by: row.get("by_name")?,
        },
        state: row.word("state")?,
        ended_at: row.optional_time("ended_at")?,
    })
}
