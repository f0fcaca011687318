//! Our shapes are those of the official schemas: names, order, required members, types, limits, words.

use std::collections::BTreeSet;

use ocpp::shape::{Kind, Shape};

use crate::every_message::every_message;
use crate::official_schema::{self, Schema};

/// Where the files disagree with the specification or with each other, and we follow the specification.
const KNOWN_QUIRKS: &[(&str, &str)] = &[
    ("StopTransactionRequest.transactionData[].sampledValue", "at least 0 elements, ours 1"),
    ("StopTransactionRequest.transactionData[].sampledValue[].unit", "words [\"Hertz\"] are ours only"),
];

#[test]
fn every_shape_is_that_of_its_official_schema() {
    let Some(folder) = official_schema::folder() else { return };
    let mut differences = Vec::new();
    for message in every_message() {
        let schema: Schema = serde_json::from_str(&official_schema::text(&folder, &message))
            .unwrap_or_else(|error| panic!("{}: {error}", message.name()));
        compare_object(message.name(), message.shape, &schema, &schema, &mut differences);
    }
    let known: Vec<(String, String)> =
        KNOWN_QUIRKS.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    assert_eq!(differences, known);
}

#[test]
fn every_official_schema_has_a_shape() {
    let Some(folder) = official_schema::folder() else { return };
    let files: BTreeSet<String> = std::fs::read_dir(folder.join("json-v16"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let ours: BTreeSet<String> = every_message()
        .iter()
        .map(|message| format!("{}.json", ocpp::v16::schema_name(message.action, message.half)))
        .collect();
    assert_eq!(ours, files);
}

type Differences = Vec<(String, String)>;

fn compare_object(path: &str, shape: &Shape, schema: &Schema, root: &Schema, differences: &mut Differences) {
    let mut differ = |text: String| differences.push((path.to_owned(), text));
    if schema.kind.as_deref() != Some("object") {
        differ(format!("type {:?}, ours object", schema.kind));
    }
    if schema.additional_properties != Some(false) {
        differ("further members are allowed, ours are not".to_owned());
    }
    let names: Vec<&str> = schema.properties.0.iter().map(|(name, _)| name.as_str()).collect();
    let our_names: Vec<&str> = shape.fields.iter().map(|field| field.name).collect();
    if names != our_names {
        differ(format!("members {names:?}, ours {our_names:?}"));
    }
    for required in &schema.required {
        if !names.contains(&required.as_str()) {
            differ(format!("{required} is required and is no member"));
        }
    }
    for field in shape.fields {
        let path = format!("{path}.{}", field.name);
        let required = schema.required.iter().any(|name| name == field.name);
        if required != field.required {
            differences.push((path.clone(), format!("required {required}, ours {}", field.required)));
        }
        if let Some(schema) = schema.properties.get(field.name) {
            compare(&path, field.kind, schema, root, differences);
        }
    }
}

fn compare(path: &str, kind: Kind, schema: &Schema, root: &Schema, differences: &mut Differences) {
    let schema = schema.resolve(root);
    let mut differ = |text: String| differences.push((path.to_owned(), text));
    let wire_type = match kind {
        Kind::Integer => "integer",
        Kind::Decimal => "number",
        Kind::Boolean => "boolean",
        Kind::Text { .. } | Kind::Enumeration(_) | Kind::Timestamp => "string",
        Kind::Object(_) => "object",
        Kind::List { .. } => "array",
    };
    if schema.kind.as_deref() != Some(wire_type) {
        differ(format!("type {:?}, ours {wire_type}", schema.kind));
    }
    let limit = if let Kind::Text { limit } = kind { limit } else { None };
    if schema.max_length != limit {
        differ(format!("limit {:?}, ours {limit:?}", schema.max_length));
    }
    if (schema.format.as_deref() == Some("date-time")) != (kind == Kind::Timestamp) {
        differ(format!("format {:?}, ours {kind:?}", schema.format));
    }
    if schema.multiple_of != (kind == Kind::Decimal).then_some(0.1) {
        differ(format!("multiple of {:?}, ours {kind:?}", schema.multiple_of));
    }
    match (kind, &schema.words) {
        (Kind::Enumeration(words), Some(official)) => {
            let theirs: Vec<&str> = official.iter().map(String::as_str).collect();
            let (shared, ours_only): (Vec<&str>, Vec<&str>) =
                words.values.iter().partition(|word| theirs.contains(word));
            if shared != theirs {
                differ(format!("words {theirs:?}, ours {:?}", words.values));
            }
            if !ours_only.is_empty() {
                differ(format!("words {ours_only:?} are ours only"));
            }
        }
        (Kind::Enumeration(_), None) | (_, Some(_)) => differ(format!("words {:?}, ours {kind:?}", schema.words)),
        _ => {}
    }
    match kind {
        Kind::Object(shape) => compare_object(path, shape, schema, root, differences),
        Kind::List { of, at_least } => {
            if schema.min_items != at_least {
                differ(format!("at least {} elements, ours {at_least}", schema.min_items));
            }
            let items = schema.items.as_ref().expect("lists say what they are of");
            compare(&format!("{path}[]"), *of, items, root, differences);
        }
        _ => {}
    }
}
