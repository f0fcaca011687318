//! Firmware images: upload, look, delete.

use axum::Json;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ImageId;
use domain::access::{Capability, Reach};
use domain::transfer::plain_name;
use futures_util::TryStreamExt;
use serde::Deserialize;
use store::image::NewImage;
use tokio_util::io::StreamReader;
use utoipa::IntoParams;
use utoipa_axum::routes;

use super::record::{Place, record};
use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Path, Query};
use crate::files::{ReceiveFailure, Received, send_file};
use crate::problem::{Problem, ProblemKind};
use crate::shape::{Image, Items};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(list))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(create))
        .add(Needs::Capability(Capability::ViewMessages), routes!(get))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(remove))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(content))
}

/// All firmware images, the newest first
#[utoipa::path(get, path = "/api/v1/images", tag = "files", responses((status = 200, body = Items<Image>)))]
async fn list(access: Access) -> Result<Json<Items<Image>>, Problem> {
    let images = access.portal.store.images().await?;
    Ok(Json(Items { items: images.into_iter().map(Image::from).collect() }))
}

/// What an image is.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Facts {
    /// The file's name.
    name: String,
    /// The version, as stations tell it when they boot.
    version: String,
    /// The vendor of the stations that it is for; any when absent.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    vendor: String,
    /// Their model; any when absent.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    model: String,
    /// Its signature, base64, for signed updates.
    signature: Option<String>,
    /// The certificate that it was signed with, PEM.
    signing_certificate: Option<String>,
}

/// Upload a firmware image
///
/// The body is the file. It is there whole or not at all; size and SHA-256 are computed here.
#[utoipa::path(
    post,
    path = "/api/v1/images",
    tag = "files",
    params(Facts),
    request_body(content = String, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, body = Image))
)]
async fn create(access: Access, Query(facts): Query<Facts>, body: Body) -> Result<(StatusCode, Json<Image>), Problem> {
    let facts = check(facts)?;
    let portal = &access.portal;
    let source = StreamReader::new(body.into_data_stream().map_err(std::io::Error::other));
    let shelf = &portal.files.shelf;
    let received = shelf.receive(source, portal.files.limits.image_bytes, |_| {}).await.map_err(problem)?;
    if received.size_bytes == 0 {
        shelf.remove(&received.file).await;
        return Err(Problem::invalid("name", "The file is empty."));
    }
    let Received { file, size_bytes, sha256 } = received;
    let image = NewImage {
        name: facts.name,
        vendor: facts.vendor,
        model: facts.model,
        version: facts.version,
        size_bytes: i64::try_from(size_bytes).unwrap_or(i64::MAX),
        sha256,
        signature: facts.signature,
        signing_certificate: facts.signing_certificate,
        file: file.clone(),
        uploaded_at: portal.now(),
        uploaded_by_user_id: access.viewer.user_id,
        uploaded_by: access.viewer.name.clone(),
    };
    let image = match portal.store.add_image(image).await {
        Ok(image) => image,
        Err(error) => {
            shelf.remove(&file).await;
            return Err(error.into());
        }
    };
    let text = format!("firmware image {} {} was uploaded", image.image.name, image.image.version);
    record(&access, "imageUploaded", text, Place::default()).await?;
    Ok((StatusCode::CREATED, Json(image.into())))
}

/// Checks what is told of an image before its bytes are taken.
fn check(facts: Facts) -> Result<Facts, Problem> {
    let name = plain_name(&facts.name).ok_or_else(|| Problem::invalid("name", "It is no name of a file."))?;
    let text = |field: &'static str, text: &str| -> Result<String, Problem> {
        if text.trim().is_empty() { Ok(String::new()) } else { value::text(field, text, 1..=50) }
    };
    let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (signature, certificate) = (given(facts.signature), given(facts.signing_certificate));
    if signature.is_some() != certificate.is_some() {
        let missing = if signature.is_some() { "signingCertificate" } else { "signature" };
        return Err(Problem::invalid(missing, "Signature and certificate go together."));
    }
    if signature.as_deref().is_some_and(|text| text.len() > 800 || !text.bytes().all(is_base64)) {
        return Err(Problem::invalid("signature", "It must be base64, at most 800 characters."));
    }
    if certificate.as_deref().is_some_and(|text| text.len() > 5_500 || !text.starts_with("-----BEGIN CERTIFICATE-----"))
    {
        return Err(Problem::invalid("signingCertificate", "It must be PEM, at most 5500 characters."));
    }
    Ok(Facts {
        name,
        version: value::text("version", &facts.version, 1..=50)?,
        vendor: text("vendor", &facts.vendor)?,
        model: text("model", &facts.model)?,
        signature,
        signing_certificate: certificate,
    })
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

fn problem(failure: ReceiveFailure) -> Problem {
    match failure {
        ReceiveFailure::TooLarge { limit } => {
            Problem::from(ProblemKind::TooLarge).detail(format!("An image may have {limit} bytes."))
        }
        ReceiveFailure::TooSlow => ProblemKind::TooSlow.into(),
        ReceiveFailure::BrokeOff(_) => Problem::from(ProblemKind::InvalidInput).detail("The body broke off."),
        ReceiveFailure::Disk(error) => {
            tracing::error!(%error, "failed to write a firmware image");
            Problem::from(ProblemKind::Unavailable).detail("The file cannot be written. Is the disk full?")
        }
    }
}

/// A firmware image
#[utoipa::path(
    get,
    path = "/api/v1/images/{id}",
    tag = "files",
    params(("id" = i64, Path, description = "The image")),
    responses((status = 200, body = Image))
)]
async fn get(access: Access, Path(id): Path<i64>) -> Result<Json<Image>, Problem> {
    let image = access.portal.store.image(ImageId(id)).await?.ok_or(ProblemKind::NotFound)?;
    Ok(Json(image.into()))
}

/// An image's bytes
#[utoipa::path(
    get,
    path = "/api/v1/images/{id}/content",
    tag = "files",
    params(("id" = i64, Path, description = "The image")),
    responses((status = 200, content_type = "application/octet-stream", body = String))
)]
async fn content(access: Access, Path(id): Path<i64>, request: Request) -> Result<Response, Problem> {
    let image = access.portal.store.image(ImageId(id)).await?.ok_or(ProblemKind::NotFound)?.image;
    Ok(send_file(&access.portal.files.shelf.path(&image.file), &image.name, request).await)
}

/// Delete an image that nothing under way needs
///
/// Who does not see the whole portal deletes only images that they uploaded themselves.
#[utoipa::path(
    delete,
    path = "/api/v1/images/{id}",
    tag = "files",
    params(("id" = i64, Path, description = "The image")),
    responses((status = 204))
)]
async fn remove(access: Access, Path(id): Path<i64>) -> Result<StatusCode, Problem> {
    let id = ImageId(id);
    let store = &access.portal.store;
    let image = store.image(id).await?.ok_or(ProblemKind::NotFound)?.image;
    let own = if access.reach == Reach::All { None } else { Some(access.user_id()?) };
    store.delete_image(id, own).await?;
    access.portal.files.shelf.remove(&image.file).await;
    let text = format!("firmware image {} {} was deleted", image.name, image.version);
    record(&access, "imageDeleted", text, Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
