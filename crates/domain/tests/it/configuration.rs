//! What of a station's configuration differs, and what the portal writes by itself.

use domain::configuration::{differences, is_same_value, keys_to_write};
use domain::policy::Policies;
use domain::registration::{KeyWrite, ReportedKey};

fn reported(key: &str, value: &str, read_only: bool) -> ReportedKey {
    ReportedKey { key: key.to_owned(), value: Some(value.to_owned()), read_only }
}

fn wish(key: &str, value: &str) -> KeyWrite {
    KeyWrite { key: key.to_owned(), value: value.to_owned() }
}

#[test]
fn values_are_compared_by_what_they_mean() {
    for (one, other, same) in [
        ("60", "60.0", true),
        ("60", "61", false),
        ("true", "True", true),
        ("true", "false", false),
        ("true", "1", false),
        ("Energy.Active.Import.Register, Voltage", "Energy.Active.Import.Register,Voltage", true),
        ("a,b", "b,a", false),
        ("Core", "core", false),
        ("", "", true),
    ] {
        assert_eq!(is_same_value(one, other), same, "{one} {other}");
    }
}

#[test]
fn differences_tell_what_is_there() {
    let told = [reported("heartbeatinterval", "300", false), reported("NumberOfConnectors", "2", true)];
    let wanted = [wish("HeartbeatInterval", "60"), wish("NumberOfConnectors", "1"), wish("Hidden", "x")];
    let found = differences(&told, &wanted);
    let brief: Vec<_> =
        found.iter().map(|key| (key.key.as_str(), key.has.as_deref(), key.is_told, key.read_only)).collect();
    assert_eq!(
        brief,
        [
            ("heartbeatinterval", Some("300"), true, false),
            ("NumberOfConnectors", Some("2"), true, true),
            ("Hidden", None, false, false)
        ]
    );
    assert_eq!(differences(&told, &[wish("NumberOfConnectors", "2")]), []);
}

#[test]
fn a_template_stands_between_the_stations_own_interval_and_the_policies() {
    let policies = Policies { heartbeat_interval_s: 240, meter_value_interval_s: 60, ..Policies::default() };
    let told = [
        reported("HeartbeatInterval", "1", false),
        reported("MeterValueSampleInterval", "1", false),
        reported("LightIntensity", "10", false),
        reported("Locked", "a", true),
    ];
    let template = [
        wish("HeartbeatInterval", "600"),
        wish("MeterValueSampleInterval", "30"),
        wish("LightIntensity", "80"),
        wish("Locked", "b"),
        wish("NotThere", "c"),
    ];
    let written = |own_s| {
        let keys = keys_to_write(&told, &policies, own_s, &template);
        keys.into_iter().map(|key| format!("{}={}", key.key, key.value)).collect::<Vec<_>>()
    };
    assert_eq!(written(None), ["HeartbeatInterval=600", "MeterValueSampleInterval=30", "LightIntensity=80"]);
    assert_eq!(written(Some(90))[0], "HeartbeatInterval=90");
}

#[test]
fn only_what_differs_is_written() {
    let policies = Policies { heartbeat_interval_s: 240, meter_value_interval_s: 60, ..Policies::default() };
    let key = |key: &str, value: Option<&str>, read_only: bool| ReportedKey {
        key: key.to_owned(),
        value: value.map(str::to_owned),
        read_only,
    };
    let untouched = Policies { meter_value_interval_s: 0, ..policies.clone() };
    for (name, reported, policies, own_s, written) in [
        ("nothing reported", vec![], &policies, None, vec![]),
        ("as wanted", vec![key("HeartbeatInterval", Some("240"), false)], &policies, None, vec![]),
        (
            "as wanted, written otherwise",
            vec![key("HeartbeatInterval", Some(" 240.0 "), false)],
            &policies,
            None,
            vec![],
        ),
        (
            "both differ",
            vec![key("MeterValueSampleInterval", Some("0"), false), key("HeartbeatInterval", Some("900"), false)],
            &policies,
            None,
            vec![("HeartbeatInterval", "240"), ("MeterValueSampleInterval", "60")],
        ),
        ("read only", vec![key("HeartbeatInterval", Some("900"), true)], &policies, None, vec![]),
        ("no value", vec![key("HeartbeatInterval", None, false)], &policies, None, vec![("HeartbeatInterval", "240")]),
        (
            "spelled as in 1.5",
            vec![key("HeartBeatInterval", Some("900"), false)],
            &policies,
            None,
            vec![("HeartBeatInterval", "240")],
        ),
        (
            "the station's own interval",
            vec![key("HeartbeatInterval", Some("240"), false)],
            &policies,
            Some(30),
            vec![("HeartbeatInterval", "30")],
        ),
        ("left as it is", vec![key("MeterValueSampleInterval", Some("5"), false)], &untouched, None, vec![]),
        ("of no concern", vec![key("WebSocketPingInterval", Some("5"), false)], &policies, None, vec![]),
    ] {
        let writes = keys_to_write(&reported, policies, own_s, &[]);
        let writes: Vec<_> = writes.iter().map(|write| (write.key.as_str(), write.value.as_str())).collect();
        assert_eq!(writes, written, "{name}");
    }
}
