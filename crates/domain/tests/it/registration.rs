//! `ocpp.md` rule 1: who is let in, what is written, and when to stop.

use domain::UtcMillis;
use domain::policy::{Policies, UnknownStations};
use domain::registration::{
    Acquaintance, BOOT_AFTER_WRITE_MS, ProvisioningTrial, Registration, ReportedKey, keys_to_write, register,
};
use domain::station::Protocol;

#[test]
fn unknown_stations_follow_the_policy() {
    use Acquaintance::{Configured, Unknown};
    use Registration::{Accepted, Pending, Rejected};
    for (acquaintance, policy, protocol, answer, adopt) in [
        (Configured, UnknownStations::Reject, Protocol::Ocpp16Json, Accepted, false),
        (Configured, UnknownStations::Hold, Protocol::Ocpp15Soap, Accepted, false),
        (Configured, UnknownStations::Accept, Protocol::Ocpp201Json, Accepted, false),
        (Unknown, UnknownStations::Reject, Protocol::Ocpp16Json, Rejected, false),
        (Unknown, UnknownStations::Reject, Protocol::Ocpp15Soap, Rejected, false),
        (Unknown, UnknownStations::Hold, Protocol::Ocpp16Json, Pending, false),
        (Unknown, UnknownStations::Hold, Protocol::Ocpp16Soap, Pending, false),
        (Unknown, UnknownStations::Hold, Protocol::Ocpp201Json, Pending, false),
        (Unknown, UnknownStations::Hold, Protocol::Ocpp15Soap, Rejected, false),
        (Unknown, UnknownStations::Accept, Protocol::Ocpp16Json, Accepted, true),
        (Unknown, UnknownStations::Accept, Protocol::Ocpp15Soap, Accepted, true),
    ] {
        let decision = register(acquaintance, policy, protocol);
        assert_eq!((decision.answer, decision.adopt), (answer, adopt), "{acquaintance:?} {policy} {protocol}");
    }
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
        let writes = keys_to_write(&reported, policies, own_s);
        let writes: Vec<_> = writes.iter().map(|write| (write.key.as_str(), write.value.as_str())).collect();
        assert_eq!(writes, written, "{name}");
    }
}

#[test]
fn a_station_is_left_alone_after_three_boots() {
    let mut now = UtcMillis(0);
    let mut trial = ProvisioningTrial::default().booted(now);
    for boots in 0..3 {
        assert!(!trial.is_left_alone(), "{boots}");
        trial = trial.written(now);
        now = now.plus_ms(30_000);
        trial = trial.booted(now);
    }
    assert!(trial.is_left_alone());
    assert!(trial.booted(now.plus_ms(BOOT_AFTER_WRITE_MS * 100)).is_left_alone(), "it stays so");
}

#[test]
fn boots_that_no_write_caused_do_not_count() {
    let mut now = UtcMillis(0);
    let mut trial = ProvisioningTrial::default();
    for _ in 0..10 {
        trial = trial.written(now);
        now = now.plus_ms(BOOT_AFTER_WRITE_MS + 1);
        trial = trial.booted(now).booted(now);
        assert_eq!(trial.boots, 0);
    }
    let twice = trial.written(now).booted(now).written(now).booted(now);
    assert_eq!(twice.boots, 2);
    assert_eq!(twice.booted(now).boots, 0, "a boot of its own breaks the row");
}
