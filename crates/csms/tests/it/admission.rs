//! Who is let in: subprotocols, security profiles, unknown stations, storms.

use csms::{BasicCredential, Handshake, Refusal};
use domain::ChargeBoxId;
use domain::access::Reach;
use domain::alarm::AlarmType;
use domain::policy::UnknownStations;
use domain::station::SecurityProfile;
use serde_json::json;
use store::node::StationSettings;

use crate::portal::{Portal, eventually, handshake, options, secured};
use crate::station::{Station, boot};

async fn active_alarm(portal: &Portal, kind: AlarmType) -> Option<domain::alarm::Alarm> {
    portal.store.active_alarms().await.unwrap().into_iter().find(|alarm| alarm.key.kind == kind)
}

#[tokio::test]
async fn the_subprotocol_must_be_one_that_is_spoken() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    for offered in [vec![], vec!["ocpp2.1".to_owned()], vec![String::new()]] {
        let refusal = portal.refused(Handshake { offered_subprotocols: offered, ..handshake("CP1") }).await;
        assert_eq!((refusal.clone(), refusal.status()), (Refusal::Subprotocol, 400));
    }
    let offered = vec!["soap".to_owned(), "OCPP1.6".to_owned()];
    let admission = portal.system.admit(Handshake { offered_subprotocols: offered, ..handshake("CP1") }).await.unwrap();
    assert_eq!(admission.subprotocol.as_deref(), Some("OCPP1.6"), "answered as it was offered");
    assert!(portal.event("handshakeRefused").await.contains("subprotocol"));
    assert_eq!(portal.system.metrics().refused_handshakes.get(), 3);
}

#[tokio::test]
async fn a_station_may_be_allowed_to_offer_no_subprotocol() {
    let portal = Portal::new().await;
    let settings = StationSettings::plain(ChargeBoxId::new("CP1").unwrap());
    portal.add_station_as(StationSettings { accept_missing_subprotocol: true, ..settings }).await;
    let silent = Handshake { offered_subprotocols: vec![], ..handshake("CP1") };
    let admission = portal.system.admit(silent).await.unwrap();
    assert_eq!(admission.subprotocol, None);
    let mut station = Station::serve(&portal.system, admission);
    station.call("Heartbeat", json!({})).await;
}

#[tokio::test]
async fn basic_credentials_must_be_those_of_the_station() {
    let portal = Portal::new().await;
    let id = portal.add_station_as(secured("CP1", SecurityProfile::Basic)).await;
    let hash = portal.options.credential_key.hash("CP1", b"correct horse \xff");
    portal.store.set_credential(id, Some(hash), Reach::All).await.unwrap();
    let basic =
        |user: &str, password: &[u8]| Some(BasicCredential { user: user.to_owned(), password: password.to_vec() });
    for wrong in [None, basic("CP1", b"wrong"), basic("CP2", b"correct horse \xff"), basic("CP1", b"")] {
        let refusal = portal.refused(Handshake { basic: wrong, ..handshake("CP1") }).await;
        assert_eq!((refusal.clone(), refusal.status()), (Refusal::Credential, 401));
    }
    let alarm = active_alarm(&portal, AlarmType::Security).await.expect("an alarm");
    assert_eq!(alarm.count, 4, "one alarm, counted up");
    let right = Handshake { basic: basic("CP1", b"correct horse \xff"), ..handshake("CP1") };
    portal.system.admit(right).await.unwrap();
}

#[tokio::test]
async fn profiles_with_tls_demand_it() {
    let portal = Portal::new().await;
    portal.add_station_as(secured("CP2", SecurityProfile::TlsBasic)).await;
    portal.add_station_as(secured("CP3", SecurityProfile::TlsClientCertificate)).await;
    for id in ["CP2", "CP3"] {
        let refusal = portal.refused(handshake(id)).await;
        assert_eq!((refusal.clone(), refusal.status()), (Refusal::NeedsTls, 403));
        let refusal = portal.refused(Handshake { tls: true, ..handshake(id) }).await;
        assert_eq!(refusal.status(), 401, "{refusal}");
    }
}

#[tokio::test]
async fn an_unknown_station_is_rejected_and_remembered() {
    let portal = Portal::new().await;
    for _ in 0..2 {
        let refusal = portal.refused(handshake("Stranger 1")).await;
        assert_eq!((refusal.clone(), refusal.status()), (Refusal::UnknownStation, 404));
    }
    assert_eq!(portal.refused(handshake("a/b")).await, Refusal::UnknownStation);
    let unknown = portal.store.unknown_stations(&Reach::All).await.unwrap();
    assert_eq!((unknown.len(), unknown[0].attempts), (1, 2));
    assert_eq!(unknown[0].charge_box_id, "Stranger 1");
    let alarm = active_alarm(&portal, AlarmType::UnknownStation).await.expect("an alarm");
    assert_eq!((alarm.key.subject.as_str(), alarm.count), ("Stranger 1", 2));
    assert!(portal.system.dismiss_unknown_station("Stranger 1").await.unwrap());
    assert!(active_alarm(&portal, AlarmType::UnknownStation).await.is_none());
}

#[tokio::test]
async fn a_held_station_is_pending_until_it_is_adopted() {
    let portal = Portal::new().await;
    portal.set_policies(|policies| policies.unknown_stations = UnknownStations::Hold).await;
    let mut station = portal.connect("New 1").await;
    assert_eq!(station.call("BootNotification", boot()).await["status"], "Pending");
    assert!(station.call("Heartbeat", json!({})).await["currentTime"].is_string());
    let start = json!([2, "9", "StartTransaction", crate::station::start(1, "A", 0, "2026-06-01T12:00:00Z")]);
    assert_eq!(station.error(start.to_string()).await, ("9".to_owned(), "GenericError".to_owned()));
    assert_eq!(portal.store.unknown_stations(&Reach::All).await.unwrap().len(), 1);
    portal.add_station("New 1", 1).await;
    station.closed().await;
    assert!(portal.store.unknown_stations(&Reach::All).await.unwrap().is_empty());
    assert!(active_alarm(&portal, AlarmType::UnknownStation).await.is_none());
    let mut station = portal.connect("New 1").await;
    assert_eq!(station.call("BootNotification", boot()).await["status"], "Accepted");
}

#[tokio::test]
async fn an_unknown_station_may_be_accepted_into_the_site_unassigned() {
    let portal = Portal::new().await;
    portal.set_policies(|policies| policies.unknown_stations = UnknownStations::Accept).await;
    let mut station = portal.connect("New 1").await;
    assert_eq!(station.call("BootNotification", boot()).await["status"], "Accepted");
    let mut other = portal.connect("New 2").await;
    assert_eq!(other.call("BootNotification", boot()).await["status"], "Accepted");
    let tree = portal.store.navigator(&Reach::All).await.unwrap();
    assert_eq!(tree.iter().filter(|node| node.name == "Unassigned").count(), 1);
    assert_eq!(portal.system.stations().len(), 2);
}

#[tokio::test]
async fn a_storm_raises_an_alarm_and_slows_that_station_alone() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 1).await;
    portal.add_station("CP2", 1).await;
    for _ in 0..61 {
        portal.system.admit(handshake("CP1")).await.unwrap();
        portal.clock.advance_ms(1_000);
    }
    let alarm = active_alarm(&portal, AlarmType::ReconnectStorm).await.expect("an alarm");
    let refusal = portal.refused(handshake("CP1")).await;
    assert_eq!((refusal.clone(), refusal.status()), (Refusal::Throttled { retry_after_s: 59 }, 429));
    portal.system.admit(handshake("CP2")).await.unwrap();
    portal.clock.advance_ms(59_000);
    portal.system.admit(handshake("CP1")).await.unwrap();
    portal.clock.advance_ms(3_700_000);
    eventually("the end of the storm", async || {
        active_alarm(&portal, AlarmType::ReconnectStorm).await.is_none().then_some(())
    })
    .await;
    assert_eq!(alarm.count, 1);
    portal.system.admit(handshake("CP1")).await.unwrap();
}

#[tokio::test]
async fn who_does_not_prove_to_be_the_station_cannot_slow_it() {
    let portal = Portal::new().await;
    let id = portal.add_station_as(secured("CP1", SecurityProfile::Basic)).await;
    let hash = portal.options.credential_key.hash("CP1", b"secret");
    portal.store.set_credential(id, Some(hash), Reach::All).await.unwrap();
    for _ in 0..70 {
        assert_eq!(portal.refused(handshake("CP1")).await, Refusal::Credential);
    }
    let basic = BasicCredential { user: "CP1".to_owned(), password: b"secret".to_vec() };
    portal.system.admit(Handshake { basic: Some(basic), ..handshake("CP1") }).await.unwrap();
}

#[tokio::test]
async fn a_station_that_never_came_or_fell_silent_raises_an_alarm_until_it_comes() {
    let portal = Portal::with(options()).await;
    portal.add_station("CP1", 1).await;
    let alarm = eventually("the alarm", async || active_alarm(&portal, AlarmType::NotRegistered).await).await;
    assert_eq!(alarm.node_name, "CP1");
    let station = portal.connect("CP1").await;
    eventually("its end", async || active_alarm(&portal, AlarmType::NotRegistered).await.is_none().then_some(())).await;
    station.hang_up().await;
    portal.clock.advance_ms(2 * 240_000 + 60_001);
    eventually("the alarm", async || active_alarm(&portal, AlarmType::NoNetworkContact).await).await;
    let _station = portal.connect("CP1").await;
    eventually("its end", async || active_alarm(&portal, AlarmType::NoNetworkContact).await.is_none().then_some(()))
        .await;
}
