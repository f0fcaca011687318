//! `PATCH /configuration-templates/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::TemplateId;
use serde::Deserialize;
use store::EditError;
use utoipa::ToSchema;

use super::{read, stored};
use crate::access::Access;
use crate::api::record::{Place, record};
use crate::extract::{Body, IfMatch, Path, etag};
use crate::problem::Problem;
use crate::shape::change::sent;
use crate::shape::{ConfigurationTemplate, WantedKey};

/// What to change of a template; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TemplateChange {
    /// Its name.
    #[schema(nullable = false)]
    name: Option<String>,
    /// For stations of which vendor; null empties.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    vendor: Option<Option<String>>,
    /// For stations of which model; null empties.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    model: Option<Option<String>>,
    /// All keys and their values.
    #[schema(nullable = false)]
    keys: Option<Vec<WantedKey>>,
}

/// Change a template
///
/// Stations are not changed by that: apply it to them, or let the portal keep them to it at each boot.
#[utoipa::path(
    patch,
    path = "/api/v1/configuration-templates/{id}",
    tag = "templates",
    params(("id" = i64, Path, description = "The template"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    request_body = TemplateChange,
    responses((status = 200, body = ConfigurationTemplate))
)]
pub(super) async fn change(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
    Body(change): Body<TemplateChange>,
) -> Result<impl IntoResponse, Problem> {
    let id = TemplateId(id);
    let present = stored(&access, id).await?;
    if present.version != version {
        return Err(Problem::version_mismatch(ConfigurationTemplate::from(present)));
    }
    let before = present.settings;
    let settings = read(
        change.name.unwrap_or(before.name),
        change.vendor.unwrap_or(before.vendor),
        change.model.unwrap_or(before.model),
        change.keys.unwrap_or_else(|| before.keys.into_iter().map(WantedKey::from).collect()),
    )?;
    let text = format!("Template {} was changed", settings.name);
    match access.portal.store.update_template(id, version, settings).await {
        Err(EditError::VersionMismatch { .. }) => {
            let current = stored(&access, id).await?;
            return Err(Problem::version_mismatch(ConfigurationTemplate::from(current)));
        }
        other => other?,
    };
    record(&access, "templateUpdated", text, Place::default()).await?;
    let template = stored(&access, id).await?;
    Ok((etag(template.version), Json(ConfigurationTemplate::from(template))))
}
