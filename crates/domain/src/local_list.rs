//! The list of tags that a station holds for when the portal is away (OCPP 1.6 ed. 2 §3.4.2, §5.15).

use serde::{Deserialize, Serialize};

use crate::session::AuthorisationStatus;
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// How a list is sent.
    ListUpdate {
        /// All of it.
        Full = "full",
        /// What has changed.
        Differential = "differential",
    }
}

/// A tag on a station's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocalListEntry {
    /// The tag, as stations are told it.
    pub tag: String,
    /// Whether it may charge.
    pub status: AuthorisationStatus,
    /// Until when.
    pub expires_at: Option<UtcMillis>,
    /// Its group.
    pub parent_tag: Option<String>,
}

/// One change of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListChange {
    /// The tag is on the list, so.
    Put(LocalListEntry),
    /// The tag is on the list no more.
    Remove(String),
}

/// One message's worth of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalListPart {
    /// The list's version afterwards.
    pub version: i64,
    /// Whether it begins the list anew.
    pub update: ListUpdate,
    /// What is to be changed.
    pub changes: Vec<ListChange>,
}

/// Tags are the same to a station without regard to case (OCPP 1.6 ed. 2 §7.28).
fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// What must change for a list to become another.
pub fn differences(before: &[LocalListEntry], after: &[LocalListEntry]) -> Vec<ListChange> {
    let key = |tag: &str| tag.to_ascii_lowercase();
    let known: std::collections::HashMap<String, &LocalListEntry> =
        before.iter().map(|entry| (key(&entry.tag), entry)).collect();
    let wanted: std::collections::HashSet<String> = after.iter().map(|entry| key(&entry.tag)).collect();
    let gone = before.iter().filter(|entry| !wanted.contains(&key(&entry.tag)));
    let new = after.iter().filter(|entry| known.get(&key(&entry.tag)) != Some(entry));
    gone.map(|entry| ListChange::Remove(entry.tag.clone())).chain(new.cloned().map(ListChange::Put)).collect()
}

/// Cuts changes into messages of at most `most` tags, the first of them with the version after `version`. Only the first can begin
/// a list anew; a full update without a tag empties the list, a differential one without a change is no message at all.
pub fn parts(version: i64, update: ListUpdate, changes: Vec<ListChange>, most: usize) -> Vec<LocalListPart> {
    let mut versions = version.max(0) + 1..;
    let mut rest = changes.into_iter().peekable();
    let mut parts = Vec::new();
    while rest.peek().is_some() || (parts.is_empty() && update == ListUpdate::Full) {
        let update = if parts.is_empty() { update } else { ListUpdate::Differential };
        let changes = rest.by_ref().take(most.max(1)).collect();
        parts.extend(versions.next().map(|version| LocalListPart { version, update, changes }));
    }
    parts
}

impl LocalListPart {
    /// The list once the station has taken this part.
    pub fn applied_to(&self, list: &[LocalListEntry]) -> Vec<LocalListEntry> {
        let mut after = if self.update == ListUpdate::Full { Vec::new() } else { list.to_vec() };
        for change in &self.changes {
            match change {
                ListChange::Remove(tag) => after.retain(|entry| !same(&entry.tag, tag)),
                ListChange::Put(entry) => match after.iter_mut().find(|known| same(&known.tag, &entry.tag)) {
                    Some(known) => known.clone_from(entry),
                    None => after.push(entry.clone()),
                },
            }
        }
        after
    }
}
