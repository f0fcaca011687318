//! The OpenAPI document is a reviewed snapshot: a change to the API shows in its diff.

use std::path::Path;

use serde_json::Value;

#[test]
fn the_snapshot_is_the_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let document = server::router::document();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &document).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == document,
        "openapi.json is stale: run UPDATE_OPENAPI=1 cargo test -p server openapi, and review the diff"
    );
}

#[test]
fn every_call_has_a_summary_and_a_unique_name() {
    let document: Value = serde_json::from_str(&server::router::document()).unwrap();
    let mut names = std::collections::HashSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, call) in item.as_object().unwrap() {
            assert!(call["summary"].is_string(), "{method} {path} has no summary");
            let name = call["operationId"].as_str().unwrap_or_default().to_owned();
            assert!(names.insert(name.clone()), "{method} {path}: {name:?} is the name of another call too");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document: Value = serde_json::from_str(&server::router::document()).unwrap();
    let mut references = Vec::new();
    collect_references(&document, &mut references);
    assert!(!references.is_empty(), "a document without references is not ours");
    for reference in references {
        let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        assert!(target.is_some(), "{reference} leads nowhere");
    }
}

fn collect_references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| collect_references(member, found));
        }
        _ => {}
    }
}

#[test]
fn members_are_written_in_camel_case() {
    let document: Value = serde_json::from_str(&server::router::document()).unwrap();
    check_names("#", &document);
}

fn check_names(at: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check_names(at, item)),
        Value::Object(members) => {
            for name in members.get("properties").and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name)
            {
                assert!(!name.contains('_'), "{at}: {name} is not camel case");
            }
            members.iter().for_each(|(name, member)| check_names(&format!("{at}/{name}"), member));
        }
        _ => {}
    }
}
