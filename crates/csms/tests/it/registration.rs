//! What happens when a station registers (`ocpp.md` rules 1 and 9).

use std::time::Duration;

use csms::Options;
use domain::access::Reach;
use domain::alarm::{AlarmKey, AlarmType};
use domain::change::ChangeBody;
use domain::command::Command;
use domain::registration::KeyWrite;
use domain::{ChargeBoxId, NodeId};
use serde_json::{Value, json};
use store::alarm::NewAlarm;
use store::node::StationSettings;
use store::template::TemplateSettings;

use crate::portal::{Portal, eventually, operator, options};
use crate::station::{Asked, Station, boot, status};

fn key(name: &str, value: &str) -> Value {
    json!({"key": name, "readonly": false, "value": value})
}

async fn stored_keys(portal: &Portal, id: NodeId) -> Vec<(String, Option<String>)> {
    let configuration = portal.store.station_configuration(id, &Reach::All).await.unwrap().unwrap();
    configuration.keys.into_iter().map(|key| (key.key, key.value)).collect()
}

async fn expect(station: &mut Station, action: &str) -> Asked {
    let asked = station.asked().await;
    assert_eq!(asked.action, action, "{}", asked.payload);
    asked
}

#[tokio::test]
async fn a_new_station_is_read_written_where_it_differs_and_asked_for_its_status() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 2).await;
    let mut listener = portal.listen();
    let mut station = portal.connect("CP1").await;
    assert_eq!(station.boot().await["interval"], 240);
    let asked = expect(&mut station, "GetConfiguration").await;
    assert_eq!(asked.payload, json!({}), "all keys at once");
    station.answer(
        &asked,
        json!({"configurationKey": [
            key("HeartbeatInterval", "600"), key("MeterValueSampleInterval", "60"), key("Vendor.Own", "x"),
            {"key": "NumberOfConnectors", "readonly": true, "value": "2"},
        ]}),
    );
    let asked = expect(&mut station, "ChangeConfiguration").await;
    assert_eq!(asked.payload, json!({"key": "HeartbeatInterval", "value": "240"}), "only what differs");
    station.answer(&asked, json!({"status": "Accepted"}));
    for outlet in 1..=2 {
        let asked = expect(&mut station, "TriggerMessage").await;
        assert_eq!(asked.payload, json!({"requestedMessage": "StatusNotification", "connectorId": outlet}));
        station.answer(&asked, json!({"status": "Accepted"}));
        station.call("StatusNotification", status(outlet, "Available", "NoError", "2026-06-01T12:00:00Z")).await;
    }
    listener
        .hears("the configuration", |body| {
            matches!(body, ChangeBody::Configuration { station_id } if *station_id == id).then_some(())
        })
        .await;
    let keys = stored_keys(&portal, id).await;
    assert!(keys.contains(&("HeartbeatInterval".to_owned(), Some("240".to_owned()))), "{keys:?}");
    assert!(keys.contains(&("Vendor.Own".to_owned(), Some("x".to_owned()))));
    // The next boot of the same firmware is not asked again.
    station.call("BootNotification", boot()).await;
    station.call("Heartbeat", json!({})).await;
    assert_eq!(station.read_now(), None);
}

#[tokio::test]
async fn a_station_that_cannot_tell_all_keys_at_once_is_read_in_slices() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    station.boot().await;
    let asked = expect(&mut station, "GetConfiguration").await;
    station.send(json!([4, asked.id, "InternalError", "too many", {}]).to_string());
    let asked = expect(&mut station, "GetConfiguration").await;
    assert_eq!(asked.payload, json!({"key": ["GetConfigurationMaxKeys"]}));
    station.answer(
        &asked,
        json!({"configurationKey": [
        {"key": "GetConfigurationMaxKeys", "readonly": true, "value": "20"}]}),
    );
    let mut read = 0;
    loop {
        let asked = station.asked().await;
        if asked.action != "GetConfiguration" {
            assert_eq!(asked.action, "ChangeConfiguration");
            assert_eq!(asked.payload["key"], "MeterValueSampleInterval");
            break;
        }
        let names = asked.payload["key"].as_array().unwrap().clone();
        assert!(names.len() <= 20);
        read += names.len();
        let told = if names.contains(&json!("MeterValueSampleInterval")) {
            json!({"configurationKey": [key("MeterValueSampleInterval", "900")], "unknownKey": []})
        } else {
            json!({"unknownKey": names})
        };
        station.answer(&asked, told);
    }
    assert!(read > 40);
    assert_eq!(stored_keys(&portal, id).await, [("MeterValueSampleInterval".to_owned(), Some("900".to_owned()))]);
}

#[tokio::test]
async fn a_station_that_keeps_rebooting_after_a_write_is_left_alone_after_three_boots() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let loops = async || {
        let alarms = portal.store.active_alarms().await.unwrap();
        alarms.into_iter().any(|alarm| alarm.key.kind == AlarmType::ConfigurationLoop)
    };
    for round in 0..4 {
        let mut station = portal.connect("CP1").await;
        let mut told = boot();
        // Each reboot tells another firmware, so that the portal reads and would write again.
        told["firmwareVersion"] = json!(format!("1.{round}"));
        station.call("BootNotification", told).await;
        let asked = expect(&mut station, "GetConfiguration").await;
        station.answer(&asked, json!({"configurationKey": [key("HeartbeatInterval", "600")]}));
        let asked = station.asked().await;
        if round < 3 {
            assert_eq!(asked.action, "ChangeConfiguration", "round {round}");
            assert!(!loops().await);
        } else {
            assert_eq!(asked.action, "TriggerMessage", "nothing more is written");
        }
        station.hang_up().await;
        portal.clock.advance_ms(30_000);
    }
    assert!(loops().await);
    let stored = portal.count("SELECT boots_after_write FROM station").await;
    assert_eq!(stored, 3);
}

#[tokio::test]
async fn a_station_that_comes_back_without_booting_is_asked_for_its_status() {
    let options = Options { status_request_delay: Duration::from_millis(10), ..options() };
    let portal = Portal::with(options).await;
    portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let asked = expect(&mut station, "TriggerMessage").await;
    station.send(json!([4, asked.id, "NotImplemented", "", {}]).to_string());
    station.call("Heartbeat", json!({})).await;
    station.hang_up().await;
    // It does not know how, so it is not asked again.
    let mut station = portal.connect("CP1").await;
    station.call("Heartbeat", json!({})).await;
    // Another one that comes later is asked, so this one would have been asked by then.
    portal.add_station("CP2", 1).await;
    expect(&mut portal.connect("CP2").await, "TriggerMessage").await;
    assert_eq!(station.read_now(), None);
}

#[tokio::test]
async fn a_stations_own_heartbeat_interval_stands_over_the_policy() {
    let portal = Portal::new().await;
    let settings = store::node::StationSettings {
        heartbeat_interval_s: Some(30),
        ..store::node::StationSettings::plain(domain::ChargeBoxId::new("CP1").unwrap())
    };
    portal.add_station_as(settings).await;
    let mut station = portal.connect("CP1").await;
    assert_eq!(station.boot().await["interval"], 30);
}

#[tokio::test]
async fn all_other_reports_are_answered_and_kept() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    for (action, payload) in [
        ("DiagnosticsStatusNotification", json!({"status": "Uploaded"})),
        ("FirmwareStatusNotification", json!({"status": "Installed"})),
        ("LogStatusNotification", json!({"status": "Uploading", "requestId": 7})),
        ("SignedFirmwareStatusNotification", json!({"status": "Downloading", "requestId": 8})),
        ("SecurityEventNotification", json!({"type": "TamperDetectionActivated", "timestamp": "2026-06-01T12:00:00Z"})),
    ] {
        assert_eq!(station.call(action, payload).await, json!({}), "{action}");
    }
    let answer = station.call("SignCertificate", json!({"csr": "-----BEGIN CERTIFICATE REQUEST-----"})).await;
    assert_eq!(answer, json!({"status": "Rejected"}));
    assert_eq!(portal.count("SELECT COUNT(*) FROM event WHERE kind IN ('diagnostics', 'firmware')").await, 4);
    assert_eq!(portal.count("SELECT COUNT(*) FROM event WHERE kind = 'security'").await, 2);
    let alarms = portal.store.active_alarms().await.unwrap();
    let alarm = alarms.iter().find(|alarm| alarm.key.kind == AlarmType::Security).expect("an alarm");
    assert_eq!(alarm.key.subject, "TamperDetectionActivated");
}

#[tokio::test]
async fn data_transfer_tells_unknown_vendors_from_unknown_messages() {
    let portal = Portal::new().await;
    portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    for (vendor, message, status) in [
        ("com.example", "NodeStatus", "UnknownVendorId"),
        ("com.ctek", "NoSuchMessage", "UnknownMessageId"),
        ("se.chargestorm", "NodeStatus", "Accepted"),
        ("org.charin.uec.v1", "UserExperienceCode", "Accepted"),
    ] {
        let answer =
            station.call("DataTransfer", json!({"vendorId": vendor, "messageId": message, "data": "{}"})).await;
        assert_eq!(answer["status"], status, "{vendor} {message}");
    }
    eventually("the events", async || {
        (portal.count("SELECT COUNT(*) FROM event WHERE kind = 'dataTransfer'").await == 3).then_some(())
    })
    .await;
}

/// What a station of a test does with a question for keys.
enum Habit {
    /// It refuses to tell all at once.
    Refuses,
    /// It leaves that question unanswered.
    IsSilent,
    /// It tells none.
    TellsNone,
}

/// Answers GetConfiguration as a station of that habit which has some keys, until the portal asks for something else.
async fn tell_keys(station: &mut Station, habit: &Habit, has: &[(&str, &str)]) -> Asked {
    loop {
        let asked = station.asked().await;
        if asked.action != "GetConfiguration" {
            return asked;
        }
        let Some(names) = asked.payload["key"].as_array().filter(|names| !names.is_empty()) else {
            match habit {
                Habit::Refuses => station.send(json!([4, asked.id, "NotSupported", "", {}]).to_string()),
                Habit::IsSilent => {}
                Habit::TellsNone => station.answer(&asked, json!({"configurationKey": []})),
            }
            continue;
        };
        let told = has.iter().filter(|(name, _)| names.contains(&json!(name)));
        let told: Vec<Value> = told.map(|(name, value)| key(name, value)).collect();
        station.answer(&asked, json!({"configurationKey": told, "unknownKey": []}));
    }
}

#[tokio::test]
async fn whatever_a_station_does_with_a_keyless_question_its_keys_are_read() {
    for habit in [Habit::Refuses, Habit::IsSilent, Habit::TellsNone] {
        let options = Options { call_timeout: Duration::from_millis(400), ..options() };
        let portal = Portal::with(options).await;
        let id = portal.add_station("CP1", 1).await;
        let mut station = portal.connect("CP1").await;
        station.boot().await;
        let has = [("MeterValueSampleInterval", "60"), ("HeartbeatInterval", "240"), ("LightIntensity", "40")];
        let asked = tell_keys(&mut station, &habit, &has).await;
        assert_eq!(asked.action, "TriggerMessage", "nothing differs, so nothing is written");
        station.answer(&asked, json!({"status": "Accepted"}));
        let keys = stored_keys(&portal, id).await;
        assert!(keys.contains(&("LightIntensity".to_owned(), Some("40".to_owned()))), "{keys:?}");
        // A person who reads it again gets the keys too, though the station lists none.
        let read = Command::GetConfiguration { keys: Vec::new() };
        portal.system.command(id, read, operator()).await.unwrap();
        let is_read = eventually("the new value", async || {
            let keys = stored_keys(&portal, id).await;
            keys.contains(&("LightIntensity".to_owned(), Some("70".to_owned()))).then_some(keys)
        });
        let now_has = [("LightIntensity", "70")];
        let keys = tokio::select! {
            asked = tell_keys(&mut station, &habit, &now_has) => panic!("asked for {}", asked.action),
            keys = is_read => keys,
        };
        assert!(keys.iter().any(|(name, _)| name == "HeartbeatInterval"), "what it did not tell now is not forgotten");
    }
}

#[tokio::test]
async fn one_key_that_a_station_does_not_know_keeps_no_other_from_being_read() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    let mut station = portal.connect("CP1").await;
    station.boot().await;
    loop {
        let asked = station.asked().await;
        if asked.action != "GetConfiguration" {
            break;
        }
        let names = asked.payload["key"].as_array().cloned().unwrap_or_default();
        if names == [json!("HeartbeatInterval")] {
            station.answer(&asked, json!({"configurationKey": [key("HeartbeatInterval", "240")]}));
        } else {
            station.send(json!([4, asked.id, "PropertyConstraintViolation", "unknown key", {}]).to_string());
        }
    }
    assert_eq!(stored_keys(&portal, id).await, [("HeartbeatInterval".to_owned(), Some("240".to_owned()))]);
}

#[tokio::test]
async fn a_template_is_written_at_first_contact_and_kept_at_each_boot_where_the_policy_says_so() {
    let portal = Portal::new().await;
    let settings = TemplateSettings {
        name: "Garage".to_owned(),
        vendor: None,
        model: None,
        keys: vec![KeyWrite { key: "LightIntensity".to_owned(), value: "80".to_owned() }],
    };
    let template = portal.store.create_template(settings, portal.now()).await.unwrap();
    let settings = StationSettings {
        configuration_template_id: Some(template),
        ..StationSettings::plain(ChargeBoxId::new("CP1").unwrap())
    };
    portal.add_station_as(settings).await;
    let told = || json!({"configurationKey": [key("HeartbeatInterval", "240"), key("LightIntensity", "10")]});
    let mut station = portal.connect("CP1").await;
    for (round, is_kept) in [(0, false), (1, false), (2, true)] {
        if is_kept {
            portal.set_policies(|policies| policies.keep_configuration = true).await;
        }
        station.boot().await;
        if round == 1 {
            station.call("Heartbeat", json!({})).await;
            assert_eq!(station.read_now(), None, "it is not new, and nothing keeps it to its template");
            continue;
        }
        let asked = expect(&mut station, "GetConfiguration").await;
        station.answer(&asked, told());
        let asked = expect(&mut station, "ChangeConfiguration").await;
        assert_eq!(asked.payload, json!({"key": "LightIntensity", "value": "80"}));
        station.answer(&asked, json!({"status": "Rejected"}));
        if round == 0 {
            let asked = expect(&mut station, "TriggerMessage").await;
            station.answer(&asked, json!({"status": "Rejected"}));
        }
        portal.clock.advance_ms(20 * 60_000);
    }
    assert_eq!(portal.event("configuration").await, "the portal wrote LightIntensity = 80: Rejected");
}

#[tokio::test]
async fn a_person_who_clears_the_alarm_lets_the_portal_write_again() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 0).await;
    portal.store.save_reboot_state(id, None, Some(3)).await.unwrap();
    let portal = portal.restarted().await;
    let condition = AlarmKey { kind: AlarmType::ConfigurationLoop, node_id: Some(id), subject: String::new() };
    let alarm = NewAlarm { key: condition, node_name: String::new(), outlet: None, text: None, at: portal.now() };
    let (alarm, _) = portal.store.raise_alarm(alarm).await.unwrap();
    let read = async |station: &mut Station, firmware: &str| {
        let mut told = boot();
        told["firmwareVersion"] = json!(firmware);
        station.call("BootNotification", told).await;
        let asked = expect(station, "GetConfiguration").await;
        station.answer(&asked, json!({"configurationKey": [key("HeartbeatInterval", "600")]}));
        station.asked().await
    };
    let mut station = portal.connect("CP1").await;
    assert_eq!(read(&mut station, "1").await.action, "TriggerMessage", "it is left alone");
    station.hang_up().await;
    portal.system.clear_alarm(alarm.id, "operator@example.org", Reach::All).await.unwrap();
    let mut station = portal.connect("CP1").await;
    assert_eq!(read(&mut station, "2").await.action, "ChangeConfiguration");
}
