//! The list of sessions: any filter, any sort, page by page, as far as each may see.

use domain::user::Role;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use crate::history::{BEGIN, Past};
use crate::http::As;
use crate::portal::{Place, TestPortal};
use crate::station::Station;

const TAGS: [Option<&str>; 4] = [None, Some("AABB01"), Some("aabb02"), Some("CC:DD:03")];
const REASONS: [Option<&str>; 3] = [None, Some("Local"), Some("EVDisconnected")];

/// Made-up sessions at two places.
async fn many(portal: &TestPortal, places: &[Place], count: usize) -> Xoshiro256PlusPlus {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    for _ in 0..count {
        let place = places[random.random_range(0..places.len())];
        let past = Past {
            station: place.station,
            outlet: random.random_range(1..=2),
            started_at: BEGIN.plus_ms(random.random_range(0..30) * 86_400_000),
            minutes: random.random_range(0..600),
            energy_wh: random.random_range(0..20) * 1_000,
            tag: TAGS[random.random_range(0..TAGS.len())],
            user: None,
            reason: REASONS[random.random_range(0..REASONS.len())],
        };
        past.store(portal).await;
    }
    random
}

fn ids(page: &Value) -> Vec<i64> {
    page["items"].as_array().unwrap().iter().map(|session| session["id"].as_i64().unwrap()).collect()
}

async fn page(portal: &TestPortal, query: &str, who: &As) -> Value {
    portal.get(&format!("/api/v1/sessions?{query}"), who).await.expect(200).json()
}

/// A filter as the API takes it, and as anyone would check it.
type Filter = (String, Box<dyn Fn(&Value) -> bool>);

fn filter(kind: usize, places: &[Place], random: &mut Xoshiro256PlusPlus) -> Filter {
    let wh = random.random_range(0..20) * 1_000;
    let seconds = random.random_range(0..36_000);
    let day = BEGIN.plus_ms(random.random_range(0..30) * 86_400_000).to_string();
    let place = places[random.random_range(0..places.len())];
    let text = |session: &Value, name: &str| session[name].as_str().unwrap_or_default().to_lowercase();
    match kind {
        0 => (format!("energyWh.min={wh}"), Box::new(move |session| session["energyWh"].as_i64().unwrap() >= wh)),
        1 => (format!("energyWh.max={wh}"), Box::new(move |session| session["energyWh"].as_i64().unwrap() <= wh)),
        2 => (
            format!("startedAt.from={day}"),
            Box::new(move |session| session["startedAt"].as_str().unwrap() >= day.as_str()),
        ),
        3 => (
            format!("startedAt.to={day}"),
            Box::new(move |session| session["startedAt"].as_str().unwrap() < day.as_str()),
        ),
        4 => {
            (format!("endedAt.to={day}"), Box::new(move |session| session["endedAt"].as_str().unwrap() < day.as_str()))
        }
        5 => (
            format!("durationS.min={seconds}"),
            Box::new(move |session| session["durationS"].as_i64().unwrap() >= seconds),
        ),
        6 => (
            format!("meterEndWh.max={}", 100_000 + wh),
            Box::new(move |session| session["meterEndWh"].as_i64().unwrap() <= 100_000 + wh),
        ),
        7 => ("outlet=2,7".to_owned(), Box::new(|session| session["outlet"] == 2)),
        8 => ("authentication=rfid".to_owned(), Box::new(|session| session["authentication"] == "rfid")),
        9 => (
            "station.contains=cp2%20ST".to_owned(),
            Box::new(move |session| text(session, "stationName").contains("cp2 st")),
        ),
        10 => ("site.contains=CP1".to_owned(), Box::new(move |session| text(session, "siteName").contains("cp1"))),
        11 => {
            ("nodeIdentity.contains=2".to_owned(), Box::new(move |session| text(session, "nodeIdentity").contains('2')))
        }
        12 => (
            "stopReason.contains=disco".to_owned(),
            Box::new(move |session| text(session, "stopReason").contains("disco")),
        ),
        13 => ("tag.contains=bb".to_owned(), Box::new(move |session| text(session, "tag").contains("bb"))),
        14 => (format!("node={}", place.floor), Box::new(move |session| session["stationId"] == place.station)),
        _ => (
            format!("node={}", place.outlet),
            Box::new(move |session| session["stationId"] == place.station && session["outlet"] == 1),
        ),
    }
}

#[tokio::test]
async fn any_filters_and_sorts_give_what_a_plain_check_gives() {
    let portal = TestPortal::start().await;
    let places = [portal.place("CP1").await, portal.place("CP2").await];
    let mut random = many(&portal, &places, 220).await;
    let who = &portal.administrator;
    let all = page(&portal, "limit=500", who).await["items"].as_array().unwrap().clone();
    assert_eq!(all.len(), 220);
    let sorts = ["startedAt", "endedAt", "durationS", "energyWh", "meterEndWh", "receivedAt", "sessionId", "outlet"];
    for round in 0..60 {
        let filters: Vec<Filter> =
            (0..random.random_range(1..4)).map(|_| filter(random.random_range(0..16), &places, &mut random)).collect();
        let mut names: Vec<&str> = filters.iter().map(|(query, _)| query.split_once('=').unwrap().0).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() < filters.len() {
            continue;
        }
        let sort = sorts[round % sorts.len()];
        let minus = if round % 3 == 0 { "-" } else { "" };
        let query: Vec<&str> = filters.iter().map(|(query, _)| query.as_str()).collect();
        let query = format!("{}&sort={minus}{sort}&limit=500", query.join("&"));
        let found = page(&portal, &query, who).await;
        let mut expected: Vec<&Value> =
            all.iter().filter(|session| filters.iter().all(|(_, holds)| holds(session))).collect();
        let name = if sort == "sessionId" { "id" } else { sort };
        expected.sort_by(|one, other| {
            let key =
                |session: &Value| (session[name].to_string().len(), session[name].to_string(), session["id"].as_i64());
            if minus.is_empty() { key(one).cmp(&key(other)) } else { key(other).cmp(&key(one)) }
        });
        let mut expected: Vec<i64> = expected.iter().map(|session| session["id"].as_i64().unwrap()).collect();
        let mut found_ids = ids(&found);
        if sort == "outlet" {
            // Between equals the start decides, which the plain check leaves open.
            expected.sort_unstable();
            found_ids.sort_unstable();
        }
        assert_eq!(found_ids, expected, "{query}");
        assert_eq!(found["total"], json!({"count": expected.len(), "capped": false}), "{query}");
        let totals = portal
            .get(&format!("/api/v1/sessions/totals?{}", query.split("&sort").next().unwrap()), who)
            .await
            .expect(200)
            .json();
        let chosen = all.iter().filter(|session| expected.contains(&session["id"].as_i64().unwrap()));
        let sum = |name: &str| chosen.clone().map(|session| session[name].as_i64().unwrap()).sum::<i64>();
        let sums = json!({"count": expected.len(), "capped": false, "energyWh": sum("energyWh"), "durationS": sum("durationS")});
        assert_eq!(totals, sums, "{query}");
    }
}

#[tokio::test]
async fn pages_show_every_session_once_while_others_are_added() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    many(&portal, &[place], 90).await;
    let who = &portal.administrator;
    for sort in ["-startedAt", "startedAt", "energyWh", "-energyWh", "station", "tag", "-stopReason", "email", "-floor"]
    {
        let before = ids(&page(&portal, "limit=500", who).await);
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = page(&portal, &format!("sort={sort}&limit=17{cursor}"), who).await;
            seen.extend(ids(&page));
            Past::at(place, i64::try_from(seen.len()).unwrap() * 5).store(&portal).await;
            let Some(next) = page["nextCursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), seen.len(), "{sort}: some came twice");
        assert!(before.iter().all(|id| once.binary_search(id).is_ok()), "{sort}: some are missing");
    }
}

#[tokio::test]
async fn what_cannot_be_understood_is_refused_with_its_field() {
    let portal = TestPortal::start().await;
    let who = &portal.administrator;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("sort=cost", "sort"),
        ("cursor=xyz", "cursor"),
        ("cursor=5b312c325d&sort=station", "cursor"),
        ("energyWh.min=much", "energyWh.min"),
        ("startedAt.from=2026-03-01", "startedAt.from"),
        ("outlet=1,two", "outlet"),
        ("authentication=magic", "authentication"),
        ("station.contains=", "station.contains"),
        ("active=maybe", "active"),
        ("node=here", "node"),
        ("energyWh=5", "energyWh"),
        ("colour=red", "colour"),
    ] {
        let answer = portal.get(&format!("/api/v1/sessions?{query}"), who).await;
        assert_eq!((answer.status, answer.problem().as_str()), (400, "invalid-input"), "{query}: {}", answer.text());
        assert_eq!(answer.json()["field"], field, "{query}: {}", answer.text());
    }
    for path in ["sessions/totals?limit=5", "sessions/totals?sort=site", "sessions/export.csv?limit=5"] {
        assert_eq!(portal.get(&format!("/api/v1/{path}"), who).await.problem(), "invalid-input", "{path}");
    }
}

#[tokio::test]
async fn each_sees_only_what_is_theirs() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    let driver = portal.person("driver@example.org", Role::Driver, &[own.site]).await;
    let driver_id = portal.get("/api/v1/me", &driver).await.expect(200).json()["id"].as_i64();
    let theirs = Past { tag: Some("AABB01"), user: driver_id, ..Past::at(own, 1) }.store(&portal).await;
    let anonymous = Past::at(own, 2).store(&portal).await;
    let elsewhere = Past { tag: Some("CCDD02"), ..Past::at(foreign, 3) }.store(&portal).await;
    let site = portal.person("site@example.org", Role::SiteAdministrator, &[own.site]).await;
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let everything = vec![elsewhere, anonymous, theirs];
    for (who, expected) in [
        (&portal.administrator, everything.clone()),
        (&support, everything),
        (&site, vec![anonymous, theirs]),
        (&driver, vec![theirs]),
    ] {
        assert_eq!(ids(&page(&portal, "", who).await), expected);
        let totals = portal.get("/api/v1/sessions/totals", who).await.expect(200).json();
        assert_eq!(totals["count"], expected.len());
        for part in ["", "/curve", "/readings", "/statuses", "/messages"] {
            for id in [theirs, anonymous, elsewhere] {
                let answer = portal.get(&format!("/api/v1/sessions/{id}{part}"), who).await;
                let absent = portal.get(&format!("/api/v1/sessions/99999{part}"), who).await;
                if who == &driver && part == "/messages" {
                    assert_eq!(answer.problem(), "forbidden");
                } else if expected.contains(&id) {
                    assert_eq!(answer.status, 200, "{id}{part}: {}", answer.text());
                } else {
                    assert_eq!((answer.status, answer.text()), (404, absent.text()), "{id}{part} shows that it exists");
                }
            }
        }
    }
    let below = page(&portal, &format!("node={}", foreign.site), &site).await;
    assert_eq!(below["total"]["count"], 0, "a foreign node holds nothing");

    let session = |who| page(&portal, "sessionId=1", who);
    assert_eq!(session(&site).await["items"][0]["email"], "driver@example.org");
    let seen = session(&support).await;
    for name in ["userId", "email", "tag"] {
        assert_eq!(seen["items"][0][name], Value::Null, "support sees no {name}");
    }
    for query in ["email.contains=driver", "tag.contains=AABB"] {
        assert_eq!(page(&portal, query, &support).await["total"]["count"], 0, "{query} tells support nothing");
        assert_eq!(page(&portal, query, &site).await["total"]["count"], 1, "{query}");
    }
    assert_eq!(portal.get("/api/v1/sessions", &As::Nobody).await.problem(), "not-signed-in");
}

#[tokio::test]
async fn a_running_session_shows_its_energy_of_this_moment_and_all_that_was_told() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    portal.post("/api/v1/tags", &json!({"idTag": "AABB01"}), &portal.administrator).await.expect(201);
    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    let now = portal.program.portal.now();
    let at = |minutes: i64| now.plus_ms((minutes - 30) * 60_000).to_string();
    let status = |status: &str, minutes| json!({"connectorId": 1, "status": status, "errorCode": "NoError", "timestamp": at(minutes)});
    station.call("StatusNotification", status("Preparing", 0)).await;
    let start = json!({"connectorId": 1, "idTag": "AABB01", "meterStart": 5_000, "timestamp": at(1)});
    let id = station.call("StartTransaction", start).await["transactionId"].as_i64().unwrap();
    for (minutes, wh) in [(11, 6_000), (21, 7_500)] {
        let sample = json!({"value": wh.to_string(), "unit": "Wh", "measurand": "Energy.Active.Import.Register"});
        let power = json!({"value": "9.0", "unit": "kW", "measurand": "Power.Active.Import"});
        let value = json!([{"timestamp": at(minutes), "sampledValue": [sample, power]}]);
        station.call("MeterValues", json!({"connectorId": 1, "transactionId": id, "meterValue": value})).await;
    }
    station.call("StatusNotification", json!({"connectorId": 2, "status": "Available", "errorCode": "NoError"})).await;

    let who = &portal.administrator;
    let listed = page(&portal, "active=true", who).await;
    let session = &listed["items"][0];
    assert_eq!(
        (&session["id"], &session["energyWh"], &session["powerW"]),
        (&json!(id), &json!(2_500), &json!(9_000.0))
    );
    assert_eq!(
        (&session["active"], &session["endedAt"], &session["tag"]),
        (&json!(true), &json!(null), &json!("AABB01"))
    );

    let detail = portal.get(&format!("/api/v1/sessions/{id}"), who).await.expect(200).json();
    assert_eq!(
        (&detail["readings"], &detail["startStatus"], &detail["energyWh"]),
        (&json!(2), &json!("accepted"), &json!(2_500))
    );
    let curve = portal.get(&format!("/api/v1/sessions/{id}/curve"), who).await.expect(200).json();
    let energies: Vec<&Value> = curve["points"].as_array().unwrap().iter().map(|point| &point["energyWh"]).collect();
    assert_eq!(energies, [&json!(1_000), &json!(2_500)]);
    let readings = portal.get(&format!("/api/v1/sessions/{id}/readings"), who).await.expect(200).json();
    assert_eq!(readings["items"][1]["samples"][1]["originalUnit"], "kW");
    let statuses = portal.get(&format!("/api/v1/sessions/{id}/statuses"), who).await.expect(200).json();
    assert!(statuses["items"].as_array().unwrap().iter().any(|change| change["status"] == "preparing"), "{statuses}");
    let messages = portal.get(&format!("/api/v1/sessions/{id}/messages"), who).await.expect(200).json();
    let actions: Vec<&str> =
        messages["items"].as_array().unwrap().iter().map(|message| message["action"].as_str().unwrap()).collect();
    assert!(actions.contains(&"StartTransaction") && actions.contains(&"MeterValues"), "{actions:?}");
    let other_outlet = messages["items"]
        .as_array()
        .unwrap()
        .iter()
        .any(|message| message["text"].as_str().unwrap().contains("\"connectorId\":2"));
    assert!(!other_outlet, "{messages}");
    assert_eq!(
        portal.get(&format!("/api/v1/sessions?node={}", place.outlet), who).await.expect(200).json()["total"]["count"],
        1
    );
}

#[tokio::test]
async fn the_dashboard_counts_what_flowed() {
    let portal = TestPortal::start().await;
    let (own, foreign) = (portal.place("CP1").await, portal.place("CP2").await);
    let now = portal.program.portal.now();
    let quarter = domain::quarter::quarter_of(now).plus_ms(-60_000);
    for place in [own, foreign] {
        Past { started_at: quarter, minutes: 0, energy_wh: 3_000, ..Past::at(place, 0) }.store(&portal).await;
    }
    let site = portal.person("site@example.org", Role::SiteAdministrator, &[own.site]).await;
    // A zone in which it is the middle of the day, so that a minute ago was today.
    let hour = (now.0 / 3_600_000) % 24;
    let zone = if hour < 12 { format!("Etc/GMT-{}", 12 - hour) } else { format!("Etc/GMT%2B{}", hour - 12) };
    let zone = if hour == 12 { "UTC".to_owned() } else { zone };
    for (who, expected) in [(&portal.administrator, 2), (&site, 1)] {
        let path = format!("/api/v1/dashboard/energy?timeZone={zone}");
        let energy = portal.get(&path, who).await.expect(200).json();
        assert_eq!(energy["today"], json!({"energyWh": 3_000 * expected, "sessions": expected}));
        let hours = energy["hours"].as_array().unwrap().iter().map(|hour| hour["energyWh"].as_i64().unwrap());
        assert_eq!(hours.sum::<i64>(), 3_000 * expected);
        assert_eq!(energy["month"], energy["today"]);
    }
}
