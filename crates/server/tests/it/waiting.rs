//! Commands that wait for their station, and what a station's version has.

use serde_json::json;

use crate::http::Call;
use crate::portal::TestPortal;
use crate::station::Station;

#[tokio::test]
async fn a_command_waits_is_shown_and_can_be_taken_back() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let commands = format!("/api/v1/stations/{}/commands", place.station);
    let reset = json!({"name": "resetSoft"});
    for (seconds, status) in [("29", 400), ("2592001", 400), ("soon", 400), ("30", 202), ("2592000", 202)] {
        let answer = portal.post(&format!("{commands}?expiresInS={seconds}"), &reset, &portal.administrator).await;
        assert_eq!(answer.status, status, "{seconds}: {}", answer.text());
        if status == 400 {
            assert_eq!(answer.json()["field"], "expiresInS", "{seconds}");
        }
    }
    let listed = portal.get(&commands, &portal.administrator).await.expect(200).json();
    assert_eq!(listed["items"][0]["state"], "queued");
    assert!(listed["items"][0]["expiresAt"].as_str().is_some_and(|at| at.ends_with('Z')));
    let waiting = format!("/api/v1/commands/{}", listed["items"][0]["id"]);
    let taken = portal.send(Call::new("DELETE", &waiting).by(&portal.administrator)).await.expect(200).json();
    assert_eq!(taken["state"], "cancelled");
    let again = portal.send(Call::new("DELETE", &waiting).by(&portal.administrator)).await;
    assert_eq!((again.status, again.problem().as_str()), (409, "conflict"));

    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    assert_eq!(station.answer("Reset", json!({"status": "Accepted"})).await, json!({"type": "Soft"}));
    let other = format!("/api/v1/commands/{}", listed["items"][1]["id"]);
    let ended = async || portal.get(&other, &portal.administrator).await.expect(200).json()["state"] == "accepted";
    tokio::time::timeout(std::time::Duration::from_secs(20), async {
        while !ended().await {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("what waited is delivered");
}

#[tokio::test]
async fn a_secret_cannot_wait() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let path = format!("/api/v1/stations/{}/commands?expiresInS=60", place.station);
    let write = json!({"name": "changeConfiguration", "key": "AuthorizationKey", "value": "0123456789abcdef"});
    let refused = portal.post(&path, &write, &portal.administrator).await;
    assert_eq!((refused.problem().as_str(), &refused.json()["field"]), ("invalid-input", &json!("expiresInS")));
}

#[tokio::test]
async fn a_station_tells_which_commands_it_has() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let node = portal.get(&format!("/api/v1/nodes/{}", place.station), &portal.administrator).await.expect(200).json();
    let commands = node["station"]["commands"].as_array().unwrap();
    assert!(commands.contains(&json!("triggerMessage")) && commands.contains(&json!("resetSoft")));
}
