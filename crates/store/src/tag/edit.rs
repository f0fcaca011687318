//! Making, changing and deleting tags.

use domain::tag::TagText;
use domain::{TagId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Connection, sql};
use crate::error::EditError;
use crate::fold::fold;

/// What people set of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagSettings {
    /// The tag as entered; unique in its normal form.
    pub id_tag: TagText,
    /// What people call it.
    pub label: String,
    /// Whom it belongs to.
    pub user_id: Option<UserId>,
    /// When it expires.
    pub expires_at: Option<UtcMillis>,
    /// Whether it is blocked.
    pub blocked: bool,
    /// The tag of its group.
    pub parent_tag: Option<String>,
}

impl TagSettings {
    /// What the tag is found by.
    fn search_text(&self) -> String {
        fold(&format!("{} {} {}", self.id_tag.as_str(), self.id_tag.normal(), self.label))
    }
}

impl Store {
    /// Makes a tag.
    ///
    /// # Errors
    /// [`EditError::Taken`] when a tag has the same normal form, [`EditError::NoSuch`] when there is no such user.
    pub async fn create_tag(&self, tag: TagSettings, at: UtcMillis) -> Result<TagId, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let insert =
                    sql("INSERT INTO tag (normal, id_tag, label, user_id, expires_at, blocked, parent_tag, search, \
                     created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id")
                    .bind(tag.id_tag.normal().as_str())
                    .bind(tag.id_tag.as_str())
                    .bind(&tag.label)
                    .bind(tag.user_id)
                    .bind(tag.expires_at)
                    .bind(tag.blocked)
                    .bind(tag.parent_tag.as_deref())
                    .bind(tag.search_text())
                    .bind(at);
                Ok(TagId(connection.one(insert).await.map_err(refused)?.first()?))
            })
        })
        .await
    }

    /// Changes a tag; `version` is the one that the caller knew. Returns the new version.
    ///
    /// # Errors
    /// When there is no such tag, it was changed meanwhile, its normal form is taken or there is no such user.
    pub async fn update_tag(&self, id: TagId, version: i64, tag: TagSettings) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let update =
                    sql("UPDATE tag SET normal = $3, id_tag = $4, label = $5, user_id = $6, expires_at = $7, \
                     blocked = $8, parent_tag = $9, search = $10, version = version + 1 \
                     WHERE id = $1 AND version = $2")
                    .bind(id)
                    .bind(version)
                    .bind(tag.id_tag.normal().as_str())
                    .bind(tag.id_tag.as_str())
                    .bind(&tag.label)
                    .bind(tag.user_id)
                    .bind(tag.expires_at)
                    .bind(tag.blocked)
                    .bind(tag.parent_tag.as_deref())
                    .bind(tag.search_text());
                if connection.execute(update).await.map_err(refused)? == 0 {
                    return Err(mismatch(id, version, connection).await?);
                }
                Ok(version + 1)
            })
        })
        .await
    }

    /// Deletes a tag; `version` is the one that the caller knew. Its sessions stay.
    ///
    /// # Errors
    /// When there is no such tag, or it was changed meanwhile.
    pub async fn delete_tag(&self, id: TagId, version: i64) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM tag WHERE id = $1 AND version = $2").bind(id).bind(version);
                if connection.execute(delete).await? == 0 {
                    return Err(mismatch(id, version, connection).await?);
                }
                Ok(())
            })
        })
        .await
    }
}

/// Why no row had the id and the version.
async fn mismatch(id: TagId, expected: i64, connection: &mut Connection) -> Result<EditError, EditError> {
    let row = connection.optional(sql("SELECT version FROM tag WHERE id = $1").bind(id)).await?;
    Ok(match row {
        Some(row) => EditError::VersionMismatch { expected, current: row.first()? },
        None => EditError::NotFound,
    })
}

fn refused(error: sqlx::Error) -> EditError {
    match error.as_database_error() {
        Some(refusal) if refusal.is_unique_violation() => EditError::Taken { field: "idTag" },
        Some(refusal) if refusal.is_foreign_key_violation() => EditError::NoSuch { field: "userId" },
        _ => error.into(),
    }
}
