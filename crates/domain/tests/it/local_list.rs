//! Lists of tags: what changes, and how it is cut into messages.

use domain::UtcMillis;
use domain::local_list::{ListChange, ListUpdate, LocalListEntry, differences, parts};
use domain::session::AuthorisationStatus;

fn entry(tag: &str, status: AuthorisationStatus) -> LocalListEntry {
    LocalListEntry { tag: tag.to_owned(), status, expires_at: Some(UtcMillis(7)), parent_tag: None }
}

fn accepted(tags: &[&str]) -> Vec<LocalListEntry> {
    tags.iter().map(|tag| entry(tag, AuthorisationStatus::Accepted)).collect()
}

#[test]
fn only_what_differs_is_sent() {
    let before = accepted(&["A", "B", "C"]);
    let mut after = accepted(&["C", "D"]);
    after.push(entry("B", AuthorisationStatus::Blocked));
    let changes = differences(&before, &after);
    let expected = [
        ListChange::Remove("A".to_owned()),
        ListChange::Put(entry("D", AuthorisationStatus::Accepted)),
        ListChange::Put(entry("B", AuthorisationStatus::Blocked)),
    ];
    assert_eq!(changes, expected);
    assert_eq!(differences(&after, &after), []);
}

#[test]
fn a_list_is_cut_into_messages_that_lead_to_it() {
    let before = accepted(&["A", "B"]);
    let after = accepted(&["C", "D", "E", "F", "G"]);
    for (update, changes, count) in [
        (ListUpdate::Full, after.iter().cloned().map(ListChange::Put).collect(), 3),
        (ListUpdate::Differential, differences(&before, &after), 4),
    ] {
        let parts = parts(8, update, changes, 2);
        assert_eq!(parts.len(), count);
        let versions: Vec<i64> = parts.iter().map(|part| part.version).collect();
        assert_eq!(versions, (9..9 + count as i64).collect::<Vec<_>>());
        assert!(parts.iter().all(|part| part.changes.len() <= 2));
        assert!(parts[1..].iter().all(|part| part.update == ListUpdate::Differential));
        assert_eq!(parts.iter().fold(before.clone(), |list, part| part.applied_to(&list)), after);
    }
}

#[test]
fn an_empty_list_is_sent_and_no_change_is_not() {
    let emptied = parts(-1, ListUpdate::Full, Vec::new(), 5);
    assert_eq!((emptied.len(), emptied[0].version), (1, 1));
    assert_eq!(emptied[0].applied_to(&accepted(&["A"])), []);
    assert_eq!(parts(4, ListUpdate::Differential, Vec::new(), 5), []);
}
