//! The lists of tags that stations hold.

use csms::ListLimits;
use domain::UtcMillis;
use domain::local_list::LocalListEntry;
use domain::session::AuthorisationStatus;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// The list of tags that a station holds for when the portal is away, as far as the portal knows.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LocalList {
    /// The version that the portal sent last; 0: none.
    pub version: i64,
    /// When it was sent.
    #[schema(value_type = Option<word::Time>)]
    pub sent_at: Option<UtcMillis>,
    /// The version that the station told last; -1: it keeps no lists.
    pub station_version: Option<i64>,
    /// When it told that.
    #[schema(value_type = Option<word::Time>)]
    pub told_at: Option<UtcMillis>,
    /// How many tags are on it.
    pub count: usize,
    /// The tags; null where the viewer may not see tags.
    pub entries: Option<Vec<LocalListTag>>,
    /// How many tags the station's list holds, where it tells.
    pub most: Option<usize>,
    /// How many tags go into one message.
    pub most_at_once: usize,
}

/// A tag on a station's list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LocalListTag {
    /// The tag.
    pub tag: String,
    /// Whether it may charge.
    #[schema(value_type = word::AuthorisationStatus)]
    pub status: AuthorisationStatus,
    /// Until when.
    #[schema(value_type = Option<word::Time>)]
    pub expires_at: Option<UtcMillis>,
    /// Its group.
    pub parent_tag: Option<String>,
}

impl LocalList {
    /// The shape of a list; without its tags unless the viewer may see them.
    pub fn of(list: store::local_list::LocalList, limits: ListLimits, sees_tags: bool) -> LocalList {
        let tags = |entries: Vec<LocalListEntry>| {
            let tag = |entry: LocalListEntry| LocalListTag {
                tag: entry.tag,
                status: entry.status,
                expires_at: entry.expires_at,
                parent_tag: entry.parent_tag,
            };
            entries.into_iter().map(tag).collect()
        };
        LocalList {
            version: list.version,
            sent_at: list.sent_at,
            station_version: list.station_version,
            told_at: list.told_at,
            count: list.entries.len(),
            entries: sees_tags.then(|| tags(list.entries)),
            most: limits.most,
            most_at_once: limits.most_at_once,
        }
    }
}
