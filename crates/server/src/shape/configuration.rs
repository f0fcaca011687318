//! A station's configuration, and what of it is not as it shall be.

use domain::configuration::KeyDifference;
use domain::registration::KeyWrite;
use domain::{NodeId, TemplateId, UtcMillis};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::word;

/// A station's configuration as it was last read from it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StationConfiguration {
    /// When; null: never.
    #[schema(value_type = Option<word::Time>)]
    pub read_at: Option<UtcMillis>,
    /// The keys, in the order of their names.
    pub keys: Vec<ConfigurationKey>,
}

/// A configuration key.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigurationKey {
    /// The key.
    pub key: String,
    /// Its value, where it has one that may be read; of a secret a mask.
    pub value: Option<String>,
    /// Whether it can only be read.
    pub read_only: bool,
    /// Whether its value is a secret, which is never shown.
    pub secret: bool,
}

/// A key and the value that it shall have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WantedKey {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// A key in which a station differs from its template.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigurationDifference {
    /// The key.
    pub key: String,
    /// What the template has.
    pub wanted: String,
    /// What the station has; null where it tells none.
    pub has: Option<String>,
    /// Whether the station tells of the key at all.
    pub told: bool,
    /// Whether the station refuses to change it.
    pub read_only: bool,
}

/// What a station's configuration lacks of its template.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigurationDifferences {
    /// The template; null where the station has none.
    #[schema(value_type = Option<i64>)]
    pub template_id: Option<TemplateId>,
    /// Its name.
    pub template_name: Option<String>,
    /// The keys that differ, in the order of the template.
    pub items: Vec<ConfigurationDifference>,
}

/// A template of stations' configurations.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigurationTemplate {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: TemplateId,
    /// Its name.
    pub name: String,
    /// For stations of which vendor, for people.
    pub vendor: Option<String>,
    /// For stations of which model, for people.
    pub model: Option<String>,
    /// The keys and their values.
    pub keys: Vec<WantedKey>,
    /// How many stations have it.
    pub stations: i64,
    /// When it was made.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Grows with each change; also the `ETag`.
    pub version: i64,
}

/// What became of a template at a station.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TemplateApplication {
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// What became of it.
    pub outcome: ApplicationOutcome,
    /// The commands that write what differs; how they go is told by events and by `GET /commands/{id}`.
    pub command_ids: Vec<i64>,
}

/// What became of a template at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum ApplicationOutcome {
    /// What differs is being written.
    Writing,
    /// It has all that it shall have.
    Same,
    /// It is not connected.
    Offline,
    /// Its configuration was never read.
    NeverRead,
    /// There is no such station.
    NotFound,
}

impl From<store::station::StationConfiguration> for StationConfiguration {
    fn from(read: store::station::StationConfiguration) -> StationConfiguration {
        let key = |key: store::station::StationKey| ConfigurationKey {
            secret: csms::is_secret_key(&key.key),
            key: key.key,
            value: key.value,
            read_only: key.read_only,
        };
        StationConfiguration { read_at: read.read_at, keys: read.keys.into_iter().map(key).collect() }
    }
}

impl From<KeyWrite> for WantedKey {
    fn from(KeyWrite { key, value }: KeyWrite) -> WantedKey {
        WantedKey { key, value }
    }
}

impl From<KeyDifference> for ConfigurationDifference {
    fn from(difference: KeyDifference) -> ConfigurationDifference {
        ConfigurationDifference {
            key: difference.key,
            wanted: difference.wanted,
            has: difference.has,
            told: difference.is_told,
            read_only: difference.read_only,
        }
    }
}

impl From<store::template::Template> for ConfigurationTemplate {
    fn from(template: store::template::Template) -> ConfigurationTemplate {
        let settings = template.settings;
        ConfigurationTemplate {
            id: template.id,
            name: settings.name,
            vendor: settings.vendor,
            model: settings.model,
            keys: settings.keys.into_iter().map(WantedKey::from).collect(),
            stations: template.stations,
            created_at: template.created_at,
            version: template.version,
        }
    }
}
