//! The OpenAPI document is a reviewed snapshot: a change to the API shows in its diff.

use std::path::Path;

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
    let document: serde_json::Value = serde_json::from_str(&server::router::document()).unwrap();
    let mut names = std::collections::HashSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, call) in item.as_object().unwrap() {
            assert!(call["summary"].is_string(), "{method} {path} has no summary");
            let name = call["operationId"].as_str().unwrap_or_default().to_owned();
            assert!(names.insert(name.clone()), "{method} {path}: {name:?} is the name of another call too");
        }
    }
}
