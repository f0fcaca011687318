//! `ocpp.md` rule 4: a stop is always confirmed; it ends one session, or none, and never another's.

use domain::SessionId;
use domain::report::SessionStopped;
use domain::session::stop::{StopCandidate, StopDecision, decide_stop};
use domain::session::{SessionFlag, SessionFlags};

use super::{minute, told};

fn stop(transaction: i64, at: i64, meter_wh: i64, tag: Option<&str>) -> SessionStopped {
    let (at, tag) = (told(minute(at)), tag.map(str::to_owned));
    SessionStopped { transaction, tag, meter_wh, at, reason: None, readings: Vec::new() }
}

fn session(id: i64, outlet: u16, tag: &str, started: i64, ended: Option<i64>) -> StopCandidate {
    StopCandidate {
        id: SessionId(id),
        outlet,
        tag: Some(tag.to_owned()),
        started_at: minute(started),
        ended_at: ended.map(minute),
        meter_start_wh: Some(1000),
        meter_end_wh: ended.map(|_| 2000),
        flags: SessionFlags::NONE,
    }
}

fn guessed(session: StopCandidate) -> StopCandidate {
    StopCandidate { flags: SessionFlags::NONE.with(SessionFlag::EndedWithoutStop), ..session }
}

const fn ends(id: i64) -> StopDecision {
    StopDecision::End { id: SessionId(id), replaces_guess: false }
}

const fn replaces(id: i64) -> StopDecision {
    StopDecision::End { id: SessionId(id), replaces_guess: true }
}

const fn already(id: i64) -> StopDecision {
    StopDecision::AlreadyEnded { id: SessionId(id) }
}

#[test]
fn a_known_id_decides() {
    for (name, by_id, decision) in [
        ("open", session(3, 1, "A", 0, None), ends(3)),
        ("stopped before", session(3, 1, "A", 0, Some(60)), already(3)),
        ("ended without a stop", guessed(session(3, 1, "A", 0, Some(60))), replaces(3)),
        ("of another time and tag", session(3, 1, "B", 500, None), ends(3)),
    ] {
        let report = stop(3, 60, 2000, Some("A"));
        assert_eq!(decide_stop(&report, minute(60), None, Some(&by_id), &[]), decision, "{name}");
    }
}

#[test]
fn unknown_zero_and_negative_ids_are_matched_by_time() {
    for (name, transaction, tag, meter_wh, near, decision) in [
        ("the only one", -1, None, 2000, vec![session(3, 1, "A", 0, None)], ends(3)),
        ("zero", 0, Some("A"), 2000, vec![session(3, 1, "A", 0, None)], ends(3)),
        ("unknown", 777, Some("A"), 2000, vec![session(3, 1, "A", 0, None)], ends(3)),
        ("stopped by another tag", 0, Some("B"), 2000, vec![session(3, 1, "A", 0, None)], ends(3)),
        ("began a little after, by its clock", 0, None, 2000, vec![session(3, 1, "A", 61, None)], ends(3)),
        ("began after the stop", 0, None, 2000, vec![session(3, 1, "A", 62, None)], StopDecision::Orphan),
        ("meter below its start", 0, None, 999, vec![session(3, 1, "A", 0, None)], StopDecision::Orphan),
        ("none", 0, Some("A"), 2000, vec![], StopDecision::Orphan),
        (
            "by tag among outlets",
            0,
            Some("a"),
            2000,
            vec![session(3, 1, "A", 0, None), session(4, 2, "B", 0, None)],
            ends(3),
        ),
        (
            "two outlets and no tag",
            0,
            None,
            2000,
            vec![session(3, 1, "A", 0, None), session(4, 2, "B", 0, None)],
            StopDecision::Orphan,
        ),
        (
            "the same tag at two outlets",
            0,
            Some("A"),
            2000,
            vec![session(3, 1, "A", 0, None), session(4, 2, "A", 30, None)],
            StopDecision::Orphan,
        ),
        (
            "the latest of an outlet",
            0,
            Some("A"),
            2000,
            vec![session(3, 1, "A", 0, None), session(4, 1, "A", 30, None)],
            ends(4),
        ),
        (
            "ended without a stop, at the right time",
            -1,
            Some("A"),
            1500,
            vec![guessed(session(3, 1, "A", 0, Some(70))), session(4, 1, "A", 70, None)],
            replaces(3),
        ),
        (
            "ended without a stop, long before",
            -1,
            Some("A"),
            1500,
            vec![guessed(session(3, 1, "A", 0, Some(10))), session(4, 1, "A", 30, None)],
            ends(4),
        ),
        ("sent anew", -1, Some("A"), 2000, vec![session(3, 1, "A", 0, Some(60))], already(3)),
        (
            "stopped before, at another time",
            -1,
            Some("A"),
            2000,
            vec![session(3, 1, "A", 0, Some(50))],
            StopDecision::Orphan,
        ),
    ] {
        let report = stop(transaction, 60, meter_wh, tag);
        assert_eq!(decide_stop(&report, minute(60), None, None, &near), decision, "{name}");
    }
}

#[test]
fn zero_and_negative_ids_are_never_somebodys() {
    let other = session(3, 1, "A", 0, None);
    for transaction in [0, -1, i64::MIN] {
        let report = stop(transaction, 60, 2000, None);
        assert_eq!(decide_stop(&report, minute(60), None, Some(&other), &[]), StopDecision::Orphan);
    }
}

#[test]
fn an_orphan_sent_anew_stays_one() {
    let mut orphan = session(8, 0, "A", 60, Some(60));
    orphan.flags = SessionFlags::NONE.with(SessionFlag::Orphan);
    assert_eq!(decide_stop(&stop(-1, 60, 2000, Some("A")), minute(60), None, None, &[orphan]), already(8));
}

#[test]
fn the_outlet_decides_where_it_is_told() {
    let near = [session(3, 1, "A", 0, None), session(4, 2, "A", 0, None)];
    assert_eq!(decide_stop(&stop(0, 60, 2000, Some("A")), minute(60), Some(2), None, &near), ends(4));
}
