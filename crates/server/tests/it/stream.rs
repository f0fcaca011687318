//! Event streams: whom they tell what, and those who do not listen.

use std::sync::Arc;

use domain::alarm::{Alarm, AlarmKey, AlarmType};
use domain::change::{AlarmChange, Change, ChangeBody, Scope};
use domain::user::Role;
use domain::{AlarmId, NodeId, UtcMillis};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http::As;
use crate::portal::{Place, TestPortal};
use crate::station::Station;

fn read_configuration(portal: &TestPortal, place: Place) {
    let scope =
        Scope { site_id: Some(NodeId(place.site)), station_id: Some(NodeId(place.station)), ..Scope::default() };
    let body = ChangeBody::Configuration { station_id: NodeId(place.station) };
    portal.program.portal.csms.bus().publish(Change { at: UtcMillis(0), scope, body });
}

fn raise_long_alarm(portal: &TestPortal) {
    let alarm = Alarm {
        id: AlarmId(1),
        key: AlarmKey { kind: AlarmType::Security, node_id: None, subject: String::new() },
        node_name: "CP9".to_owned(),
        outlet: None,
        text: Some("x".repeat(64 << 10)),
        site_id: None,
        created_at: UtcMillis(0),
        last_at: UtcMillis(0),
        count: 1,
        cleared_at: None,
        cleared_by: None,
    };
    let body = ChangeBody::Alarm { change: AlarmChange::Raised, alarm: Arc::new(alarm) };
    portal.program.portal.csms.bus().publish(Change { at: UtcMillis(0), scope: Scope::default(), body });
}

#[tokio::test]
async fn a_listener_hears_only_of_its_own_sites_and_node() {
    let portal = TestPortal::start().await;
    let (own, other) = (portal.place("CP1").await, portal.place("CP2").await);
    let janitor = portal.person("janitor@example.org", Role::SiteAdministrator, &[own.site]).await;
    let mut of_janitor = portal.listen("/api/v1/events", &janitor).await;
    let mut of_node = portal.listen(&format!("/api/v1/events?node={}", own.station), &portal.administrator).await;
    read_configuration(&portal, other);
    read_configuration(&portal, own);
    for events in [&mut of_janitor, &mut of_node] {
        let event = events.next().await.unwrap();
        assert_eq!((event.name.as_str(), &event.data["stationId"]), ("configuration", &json!(own.station)));
    }
}

#[tokio::test]
async fn who_charges_is_told_only_to_those_who_may_know() {
    let portal = TestPortal::start().await;
    portal.place("CP1").await;
    let settings = portal.etag("/api/v1/settings").await;
    let accept = crate::http::Call::new("PATCH", "/api/v1/settings").json(&json!({"unknownTags": "accept"}));
    portal.send(accept.header("if-match", &settings).by(&portal.administrator)).await.expect(200);
    let support = portal.person("support@example.org", Role::Support, &[]).await;
    let mut of_support = portal.listen("/api/v1/events", &support).await;
    let mut of_administrator = portal.listen("/api/v1/events", &portal.administrator).await;
    let mut station = Station::connect(&portal, "CP1").await;
    station.boot().await;
    let start =
        json!({"connectorId": 1, "idTag": "04A1B2C3", "meterStart": 10, "timestamp": portal.program.portal.now()});
    let started = station.call("StartTransaction", start).await;
    assert_eq!(started["idTagInfo"]["status"], "Accepted");
    let told = of_administrator.next_named("session").await.data;
    assert_eq!((&told["change"], &told["session"]["tag"]), (&json!("started"), &json!("04A1B2C3")));
    let told = of_support.next_named("session").await.data;
    assert_eq!((&told["change"], &told["session"]["tag"]), (&json!("started"), &json!(null)));
}

#[tokio::test]
async fn one_that_does_not_read_is_given_up_and_others_hear_on() {
    let portal = TestPortal::start_with(|configuration| configuration.limits.write_s = 1).await;
    let As::Cookie(cookie) = &portal.administrator else { panic!("a cookie") };
    let mut deaf = TcpStream::connect(portal.address).await.unwrap();
    let request = format!("GET /api/v1/events HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n");
    deaf.write_all(request.as_bytes()).await.unwrap();
    let mut first = [0; 1];
    deaf.read_exact(&mut first).await.unwrap();
    let mut listener = portal.listen("/api/v1/events", &portal.administrator).await;
    let streams = &portal.program.portal.traffic.streams;
    assert_eq!(streams.get(), 2);
    // The line takes some megabytes before it is full.
    while streams.get() == 2 {
        raise_long_alarm(&portal);
        assert!(listener.next().await.is_some());
    }
    assert_eq!(streams.get(), 1);
    drop(deaf);
}

#[tokio::test]
async fn a_deleted_token_ends_its_streams_at_once_and_no_others() {
    let portal = TestPortal::start().await;
    let place = portal.place("CP1").await;
    let body = json!({"name": "watcher", "role": "support"});
    let made = portal.post("/api/v1/tokens", &body, &portal.administrator).await.expect(201).json();
    let token = As::Token(made["token"].as_str().unwrap().to_owned());
    let other = portal.token(Role::Support, false).await;
    let mut of_token = portal.listen("/api/v1/events", &token).await;
    let mut of_other = portal.listen("/api/v1/events", &other).await;
    let path = format!("/api/v1/tokens/{}", made["id"]);
    portal.send(crate::http::Call::new("DELETE", &path).by(&portal.administrator)).await.expect(204);
    of_token.next_named("goodbye").await;
    assert!(of_token.next().await.is_none(), "the stream has ended");
    read_configuration(&portal, place);
    of_other.next_named("configuration").await;
}
