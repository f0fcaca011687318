//! What a station itself knows of tags: the local list and the cache (OCPP 1.6 ed. 2 §3.4).

use std::collections::HashMap;

use jiff::Timestamp;
use ocpp::v16::{AuthorizationData, AuthorizationStatus, IdTagInfo, UpdateStatus, UpdateType};

use super::configuration::{MOST_LISTED_TAGS, MOST_SENT_TAGS};

/// How many tags the cache holds.
const MOST_CACHED_TAGS: usize = 500;

/// The local list and the cache. Case has no meaning in a tag.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownTags {
    list: HashMap<String, IdTagInfo>,
    version: i64,
    cache: HashMap<String, IdTagInfo>,
}

impl KnownTags {
    /// The version of the local list: 0 while there is none.
    pub(crate) fn version(&self) -> i64 {
        self.version
    }

    /// Changes the local list as SendLocalList asks (OCPP 1.6 ed. 2 §5.15).
    pub(crate) fn update(&mut self, version: i64, kind: UpdateType, tags: Vec<AuthorizationData>) -> UpdateStatus {
        if tags.len() > MOST_SENT_TAGS {
            return UpdateStatus::Failed;
        }
        let mut list = match kind {
            UpdateType::Full => HashMap::new(),
            UpdateType::Differential if version <= self.version => return UpdateStatus::VersionMismatch,
            UpdateType::Differential => self.list.clone(),
        };
        for tag in tags {
            let key = key(tag.id_tag.as_str());
            match (tag.id_tag_info, kind) {
                (Some(info), _) => drop(list.insert(key, info)),
                (None, UpdateType::Differential) => drop(list.remove(&key)),
                (None, UpdateType::Full) => return UpdateStatus::Failed,
            }
        }
        if list.len() > MOST_LISTED_TAGS {
            return UpdateStatus::Failed;
        }
        self.list = list;
        self.version = version;
        UpdateStatus::Accepted
    }

    /// Remembers what the central system said.
    pub(crate) fn remember(&mut self, tag: &str, info: &IdTagInfo) {
        let key = key(tag);
        if self.cache.len() < MOST_CACHED_TAGS || self.cache.contains_key(&key) {
            self.cache.insert(key, info.clone());
        }
    }

    /// Empties the cache.
    pub(crate) fn forget(&mut self) {
        self.cache.clear();
    }

    /// What is known of a tag: the list rules, then the cache, of which expired entries count as unknown.
    pub(crate) fn find(&self, tag: &str, now: Timestamp) -> Option<IdTagInfo> {
        let key = key(tag);
        if let Some(listed) = self.list.get(&key) {
            let mut listed = listed.clone();
            if has_expired(&listed, now) && listed.status == AuthorizationStatus::Accepted {
                listed.status = AuthorizationStatus::Expired;
            }
            return Some(listed);
        }
        self.cache.get(&key).filter(|info| !has_expired(info, now)).cloned()
    }
}

fn key(tag: &str) -> String {
    tag.to_ascii_uppercase()
}

fn has_expired(info: &IdTagInfo, now: Timestamp) -> bool {
    let expires_ms = info.expiry_date.as_ref().and_then(|moment| moment.reading().utc_ms);
    expires_ms.is_some_and(|expires_ms| expires_ms <= now.as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(tag: &str, status: Option<AuthorizationStatus>) -> AuthorizationData {
        let mut data = AuthorizationData::new(tag);
        data.id_tag_info = status.map(IdTagInfo::new);
        data
    }

    #[test]
    fn lists_are_replaced_and_changed() {
        let now = Timestamp::UNIX_EPOCH;
        let mut tags = KnownTags::default();
        let accepted = Some(AuthorizationStatus::Accepted);
        let full = vec![listed("aa", accepted), listed("BB", Some(AuthorizationStatus::Blocked))];
        assert_eq!(tags.update(3, UpdateType::Full, full), UpdateStatus::Accepted);
        assert_eq!(tags.find("AA", now).unwrap().status, AuthorizationStatus::Accepted);
        let change = vec![listed("bb", None), listed("cc", accepted)];
        assert_eq!(tags.update(3, UpdateType::Differential, change.clone()), UpdateStatus::VersionMismatch);
        assert_eq!(tags.update(4, UpdateType::Differential, change), UpdateStatus::Accepted);
        assert!(tags.find("BB", now).is_none() && tags.find("AA", now).is_some() && tags.find("CC", now).is_some());
        assert_eq!(tags.version(), 4);
        assert_eq!(tags.update(5, UpdateType::Full, vec![listed("x", None)]), UpdateStatus::Failed);
        assert_eq!(tags.version(), 4, "a list that fails changes nothing");
    }

    #[test]
    fn expired_tags_are_not_accepted() {
        let mut info = IdTagInfo::new(AuthorizationStatus::Accepted);
        info.expiry_date = Some(ocpp::Timestamp::from_utc_ms(1000));
        let mut tags = KnownTags::default();
        tags.remember("aa", &info);
        let later = Timestamp::from_second(5).unwrap();
        assert!(tags.find("AA", Timestamp::UNIX_EPOCH).is_some());
        assert!(tags.find("AA", later).is_none());
        let mut data = AuthorizationData::new("aa");
        data.id_tag_info = Some(info);
        tags.update(1, UpdateType::Full, vec![data]);
        assert_eq!(tags.find("AA", later).unwrap().status, AuthorizationStatus::Expired);
    }
}
