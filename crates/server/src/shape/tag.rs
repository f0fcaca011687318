//! RFID tags.

use domain::{TagId, UserId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// An RFID card or key fob.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: TagId,
    /// The tag as entered, in decimal or hex.
    pub id_tag: String,
    /// What people call it.
    pub label: String,
    /// Whose it is; null: nobody's.
    #[schema(value_type = Option<i64>)]
    pub user_id: Option<UserId>,
    /// Its user's e-mail address.
    pub user_email: Option<String>,
    /// From when it is no longer accepted.
    #[schema(value_type = Option<word::Time>)]
    pub expires_at: Option<UtcMillis>,
    /// Whether it is refused.
    pub blocked: bool,
    /// The group it belongs to.
    pub parent_tag: Option<String>,
    /// When it was added.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Grows with each edit; also the `ETag`.
    pub version: i64,
    /// What a person should know: too long for OCPP 1.6, or easily taken for another tag.
    pub warnings: Vec<String>,
}

impl Tag {
    /// The shape of a tag with what a person should know of it.
    pub fn of(tag: store::tag::Tag, warnings: Vec<String>) -> Tag {
        Tag {
            id: tag.id,
            id_tag: tag.id_tag,
            label: tag.label,
            user_id: tag.user_id,
            user_email: tag.user_email,
            expires_at: tag.expires_at,
            blocked: tag.blocked,
            parent_tag: tag.parent_tag,
            created_at: tag.created_at,
            version: tag.version,
            warnings,
        }
    }
}
