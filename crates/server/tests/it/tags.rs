//! Tags and API tokens.

use domain::user::Role;
use serde_json::json;

use crate::http::{As, Call};
use crate::portal::TestPortal;

#[tokio::test]
async fn a_tag_is_unique_however_it_is_written_and_warns_of_look_alikes() {
    let portal = TestPortal::start().await;
    let who = &portal.administrator;
    let made = portal.post("/api/v1/tags", &json!({"idTag": "01:02:03:04", "label": "Blue"}), who).await.expect(201);
    assert_eq!((&made.json()["idTag"], &made.json()["warnings"]), (&json!("01:02:03:04"), &json!([])));
    let same = portal.post("/api/v1/tags", &json!({"idTag": "01-02-03-04"}), who).await;
    assert_eq!((same.status, same.problem().as_str()), (409, "conflict"));
    assert_eq!(same.json()["field"], "idTag");
    let decimal = portal.post("/api/v1/tags", &json!({"idTag": "0016909060"}), who).await.expect(201).json();
    assert!(decimal["warnings"][0].as_str().unwrap().contains("01:02:03:04"), "{decimal}");
    let long =
        portal.post("/api/v1/tags", &json!({"idTag": "A-TAG-OF-MORE-THAN-TWENTY-SIGNS"}), who).await.expect(201).json();
    assert_eq!(long["warnings"].as_array().unwrap().len(), 1, "{long}");

    let path = made.header("location").unwrap();
    let tag = made.header("etag").unwrap();
    let block =
        || Call::new("PATCH", path).json(&json!({"blocked": true, "expiresAt": "2030-01-01T00:00:00Z"})).by(who);
    assert_eq!(portal.send(block()).await.problem(), "precondition-required");
    let changed = portal.send(block().header("if-match", tag)).await.expect(200);
    assert_eq!(changed.json()["expiresAt"], "2030-01-01T00:00:00.000Z");
    assert_eq!(portal.send(block().header("if-match", tag)).await.problem(), "version-mismatch");
    let delete = Call::new("DELETE", path).header("if-match", changed.header("etag").unwrap()).by(who);
    portal.send(delete).await.expect(204);
    assert_eq!(portal.get(path, who).await.problem(), "not-found");
}

#[tokio::test]
async fn a_bad_tag_is_refused_with_its_field() {
    let portal = TestPortal::start().await;
    let table = [
        (json!({"idTag": "  "}), "idTag"),
        (json!({"idTag": "sju åtte"}), "idTag"),
        (json!({"idTag": "A".repeat(37)}), "idTag"),
        (json!({"idTag": "A", "userId": 99_999}), "userId"),
        (json!({"idTag": "A", "label": "x".repeat(101)}), "label"),
        (json!({"idTag": "A", "colour": "red"}), "colour"),
        (json!({"label": "A"}), "idTag"),
    ];
    for (body, field) in table {
        let answer = portal.post("/api/v1/tags", &body, &portal.administrator).await.expect(400);
        assert_eq!(answer.json()["field"], field, "{body}");
    }
}

#[tokio::test]
async fn a_driver_sees_only_their_own_tags() {
    let portal = TestPortal::start().await;
    let driver = portal.person("driver@example.org", Role::Driver, &[]).await;
    let me = portal.get("/api/v1/me", &driver).await.expect(200).json();
    let own = json!({"idTag": "OWN", "userId": me["id"]});
    let own = portal.post("/api/v1/tags", &own, &portal.administrator).await.expect(201);
    let other = portal.post("/api/v1/tags", &json!({"idTag": "OTHER"}), &portal.administrator).await.expect(201);
    let listed = portal.get("/api/v1/tags", &driver).await.expect(200).json();
    assert_eq!((&listed["total"]["count"], &listed["items"][0]["idTag"]), (&json!(1), &json!("OWN")));
    portal.get(own.header("location").unwrap(), &driver).await.expect(200);
    assert_eq!(portal.get(other.header("location").unwrap(), &driver).await.problem(), "not-found");
    assert_eq!(portal.post("/api/v1/tags", &json!({"idTag": "X"}), &driver).await.problem(), "forbidden");
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    assert_eq!(portal.get("/api/v1/tags", &support).await.problem(), "forbidden");
}

#[tokio::test]
async fn a_tokens_secret_is_shown_once_and_opens_what_it_may() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let body = json!({"name": "Reports", "role": "siteAdministrator", "siteIds": [place.site], "write": false});
    let made = portal.post("/api/v1/tokens", &body, &portal.administrator).await.expect(201);
    assert_eq!(made.header("cache-control"), Some("no-store"));
    let token = As::Token(made.json()["token"].as_str().unwrap().to_owned());
    let listed = portal.get("/api/v1/tokens", &portal.administrator).await.expect(200);
    assert_eq!(listed.json()["items"][0]["name"], "Reports");
    assert!(!listed.text().contains("cp_"), "the secret is shown only once");

    portal.get(&format!("/api/v1/nodes/{}", place.site), &token).await.expect(200);
    assert_eq!(portal.get("/api/v1/tokens", &token).await.problem(), "forbidden");
    let path = format!("/api/v1/tokens/{}", made.json()["id"]);
    portal.send(Call::new("DELETE", &path).by(&portal.administrator)).await.expect(204);
    assert_eq!(portal.get("/api/v1/navigator", &token).await.problem(), "not-signed-in");
    assert_eq!(portal.send(Call::new("DELETE", &path).by(&portal.administrator)).await.problem(), "not-found");
}

#[tokio::test]
async fn a_bad_token_is_refused_with_its_field() {
    let portal = TestPortal::start().await;
    let table = [
        (json!({"name": " ", "role": "support"}), "name"),
        (json!({"name": "A", "role": "driver"}), "role"),
        (json!({"name": "A", "role": "siteAdministrator"}), "siteIds"),
        (json!({"name": "A", "role": "support", "siteIds": [1]}), "siteIds"),
        (json!({"name": "A", "role": "siteAdministrator", "siteIds": [1]}), "siteIds"),
        (json!({"name": "A", "role": "support", "expiresAt": "2020-01-01T00:00:00Z"}), "expiresAt"),
    ];
    for (body, field) in table {
        let answer = portal.post("/api/v1/tokens", &body, &portal.administrator).await.expect(400);
        assert_eq!(answer.json()["field"], field, "{body}");
    }
}
