//! Templates of stations' configurations.

mod apply;
mod change;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::TemplateId;
use domain::access::Capability;
use serde::Deserialize;
use store::EditError;
use store::template::{Template, TemplateSettings};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::configuration::read_keys;
use super::record::{Place, record};
use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, IfMatch, Path, etag};
use crate::problem::Problem;
use crate::shape::{ConfigurationTemplate, Items, WantedKey};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(list))
        .add(Needs::Capability(Capability::EditTemplates), routes!(create))
        .add(Needs::Capability(Capability::ViewMessages), routes!(get))
        .add(Needs::Capability(Capability::EditTemplates), routes!(change::change))
        .add(Needs::Capability(Capability::EditTemplates), routes!(remove))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(apply::apply))
}

/// The templates, by name
#[utoipa::path(
    get,
    path = "/api/v1/configuration-templates",
    tag = "templates",
    responses((status = 200, body = Items<ConfigurationTemplate>))
)]
async fn list(access: Access) -> Result<Json<Items<ConfigurationTemplate>>, Problem> {
    let templates = access.portal.store.templates().await?;
    Ok(Json(Items { items: templates.into_iter().map(ConfigurationTemplate::from).collect() }))
}

/// A template to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewTemplate {
    /// Its name.
    name: String,
    /// For stations of which vendor, for people.
    vendor: Option<String>,
    /// For stations of which model, for people.
    model: Option<String>,
    /// The keys and their values, at most 200; secrets cannot stand in a template.
    keys: Vec<WantedKey>,
}

/// Make a template
#[utoipa::path(
    post,
    path = "/api/v1/configuration-templates",
    tag = "templates",
    request_body = NewTemplate,
    responses((status = 201, body = ConfigurationTemplate))
)]
async fn create(access: Access, Body(new): Body<NewTemplate>) -> Result<impl IntoResponse, Problem> {
    let portal = &access.portal;
    let NewTemplate { name, vendor, model, keys } = new;
    let settings = read(name, vendor, model, keys)?;
    let text = format!("Template {} was created", settings.name);
    let id = portal.store.create_template(settings, portal.now()).await?;
    record(&access, "templateCreated", text, Place::default()).await?;
    let template = stored(&access, id).await?;
    let location = [(header::LOCATION, format!("/api/v1/configuration-templates/{id}"))];
    Ok((StatusCode::CREATED, location, etag(template.version), Json(ConfigurationTemplate::from(template))))
}

/// A template
#[utoipa::path(
    get,
    path = "/api/v1/configuration-templates/{id}",
    tag = "templates",
    params(("id" = i64, Path, description = "The template")),
    responses((status = 200, body = ConfigurationTemplate))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<impl IntoResponse, Problem> {
    let template = stored(&access, TemplateId(id)).await?;
    Ok((etag(template.version), Json(ConfigurationTemplate::from(template))))
}

/// Delete a template; stations that had it keep their configuration
#[utoipa::path(
    delete,
    path = "/api/v1/configuration-templates/{id}",
    tag = "templates",
    params(("id" = i64, Path, description = "The template"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    responses((status = 204))
)]
async fn remove(access: Access, Path(id): Path<i64>, IfMatch(version): IfMatch) -> Result<StatusCode, Problem> {
    let id = TemplateId(id);
    let template = stored(&access, id).await?;
    match access.portal.store.delete_template(id, version).await {
        Err(EditError::VersionMismatch { .. }) => {
            let current = stored(&access, id).await?;
            return Err(Problem::version_mismatch(ConfigurationTemplate::from(current)));
        }
        other => other?,
    }
    let text = format!("Template {} was deleted", template.settings.name);
    record(&access, "templateDeleted", text, Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn stored(access: &Access, id: TemplateId) -> Result<Template, Problem> {
    access.portal.store.template(id).await?.ok_or_else(Problem::not_found)
}

/// A template as people enter it.
///
/// # Errors
/// `invalid-input` with the member at fault.
fn read(
    name: String,
    vendor: Option<String>,
    model: Option<String>,
    keys: Vec<WantedKey>,
) -> Result<TemplateSettings, Problem> {
    let optional = |field: &str, text: Option<String>| {
        let text = value::text(field, text.as_deref().unwrap_or_default(), 0..=100)?;
        Ok::<_, Problem>(Some(text).filter(|text| !text.is_empty()))
    };
    if let Some(place) = keys.iter().position(|key| csms::is_secret_key(&key.key)) {
        let sentence = "A secret cannot stand in a template: whoever reads it could pose as the station.";
        return Err(Problem::invalid(format!("keys[{place}].key"), sentence));
    }
    Ok(TemplateSettings {
        name: value::text("name", &name, 1..=100)?,
        vendor: optional("vendor", vendor)?,
        model: optional("model", model)?,
        keys: read_keys(keys)?,
    })
}
