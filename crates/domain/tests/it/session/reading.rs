//! `ocpp.md` rule 5: late samples, also after the stop, still belong to their session.

use domain::SessionId;
use domain::session::reading::{SessionSpan, owner_of_reading};

use super::minute;

fn span(id: i64, started: i64, ended: Option<i64>) -> SessionSpan {
    SessionSpan { id: SessionId(id), started_at: minute(started), ended_at: ended.map(minute) }
}

#[test]
fn a_reading_belongs_to_the_session_that_ran_then() {
    let outlet = [span(1, 0, Some(60)), span(2, 63, Some(100)), span(3, 120, None)];
    for (at, owner) in [
        (-2, None),
        (-1, Some(1)),
        (0, Some(1)),
        (30, Some(1)),
        (60, Some(1)),
        (61, Some(1)),
        (62, Some(2)),
        (63, Some(2)),
        (100, Some(2)),
        (105, Some(2)),
        (106, None),
        (119, Some(3)),
        (120, Some(3)),
        (9_999, Some(3)),
    ] {
        assert_eq!(owner_of_reading(minute(at), None, &outlet), owner.map(SessionId), "minute {at}");
    }
    assert_eq!(owner_of_reading(minute(0), None, &[]), None);
}

#[test]
fn the_transaction_told_decides() {
    let outlet = [span(3, 120, None)];
    assert_eq!(owner_of_reading(minute(200), Some(SessionId(1)), &outlet), Some(SessionId(1)));
}
