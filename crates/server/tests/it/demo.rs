//! The demo company.

use domain::UtcMillis;
use serde_json::json;
use server::demo::{Made, Wishes, fill};

use crate::portal::TestPortal;

fn wishes(stations: u32, sessions: u64) -> Wishes {
    Wishes {
        email: "demo@example.org".to_owned(),
        password: "sykkel med 4 hjul".to_owned(),
        people_password: Some("sykkel med 4 hjul".to_owned()),
        stations,
        sessions,
        seed: 7,
    }
}

#[tokio::test]
async fn a_company_is_made_once_and_can_be_looked_at() {
    let portal = TestPortal::start().await;
    let inner = &portal.program.portal;
    let fill =
        |wishes: Wishes, now: UtcMillis| async move { fill(&inner.store, &inner.hasher, &wishes, now).await.unwrap() };
    let now = inner.now();
    let made = fill(wishes(0, 0), now).await;
    assert_eq!((made.users, made.stations), (11, 20));
    assert!((3_000..5_000).contains(&made.sessions), "{made:?}");
    assert_eq!(fill(wishes(0, 0), now.plus_ms(5_000)).await, Made::default(), "twice changes nothing");

    let who = portal.sign_in("demo@example.org").await;
    let navigator = portal.get("/api/v1/navigator", &who).await.expect(200).json();
    let count = |kind: &str| navigator["items"].as_array().unwrap().iter().filter(|node| node["kind"] == kind).count();
    assert_eq!((count("site"), count("floor"), count("station"), count("outlet")), (3, 4, 20, 32));
    let newest = portal.get("/api/v1/sessions?limit=1", &who).await.expect(200).json();
    assert_eq!(newest["total"]["count"], made.sessions);
    let curve =
        portal.get(&format!("/api/v1/sessions/{}/curve", newest["items"][0]["id"]), &who).await.expect(200).json();
    assert!(curve["points"].as_array().unwrap().len() > 1, "{curve}");
    let energy = portal.get("/api/v1/dashboard/energy?timeZone=Europe/Oslo", &who).await.expect(200).json();
    assert!(energy["previousWeek"]["energyWh"].as_i64().unwrap() > 100_000, "{energy}");
    let tags = portal.get("/api/v1/tags?contains=04A1B2C3D4E5", &who).await.expect(200).json();
    assert_eq!(tags["total"]["count"], 14);
    let driver = portal.sign_in("anna.lindqvist@example.org").await;
    let own = portal.get("/api/v1/sessions/totals", &driver).await.expect(200).json();
    assert!(own["count"].as_i64().unwrap() > 10, "{own}");
}

#[tokio::test]
async fn loads_are_made_in_numbers_and_grow_without_doubles() {
    let portal = TestPortal::start().await;
    let inner = &portal.program.portal;
    let now = inner.now();
    let made = fill(&inner.store, &inner.hasher, &wishes(30, 2_000), now).await.unwrap();
    assert_eq!(made.stations, 50);
    let more = fill(&inner.store, &inner.hasher, &wishes(40, 2_000), now).await.unwrap();
    assert_eq!(more, Made { users: 0, stations: 10, sessions: 0 });
    let who = portal.sign_in("demo@example.org").await;
    let loads = portal.get("/api/v1/sessions?nodeIdentity.contains=LOAD-&limit=1", &who).await.expect(200).json();
    assert_eq!(loads["total"], json!({"count": 2_000, "capped": false}));
    let found = portal.get("/api/v1/search?q=LOAD-000040", &who).await.expect(200).json();
    assert_eq!(found["items"][0]["kind"], "station", "{found}");
}
