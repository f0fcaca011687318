//! Nodes: made, read, changed, moved and deleted.

use domain::user::Role;
use serde_json::json;

use crate::http::{As, Call};
use crate::portal::{PASSWORD, TestPortal};

#[tokio::test]
async fn a_station_is_made_with_its_outlets_and_read_again() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let node = portal.get(&format!("/api/v1/nodes/{}", place.station), &portal.administrator).await.expect(200).json();
    assert_eq!(node["kind"], "station");
    assert_eq!(node["station"]["chargeBoxId"], "CP1");
    assert_eq!(node["station"]["online"], false);
    let path: Vec<&str> = node["path"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(path, ["system", "site", "floor"]);
    let outlet = portal.get(&format!("/api/v1/nodes/{}", place.outlet), &portal.administrator).await.expect(200).json();
    assert_eq!((&outlet["outlet"]["number"], &outlet["outlet"]["state"]), (&json!(1), &json!("offline")));
    assert_eq!(outlet["outlet"]["session"], json!(null));
}

#[tokio::test]
async fn what_cannot_be_made_is_refused_with_its_field() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let table = [
        (json!({"kind": "floor", "parentId": 1, "name": "Roof"}), 400, "invalid-input", Some("parentId")),
        (json!({"kind": "floor", "parentId": 99_999, "name": "Roof"}), 400, "invalid-input", Some("parentId")),
        (json!({"kind": "site", "parentId": 1, "name": "  "}), 400, "invalid-input", Some("name")),
        (json!({"kind": "station", "parentId": place.floor, "name": "S"}), 400, "invalid-input", Some("station")),
        (
            json!({"kind": "station", "parentId": place.floor, "name": "S", "station": {"chargeBoxId": "CP1"}}),
            409,
            "conflict",
            Some("chargeBoxId"),
        ),
        (
            json!({"kind": "outlet", "parentId": place.station, "name": "2", "outlet": {"number": 2}}),
            409,
            "conflict",
            Some("number"),
        ),
        (
            json!({"kind": "site", "parentId": 1, "name": "S", "site": {"latitude": 91.0}}),
            400,
            "invalid-input",
            Some("site.latitude"),
        ),
        (json!({"kind": "site", "parentId": 1, "name": "S", "colour": "red"}), 400, "invalid-input", Some("colour")),
        (json!({"kind": "system", "parentId": 1, "name": "S"}), 400, "invalid-input", Some("kind")),
    ];
    for (body, status, kind, field) in table {
        let answer = portal.post("/api/v1/nodes", &body, &portal.administrator).await;
        assert_eq!((answer.status, answer.problem().as_str()), (status, kind), "{body}: {}", answer.text());
        assert_eq!(answer.json()["field"].as_str(), field, "{body}");
    }
}

#[tokio::test]
async fn a_change_needs_the_version_that_was_read() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let path = format!("/api/v1/nodes/{}", place.station);
    let change = |body| Call::new("PATCH", &path).json(&body).by(&portal.administrator);

    let missing = portal.send(change(json!({"name": "New"}))).await;
    assert_eq!((missing.status, missing.problem().as_str()), (428, "precondition-required"));

    let tag = portal.etag(&path).await;
    let body = json!({"name": "New", "station": {"public": true, "heartbeatIntervalS": 60}});
    let changed = portal.send(change(body).header("if-match", &tag)).await.expect(200);
    assert_eq!(changed.json()["name"], "New");
    assert_eq!(changed.json()["station"]["heartbeatIntervalS"], 60);
    assert_ne!(changed.header("etag"), Some(tag.as_str()));

    let lost = portal.send(change(json!({"name": "Other"})).header("if-match", &tag)).await;
    assert_eq!((lost.status, lost.problem().as_str()), (412, "version-mismatch"));
    assert_eq!(lost.json()["current"]["name"], "New", "the thing as it stands is told");

    let tag = portal.etag(&path).await;
    let emptied = json!({"station": {"heartbeatIntervalS": null}});
    let emptied = portal.send(change(emptied).header("if-match", &tag)).await.expect(200).json();
    assert_eq!(emptied["station"]["heartbeatIntervalS"], json!(null));
    assert_eq!(emptied["station"]["public"], true, "what is left out stays");
}

#[tokio::test]
async fn settings_of_another_kind_are_refused() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    for (node, body, field) in [
        (place.site, json!({"station": {"public": true}}), "station"),
        (place.station, json!({"outlet": {"number": 1}}), "outlet"),
        (place.floor, json!({"site": {"address": "x"}}), "site"),
        (place.outlet, json!({"site": {"address": "x"}}), "site"),
    ] {
        let path = format!("/api/v1/nodes/{node}");
        let tag = portal.etag(&path).await;
        let call = Call::new("PATCH", &path).json(&body).header("if-match", &tag).by(&portal.administrator);
        let answer = portal.send(call).await.expect(400);
        assert_eq!(answer.json()["field"], field, "{body}");
    }
}

#[tokio::test]
async fn only_what_has_nothing_below_it_is_deleted() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let delete = |node: i64, tag: &str| {
        Call::new("DELETE", &format!("/api/v1/nodes/{node}")).header("if-match", tag).by(&portal.administrator)
    };
    let floor = portal.send(delete(place.floor, "\"1\"")).await;
    assert_eq!((floor.status, floor.problem().as_str()), (409, "has-children"));
    let system = portal.send(delete(1, "\"1\"")).await;
    assert_eq!((system.status, system.problem().as_str()), (409, "conflict"));
    let tag = portal.etag(&format!("/api/v1/nodes/{}", place.outlet)).await;
    portal.send(delete(place.outlet, &tag)).await.expect(204);
    portal.get(&format!("/api/v1/nodes/{}", place.outlet), &portal.administrator).await.expect(404);
}

#[tokio::test]
async fn a_site_is_not_deleted_while_some_driver_has_no_other() {
    let portal = TestPortal::start().await;
    let site = portal.node(&json!({"kind": "site", "parentId": 1, "name": "Old"})).await;
    let driver = json!({"email": "driver@example.org", "firstName": "Kari", "lastName": "Ek", "role": "driver", "siteIds": [site], "password": PASSWORD});
    let driver = portal.post("/api/v1/users", &driver, &portal.administrator).await.expect(201).json()["id"].clone();
    let delete =
        || Call::new("DELETE", &format!("/api/v1/nodes/{site}")).header("if-match", "\"1\"").by(&portal.administrator);
    let refused = portal.send(delete()).await;
    assert_eq!((refused.status, refused.problem().as_str()), (409, "only-site-of-drivers"));
    let path = format!("/api/v1/users/{driver}");
    let tag = portal.etag(&path).await;
    // A person says that the driver is bound to no site.
    let anywhere = Call::new("PATCH", &path).json(&json!({"siteIds": []})).header("if-match", &tag);
    portal.send(anywhere.by(&portal.administrator)).await.expect(200);
    portal.send(delete()).await.expect(204);
}

#[tokio::test]
async fn a_station_moves_to_another_site_and_its_watchers_learn_of_it() {
    let portal = TestPortal::start().await;
    let (here, there) = (portal.place("CP1").await, portal.place("CP2").await);
    let janitor_here = portal.person("here@example.org", Role::SiteAdministrator, &[here.site]).await;
    let janitor_there = portal.person("there@example.org", Role::SiteAdministrator, &[there.site]).await;
    let mut seen_here = portal.listen("/api/v1/events", &janitor_here).await;
    let mut seen_there = portal.listen("/api/v1/events", &janitor_there).await;
    let mut seen_by_all = portal.listen("/api/v1/events", &portal.administrator).await;

    let path = format!("/api/v1/nodes/{}/move", here.station);
    let refused = portal.post(&path, &json!({"parentId": there.floor}), &janitor_here).await;
    assert_eq!((refused.status, refused.problem().as_str()), (400, "invalid-input"), "not into another's site");

    let moved = portal.post(&path, &json!({"parentId": there.floor}), &portal.administrator).await.expect(200).json();
    assert_eq!(moved["parentId"], there.floor);

    let gone = seen_here.next_named("topology").await.data;
    assert_eq!((&gone["change"], &gone["id"], &gone["node"]), (&json!("deleted"), &json!(here.station), &json!(null)));
    let come = seen_there.next_named("topology").await.data;
    assert_eq!((&come["change"], &come["node"]["parentId"]), (&json!("moved"), &json!(there.floor)));
    let outlet = seen_there.next_named("topology").await.data;
    assert_eq!(outlet["node"]["parentId"], here.station, "its outlets come along");

    // Who sees both is not told that it is gone: the next thing they hear of after the move is this.
    portal.node(&json!({"kind": "floor", "parentId": here.site, "name": "Last"})).await;
    loop {
        let event = seen_by_all.next_named("topology").await.data;
        assert_ne!(event["change"], "deleted");
        if event["node"]["name"] == "Last" {
            break;
        }
    }
}

#[tokio::test]
async fn everyone_sees_their_own_part_of_the_tree() {
    let portal = TestPortal::start().await;
    let (own, other) = (portal.place("CP1").await, portal.place("CP2").await);
    let names = async |who: &As| {
        let navigator = portal.get("/api/v1/navigator", who).await.expect(200).json();
        assert!(navigator["eventId"].as_u64().unwrap() > 0);
        let items = navigator["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let janitor = portal.person("janitor@example.org", Role::SiteAdministrator, &[own.site]).await;
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let driver = portal.person("driver@example.org", Role::Driver, &[]).await;
    assert_eq!(names(&janitor).await.iter().filter(|name| name.starts_with("CP")).count(), 3);
    assert!(names(&support).await.contains(&"CP2 station".to_owned()));
    assert!(!names(&driver).await.iter().any(|name| name.starts_with("CP")));

    let path = format!("/api/v1/nodes/{}", other.station);
    let tag = portal.etag(&path).await;
    let publish = Call::new("PATCH", &path).json(&json!({"station": {"public": true}})).header("if-match", &tag);
    portal.send(publish.by(&portal.administrator)).await.expect(200);
    assert_eq!(names(&driver).await, ["System", "CP2 site", "CP2 floor", "CP2 station", "1", "2"]);

    // A driver sees that it is there, and nothing of how it connects.
    let station = portal.get(&path, &driver).await.expect(200).json();
    assert_eq!((&station["station"]["iccid"], &station["station"]["hasCredential"]), (&json!(null), &json!(false)));
}

#[tokio::test]
async fn support_configures_stations_but_builds_nothing() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let change = async |node: i64| {
        let path = format!("/api/v1/nodes/{node}");
        let tag = portal.etag(&path).await;
        let call = Call::new("PATCH", &path).json(&json!({"name": "New"})).header("if-match", &tag).by(&support);
        portal.send(call).await.status
    };
    assert_eq!(change(place.station).await, 200);
    assert_eq!(change(place.outlet).await, 200);
    assert_eq!(change(place.floor).await, 403);
    assert_eq!(change(1).await, 403);
    let janitor = portal.person("janitor@example.org", Role::SiteAdministrator, &[place.site]).await;
    let site = json!({"kind": "site", "parentId": 1, "name": "Mine"});
    assert_eq!(portal.post("/api/v1/nodes", &site, &janitor).await.status, 403, "only administrators make sites");
}
