//! The lists of tags that stations hold, and the tags that they are made of.

use std::collections::HashMap;

use domain::local_list::LocalListEntry;
use domain::{NodeId, TagId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, sql};
use crate::error::{EditError, StoreError};
use crate::tag::{KnownTag, known_tag};

/// A station's list, as far as the portal knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalList {
    /// The version that the portal sent last; 0 for none.
    pub version: i64,
    /// What is on it.
    pub entries: Vec<LocalListEntry>,
    /// When it was sent.
    pub sent_at: Option<UtcMillis>,
    /// The version that the station told last; -1 where it keeps no lists.
    pub station_version: Option<i64>,
    /// When it told that.
    pub told_at: Option<UtcMillis>,
}

impl Store {
    /// A station's list; an empty one where none was ever sent.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn local_list(&self, station_id: NodeId) -> Result<LocalList, StoreError> {
        let query =
            sql("SELECT version, entries, sent_at, station_version, told_at FROM local_list WHERE station_id = $1");
        let Some(row) = self.readers().optional(query.bind(station_id)).await? else { return Ok(LocalList::default()) };
        Ok(LocalList {
            version: row.get("version")?,
            entries: row.json("entries")?,
            sent_at: row.optional_time("sent_at")?,
            station_version: row.get("station_version")?,
            told_at: row.optional_time("told_at")?,
        })
    }

    /// Keeps what a station took over; that is also the version that it has.
    ///
    /// # Errors
    /// When the station does not exist or the database cannot be reached.
    pub async fn save_local_list(
        &self,
        station_id: NodeId,
        version: i64,
        entries: Vec<LocalListEntry>,
        at: UtcMillis,
    ) -> Result<(), EditError> {
        let entries = serde_json::to_string(&entries).expect("texts and times are always JSON");
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("INSERT INTO local_list (station_id, version, entries, sent_at, station_version, told_at) \
                     SELECT node_id, $2, $3, $4, $5, $6 FROM station WHERE node_id = $1 \
                     ON CONFLICT (station_id) DO UPDATE SET version = excluded.version, entries = excluded.entries, \
                     sent_at = excluded.sent_at, station_version = excluded.station_version, told_at = excluded.told_at");
                let query = query.bind(station_id).bind(version).bind(entries).bind(at).bind(version).bind(at);
                if connection.execute(query).await? == 0 { Err(EditError::NotFound) } else { Ok(()) }
            })
        })
        .await
    }

    /// Keeps the version that a station told.
    ///
    /// # Errors
    /// When the station does not exist or the database cannot be reached.
    pub async fn save_list_version(&self, station_id: NodeId, version: i64, at: UtcMillis) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("INSERT INTO local_list (station_id, version, entries, station_version, told_at) \
                     SELECT node_id, 0, '[]', $2, $3 FROM station WHERE node_id = $1 \
                     ON CONFLICT (station_id) DO UPDATE SET station_version = excluded.station_version, \
                     told_at = excluded.told_at");
                let query = query.bind(station_id).bind(version).bind(at);
                if connection.execute(query).await? == 0 { Err(EditError::NotFound) } else { Ok(()) }
            })
        })
        .await
    }

    /// The tags with these ids or of these users, in the order of their ids; all of them where neither is given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tags_among(
        &self,
        tag_ids: Option<&[TagId]>,
        user_ids: Option<&[UserId]>,
    ) -> Result<Vec<KnownTag>, StoreError> {
        let mut query = Assembly::new(
            "SELECT tag.id, normal, id_tag, label, expires_at, blocked, parent_tag, user_id, email, role FROM tag \
             LEFT JOIN app_user ON app_user.id = tag.user_id",
        );
        if tag_ids.is_some() || user_ids.is_some() {
            query.push(" WHERE tag.id IN ").list(tag_ids.unwrap_or_default().iter().copied());
            query.push(" OR tag.user_id IN ").list(user_ids.unwrap_or_default().iter().copied());
        }
        query.push(" ORDER BY tag.id");
        let mut tags =
            self.readers().all(query.statement()).await?.iter().map(known_tag).collect::<Result<Vec<_>, _>>()?;
        let mut sites: HashMap<UserId, Vec<NodeId>> = HashMap::new();
        for row in &self.readers().all(sql("SELECT user_id, site_id FROM user_site ORDER BY user_id, site_id")).await? {
            sites.entry(row.id("user_id", UserId)?).or_default().push(row.id("site_id", NodeId)?);
        }
        for user in tags.iter_mut().filter_map(|tag| tag.user.as_mut()) {
            user.site_ids = sites.get(&user.id).cloned().unwrap_or_default();
        }
        Ok(tags)
    }
}
