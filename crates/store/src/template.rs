//! Templates of stations' configurations.

use domain::registration::KeyWrite;
use domain::{NodeId, TemplateId, UtcMillis};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::database::{Connection, Row, sql};
use crate::error::{EditError, StoreError};
use crate::fold::fold;

/// What people set of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSettings {
    /// Its name; unique without regard to case.
    pub name: String,
    /// For stations of which vendor, for people.
    pub vendor: Option<String>,
    /// For stations of which model, for people.
    pub model: Option<String>,
    /// The keys and what they shall hold.
    pub keys: Vec<KeyWrite>,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What people set.
    pub settings: TemplateSettings,
    /// How many stations have it.
    pub stations: i64,
    /// When it was made.
    pub created_at: UtcMillis,
    /// Grows with each change.
    pub version: i64,
}

/// A key as it is written down.
#[derive(Serialize, Deserialize)]
struct Written {
    key: String,
    value: String,
}

/// The columns of [`template`].
macro_rules! template_columns {
    () => {
        "id, name, vendor, model, keys, created_at, configuration_template.version, \
         (SELECT COUNT(*) FROM station WHERE configuration_template_id = configuration_template.id) AS stations"
    };
}

impl Store {
    /// All templates, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn templates(&self) -> Result<Vec<Template>, StoreError> {
        let query = sql(concat!("SELECT ", template_columns!(), " FROM configuration_template ORDER BY name_folded"));
        self.readers().all(query).await?.iter().map(template).collect()
    }

    /// A template; `None` when there is none with the id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn template(&self, id: TemplateId) -> Result<Option<Template>, StoreError> {
        let query = sql(concat!("SELECT ", template_columns!(), " FROM configuration_template WHERE id = $1")).bind(id);
        self.readers().optional(query).await?.as_ref().map(template).transpose()
    }

    /// The template that a station was given; `None` where it has none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn template_of(&self, station_id: NodeId) -> Result<Option<Template>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            template_columns!(),
            " FROM configuration_template WHERE id = (SELECT configuration_template_id FROM station WHERE node_id = $1)"
        ))
        .bind(station_id);
        self.readers().optional(query).await?.as_ref().map(template).transpose()
    }

    /// Makes a template.
    ///
    /// # Errors
    /// [`EditError::Taken`] when another has the name.
    pub async fn create_template(&self, settings: TemplateSettings, at: UtcMillis) -> Result<TemplateId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let insert =
                    sql("INSERT INTO configuration_template (name, name_folded, vendor, model, keys, created_at) \
                     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id")
                    .bind(&settings.name)
                    .bind(fold(&settings.name))
                    .bind(settings.vendor.as_deref())
                    .bind(settings.model.as_deref())
                    .bind(written(&settings.keys))
                    .bind(at);
                Ok(TemplateId(connection.one(insert).await.map_err(refused)?.first()?))
            })
        })
        .await
    }

    /// Changes a template; `version` is the one that the caller knew. Returns the new version.
    ///
    /// # Errors
    /// When there is no such template, it was changed meanwhile or its name is taken.
    pub async fn update_template(
        &self,
        id: TemplateId,
        version: i64,
        settings: TemplateSettings,
    ) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update = sql("UPDATE configuration_template SET name = $3, name_folded = $4, vendor = $5, \
                     model = $6, keys = $7, version = version + 1 WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .bind(&settings.name)
                .bind(fold(&settings.name))
                .bind(settings.vendor.as_deref())
                .bind(settings.model.as_deref())
                .bind(written(&settings.keys));
                if connection.execute(update).await.map_err(refused)? == 0 {
                    return Err(mismatch(id, version, connection).await?);
                }
                Ok(version + 1)
            })
        })
        .await
    }

    /// Deletes a template; `version` is the one that the caller knew. Stations that had it have none then.
    ///
    /// # Errors
    /// When there is no such template, or it was changed meanwhile.
    pub async fn delete_template(&self, id: TemplateId, version: i64) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete =
                    sql("DELETE FROM configuration_template WHERE id = $1 AND version = $2").bind(id).bind(version);
                if connection.execute(delete).await? == 0 {
                    return Err(mismatch(id, version, connection).await?);
                }
                Ok(())
            })
        })
        .await
    }
}

fn template(row: &Row) -> Result<Template, StoreError> {
    let keys: Vec<Written> = row.json("keys")?;
    Ok(Template {
        id: row.id("id", TemplateId)?,
        settings: TemplateSettings {
            name: row.get("name")?,
            vendor: row.get("vendor")?,
            model: row.get("model")?,
            keys: keys.into_iter().map(|Written { key, value }| KeyWrite { key, value }).collect(),
        },
        stations: row.get("stations")?,
        created_at: row.time("created_at")?,
        version: row.get("version")?,
    })
}

fn written(keys: &[KeyWrite]) -> String {
    let keys: Vec<Written> =
        keys.iter().map(|key| Written { key: key.key.clone(), value: key.value.clone() }).collect();
    serde_json::to_string(&keys).expect("texts are always JSON")
}

/// Why no row had the id and the version.
async fn mismatch(id: TemplateId, expected: i64, connection: &mut Connection) -> Result<EditError, EditError> {
    let row = connection.optional(sql("SELECT version FROM configuration_template WHERE id = $1").bind(id)).await?;
    Ok(match row {
        Some(row) => EditError::VersionMismatch { expected, current: row.first()? },
        None => EditError::NotFound,
    })
}

fn refused(error: sqlx::Error) -> EditError {
    match error.as_database_error() {
        Some(refusal) if refusal.is_unique_violation() => EditError::Taken { field: "name" },
        _ => error.into(),
    }
}
