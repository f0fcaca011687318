//! `ocpp.md` rule 3: a start is a report of something that has happened.

use domain::SessionId;
use domain::clock::StationClock;
use domain::report::{ReportedTime, SessionStarted};
use domain::session::start::{
    ClosedSession, EarlierStart, NewSession, OpenSession, StartDecision, StartKey, decide_start,
};
use domain::session::{AuthorisationStatus as Status, SessionFlag, SessionFlags};

use super::{minute, told};

fn report(at: ReportedTime) -> SessionStarted {
    SessionStarted { outlet: 1, tag: "2069C021".to_owned(), meter_wh: 1000, at, reservation: None }
}

fn open(started: i64, last_reading: Option<i64>) -> OpenSession {
    OpenSession { id: SessionId(5), started_at: minute(started), last_reading_at: last_reading.map(minute) }
}

fn new(report: &SessionStarted, received: i64, status: Status, open: Option<OpenSession>) -> NewSession {
    let decision = decide_start(report, minute(received), &StationClock::default(), status, open.as_ref(), None);
    let StartDecision::New(session) = decision else { panic!("{decision:?}") };
    session
}

#[test]
fn a_start_is_stored_whatever_the_status() {
    for status in Status::ALL {
        let session = new(&report(told(minute(0))), 0, *status, None);
        assert_eq!(session.started_at, minute(0));
        assert_eq!(session.meter_start_wh, Some(1000));
        assert_eq!(session.flags.has(SessionFlag::RefusedTag), *status != Status::Accepted, "{status}");
        assert!(session.is_present);
    }
}

#[test]
fn a_start_sent_anew_gets_the_same_answer() {
    let earlier = EarlierStart { id: SessionId(9), status: Status::Blocked };
    let decision = decide_start(
        &report(told(minute(0))),
        minute(90),
        &StationClock::default(),
        Status::Accepted,
        Some(&open(0, None)),
        Some(earlier),
    );
    assert_eq!(decision, StartDecision::Resent(earlier));
}

#[test]
fn starts_are_the_same_by_outlet_tag_time_and_meter() {
    let first = report(told(minute(0)));
    let odd = |text: &str| report(ReportedTime { utc: None, odd_text: Some(text.into()) });
    for (name, one, other, same) in [
        ("the same", first.clone(), first.clone(), true),
        ("written otherwise", first.clone(), SessionStarted { tag: "20:69:c0:21".to_owned(), ..first.clone() }, true),
        ("other outlet", first.clone(), SessionStarted { outlet: 2, ..first.clone() }, false),
        ("other tag", first.clone(), SessionStarted { tag: "AABBCCDD".to_owned(), ..first.clone() }, false),
        ("other time", first.clone(), report(told(minute(1))), false),
        ("other meter", first.clone(), SessionStarted { meter_wh: 1001, ..first.clone() }, false),
        ("the same odd time", odd("31.12.69"), odd("31.12.69"), true),
        ("other odd time", odd("31.12.69"), odd("30.12.69"), false),
        ("no time", report(ReportedTime::default()), report(ReportedTime::default()), true),
    ] {
        assert_eq!(StartKey::of(&one) == StartKey::of(&other), same, "{name}");
    }
    assert_eq!(StartKey::of(&first).as_str(), "1|2069C021|1774020600000|1000");
}

#[test]
fn an_open_session_is_closed() {
    for (name, open, ended) in [
        ("with readings", open(0, Some(40)), 40),
        ("without readings", open(0, None), 60),
        ("with a clock that was ahead", open(90, Some(70)), 90),
    ] {
        let session = new(&report(told(minute(60))), 60, Status::Accepted, Some(open));
        assert_eq!(session.closes, Some(ClosedSession { id: SessionId(5), ended_at: minute(ended) }), "{name}");
        assert!(session.is_present, "{name}");
    }
}

#[test]
fn a_late_start_older_than_the_open_session_leaves_it_alone() {
    let session = new(&report(told(minute(-600))), 60, Status::Accepted, Some(open(0, None)));
    assert_eq!((session.closes, session.is_present), (None, false));
    assert!(session.flags.has(SessionFlag::DeliveredLate));

    let later = new(&report(told(minute(10))), 60, Status::Accepted, Some(open(0, None)));
    assert!(later.closes.is_some() && later.is_present && later.flags.has(SessionFlag::DeliveredLate));
}

#[test]
fn an_impossible_clock_is_kept_as_told() {
    let never_set = report(ReportedTime { utc: Some(domain::UtcMillis(12_000)), odd_text: None });
    let session = new(&never_set, 7, Status::Accepted, None);
    assert_eq!(session.started_at, minute(7));
    assert_eq!(session.started_at_text.as_deref(), Some("1970-01-01T00:00:12.000Z"));
    assert_eq!(session.flags, SessionFlags::NONE.with(SessionFlag::OddClock));
}

#[test]
fn a_negative_meter_is_no_register() {
    let session = new(&SessionStarted { meter_wh: -1, ..report(told(minute(0))) }, 0, Status::Accepted, None);
    assert_eq!(session.meter_start_wh, None);
}
