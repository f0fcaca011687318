//! A station's protocol log, its deviations and templates of its configuration, through the API.

use domain::user::Role;
use serde_json::{Value, json};

use crate::http::Call;
use crate::portal::TestPortal;
use crate::station::{Knock, Station};

#[tokio::test]
async fn messages_are_searched_paged_and_told_with_their_answers() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let mut station = Station::connect(&portal, "CP1").await;
    for _ in 0..3 {
        station.call("Heartbeat", json!({})).await;
    }
    station.call("Authorize", json!({"idTag": "04A2B3"})).await;
    let log = format!("/api/v1/stations/{}/messages", place.station);
    let read =
        async |query: &str| portal.get(&format!("{log}?{query}"), &portal.administrator).await.expect(200).json();

    let calls = read("kind=call&action.contains=authorize").await;
    let call = &calls["items"][0];
    assert_eq!((&call["kind"], &call["answer"]["outcome"]), (&json!("call"), &json!("Invalid")), "{calls}");
    assert_eq!(read("text.contains=04a2b3").await["items"].as_array().unwrap().len(), 1);
    assert_eq!(read("errors=true").await["items"], json!([]));
    assert_eq!(read(&format!("messageId={}", call["messageId"].as_str().unwrap())).await["total"]["count"], 2);

    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = read(&format!("limit=3{cursor}")).await;
        ids.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let all = ids.len();
    ids.dedup();
    assert_eq!((all, ids.len()), (8, 8));
    for (query, field) in [("cursor=x", "cursor"), ("limit=0", "limit"), ("kind=nonsense", "kind")] {
        let refused = portal.get(&format!("{log}?{query}"), &portal.administrator).await.expect(400).json();
        assert_eq!(refused["field"], field, "{refused}");
    }
}

#[tokio::test]
async fn who_watches_hears_what_was_missed_and_what_comes() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let mut station = Station::connect(&portal, "CP1").await;
    station.call("Heartbeat", json!({})).await;
    let log = format!("/api/v1/stations/{}/messages", place.station);
    let mut stream = portal.listen(&format!("{log}/stream?after=0.0"), &portal.administrator).await;
    let missed = stream.next_named("messages").await.data;
    assert_eq!(missed.as_array().unwrap().len(), 2);
    let last = missed[1]["id"].as_str().unwrap().to_owned();
    station.call("Authorize", json!({"idTag": "A"})).await;
    let come = stream.next_named("messages").await.data;
    assert_eq!(come[0]["action"], "Authorize");
    let mut again = portal.listen(&format!("{log}/stream?after={last}"), &portal.administrator).await;
    assert_eq!(again.next_named("messages").await.data[0]["action"], "Authorize", "it goes on where it was");
    let knock = Knock { path: "/Ocpp/websocket/CP1", subprotocol: None, credential: None };
    assert!(Station::knock(&portal, knock).await.is_err());
    let mut heard = again.next_named("messages").await.data;
    while heard[0]["kind"] != "refused" {
        heard = again.next_named("messages").await.data;
    }

    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let mut theirs = portal.listen(&format!("{log}/stream?after={last}"), &support).await;
    theirs.next_named("messages").await;
    let users = portal.get("/api/v1/users", &portal.administrator).await.expect(200).json();
    let user = users["items"].as_array().unwrap().iter().find(|user| user["email"] == "support@example.org").unwrap();
    let path = format!("/api/v1/users/{}", user["id"]);
    let tag = portal.etag(&path).await;
    portal.send(Call::new("DELETE", &path).header("if-match", &tag).by(&portal.administrator)).await.expect(204);
    theirs.next_named("goodbye").await;
}

#[tokio::test]
async fn a_log_is_taken_away_with_tags_masked_by_choice() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let mut station = Station::connect(&portal, "CP1").await;
    station.call("Authorize", json!({"idTag": "04A2B3C4"})).await;
    for (mask, is_told) in [("false", true), ("true", false)] {
        let path = format!("/api/v1/stations/{}/messages/export.zip?maskTags={mask}", place.station);
        let answer = portal.get(&path, &portal.administrator).await.expect(200);
        assert_eq!(answer.header("content-type"), Some("application/zip"));
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.body)).unwrap();
        let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
        let messages = part("messages.jsonl");
        let lines: Vec<Value> = messages.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((&lines[0]["kind"], messages.contains("04A2B3C4")), (&json!("call"), is_told));
        assert!(part("station.json").contains("CP1") && part("configuration.json").contains("keys"));
        assert_eq!(part("deviations.json"), "[]");
    }
}

#[tokio::test]
async fn a_template_is_made_given_compared_and_applied() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let templates = "/api/v1/configuration-templates";
    let keys = json!([{"key": "HeartbeatInterval", "value": "60"}, {"key": "LightIntensity", "value": "80"}]);
    let new = json!({"name": "Garage", "vendor": "Vendor", "keys": keys});
    let made = portal.post(templates, &new, &portal.administrator).await.expect(201).json();
    let id = made["id"].as_i64().unwrap();
    for (body, field) in [
        (json!({"name": "", "keys": []}), "name"),
        (json!({"name": "A", "keys": [{"key": "AuthorizationKey", "value": "x"}]}), "keys[0].key"),
        (json!({"name": "A", "keys": [{"key": "B", "value": "1"}, {"key": "b ", "value": "2"}]}), "keys[1].key"),
    ] {
        let refused = portal.post(templates, &body, &portal.administrator).await.expect(400).json();
        assert_eq!(refused["field"], field, "{refused}");
    }
    let local = portal.person("local@example.org", Role::SiteAdministrator, &[place.site]).await;
    assert_eq!(portal.post(templates, &new, &local).await.problem(), "forbidden");
    assert_eq!(portal.get(templates, &local).await.expect(200).json()["items"][0]["name"], "Garage");

    let node = format!("/api/v1/nodes/{}", place.station);
    let give = Call::new("PATCH", &node).json(&json!({"station": {"configurationTemplateId": id}}));
    let tag = portal.etag(&node).await;
    let given = portal.send(give.header("if-match", &tag).by(&local)).await.expect(200).json();
    assert_eq!(given["station"]["configurationTemplateId"], id);

    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    let light = json!({"key": "LightIntensity", "readonly": false, "value": "10"});
    station.answer("GetConfiguration", json!({"configurationKey": [light]})).await;
    station.answer("ChangeConfiguration", json!({"status": "Rejected"})).await;
    let path = format!("/api/v1/stations/{}/configuration/differences", place.station);
    let differences = portal.get(&path, &local).await.expect(200).json();
    assert_eq!(differences["templateName"], "Garage");
    let missing = json!({"key": "HeartbeatInterval", "wanted": "60", "has": null, "told": false, "readOnly": false});
    assert_eq!(differences["items"][0], missing, "{differences}");

    let foreign = portal.place("CP2").await;
    let targets = json!({"stationIds": [place.station, foreign.station]});
    let applied = portal.post(&format!("{templates}/{id}/apply"), &targets, &local).await.expect(202).json();
    let outcomes: Vec<&Value> = applied["items"].as_array().unwrap().iter().map(|item| &item["outcome"]).collect();
    assert_eq!(outcomes, [&json!("writing"), &json!("notFound")]);
    for key in ["HeartbeatInterval", "LightIntensity"] {
        let asked = station.answer("ChangeConfiguration", json!({"status": "Accepted"})).await;
        assert_eq!(asked["key"], key);
    }
}
