//! `PATCH /tags/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::{TagId, UtcMillis};
use serde::Deserialize;
use store::EditError;
use utoipa::ToSchema;

use super::{Entered, shape, stored};
use crate::access::Access;
use crate::api::record::{Place, record};
use crate::extract::{Body, IfMatch, Path, etag};
use crate::problem::Problem;
use crate::shape::change::sent;
use crate::shape::{Tag, word};

/// What to change of a tag; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TagChange {
    /// The tag in decimal or hex, or a made-up name.
    #[schema(nullable = false)]
    id_tag: Option<String>,
    /// What people call it.
    #[schema(nullable = false)]
    label: Option<String>,
    /// Whose it is; null: nobody's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<i64>)]
    user_id: Option<Option<i64>>,
    /// From when it is no longer accepted; null: for ever.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<word::Time>)]
    expires_at: Option<Option<UtcMillis>>,
    /// Whether it is refused.
    #[schema(nullable = false)]
    blocked: Option<bool>,
    /// The group it belongs to; null: none.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    parent_tag: Option<Option<String>>,
}

/// Change a tag
#[utoipa::path(
    patch,
    path = "/api/v1/tags/{id}",
    tag = "tags",
    params(("id" = i64, Path, description = "The tag"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    request_body = TagChange,
    responses((status = 200, body = Tag))
)]
pub(super) async fn change(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
    Body(change): Body<TagChange>,
) -> Result<impl IntoResponse, Problem> {
    let (portal, id) = (&access.portal, TagId(id));
    let present = stored(&access, id).await?;
    if present.version != version {
        return Err(Problem::version_mismatch(shape(&access, present).await?));
    }
    let settings = change.applied_to(present).read()?;
    match portal.store.update_tag(id, version, settings).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(shape(&access, stored(&access, id).await?).await?));
        }
        other => other?,
    };
    record(&access, "tagUpdated", format!("Tag {id} was changed"), Place::default()).await?;
    let tag = shape(&access, stored(&access, id).await?).await?;
    Ok((etag(tag.version), Json(tag)))
}

impl TagChange {
    fn applied_to(self, tag: store::tag::Tag) -> Entered {
        Entered {
            id_tag: self.id_tag.unwrap_or(tag.id_tag),
            label: self.label.unwrap_or(tag.label),
            user_id: self.user_id.unwrap_or(tag.user_id.map(|id| id.0)),
            expires_at: self.expires_at.unwrap_or(tag.expires_at),
            blocked: self.blocked.unwrap_or(tag.blocked),
            parent_tag: self.parent_tag.unwrap_or(tag.parent_tag),
        }
    }
}
