//! The official schemas, where this machine has them.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::every_message::EveryMessage;
use crate::ordered_json::Members;

/// The folder of the official schemas, or a plain message and `None` where there is none.
pub(crate) fn folder() -> Option<PathBuf> {
    let beside_checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/ocpp");
    let folder = std::env::var_os("OCPP_DATA").map_or(beside_checkout, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no official schemas in {}; set OCPP_DATA to where they are", folder.display());
    None
}

/// The text of a message's schema.
pub(crate) fn text(folder: &Path, message: &EveryMessage) -> String {
    let name = ocpp::v16::schema_name(message.action, message.half);
    let path = folder.join("json-v16").join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What says whether a payload keeps its schema, times and addresses included.
pub(crate) fn validator(folder: &Path, message: &EveryMessage) -> jsonschema::Validator {
    let schema = serde_json::from_str(&text(folder, message)).expect("the official schemas are valid JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("the official schemas are valid")
}

/// What the comparison looks at. A member of a schema that it does not know fails the test, so that nothing is overlooked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Schema {
    #[serde(rename = "type", default)]
    pub(crate) kind: Option<String>,
    #[serde(default)]
    pub(crate) properties: Members<Schema>,
    #[serde(default)]
    pub(crate) required: Vec<String>,
    #[serde(default)]
    pub(crate) additional_properties: Option<bool>,
    #[serde(default)]
    pub(crate) items: Option<Box<Schema>>,
    #[serde(default)]
    pub(crate) min_items: usize,
    #[serde(default)]
    pub(crate) max_length: Option<usize>,
    #[serde(rename = "enum", default)]
    pub(crate) words: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) format: Option<String>,
    #[serde(default)]
    pub(crate) multiple_of: Option<f64>,
    #[serde(rename = "$ref", default)]
    pub(crate) reference: Option<String>,
    #[serde(default)]
    pub(crate) definitions: Members<Schema>,
    /// Said of lists, where it means nothing beside `items`.
    #[serde(default, rename = "additionalItems")]
    _additional_items: Option<bool>,
    #[serde(default, rename = "$schema")]
    _dialect: Option<String>,
    #[serde(default, rename = "$id", alias = "id")]
    _id: Option<String>,
    #[serde(default, rename = "title")]
    _title: Option<String>,
    #[serde(default, rename = "description")]
    _description: Option<String>,
    #[serde(default, rename = "comment")]
    _comment: Option<String>,
    #[serde(default, rename = "javaType")]
    _java_type: Option<String>,
}

impl Schema {
    /// The schema that a reference means, or the schema itself.
    pub(crate) fn resolve<'a>(&'a self, root: &'a Self) -> &'a Self {
        let Some(reference) = &self.reference else { return self };
        let name = reference.strip_prefix("#/definitions/").expect("references are to definitions");
        root.definitions.get(name).expect("the definition is there")
    }
}
