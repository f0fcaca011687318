//! Tags that were found before, so that a station's question for one need not go to the database each time.
//!
//! Only where this process is the only one that writes, which is so on SQLite: whatever changes a tag, its user or their sites is
//! then an edit of this store's writer, and each edit makes all that was remembered void.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::KnownTag;

/// How many questions are remembered; when there are more all are forgotten, which no real number of tags comes to.
const MOST: usize = 100_000;

/// What was found, by the forms that were asked for.
#[derive(Debug, Default)]
pub(crate) struct TagCache {
    found: Mutex<Found>,
}

#[derive(Debug, Default)]
struct Found {
    /// The count of edits after which it was found.
    edits: u64,
    tags: HashMap<Vec<String>, Vec<KnownTag>>,
}

impl TagCache {
    /// What was found for these forms, if no edit has begun since.
    pub(super) fn get(&self, normals: &[String], edits: u64) -> Option<Vec<KnownTag>> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if found.edits == edits { found.tags.get(normals).cloned() } else { None }
    }

    /// Remembers what was found by a reader who saw this count of edits before it read.
    pub(super) fn put(&self, normals: &[String], tags: &[KnownTag], edits: u64) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if edits < found.edits {
            return;
        }
        if edits > found.edits || found.tags.len() >= MOST {
            found.tags.clear();
            found.edits = edits;
        }
        found.tags.insert(normals.to_vec(), tags.to_vec());
    }
}

#[cfg(test)]
mod tests {
    use domain::TagId;

    use super::{KnownTag, TagCache};

    #[test]
    fn an_edit_makes_what_was_found_void() {
        let cache = TagCache::default();
        let asked = ["AB".to_owned()];
        let tag = KnownTag {
            id: TagId(1),
            normal: "AB".into(),
            id_tag: "ab".into(),
            label: String::new(),
            expires_at: None,
            blocked: false,
            parent_tag: None,
            user: None,
        };
        cache.put(&asked, std::slice::from_ref(&tag), 2);
        assert_eq!(cache.get(&asked, 2), Some(vec![tag.clone()]));
        assert_eq!(cache.get(&asked, 4), None);
        cache.put(&asked, &[], 4);
        assert_eq!(cache.get(&asked, 4), Some(vec![]));
        // A slow reader comes back with what it read before the edit.
        cache.put(&asked, &[tag], 2);
        assert_eq!(cache.get(&asked, 4), Some(vec![]));
    }
}
