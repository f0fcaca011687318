//! What a station has uploaded: list, download, delete.

use axum::Json;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Capability;
use domain::{NodeId, UploadId};
use utoipa_axum::routes;

use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::files::send_file;
use crate::problem::{Problem, ProblemKind};
use crate::shape::{Upload, Uploads};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(list))
        .add(Needs::Capability(Capability::ViewMessages), routes!(content))
        .add(Needs::Capability(Capability::ControlStations), routes!(remove))
}

/// A station's uploaded files, the newest first
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/uploads",
    tag = "files",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = Uploads))
)]
async fn list(access: Access, Path(station): Path<i64>) -> Result<Json<Uploads>, Problem> {
    let station = within_reach(&access, station).await?;
    let store = &access.portal.store;
    let items = store.uploads(station).await?.into_iter().map(Upload::from).collect();
    let used_bytes = store.uploaded_bytes(station).await?;
    Ok(Json(Uploads { items, used_bytes, quota_bytes: access.portal.files.limits.station_bytes }))
}

/// An uploaded file's bytes
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/uploads/{upload}",
    tag = "files",
    params(("id" = i64, Path, description = "The station"), ("upload" = i64, Path, description = "The file")),
    responses((status = 200, content_type = "application/octet-stream", body = String))
)]
async fn content(
    access: Access,
    Path((station, upload)): Path<(i64, i64)>,
    request: Request,
) -> Result<Response, Problem> {
    let station = within_reach(&access, station).await?;
    let found = access.portal.store.upload(station, UploadId(upload)).await?;
    let upload = found.ok_or(ProblemKind::NotFound)?.upload;
    Ok(send_file(&access.portal.files.shelf.path(&upload.file), &upload.name, request).await)
}

/// Delete an uploaded file
#[utoipa::path(
    delete,
    path = "/api/v1/stations/{id}/uploads/{upload}",
    tag = "files",
    params(("id" = i64, Path, description = "The station"), ("upload" = i64, Path, description = "The file")),
    responses((status = 204))
)]
async fn remove(access: Access, Path((station, upload)): Path<(i64, i64)>) -> Result<StatusCode, Problem> {
    let station = within_reach(&access, station).await?;
    let file = access.portal.store.delete_upload(station, UploadId(upload)).await?;
    access.portal.files.shelf.remove(&file).await;
    let place = Place { station_id: Some(station), ..Place::default() };
    record(&access, "uploadDeleted", format!("uploaded file {upload} was deleted"), place).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn within_reach(access: &Access, station: i64) -> Result<NodeId, Problem> {
    let station = NodeId(station);
    let reaches = access.portal.store.reaches_node(station, &access.reach).await?;
    if reaches { Ok(station) } else { Err(Problem::not_found()) }
}
