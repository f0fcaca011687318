//! What gives an overview: alarms, the event log, the search and the dashboard.

use domain::alarm::{AlarmKey, AlarmType};
use domain::user::Role;
use domain::{NodeId, UtcMillis};
use serde_json::{Value, json};
use store::alarm::NewAlarm;

use crate::http::As;
use crate::portal::{Place, TestPortal};

/// Raises an alarm at a station and gives its id.
async fn raise(portal: &TestPortal, place: Place, at: UtcMillis) -> i64 {
    let alarm = NewAlarm {
        key: AlarmKey {
            kind: AlarmType::HardwareFailure,
            node_id: Some(NodeId(place.station)),
            subject: "GroundFailure".to_owned(),
        },
        node_name: "Station".to_owned(),
        outlet: None,
        text: Some("earth is gone".to_owned()),
        at,
    };
    portal.program.portal.store.raise_alarm(alarm).await.unwrap().0.id.0
}

#[tokio::test]
async fn an_alarm_is_listed_where_it_may_be_seen_and_cleared_once() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    let now = portal.program.portal.now();
    let (own_alarm, foreign_alarm) = (raise(&portal, own, now).await, raise(&portal, foreign, now).await);
    let who = portal.person("site@example.org", Role::SiteAdministrator, &[own.site]).await;
    let hardware = "/api/v1/alarms?active=true&type=hardwareFailure";
    let listed = portal.get(hardware, &who).await.expect(200).json();
    let ids: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|alarm| &alarm["id"]).collect();
    assert_eq!(ids, [&json!(own_alarm)]);
    assert_eq!(listed["items"][0]["code"], "GroundFailure");
    let below = format!("{hardware}&node={}", foreign.floor);
    assert_eq!(portal.get(&below, &portal.administrator).await.expect(200).json()["total"]["count"], 1);
    assert_eq!(portal.get(&below, &who).await.expect(200).json()["total"]["count"], 0);

    let clear = |id: i64| format!("/api/v1/alarms/{id}/clear");
    assert_eq!(portal.post(&clear(foreign_alarm), &json!({}), &who).await.problem(), "not-found");
    let mut events = portal.listen("/api/v1/events", &portal.administrator).await;
    let cleared = portal.post(&clear(own_alarm), &json!({}), &who).await.expect(200).json();
    assert_eq!((&cleared["clearedBy"], cleared["clearedAt"].is_string()), (&json!("site@example.org"), true));
    let told = events.next_named("alarm").await.data;
    assert_eq!((&told["change"], &told["alarm"]["id"]), (&json!("cleared"), &json!(own_alarm)));
    let again = portal.post(&clear(own_alarm), &json!({}), &portal.administrator).await.expect(200).json();
    assert_eq!(again["clearedBy"], "site@example.org", "it stays as it was");
    let driver = portal.person("driver@example.org", Role::Driver, &[own.site]).await;
    assert_eq!(portal.get(hardware, &driver).await.problem(), "forbidden");
    for (query, field) in [("type=boredom", "type"), ("active=perhaps", "active"), ("node=x", "node")] {
        let answer = portal.get(&format!("/api/v1/alarms?{query}"), &who).await.expect(400);
        assert_eq!(answer.json()["field"], field, "{query}");
    }
}

#[tokio::test]
async fn the_event_log_tells_what_persons_did_where_it_may_be_seen() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    let who = portal.person("site@example.org", Role::SiteAdministrator, &[own.site]).await;
    let all = portal.get("/api/v1/event-log?kind=nodeCreated", &portal.administrator).await.expect(200).json();
    assert_eq!(all["total"]["count"], 6);
    let text = "/api/v1/event-log?text.contains=cp2";
    assert_eq!(portal.get(text, &portal.administrator).await.expect(200).json()["total"]["count"], 3);
    assert_eq!(portal.get(text, &who).await.expect(200).json()["total"]["count"], 0);
    let below = format!("/api/v1/event-log?node={}", foreign.site);
    assert_eq!(portal.get(&below, &who).await.expect(200).json()["items"], json!([]));
    let by = portal.get("/api/v1/event-log?by.contains=ADMIN@", &who).await.expect(200).json();
    assert_eq!(by["total"]["count"], 3);
    let driver = portal.person("driver@example.org", Role::Driver, &[own.site]).await;
    assert_eq!(portal.get("/api/v1/event-log", &driver).await.problem(), "forbidden");
    assert_eq!(portal.get("/api/v1/event-log?at.from=noon", &who).await.expect(400).json()["field"], "at.from");
}

#[tokio::test]
async fn the_search_finds_what_the_viewer_may_see_and_nothing_else() {
    let portal = TestPortal::start().await;
    let (own, _foreign) = (portal.place("Alpha1").await, portal.place("Alpha2").await);
    portal.post("/api/v1/tags", &json!({"idTag": "ALPHATAG"}), &portal.administrator).await.expect(201);
    let titles = |found: Value| -> Vec<String> {
        found["items"].as_array().unwrap().iter().map(|hit| format!("{}:{}", hit["kind"], hit["title"])).collect()
    };
    let path = "/api/v1/search?q=alpha";
    let all = titles(portal.get(path, &portal.administrator).await.expect(200).json());
    assert_eq!(all.len(), 7, "two sites, floors and stations, and a tag: {all:?}");
    for role in [Role::SiteAdministrator, Role::Driver] {
        let who = portal.person(&format!("{role}@example.org"), role, &[own.site]).await;
        let found = titles(portal.get(path, &who).await.expect(200).json());
        assert_eq!(found.len(), 3, "{role}: {found:?}");
        assert!(found.iter().all(|title| title.contains("Alpha1")), "{role}: {found:?}");
    }
    let support = portal.person("alpha@example.org", Role::Support, &[]).await;
    let found = titles(portal.get(path, &support).await.expect(200).json());
    assert!(!found.iter().any(|title| title.contains("user") || title.contains("tag")), "{found:?}");
    assert_eq!(portal.get("/api/v1/search?q=%20", &support).await.expect(400).json()["field"], "q");
    assert_eq!(portal.get("/api/v1/search", &support).await.expect(400).json()["field"], "q");
    assert_eq!(portal.get(path, &As::Nobody).await.problem(), "not-signed-in");
}

#[tokio::test]
async fn the_dashboard_wants_a_time_zone_and_has_the_hours_of_today() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let path = format!("/api/v1/dashboard/energy?timeZone=Europe/Oslo&node={}", place.site);
    let energy = portal.get(&path, &portal.administrator).await.expect(200).json();
    let hours = energy["hours"].as_array().unwrap().len();
    assert!((23..=25).contains(&hours), "{hours}");
    assert_eq!(energy["today"], json!({"energyWh": 0, "sessions": 0}));
    for (query, field) in
        [("timeZone=Oslo/Europe", "timeZone"), ("node=1", "timeZone"), ("timeZone=UTC&node=x", "node")]
    {
        let answer = portal.get(&format!("/api/v1/dashboard/energy?{query}"), &portal.administrator).await.expect(400);
        assert_eq!(answer.json()["field"], field, "{query}");
    }
}
