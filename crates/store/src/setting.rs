//! The portal's settings: what people may change, and small values of the program's own.

use domain::policy::Policies;
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::database::{Connection, sql};
use crate::error::{EditError, StoreError};

/// The name of the row which holds what people may change.
const PORTAL: &str = "portal";

/// What people may change of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PortalSettings {
    /// The portal's name.
    pub portal_name: String,
    /// The language of who has chosen none.
    pub default_language: String,
    /// The time zone of who has chosen none, and of sites without one.
    pub time_zone: String,
    /// The policies.
    #[serde(flatten)]
    pub policies: Policies,
    /// Goes up with each change; 0 before the first.
    #[serde(skip)]
    pub version: i64,
}

impl Default for PortalSettings {
    fn default() -> Self {
        Self {
            portal_name: "Charge Portal".to_owned(),
            default_language: "en".to_owned(),
            time_zone: "Europe/Oslo".to_owned(),
            policies: Policies::default(),
            version: 0,
        }
    }
}

impl Store {
    /// The portal's settings; defaults for what was never set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn settings(&self) -> Result<PortalSettings, StoreError> {
        let query = sql("SELECT value, version FROM setting WHERE name = $1").bind(PORTAL);
        let Some(row) = self.readers().optional(query).await? else { return Ok(PortalSettings::default()) };
        Ok(PortalSettings { version: row.get("version")?, ..row.json("value")? })
    }

    /// The portal's policies.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn policies(&self) -> Result<Policies, StoreError> {
        Ok(self.settings().await?.policies)
    }

    /// Changes the settings; `settings.version` is the version that the caller knew. Returns them with their new version.
    ///
    /// # Errors
    /// [`EditError::VersionMismatch`] when somebody else has changed them meanwhile.
    pub async fn update_settings(&self, settings: PortalSettings) -> Result<PortalSettings, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let expected = settings.version;
                let value = serde_json::to_string(&settings).expect("texts and numbers are always JSON");
                let row = connection
                    .optional(
                        sql("INSERT INTO setting (name, value, version) VALUES ($1, $2, 1) \
                             ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = setting.version + 1 \
                             WHERE setting.version = $3 RETURNING version")
                        .bind(PORTAL)
                        .bind(value)
                        .bind(expected),
                    )
                    .await?;
                let current = match row {
                    Some(row) if row.first::<i64>()? == expected + 1 => expected + 1,
                    // It was made just now though the caller knew a version: the error undoes it.
                    Some(_) => return Err(EditError::VersionMismatch { expected, current: 0 }),
                    None => {
                        let current = current_version(connection).await?;
                        return Err(EditError::VersionMismatch { expected, current });
                    }
                };
                Ok(PortalSettings { version: current, ..settings })
            })
        })
        .await
    }

    /// A small value of the program's own, such as a key that it made for itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn internal_value(&self, name: &str) -> Result<Option<String>, StoreError> {
        let query = sql("SELECT value FROM setting WHERE name = $1").bind(internal(name));
        self.readers().optional(query).await?.map(|row| row.get("value")).transpose()
    }

    /// A small value of the program's own; `value` is kept when there is none yet, and what is kept is returned.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn internal_value_or(&self, name: &str, value: String) -> Result<String, EditError> {
        let name = internal(name);
        self.edit(move |connection| {
            Box::pin(async move {
                connection
                    .execute(
                        sql("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
                            .bind(&name)
                            .bind(value),
                    )
                    .await?;
                Ok(connection.one(sql("SELECT value FROM setting WHERE name = $1").bind(&name)).await?.get("value")?)
            })
        })
        .await
    }

    /// Changes a small value of the program's own.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn set_internal_value(&self, name: &str, value: String) -> Result<(), EditError> {
        let name = internal(name);
        self.edit(move |connection| {
            Box::pin(async move {
                connection
                    .execute(
                        sql("INSERT INTO setting (name, value) VALUES ($1, $2) \
                             ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                        .bind(name)
                        .bind(value),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }
}

async fn current_version(connection: &mut Connection) -> Result<i64, EditError> {
    let query = sql("SELECT version FROM setting WHERE name = $1").bind(PORTAL);
    Ok(connection.one(query).await?.first()?)
}

/// Keeps the program's own names apart from those of the portal.
fn internal(name: &str) -> String {
    format!("internal.{name}")
}
