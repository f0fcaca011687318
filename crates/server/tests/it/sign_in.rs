//! Signing in and out, the first administrator, passwords, tokens' headers and origins.

use domain::user::Role;
use serde_json::json;
use server::run::Program;
use server::sign_in::{FirstAdministrator, LINK_HOURS, Secret};

use crate::http::{As, Call};
use crate::portal::{PASSWORD, TestPortal, configuration, cookie_in};

#[tokio::test]
async fn the_first_administrator_is_made_once_by_the_newest_link() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&configuration(&folder)).await.unwrap();
    let (store, now) = (&program.portal.store, program.portal.now());
    let known = Call::get("/api/v1/portal").send(program.address).await.expect(200).json();
    assert_eq!(known["needsFirstAdministrator"], true);
    let make = async |link: &Secret, password: &str| {
        let person = json!({"token": link.reveal(), "email": "a@example.org", "password": password, "firstName": "A", "lastName": "B"});
        Call::post("/api/v1/first-administrator", &person).send(program.address).await
    };
    let too_old = FirstAdministrator::new_link(store, now.plus_ms(-LINK_HOURS * 3_600_000)).await.unwrap();
    assert_eq!(make(&too_old, PASSWORD).await.problem(), "not-found");
    let replaced = FirstAdministrator::new_link(store, now).await.unwrap();
    let link = FirstAdministrator::new_link(store, now).await.unwrap();
    assert_eq!(make(&replaced, PASSWORD).await.problem(), "not-found");
    assert_eq!(make(&link, "Password1").await.json()["field"], "password");

    let signed_in = cookie_in(&make(&link, PASSWORD).await.expect(204));
    let me = Call::get("/api/v1/me").by(&signed_in).send(program.address).await.expect(200).json();
    assert_eq!(me["role"], "administrator");
    assert_eq!(make(&link, PASSWORD).await.problem(), "not-found", "it is used");
    let another = FirstAdministrator::new_link(store, now).await.unwrap();
    assert_eq!(make(&another, PASSWORD).await.problem(), "not-found", "there is one already");
    let known = Call::get("/api/v1/portal").send(program.address).await.expect(200).json();
    assert_eq!(known["needsFirstAdministrator"], false);
}

#[tokio::test]
async fn a_cookie_signs_in_and_signing_out_ends_it() {
    let portal = TestPortal::start().await;
    let driver = portal.person("Driver@Example.org", Role::Driver, &[]).await;
    let me = portal.get("/api/v1/me", &driver).await.expect(200).json();
    assert_eq!((&me["email"], &me["role"]), (&json!("Driver@Example.org"), &json!("driver")));
    assert!(me["capabilities"].as_array().unwrap().contains(&json!("viewSessions")));
    let mut events = portal.listen("/api/v1/events", &driver).await;
    let other = portal.sign_in("driver@example.ORG").await;
    let mut other_events = portal.listen("/api/v1/events", &other).await;

    portal.send(Call::new("POST", "/api/v1/sign-out").by(&driver)).await.expect(204);
    assert_eq!(events.next().await.unwrap().name, "goodbye");
    assert!(events.next().await.is_none());
    assert_eq!(portal.get("/api/v1/me", &driver).await.problem(), "not-signed-in");

    // The same person's other browser goes on.
    portal.get("/api/v1/me", &other).await.expect(200);
    let body = json!({"current": PASSWORD, "new": "ny sykkel 5 hjul"});
    portal.post("/api/v1/me/password", &body, &portal.sign_in("driver@example.org").await).await.expect(204);
    assert_eq!(other_events.next().await.unwrap().name, "goodbye", "a new password ends the other sign-ins");
    assert_eq!(portal.get("/api/v1/me", &other).await.problem(), "not-signed-in");
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_the_account_exists() {
    let portal = TestPortal::start().await;
    let attempt = async |email: &str| {
        let answer =
            portal.send(Call::post("/api/v1/sign-in", &json!({"email": email, "password": "wrong 1234"}))).await;
        (answer.status, answer.text())
    };
    assert_eq!(attempt("admin@example.org").await, attempt("nobody@example.org").await);
    assert_eq!(attempt("admin@example.org").await.0, 401);
}

#[tokio::test]
async fn failures_slow_down_an_account_whoever_tries() {
    let portal = TestPortal::start().await;
    let attempt = async |password: &str| {
        portal.send(Call::post("/api/v1/sign-in", &json!({"email": "admin@example.org", "password": password}))).await
    };
    for _ in 0..5 {
        attempt("wrong 1234").await.expect(401);
    }
    let slowed = attempt(PASSWORD).await;
    assert_eq!((slowed.status, slowed.problem().as_str()), (429, "too-many-attempts"), "even the right one must wait");
    assert!(slowed.header("retry-after").is_some());
}

#[tokio::test]
async fn weak_passwords_and_bad_bodies_are_refused() {
    let portal = TestPortal::start().await;
    for new in ["short1", "onlyletters", "Password1"] {
        let answer =
            portal.post("/api/v1/me/password", &json!({"current": PASSWORD, "new": new}), &portal.administrator).await;
        assert_eq!((answer.status, answer.json()["field"].as_str()), (400, Some("new")), "{new}");
    }
    let wrong = json!({"current": "wrong 1234", "new": "ny sykkel 5 hjul"});
    let answer = portal.post("/api/v1/me/password", &wrong, &portal.administrator).await;
    assert_eq!(answer.problem(), "wrong-credentials");

    let no_json = Call::new("POST", "/api/v1/sign-in").bytes("email=a").header("content-type", "text/plain");
    assert_eq!(portal.send(no_json).await.problem(), "invalid-input");
    let large =
        Call::new("POST", "/api/v1/sign-in").bytes(vec![b' '; 2 << 20]).header("content-type", "application/json");
    assert_eq!(portal.send(large).await.problem(), "too-large");
}

#[tokio::test]
async fn a_request_from_another_site_changes_nothing() {
    let portal = TestPortal::start().await;
    let As::Cookie(cookie) = &portal.administrator else { panic!("a cookie") };
    let body = json!({"kind": "site", "parentId": 1, "name": "Forged"});
    let forged =
        |name: &str, value: &str| Call::post("/api/v1/nodes", &body).header("cookie", cookie).header(name, value);
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("x-nothing", "said")] {
        let answer = portal.send(forged(name, value)).await;
        assert_eq!((answer.status, answer.problem().as_str()), (403, "wrong-origin"), "{name}: {value}");
    }
    let own = format!("http://{}", portal.address);
    portal.send(forged("origin", &own)).await.expect(201);
    let sign_in = json!({"email": "admin@example.org", "password": PASSWORD});
    let foreign = Call::post("/api/v1/sign-in", &sign_in).header("origin", "https://evil.example");
    assert_eq!(portal.send(foreign).await.problem(), "wrong-origin", "nobody is signed in from elsewhere");
}

#[tokio::test]
async fn own_settings_and_preferences_are_kept() {
    let portal = TestPortal::start().await;
    let change = |body| Call::new("PATCH", "/api/v1/me").json(&body).by(&portal.administrator);
    let me =
        portal.send(change(json!({"language": "nb", "timeZone": "Europe/Oslo", "theme": "dark"}))).await.expect(200);
    assert_eq!((&me.json()["language"], &me.json()["theme"]), (&json!("nb"), &json!("dark")));
    let me = portal.send(change(json!({"language": null}))).await.expect(200).json();
    assert_eq!((&me["language"], &me["timeZone"]), (&json!(null), &json!("Europe/Oslo")));
    for (body, field) in
        [(json!({"language": "xx"}), "language"), (json!({"theme": "pink"}), "theme"), (json!({"role": "x"}), "role")]
    {
        let answer = portal.send(change(body)).await.expect(400);
        assert_eq!(answer.json()["field"], field);
    }
    let path = "/api/v1/me/preferences/statistics.columns";
    assert_eq!(portal.get(path, &portal.administrator).await.expect(200).json(), json!(null));
    let value = json!({"columns": ["startedAt", "energyWh"]});
    portal.send(Call::new("PUT", path).json(&value).by(&portal.administrator)).await.expect(204);
    assert_eq!(portal.get(path, &portal.administrator).await.expect(200).json(), value);
    let large = json!("x".repeat(70_000));
    let answer = portal.send(Call::new("PUT", path).json(&large).by(&portal.administrator)).await;
    assert_eq!(answer.problem(), "too-large");
}

#[tokio::test]
async fn tokens_that_are_worth_nothing_are_refused() {
    let portal = TestPortal::start().await;
    for token in ["cp_nonsense", ""] {
        assert_eq!(portal.get("/api/v1/navigator", &As::Token(token.to_owned())).await.problem(), "not-signed-in");
    }
    let basic = Call::get("/api/v1/navigator").header("authorization", "Basic YTpi").by(&portal.administrator);
    assert_eq!(portal.send(basic).await.problem(), "not-signed-in", "a wrong header is not passed over for the cookie");
}

#[tokio::test]
async fn the_cookie_is_secure_behind_tls() {
    let portal = TestPortal::start_with(|configuration| {
        configuration.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    })
    .await;
    let body = json!({"email": "admin@example.org", "password": PASSWORD});
    let behind_proxy = Call::post("/api/v1/sign-in", &body).header("x-forwarded-proto", "https");
    let answer = portal.send(behind_proxy).await.expect(200);
    let set = answer.header("set-cookie").unwrap();
    assert!(set.contains("; Secure") && set.contains("; HttpOnly") && set.contains("; SameSite=Lax"), "{set}");
    assert!(answer.header("strict-transport-security").is_some());
    assert_ne!(cookie_in(&answer), portal.administrator);
}

#[tokio::test]
async fn a_sign_in_that_nobody_used_for_too_long_is_worth_nothing() {
    let portal = TestPortal::start().await;
    let (store, now) = (&portal.program.portal.store, portal.program.portal.now());
    let secret = server::sign_in::Secret::new();
    let admin = store.credential_of_email("admin@example.org").await.unwrap().unwrap();
    let sign_in = store::user::NewSignIn {
        token_hash: secret.hash().0,
        user_id: admin.user_id,
        at: now.plus_ms(-2_000),
        expires_at: now.plus_ms(-1_000),
        address: None,
        agent: None,
    };
    store.create_sign_in(sign_in).await.unwrap();
    let cookie = As::Cookie(format!("{}={}", server::sign_in::COOKIE, secret.reveal()));
    assert_eq!(portal.get("/api/v1/me", &cookie).await.problem(), "not-signed-in");
}

#[tokio::test]
async fn who_is_deleted_or_demoted_loses_access_at_once() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let janitor = portal.person("janitor@example.org", Role::SiteAdministrator, &[place.site]).await;
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let id = async |who: &As| portal.get("/api/v1/me", who).await.expect(200).json()["id"].clone();
    let (janitor_path, support_path) =
        (format!("/api/v1/users/{}", id(&janitor).await), format!("/api/v1/users/{}", id(&support).await));
    let mut seen_by_janitor = portal.listen("/api/v1/events", &janitor).await;
    let mut seen_by_support = portal.listen("/api/v1/events", &support).await;

    let tag = portal.etag(&janitor_path).await;
    let demote = Call::new("PATCH", &janitor_path).json(&json!({"role": "driver"})).header("if-match", &tag);
    portal.send(demote.by(&portal.administrator)).await.expect(200);
    assert_eq!(seen_by_janitor.next().await.unwrap().name, "goodbye");
    assert_ne!(portal.get("/api/v1/alarms", &janitor).await.status, 200);

    let tag = portal.etag(&support_path).await;
    let delete = Call::new("DELETE", &support_path).header("if-match", &tag);
    portal.send(delete.by(&portal.administrator)).await.expect(204);
    assert_eq!(seen_by_support.next().await.unwrap().name, "goodbye");
    assert_eq!(portal.get("/api/v1/navigator", &support).await.problem(), "not-signed-in");
}
