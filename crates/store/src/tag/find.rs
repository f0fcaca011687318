//! Finding a tag that was shown to a station.

use domain::user::Role;
use domain::{NodeId, TagId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;

/// A tag with all that authorisation depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownTag {
    /// The tag.
    pub id: TagId,
    /// Its normal form.
    pub normal: String,
    /// As it was entered.
    pub id_tag: String,
    /// What people call it.
    pub label: String,
    /// When it expires.
    pub expires_at: Option<UtcMillis>,
    /// Whether it is blocked.
    pub blocked: bool,
    /// The tag of its group.
    pub parent_tag: Option<String>,
    /// Whom it belongs to.
    pub user: Option<TagUser>,
}

/// Whom a tag belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagUser {
    /// The user.
    pub id: UserId,
    /// Their e-mail address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// The sites where they may charge; all where it is empty.
    pub site_ids: Vec<NodeId>,
}

impl Store {
    /// The tags among these normal forms, in the order of the forms: the forms in which one text can be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find_tags(&self, normals: &[String]) -> Result<Vec<KnownTag>, StoreError> {
        // Before reading: what an edit changes meanwhile must not be taken for what it left.
        let Some((cache, edits)) = self.tag_cache() else { return self.read_tags(normals).await };
        if let Some(tags) = cache.get(normals, edits) {
            return Ok(tags);
        }
        let tags = self.read_tags(normals).await?;
        cache.put(normals, &tags, edits);
        Ok(tags)
    }

    async fn read_tags(&self, normals: &[String]) -> Result<Vec<KnownTag>, StoreError> {
        let mut query = Assembly::new(
            "SELECT tag.id, normal, id_tag, label, expires_at, blocked, parent_tag, user_id, email, role FROM tag \
             LEFT JOIN app_user ON app_user.id = tag.user_id WHERE normal IN ",
        );
        query.list(normals);
        let mut tags = Vec::new();
        for row in &self.readers().all(query.statement()).await? {
            let mut tag = known_tag(row)?;
            if let Some(user) = &mut tag.user {
                user.site_ids = self.sites_of_user(user.id).await?;
            }
            tags.push(tag);
        }
        tags.sort_by_key(|tag| normals.iter().position(|normal| *normal == tag.normal));
        Ok(tags)
    }

    /// The tag with this normal form.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find_tag(&self, normal: &str) -> Result<Option<KnownTag>, StoreError> {
        Ok(self.find_tags(&[normal.to_owned()]).await?.into_iter().next())
    }

    /// A user's sites, in the order of their ids.
    pub(crate) async fn sites_of_user(&self, user_id: UserId) -> Result<Vec<NodeId>, StoreError> {
        let query = sql("SELECT site_id FROM user_site WHERE user_id = $1 ORDER BY site_id").bind(user_id);
        self.readers().all(query).await?.iter().map(|row| row.id("site_id", NodeId)).collect()
    }
}

pub(crate) fn known_tag(row: &Row) -> Result<KnownTag, StoreError> {
    let user_id = row.optional_id("user_id", UserId)?;
    Ok(KnownTag {
        id: row.id("id", TagId)?,
        normal: row.get("normal")?,
        id_tag: row.get("id_tag")?,
        label: row.get("label")?,
        expires_at: row.optional_time("expires_at")?,
        blocked: row.get("blocked")?,
        parent_tag: row.get("parent_tag")?,
        user: user_id
            .map(|id| {
                Ok::<_, StoreError>(TagUser {
                    id,
                    email: row.get("email")?,
                    role: row.word("role")?,
                    site_ids: Vec::new(),
                })
            })
            .transpose()?,
    })
}
