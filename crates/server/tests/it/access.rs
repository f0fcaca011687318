//! The walk over every route as everyone: what the policy allows is allowed, all else is refused, and what stands elsewhere is not there.

use domain::access::{Capability, Viewer};
use domain::user::Role;
use domain::{NodeId, UserId};
use serde_json::{Value, json};
use server::access::{Declaration, Needs};

use crate::http::{Answer, As, Call};
use crate::portal::{Place, TestPortal};

/// Somebody, and what the policy knows of them.
struct Person {
    name: &'static str,
    who: As,
    viewer: Option<Viewer>,
}

fn viewer(role: Role, sites: &[i64], user: bool, may_write: bool) -> Option<Viewer> {
    let site_ids = sites.iter().copied().map(NodeId).collect();
    Some(Viewer { user_id: user.then_some(UserId(0)), name: String::new(), role, site_ids, may_write })
}

async fn people(portal: &TestPortal, own: Place) -> Vec<Person> {
    let mut people = vec![
        Person { name: "nobody", who: As::Nobody, viewer: None },
        Person {
            name: "administrator",
            who: portal.administrator.clone(),
            viewer: viewer(Role::Administrator, &[], true, true),
        },
    ];
    for (name, role, sites) in [
        ("site administrator", Role::SiteAdministrator, vec![own.site]),
        ("support", Role::Support, vec![]),
        ("driver", Role::Driver, vec![own.site]),
    ] {
        let email = format!("{}@example.org", name.replace(' ', "-"));
        let who = portal.person(&email, role, &sites).await;
        people.push(Person { name, who, viewer: viewer(role, &sites, true, true) });
    }
    for (name, role, may_write) in
        [("reading token", Role::Administrator, false), ("writing token", Role::Administrator, true)]
    {
        let who = portal.token(role, may_write).await;
        people.push(Person { name, who, viewer: viewer(role, &[], false, may_write) });
    }
    people
}

/// A request to a route whose node is at `place`, which does no harm where it is allowed.
fn request(route: &Declaration, place: Place) -> Call {
    let id = if route.path.contains("/stations/") || route.path.contains("/nodes/") { place.station } else { 99_999 };
    let path = route
        .path
        .replace("{id}", &id.to_string())
        .replace("{chargeBoxId}", "CP9")
        .replace("{key}", "k")
        .replace("{upload}", "99999");
    let path = match path.as_str() {
        "/api/v1/search" => format!("{path}?q=nothing"),
        "/api/v1/dashboard/energy" => format!("{path}?timeZone=Europe/Oslo"),
        _ => path,
    };
    let call = Call::new(route.method.as_str(), &path).header("if-match", "\"99999\"");
    match body(&route.path) {
        Some(body) if route.method != "GET" => call.json(&body),
        _ => call,
    }
}

fn body(path: &str) -> Option<Value> {
    Some(match path {
        "/api/v1/nodes/{id}/move" => json!({"parentId": 99_999}),
        "/api/v1/stations/{id}/commands" => json!({"name": "clearCache"}),
        "/api/v1/stations/{id}/configuration" => json!({"keys": [{"key": "K", "value": "V"}]}),
        "/api/v1/commands" => json!({"command": {"name": "clearCache"}, "stationIds": [99_999]}),
        "/api/v1/stations/{id}/security-profile" => json!({"profile": 1}),
        "/api/v1/me/password" => json!({"current": "wrong 1234", "new": "ny sykkel 5 hjul"}),
        _ => json!({}),
    })
}

/// The status of an answer; a stream that never ends is left after its head.
async fn send(portal: &TestPortal, call: Call, route: &Declaration) -> (u16, Option<Answer>) {
    if route.path == "/api/v1/events" || route.path.ends_with("/stream") {
        return (call.status(portal.address).await, None);
    }
    let answer = portal.send(call).await;
    (answer.status, Some(answer))
}

#[tokio::test]
async fn every_route_asks_the_policy() {
    let portal = TestPortal::start().await;
    let own = portal.place("CP1").await;
    let people = people(&portal, own).await;
    let routes = server::router::declarations();
    assert!(routes.len() > 20);
    for route in &routes {
        let Needs::Capability(capability) = route.needs else { continue };
        for person in &people {
            let call = request(route, own).by(&person.who);
            let (status, answer) = send(&portal, call, route).await;
            let told = answer.map(|answer| answer.text()).unwrap_or_default();
            let context = format!("{} {} as {}: {status} {told}", route.method, route.path, person.name);
            let reach = person.viewer.as_ref().map(|viewer| viewer.reach(capability));
            match reach {
                None => assert_eq!(status, 401, "{context}"),
                Some(None) => assert_eq!(status, 403, "{context}"),
                Some(Some(_)) => {
                    // A wrong password is also 401, and asked for above.
                    let is_refused =
                        (status == 401 && route.path != "/api/v1/me/password") || told.contains("/problems/forbidden");
                    assert!(!is_refused && status < 500, "{context}");
                }
            }
        }
    }
}

#[tokio::test]
async fn what_stands_elsewhere_is_not_there() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    let people = people(&portal, own).await;
    let is_of_node = |route: &&Declaration| {
        route.path.starts_with("/api/v1/nodes/{id}") || route.path.starts_with("/api/v1/stations/{id}")
    };
    let routes = server::router::declarations();
    let mut asked = 0;
    for route in routes.iter().filter(is_of_node) {
        let Needs::Capability(capability) = route.needs else { panic!("{} {} is public", route.method, route.path) };
        for person in people.iter().filter(|person| ["site administrator", "driver"].contains(&person.name)) {
            let has = |capability: Capability| {
                person.viewer.as_ref().is_some_and(|viewer| viewer.reach(capability).is_some())
            };
            if !has(capability) {
                continue;
            }
            let foreign = portal.send(request(route, foreign).by(&person.who)).await;
            let context = format!("{} {} as {}: {}", route.method, route.path, person.name, foreign.text());
            assert_eq!((foreign.status, foreign.problem().as_str()), (404, "not-found"), "{context}");
            let absent = Place { station: 88_888, ..own };
            let absent = portal.send(request(route, absent).by(&person.who)).await;
            assert_eq!(foreign.text(), absent.text(), "{context}: it shows that it exists");
            asked += 1;
        }
    }
    assert!(asked >= 8, "{asked}");
}

#[test]
fn every_documented_call_is_declared() {
    let document: Value = serde_json::from_str(&server::router::document()).unwrap();
    let routes = server::router::declarations();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let is_declared =
                |route: &Declaration| route.path == *path && route.method.as_str().eq_ignore_ascii_case(method);
            assert!(routes.iter().any(is_declared), "{method} {path}");
        }
    }
    let public: Vec<&str> = routes
        .iter()
        .filter(|route| route.needs == Needs::Public && route.path.starts_with("/api/v1"))
        .map(|route| route.path.as_str())
        .collect();
    let expected = ["/api/v1/portal", "/api/v1/first-administrator", "/api/v1/sign-in", "/api/v1/sign-out"];
    assert_eq!(public, expected, "what is public is decided here too");
}
