//! Which members are always there.
//!
//! The derive macro takes every `Option` for a member that may be missing. In our answers it is there and may be null, unless
//! it is marked as not nullable; in what is sent to us it may be missing.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

const PREFIX: &str = "#/components/schemas/";

/// Makes the nullable members of all answers' shapes required.
pub(super) fn require_nullable(document: &mut Value) {
    let taken = shapes_taken(document);
    let Some(shapes) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    for (name, shape) in shapes.iter_mut().filter(|(name, _)| !taken.contains(*name)) {
        require_in(shape);
        debug_assert!(shape.is_object(), "{name} is a schema");
    }
}

fn require_in(shape: &mut Value) {
    let Some(shape) = shape.as_object_mut() else { return };
    for part in ["allOf", "oneOf"] {
        shape.get_mut(part).and_then(Value::as_array_mut).into_iter().flatten().for_each(require_in);
    }
    // A generic shape, such as a page of sessions, has its parts written out in it.
    shape.get_mut("items").into_iter().for_each(require_in);
    shape
        .get_mut("properties")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
        .for_each(|(_, part)| require_in(part));
    let Some(properties) = shape.get("properties").and_then(Value::as_object) else { return };
    let nullable: Vec<String> =
        properties.iter().filter(|(_, schema)| is_nullable(schema)).map(|(name, _)| name.clone()).collect();
    if let Some(required) = shape.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        let missing: Vec<Value> =
            nullable.into_iter().map(Value::from).filter(|name| !required.contains(name)).collect();
        required.extend(missing);
    }
    if shape["required"] == json!([]) {
        shape.remove("required");
    }
}

fn is_nullable(schema: &Value) -> bool {
    let is_null = |schema: &Value| schema["type"] == "null";
    let among_types = schema["type"].as_array().is_some_and(|types| types.contains(&json!("null")));
    let among_choices = schema["oneOf"].as_array().is_some_and(|choices| choices.iter().any(is_null));
    among_types || among_choices
}

/// The shapes that request bodies are made of.
fn shapes_taken(document: &Value) -> HashSet<String> {
    let mut found = HashSet::new();
    let calls = document["paths"].as_object().into_iter().flatten().flat_map(|(_, path)| path.as_object()).flatten();
    for (_, call) in calls {
        collect(&call["requestBody"], &document["components"]["schemas"], &mut found);
    }
    found
}

fn collect(value: &Value, shapes: &Value, found: &mut HashSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, shapes, found)),
        Value::Object(members) => {
            if let Some(name) = reference(members)
                && found.insert(name.to_owned())
            {
                collect(&shapes[name], shapes, found);
            }
            members.values().for_each(|member| collect(member, shapes, found));
        }
        _ => {}
    }
}

fn reference(members: &Map<String, Value>) -> Option<&str> {
    members.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_all_their_members_and_bodies_need_not() {
        let shape = json!({"type": "object", "properties": {
            "a": {"type": ["string", "null"]},
            "b": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Inner"}]},
            "c": {"type": "string"},
        }});
        let mut document = json!({
            "paths": {"/x": {"patch": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Change"}}}}}}},
            "components": {"schemas": {
                "Change": shape,
                "Thing": shape,
                "Page_Thing": {"type": "object", "properties": {"items": {"type": "array", "items": shape}}},
                "Inner": {"type": "object", "properties": {"d": {"type": ["integer", "null"]}}},
            }},
        });
        require_nullable(&mut document);
        let shapes = &document["components"]["schemas"];
        assert_eq!(shapes["Thing"]["required"], json!(["a", "b"]));
        assert_eq!(shapes["Page_Thing"]["properties"]["items"]["items"]["required"], json!(["a", "b"]));
        assert_eq!(shapes["Change"].get("required"), None);
        assert_eq!(shapes["Inner"].get("required"), None, "it is part of what is sent");
    }
}
