//! Reservations: for whom an outlet is kept, and which one a session uses up.

use domain::reservation::{Arrival, Reservation, ReservationState, is_kept_from, used_by};
use domain::{NodeId, UtcMillis};

fn reservation(id: i64, outlet: u16, tag: &str) -> Reservation {
    Reservation {
        id,
        station_id: NodeId(5),
        outlet,
        tag: tag.to_owned(),
        parent_tag: Some("GROUP".to_owned()),
        user_id: None,
        state: ReservationState::Accepted,
        created_at: UtcMillis(0),
        until: UtcMillis(1_000),
        ended_at: None,
        session_id: None,
        outcome: None,
        by: String::new(),
    }
}

fn arrival(outlet: u16, tag: &str) -> Arrival<'_> {
    Arrival { outlet, tag, parent_tag: None, at: UtcMillis(500) }
}

#[test]
fn a_reserved_outlet_is_kept_for_its_tag_and_its_group() {
    let known = [reservation(1, 2, "AB:CD")];
    assert!(is_kept_from(&known, arrival(2, "OTHER")));
    assert!(!is_kept_from(&known, arrival(2, "abcd")));
    assert!(!is_kept_from(&known, Arrival { parent_tag: Some("group"), ..arrival(2, "OTHER") }));
    assert!(!is_kept_from(&known, arrival(1, "OTHER")), "another outlet");
    assert!(!is_kept_from(&known, Arrival { at: UtcMillis(1_000), ..arrival(2, "OTHER") }), "it is over");
    for state in ReservationState::ALL.iter().copied().filter(|state| *state != ReservationState::Accepted) {
        assert!(!is_kept_from(&[Reservation { state, ..known[0].clone() }], arrival(2, "OTHER")), "{state}");
    }
    assert!(!is_kept_from(&[reservation(1, 0, "AB")], arrival(2, "OTHER")), "any outlet is none in particular");
}

#[test]
fn a_session_uses_up_what_the_station_names_or_what_fits() {
    let known = [reservation(1, 0, "A"), reservation(2, 1, "A"), reservation(3, 1, "B")];
    let used = |named, arrival| used_by(&known, named, arrival).map(|used| used.id);
    assert_eq!(used(Some(3), arrival(1, "A")), Some(3));
    assert_eq!(used(None, arrival(1, "A")), Some(2), "the outlet's own comes first");
    assert_eq!(used(None, arrival(2, "A")), Some(1));
    assert_eq!(used(Some(99), arrival(2, "B")), None);
}
