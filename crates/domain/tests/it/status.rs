//! `ocpp.md` rule 6: what a status changes, and what it must not.

use domain::UtcMillis;
use domain::clock::StationClock;
use domain::outlet::{OutletPresent, OutletStatus as Status};
use domain::report::{ReportedTime, StatusReport};
use domain::status::{decide_status, shown_present};

const BASE: i64 = 1_774_020_600_000;

fn minute(minute: i64) -> UtcMillis {
    UtcMillis(BASE + minute * 60_000)
}

fn present(status: Status, code: Option<&str>, text: Option<&str>, at: i64) -> OutletPresent {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    OutletPresent { status, error_code: owned(code), error_text: owned(text), at: Some(minute(at)) }
}

fn report(outlet: u16, status: Status, code: Option<&str>, text: Option<&str>, at: Option<UtcMillis>) -> StatusReport {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let at = ReportedTime { utc: at, odd_text: None };
    StatusReport { outlet, status, error_code: owned(code), error_text: owned(text), at }
}

#[test]
fn order_is_by_the_events_own_time_then_by_receipt() {
    let years_ahead = minute(3_000_000);
    for (name, told, received, changes, late) in [
        ("newer", Some(minute(20)), 20, true, false),
        ("the same moment", Some(minute(10)), 20, true, true),
        ("older, delivered late", Some(minute(9)), 20, false, true),
        ("months older", Some(minute(-200_000)), 20, false, true),
        ("no time", None, 20, true, false),
        ("a clock never set", Some(UtcMillis(0)), 20, true, false),
        ("a clock years ahead", Some(years_ahead), 20, true, false),
        ("a clock an hour ahead", Some(minute(80)), 20, true, false),
    ] {
        let before = present(Status::Charging, None, None, 10);
        let report = report(1, Status::Available, None, None, told);
        let decision = decide_status(&before, &report, minute(received), &StationClock::default());
        assert_eq!(decision.present.is_some(), changes, "{name}");
        assert_eq!(decision.entry.late, late, "{name}");
        assert_eq!(decision.entry.status, Status::Available, "{name}");
        assert!(decision.entry.at <= minute(80), "{name}");
        assert!(decision.present.is_none_or(|present| present.at <= Some(minute(received))), "{name}");
    }
    let first = report(1, Status::Available, None, None, Some(minute(-200_000)));
    let decision = decide_status(&OutletPresent::UNKNOWN, &first, minute(0), &StationClock::default());
    assert!(decision.present.is_some(), "anything is newer than nothing");
}

#[test]
fn a_wrong_clock_does_not_freeze_the_present() {
    // The clock was right, then it is set back by a year; the station goes on reporting in time, a minute apart.
    const YEAR_MINUTES: i64 = 365 * 24 * 60;
    let mut present = present(Status::Charging, None, None, 0);
    let mut clock = StationClock::default();
    let mut changed = Vec::new();
    for (received, status) in [(1, Status::SuspendedEv), (2, Status::Finishing), (3, Status::Available)] {
        let report = report(1, status, None, None, Some(minute(received - YEAR_MINUTES)));
        clock = clock.observe(&report.at.resolve(minute(received)), minute(received));
        let decision = decide_status(&present, &report, minute(received), &clock);
        changed.push(decision.present.is_some());
        present = decision.present.unwrap_or(present);
    }
    assert_eq!(changed, [false, true, true]);
    assert_eq!((present.status, present.at), (Status::Available, Some(minute(3))));

    // Ahead by an hour, then put right.
    let ahead = report(1, Status::Charging, None, None, Some(minute(64)));
    let clock = StationClock::default().observe(&ahead.at.resolve(minute(4)), minute(4));
    let present = decide_status(&present, &ahead, minute(4), &clock).present.unwrap();
    let right = report(1, Status::Available, None, None, Some(minute(5)));
    assert!(decide_status(&present, &right, minute(5), &clock).present.is_some());
}

#[test]
fn a_fault_with_no_error_keeps_the_earlier_cause() {
    for (name, before, status, code, text, after) in [
        (
            "the same fault, without its cause",
            present(Status::Faulted, Some("GroundFailure"), Some("RCD"), 0),
            Status::Faulted,
            None,
            None,
            (Some("GroundFailure"), Some("RCD")),
        ),
        (
            "NoError spelled out",
            present(Status::Faulted, Some("GroundFailure"), Some("RCD"), 0),
            Status::Faulted,
            Some("NoError"),
            None,
            (Some("GroundFailure"), Some("RCD")),
        ),
        (
            "a warning that became a fault",
            present(Status::Charging, Some("HighTemperature"), None, 0),
            Status::Faulted,
            None,
            Some("fan"),
            (Some("HighTemperature"), Some("fan")),
        ),
        (
            "a new cause",
            present(Status::Faulted, Some("GroundFailure"), Some("RCD"), 0),
            Status::Faulted,
            Some("ReaderFailure"),
            None,
            (Some("ReaderFailure"), None),
        ),
        (
            "over",
            present(Status::Faulted, Some("GroundFailure"), Some("RCD"), 0),
            Status::Available,
            None,
            None,
            (None, None),
        ),
        ("no cause ever", present(Status::Available, None, None, 0), Status::Faulted, None, None, (None, None)),
        (
            "an unknown code",
            present(Status::Available, None, None, 0),
            Status::Faulted,
            Some("E-42"),
            Some("coil"),
            (Some("OtherError"), Some("E-42: coil")),
        ),
    ] {
        let report = report(1, status, code, text, Some(minute(1)));
        let after_report = decide_status(&before, &report, minute(1), &StationClock::default()).present.unwrap();
        assert_eq!((after_report.error_code.as_deref(), after_report.error_text.as_deref()), after, "{name}");
        assert_eq!(after_report.status, status, "{name}");
    }
}

#[test]
fn connector_0_is_the_station() {
    for (told, kept) in [
        (Status::Available, Status::Available),
        (Status::Unavailable, Status::Unavailable),
        (Status::Faulted, Status::Faulted),
        (Status::Charging, Status::Available),
        (Status::Preparing, Status::Available),
    ] {
        let report = report(0, told, None, None, Some(minute(1)));
        let decision = decide_status(&OutletPresent::UNKNOWN, &report, minute(1), &StationClock::default());
        assert_eq!(decision.present.unwrap().status, kept);
        assert_eq!(decision.entry.status, told);
    }
}

#[test]
fn the_station_stands_over_an_outlet_only_in_fault_or_out_of_service() {
    let charging = present(Status::Charging, None, None, 10);
    for (station, shown) in [
        (present(Status::Available, None, None, 20), Status::Charging),
        (present(Status::Faulted, Some("InternalError"), None, 20), Status::Faulted),
        (present(Status::Unavailable, None, None, 20), Status::Unavailable),
        (present(Status::Unavailable, None, None, 9), Status::Charging),
        (OutletPresent::UNKNOWN, Status::Charging),
    ] {
        assert_eq!(shown_present(&charging, &station).status, shown, "{station:?}");
    }
    let faulted = present(Status::Faulted, None, None, 20);
    assert_eq!(shown_present(&OutletPresent::UNKNOWN, &faulted).status, Status::Faulted);
}
