//! What stations in the field do that takes a short patience to show; the rest is in `crates/server/tests/it/field.rs`, over real
//! sockets.

use std::time::Duration;

use csms::Options;
use serde_json::json;

use crate::portal::{Portal, options};

#[tokio::test]
async fn a_station_that_never_answers_a_question_for_all_keys_is_asked_for_some() {
    let portal = Portal::with(Options { call_timeout: Duration::from_millis(50), ..options() }).await;
    portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    station.boot().await;
    let asked = station.asked().await;
    assert_eq!((asked.action.as_str(), &asked.payload), ("GetConfiguration", &json!({})), "all of them");
    // It says nothing.
    let asked = station.asked().await;
    assert_eq!(asked.payload, json!({"key": ["GetConfigurationMaxKeys"]}));
    station.answer(&asked, json!({"unknownKey": ["GetConfigurationMaxKeys"]}));
    let asked = station.asked().await;
    assert_eq!(asked.action, "GetConfiguration");
    assert!(asked.payload["key"].as_array().is_some_and(|keys| keys.len() > 1), "{}", asked.payload);
    station
        .answer(&asked, json!({"configurationKey": [{"key": "NumberOfConnectors", "readonly": true, "value": "2"}]}));
    // The other keys follow, and the station is served meanwhile.
    assert_eq!(station.asked().await.action, "GetConfiguration");
    assert!(station.call("Heartbeat", json!({})).await["currentTime"].is_string());
}
