//! Users: made, read, changed and deleted, and what that does to those who are signed in.

use csms::{Delivery, Numbered};
use domain::change::ChangeBody;
use domain::user::Role;
use serde_json::{Value, json};

use crate::http::{As, Call};
use crate::portal::{PASSWORD, TestPortal};

fn driver(email: &str) -> Value {
    json!({"email": email, "firstName": "Kari", "lastName": "Nordmann", "role": "driver"})
}

/// Makes a user and gives their path and version.
async fn make(portal: &TestPortal, body: &Value) -> (String, String) {
    let made = portal.post("/api/v1/users", body, &portal.administrator).await.expect(201);
    (made.header("location").unwrap().to_owned(), made.header("etag").unwrap().to_owned())
}

async fn change(portal: &TestPortal, path: &str, tag: &str, body: &Value) -> crate::http::Answer {
    portal.send(Call::new("PATCH", path).json(body).header("if-match", tag).by(&portal.administrator)).await
}

#[tokio::test]
async fn a_user_is_made_found_changed_and_deleted() {
    let portal = TestPortal::start().await;
    let mut body = driver("Kari@Example.org");
    body["password"] = json!(PASSWORD);
    body["language"] = json!("nb");
    let (path, tag) = make(&portal, &body).await;
    let user = portal.get(&path, &portal.administrator).await.expect(200).json();
    assert_eq!(
        (&user["email"], &user["language"], &user["tags"]),
        (&json!("Kari@Example.org"), &json!("nb"), &json!(0))
    );
    assert!(user.get("password").is_none() && user.get("passwordHash").is_none());

    let listed =
        portal.get("/api/v1/users?contains=nordm&role=driver,support", &portal.administrator).await.expect(200).json();
    assert_eq!((&listed["total"]["count"], &listed["items"][0]["id"]), (&json!(1), &user["id"]));
    portal.sign_in("kari@example.org").await;

    let changed = change(&portal, &path, &tag, &json!({"lastName": "Hansen", "language": null})).await.expect(200);
    assert_eq!((&changed.json()["lastName"], &changed.json()["language"]), (&json!("Hansen"), &json!(null)));
    let lost = change(&portal, &path, &tag, &json!({"lastName": "Olsen"})).await;
    assert_eq!((lost.status, lost.problem().as_str()), (412, "version-mismatch"));
    assert_eq!(lost.json()["current"]["lastName"], "Hansen");

    let tag = changed.header("etag").unwrap().to_owned();
    let delete = || Call::new("DELETE", &path).by(&portal.administrator);
    assert_eq!(portal.send(delete()).await.problem(), "precondition-required");
    portal.send(delete().header("if-match", &tag)).await.expect(204);
    assert_eq!(portal.get(&path, &portal.administrator).await.problem(), "not-found");
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_with_its_field() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    make(&portal, &driver("kari@example.org")).await;
    let with = |name: &str, value: Value| {
        let mut body = driver("new@example.org");
        body[name] = value;
        body
    };
    let table = [
        (driver("KARI@example.org"), 409, "email"),
        (driver("kari"), 400, "email"),
        (with("role", json!("king")), 400, "role"),
        (with("role", json!("siteAdministrator")), 400, "siteIds"),
        (
            json!({"email": "a@example.org", "firstName": "A", "lastName": "B", "role": "support", "siteIds": [place.site]}),
            400,
            "siteIds",
        ),
        (with("siteIds", json!([99_999])), 400, "siteIds"),
        (with("siteIds", json!([place.station])), 400, "siteIds"),
        (with("password", json!("short1")), 400, "password"),
        (with("password", json!("password2026")), 400, "password"),
        (with("firstName", json!(" ")), 400, "firstName"),
        (with("language", json!("de")), 400, "language"),
        (with("timeZone", json!("Mars/Olympus")), 400, "timeZone"),
        (with("shoeSize", json!(44)), 400, "shoeSize"),
    ];
    for (body, status, field) in table {
        let answer = portal.post("/api/v1/users", &body, &portal.administrator).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text());
        if field != "role" {
            assert_eq!(answer.json()["field"], field, "{body}: {}", answer.text());
        }
    }
    for (query, field) in [
        ("limit=501", "limit"),
        ("sort=shoeSize", "sort"),
        ("role=king", "role"),
        ("cursor=5b5d", "cursor"),
        ("x=1", "x"),
    ] {
        let answer = portal.get(&format!("/api/v1/users?{query}"), &portal.administrator).await.expect(400);
        assert_eq!(answer.json()["field"], field, "{query}");
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let portal = TestPortal::start().await;
    let me = portal.get("/api/v1/me", &portal.administrator).await.expect(200).json();
    let path = format!("/api/v1/users/{}", me["id"]);
    let tag = portal.etag(&path).await;
    let demoted = change(&portal, &path, &tag, &json!({"role": "support"})).await;
    assert_eq!((demoted.status, demoted.problem().as_str()), (409, "conflict"));
    let deleted = portal.send(Call::new("DELETE", &path).header("if-match", &tag).by(&portal.administrator)).await;
    assert_eq!((deleted.status, deleted.problem().as_str()), (409, "conflict"));
    portal.get("/api/v1/users", &portal.administrator).await.expect(200);
}

#[tokio::test]
async fn who_is_demoted_or_deleted_is_out_at_once() {
    let portal = TestPortal::start().await;
    for (email, body) in [
        ("one@example.org", Some(json!({"role": "support"}))),
        ("two@example.org", None),
        ("three@example.org", Some(json!({"password": "ny sykkel 5 hjul"}))),
    ] {
        let who = portal.person(email, Role::Administrator, &[]).await;
        let mut events = portal.listen("/api/v1/events", &who).await;
        let listed =
            portal.get(&format!("/api/v1/users?contains={email}"), &portal.administrator).await.expect(200).json();
        let path = format!("/api/v1/users/{}", listed["items"][0]["id"]);
        let tag = portal.etag(&path).await;
        let mut told = portal.program.portal.csms.bus().subscribe(None);
        match body {
            Some(body) => change(&portal, &path, &tag, &body).await.expect(200),
            None => portal
                .send(Call::new("DELETE", &path).header("if-match", &tag).by(&portal.administrator))
                .await
                .expect(204),
        };
        // The bus tells it, so that streams need not find out by looking now and then.
        let Some(Delivery::Changes(changes)) = told.next().await else { panic!("nothing was told") };
        let is_access = |numbered: &Numbered| matches!(numbered.change.body, ChangeBody::Access { .. });
        assert!(changes.iter().any(is_access), "{email}: {changes:?}");
        while events.next().await.is_some() {}
        assert_eq!(portal.get("/api/v1/me", &who).await.problem(), "not-signed-in", "{email}");
    }
}

#[tokio::test]
async fn a_site_administrator_sees_the_people_of_their_sites_and_edits_none() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    let who = portal.person("site@example.org", Role::SiteAdministrator, &[own.site]).await;
    let user = |email: &str, site: i64| {
        let mut body = driver(email);
        body["siteIds"] = json!([site]);
        body
    };
    let (own_path, tag) = make(&portal, &user("own@example.org", own.site)).await;
    let (foreign_path, _) = make(&portal, &user("foreign@example.org", foreign.site)).await;
    portal.get(&own_path, &who).await.expect(200);
    let refused = portal.get(&foreign_path, &who).await;
    let absent = portal.get("/api/v1/users/99999", &who).await;
    assert_eq!((refused.status, refused.text()), (404, absent.text()), "nothing tells that the other exists");
    let listed = portal.get("/api/v1/users?contains=example.org", &who).await.expect(200).text();
    assert!(listed.contains("own@example.org") && !listed.contains("foreign@example.org"), "{listed}");
    let edit = Call::new("PATCH", &own_path).json(&json!({"firstName": "X"})).header("if-match", &tag).by(&who);
    assert_eq!(portal.send(edit).await.problem(), "forbidden");
    assert_eq!(portal.get("/api/v1/users", &As::Nobody).await.problem(), "not-signed-in");
}

#[tokio::test]
async fn pages_show_every_user_once_while_others_are_added() {
    let portal = TestPortal::start().await;
    for number in 0..12 {
        make(&portal, &driver(&format!("user{number:02}@example.org"))).await;
    }
    let mut seen: Vec<String> = Vec::new();
    let mut cursor = String::new();
    for round in 0.. {
        let path = format!("/api/v1/users?contains=user&sort=email&limit=5{cursor}");
        let page = portal.get(&path, &portal.administrator).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|user| user["email"].as_str().unwrap().to_owned()));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
        // In front of what was seen and behind it.
        make(&portal, &driver(&format!("user000{round}@example.org"))).await;
    }
    let mut once = seen.clone();
    once.dedup();
    assert_eq!(seen, once);
    for number in 0..12 {
        assert!(seen.contains(&format!("user{number:02}@example.org")), "{number}: {seen:?}");
    }
}
