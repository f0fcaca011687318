//! `ocpp.md` rule 1: who is let in, what is written, and when to stop.

use domain::UtcMillis;
use domain::policy::UnknownStations;
use domain::registration::{Acquaintance, BOOT_AFTER_WRITE_MS, ProvisioningTrial, Registration, register};
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
