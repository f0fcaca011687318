//! What those who run the program look at: health, figures, documents, pages, headers.

use domain::user::Role;
use serde_json::{Value, json};

use crate::http::{As, Call};
use crate::portal::TestPortal;

#[tokio::test]
async fn health_and_figures_are_told() {
    let portal = TestPortal::start().await;
    assert_eq!(portal.get("/healthz", &As::Nobody).await.expect(200).text(), "ok\n");
    assert_eq!(portal.get("/readyz", &As::Nobody).await.expect(200).text(), "ready\n");
    let figures = portal.get("/metrics", &As::Nobody).await.expect(200).text();
    for line in ["charge_portal_connected_stations 0", "charge_portal_answers_total{status=\"2xx\"}", "# EOF"] {
        assert!(figures.contains(line), "{line} in {figures}");
    }
}

#[tokio::test]
async fn figures_are_not_for_everyone() {
    let portal = TestPortal::start_with(|configuration| configuration.metrics_from = Vec::new()).await;
    assert_eq!(portal.get("/metrics", &As::Nobody).await.problem(), "not-signed-in");
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    assert_eq!(portal.get("/metrics", &support).await.problem(), "forbidden");
    portal.get("/metrics", &portal.administrator).await.expect(200);

    let near = TestPortal::start().await;
    let forwarded = Call::get("/metrics").header("x-forwarded-for", "198.51.100.1");
    assert_eq!(near.send(forwarded).await.problem(), "not-signed-in", "an unknown proxy on this machine is not near");
}

#[tokio::test]
async fn the_document_is_served_with_a_page_that_reads_it() {
    let portal = TestPortal::start().await;
    let document = portal.get("/api/openapi.json", &As::Nobody).await.expect(200).json();
    assert_eq!(document["openapi"].as_str().map(|version| &version[..3]), Some("3.1"));
    assert_eq!(document["paths"]["/api/v1/nodes/{id}"]["get"]["responses"]["default"]["description"], "A problem");
    let page = portal.get("/api/docs", &As::Nobody).await.expect(200);
    assert!(page.text().contains("/api/docs/page.js") && !page.text().contains("https://"));
    assert!(page.header("content-security-policy").unwrap().contains("script-src 'self'"));
    for part in ["page.js", "page.css"] {
        portal.get(&format!("/api/docs/{part}"), &As::Nobody).await.expect(200);
    }
}

#[tokio::test]
async fn addresses_of_pages_give_the_app_and_unknown_ones_of_the_api_a_problem() {
    let portal = TestPortal::start().await;
    let page = portal.get("/nodes/3/dashboard", &As::Nobody).await.expect(200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(portal.get("/api/v1/nonsense", &As::Nobody).await.problem(), "not-found");
    assert_eq!(portal.send(Call::new("DELETE", "/api/v1/navigator")).await.problem(), "method-not-allowed");
}

#[tokio::test]
async fn long_answers_are_compressed() {
    let portal = TestPortal::start().await;
    let plain = portal.send(Call::get("/api/openapi.json")).await;
    let packed = portal.send(Call::get("/api/openapi.json").header("accept-encoding", "gzip")).await.expect(200);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.body.len() * 3 < plain.body.len());
}

#[tokio::test]
async fn settings_are_changed_by_administrators_only() {
    let portal = TestPortal::start().await;
    let read = portal.get("/api/v1/settings", &portal.administrator).await.expect(200);
    let change = |body: Value, tag: &str| {
        Call::new("PATCH", "/api/v1/settings").json(&body).header("if-match", tag).by(&portal.administrator)
    };
    let tag = read.header("etag").unwrap();
    let wanted = json!({"portalName": "Borettslaget", "heartbeatIntervalS": 60, "unknownStations": "hold"});
    let changed = portal.send(change(wanted, tag)).await.expect(200).json();
    assert_eq!((&changed["portalName"], &changed["unknownStations"]), (&json!("Borettslaget"), &json!("hold")));
    assert_eq!(portal.get("/api/v1/portal", &As::Nobody).await.json()["name"], "Borettslaget");

    let lost = portal.send(change(json!({"portalName": "Else"}), tag)).await;
    assert_eq!(
        (lost.problem().as_str(), &lost.json()["current"]["portalName"]),
        ("version-mismatch", &json!("Borettslaget"))
    );
    let tag = portal.etag("/api/v1/settings").await;
    let table = [
        (json!({"heartbeatIntervalS": 5}), "heartbeatIntervalS"),
        (json!({"timeZone": "Mars/Olympus"}), "timeZone"),
        (json!({"portalName": ""}), "portalName"),
        (json!({"messageLogDays": 0}), "messageLogDays"),
    ];
    for (body, field) in table {
        assert_eq!(portal.send(change(body, &tag)).await.expect(400).json()["field"], field);
    }
}

#[tokio::test]
async fn without_its_database_the_portal_says_so() {
    let portal = TestPortal::start().await;
    portal.program.portal.store.clone().close().await;
    assert_eq!(portal.get("/readyz", &As::Nobody).await.problem(), "unavailable");
    assert_eq!(portal.get("/healthz", &As::Nobody).await.status, 200);
    let answer = portal.get("/api/v1/navigator", &portal.administrator).await;
    assert_eq!((answer.status, answer.problem().as_str()), (503, "unavailable"), "not: not signed in");
    assert!(answer.header("retry-after").is_some());
}
