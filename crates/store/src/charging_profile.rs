//! Charging profiles that stations have taken.

use domain::charging_profile::{ChargingProfile, ProfileFilter};
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::{Connection, Row, Statement, sql};
use crate::error::{EditError, StoreError};

/// A profile that a station has taken.
#[derive(Debug, Clone, PartialEq)]
pub struct InstalledProfile {
    /// Its id at the station.
    pub id: i64,
    /// The profile.
    pub profile: ChargingProfile,
    /// When the station took it.
    pub installed_at: UtcMillis,
    /// Who had it installed.
    pub by: String,
}

fn installed(row: &Row) -> Result<InstalledProfile, StoreError> {
    Ok(InstalledProfile {
        id: row.get("id")?,
        profile: row.json("profile")?,
        installed_at: row.time("installed_at")?,
        by: row.get("by_name")?,
    })
}

fn of_station(station_id: NodeId) -> Statement {
    // A station drops a session's profile when the session ends (OCPP 1.6 ed. 2 §3.13.1).
    sql(
        "SELECT id, profile, installed_at, by_name FROM charging_profile WHERE station_id = $1 AND (session_id IS NULL \
         OR EXISTS (SELECT 1 FROM session WHERE session.id = session_id AND ended_at IS NULL)) \
         ORDER BY outlet, purpose, stack_level DESC, id",
    )
    .bind(station_id)
}

async fn remove(connection: &mut Connection, station_id: NodeId, id: i64) -> Result<(), EditError> {
    let query = sql("DELETE FROM charging_profile WHERE station_id = $1 AND id = $2").bind(station_id).bind(id);
    connection.execute(query).await?;
    Ok(())
}

impl Store {
    /// The profiles that a station has taken, as far as the portal knows.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn charging_profiles(&self, station_id: NodeId) -> Result<Vec<InstalledProfile>, StoreError> {
        self.readers().all(of_station(station_id)).await?.iter().map(installed).collect()
    }

    /// Keeps a profile that a station has taken, instead of those that it replaces.
    ///
    /// # Errors
    /// When the station does not exist or the database cannot be reached.
    pub async fn install_profile(&self, station_id: NodeId, new: InstalledProfile) -> Result<(), EditError> {
        let text = serde_json::to_string(&new.profile).map_err(|_| EditError::NoSuch { field: "periods" })?;
        self.edit(move |connection| {
            Box::pin(async move {
                let ended =
                    sql("DELETE FROM charging_profile WHERE station_id = $1 AND (id = $2 OR NOT EXISTS (SELECT 1 \
                     FROM session WHERE session.id = session_id AND ended_at IS NULL) AND session_id IS NOT NULL)");
                connection.execute(ended.bind(station_id).bind(new.id)).await?;
                for row in &connection.all(of_station(station_id)).await? {
                    let known = installed(row)?;
                    if new.profile.replaces(&known.profile) {
                        remove(connection, station_id, known.id).await?;
                    }
                }
                let query =
                    sql("INSERT INTO charging_profile (station_id, id, outlet, purpose, stack_level, session_id, \
                     profile, installed_at, by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
                connection
                    .execute(
                        query
                            .bind(station_id)
                            .bind(new.id)
                            .bind(i64::from(new.profile.outlet))
                            .bind(new.profile.purpose.as_str())
                            .bind(i64::from(new.profile.stack_level))
                            .bind(new.profile.session_id)
                            .bind(text)
                            .bind(new.installed_at)
                            .bind(new.by),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }

    /// Forgets the profiles that a station has removed.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn remove_profiles(&self, station_id: NodeId, filter: ProfileFilter) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                for row in &connection.all(of_station(station_id)).await? {
                    let known = installed(row)?;
                    if filter.matches(known.id, &known.profile) {
                        remove(connection, station_id, known.id).await?;
                    }
                }
                Ok(())
            })
        })
        .await
    }
}
