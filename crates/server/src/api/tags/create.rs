//! `POST /tags`.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::UtcMillis;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Entered, shape, stored};
use crate::access::Access;
use crate::api::record::{Place, record};
use crate::extract::{Body, etag};
use crate::problem::Problem;
use crate::shape::{Tag, word};

/// A tag to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NewTag {
    /// The tag in decimal or hex, or a made-up name; compared without regard to case and separators.
    id_tag: String,
    /// What people call it.
    #[serde(default)]
    #[schema(value_type = Option<String>, nullable = false)]
    label: String,
    /// Whose it is.
    user_id: Option<i64>,
    /// From when it is no longer accepted.
    #[schema(value_type = Option<word::Time>)]
    expires_at: Option<UtcMillis>,
    /// Whether it is refused.
    #[serde(default)]
    #[schema(value_type = Option<bool>, nullable = false)]
    blocked: bool,
    /// The group it belongs to.
    parent_tag: Option<String>,
}

/// Make a tag
///
/// The answer's `warnings` tell when stations could take it for another one.
#[utoipa::path(post, path = "/api/v1/tags", tag = "tags", request_body = NewTag, responses((status = 201, body = Tag)))]
pub(super) async fn create(access: Access, Body(new): Body<NewTag>) -> Result<impl IntoResponse, Problem> {
    let portal = &access.portal;
    let NewTag { id_tag, label, user_id, expires_at, blocked, parent_tag } = new;
    let settings = Entered { id_tag, label, user_id, expires_at, blocked, parent_tag }.read()?;
    let id = portal.store.create_tag(settings, portal.now()).await?;
    record(&access, "tagCreated", format!("Tag {id} was created"), Place::default()).await?;
    let tag = shape(&access, stored(&access, id).await?).await?;
    let location = [(header::LOCATION, format!("/api/v1/tags/{id}"))];
    Ok((StatusCode::CREATED, location, etag(tag.version), Json(tag)))
}
