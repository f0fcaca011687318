//! Several configuration keys written in one go.

use csms::Application;
use domain::access::Reach;
use domain::command::CommandState;
use domain::registration::KeyWrite;
use serde_json::json;
use store::station::{Extent, StationKey};

use crate::portal::{PATIENCE, Portal, operator};

fn write(key: &str, value: &str) -> KeyWrite {
    KeyWrite { key: key.to_owned(), value: value.to_owned() }
}

#[tokio::test]
async fn each_key_has_its_own_answer_and_one_waits_for_the_other() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let keys = vec![write("A", "1"), write("B", "2"), write("AuthorizationKey", "deadbeef"), write("D", "4")];
    let ids = portal.system.write_keys(id, keys, operator()).await.unwrap();
    for (key, status) in
        [("A", "Accepted"), ("B", "Rejected"), ("AuthorizationKey", "RebootRequired"), ("D", "NotSupported")]
    {
        let asked = station.asked().await;
        assert_eq!((asked.action.as_str(), &asked.payload["key"]), ("ChangeConfiguration", &json!(key)));
        assert_eq!(station.read_now(), None, "one at a time");
        station.answer(&asked, json!({"status": status}));
    }
    let mut outcomes = Vec::new();
    for id in &ids {
        portal.system.wait_for(*id, PATIENCE).await.unwrap();
        let stored = portal.store.command(*id, &Reach::All).await.unwrap().unwrap();
        outcomes.push((stored.state, stored.outcome.unwrap()));
    }
    use CommandState::{Accepted, Rejected};
    let expected = [
        (Accepted, "Accepted".to_owned()),
        (Rejected, "Rejected".to_owned()),
        (Accepted, "RebootRequired".to_owned()),
        (Rejected, "NotSupported".to_owned()),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(portal.count("SELECT reboot_required FROM station").await, 1);
    let read = portal.store.station_configuration(id, &Reach::All).await.unwrap().unwrap();
    let kept: Vec<_> = read.keys.iter().map(|key| (key.key.as_str(), key.value.as_deref())).collect();
    assert_eq!(kept, [("A", Some("1")), ("AuthorizationKey", Some("***"))], "secrets are not kept");
}

#[tokio::test]
async fn a_template_writes_what_differs_and_says_why_it_cannot() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let template = [write("A", "1"), write("B", "2"), write("Fixed", "3"), write("Untold", "4")];
    let apply = async || portal.system.apply_template(id, &template, operator()).await.unwrap();
    assert_eq!(apply().await, Application::Offline);
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    assert_eq!(apply().await, Application::NeverRead);
    let key = |key: &str, value: &str, read_only| StationKey {
        key: key.to_owned(),
        value: Some(value.to_owned()),
        read_only,
    };
    let keys = vec![key("A", "1", false), key("B", "7", false), key("Fixed", "0", true)];
    portal.store.save_configuration(id, keys, Extent::Whole, portal.now()).await.unwrap();
    let Application::Writing(ids) = apply().await else { panic!("something differs") };
    assert_eq!(ids.len(), 2);
    for key in ["B", "Untold"] {
        let asked = station.asked().await;
        assert_eq!(asked.payload["key"], key);
        station.answer(&asked, json!({"status": "Accepted"}));
    }
    for id in ids {
        portal.system.wait_for(id, PATIENCE).await.unwrap();
    }
    assert_eq!(apply().await, Application::Writing(Vec::new()), "nothing differs any more");
}
