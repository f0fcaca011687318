//! Certificates of stations: requests for them, what was signed, what is installed. Commands to stations about them are commands.

use axum::Json;
use domain::access::Capability;
use domain::{CertificateId, CertificateRequestId, NodeId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access::{Access, Needs, Routes};
use crate::extract::Path;
use crate::problem::Problem;
use crate::shape::Items;
use crate::shape::certificate::{CertificateRequest, InstalledCertificate, StationCertificate};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::ViewMessages), routes!(of_station))
        .add(Needs::Capability(Capability::ViewMessages), routes!(pending))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(approve))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(refuse))
        .add(Needs::Capability(Capability::ConfigureStations), routes!(revoke))
}

/// A station's certificates.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct StationCertificates {
    /// Its own, signed by the portal, the newest first.
    own: Vec<StationCertificate>,
    /// Roots that it has, as it last said.
    installed: Vec<InstalledCertificate>,
    /// Its requests, the newest first.
    requests: Vec<CertificateRequest>,
}

/// A station's certificates
///
/// Send the command `getInstalledCertificateIds` to ask the station anew which roots it has.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{id}/certificates",
    tag = "certificates",
    params(("id" = i64, Path, description = "The station")),
    responses((status = 200, body = StationCertificates))
)]
async fn of_station(access: Access, Path(id): Path<i64>) -> Result<Json<StationCertificates>, Problem> {
    let (store, id) = (&access.portal.store, NodeId(id));
    if !store.reaches_node(id, &access.reach).await? {
        return Err(Problem::not_found());
    }
    let requests = store.certificate_requests(Some(id), &access.reach).await?;
    Ok(Json(StationCertificates {
        own: store.station_certificates(id).await?.into_iter().map(StationCertificate::from).collect(),
        installed: store.installed_certificates(id).await?.into_iter().map(InstalledCertificate::from).collect(),
        requests: requests.into_iter().map(CertificateRequest::from).collect(),
    }))
}

/// Requests for certificates that wait for a person, of all stations
#[utoipa::path(
    get,
    path = "/api/v1/certificate-requests",
    tag = "certificates",
    responses((status = 200, body = Items<CertificateRequest>))
)]
async fn pending(access: Access) -> Result<Json<Items<CertificateRequest>>, Problem> {
    let requests = access.portal.store.certificate_requests(None, &access.reach).await?;
    Ok(Json(Items { items: requests.into_iter().map(CertificateRequest::from).collect() }))
}

/// Approve a request: the certificate is signed and sent to the station
#[utoipa::path(
    post,
    path = "/api/v1/certificate-requests/{id}/approve",
    tag = "certificates",
    params(("id" = i64, Path, description = "The request")),
    responses((status = 200, body = CertificateRequest))
)]
async fn approve(access: Access, Path(id): Path<i64>) -> Result<Json<CertificateRequest>, Problem> {
    let id = CertificateRequestId(id);
    let decided = access.portal.csms.approve_certificate(id, access.by(), &access.reach).await?;
    Ok(Json(decided.into()))
}

/// Refuse a request
#[utoipa::path(
    post,
    path = "/api/v1/certificate-requests/{id}/refuse",
    tag = "certificates",
    params(("id" = i64, Path, description = "The request")),
    responses((status = 200, body = CertificateRequest))
)]
async fn refuse(access: Access, Path(id): Path<i64>) -> Result<Json<CertificateRequest>, Problem> {
    let id = CertificateRequestId(id);
    let decided = access.portal.csms.refuse_certificate(id, &access.viewer.name, &access.reach).await?;
    Ok(Json(decided.into()))
}

/// Revoke a station's certificate: it opens nothing any more, and the station is disconnected
#[utoipa::path(
    post,
    path = "/api/v1/station-certificates/{id}/revoke",
    tag = "certificates",
    params(("id" = i64, Path, description = "The certificate")),
    responses((status = 200, body = StationCertificate))
)]
async fn revoke(access: Access, Path(id): Path<i64>) -> Result<Json<StationCertificate>, Problem> {
    let (csms, by) = (&access.portal.csms, &access.viewer.name);
    let revoked = csms.revoke_certificate(CertificateId(id), by, access.reach.clone()).await?;
    Ok(Json(revoked.into()))
}
