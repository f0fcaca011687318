//! The portal's certificate authority, its TLS certificate, and the roots of others that it trusts.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use csms::certificate::CertificateFacts;
use domain::CertificateId;
use domain::access::Capability;
use serde::{Deserialize, Serialize};
use store::certificate::NewTrustedRoot;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::record::{Place, record};
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::shape::certificate::{PortalCertificate, TrustedRoot};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::EditSettings), routes!(get, renew))
        .add(Needs::Capability(Capability::EditSettings), routes!(download))
        .add(Needs::Capability(Capability::EditSettings), routes!(trust))
        .add(Needs::Capability(Capability::EditSettings), routes!(distrust))
}

/// By what stations and the portal know each other.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Authority {
    /// The authority in use; null before the first need.
    current: Option<PortalCertificate>,
    /// Earlier authorities, the newest first; what they signed still opens.
    earlier: Vec<PortalCertificate>,
    /// The certificate of the portal's own TLS listener; null without one.
    tls: Option<PortalCertificate>,
    /// Roots of others by which stations may prove themselves.
    trusted: Vec<TrustedRoot>,
}

/// The portal's certificate authority, its TLS certificate and the roots that it trusts
#[utoipa::path(get, path = "/api/v1/authority", tag = "certificates", responses((status = 200, body = Authority)))]
async fn get(access: Access) -> Result<Json<Authority>, Problem> {
    Ok(Json(read(&access).await?))
}

async fn read(access: &Access) -> Result<Authority, Problem> {
    let store = &access.portal.store;
    let mut authorities = store.authorities().await?.into_iter().filter_map(|authority| {
        let facts = CertificateFacts::of_pem(&authority.made.certificate);
        facts.ok().map(PortalCertificate::from)
    });
    Ok(Authority {
        current: authorities.next(),
        earlier: authorities.collect(),
        tls: access.portal.csms.tls_chain().into_iter().next().map(PortalCertificate::from),
        trusted: store.trusted_roots().await?.into_iter().map(TrustedRoot::from).collect(),
    })
}

/// Make a new certificate authority
///
/// The first one, or one that takes the place of the present. What earlier ones signed still opens until it ends.
#[utoipa::path(post, path = "/api/v1/authority", tag = "certificates", responses((status = 201, body = Authority)))]
async fn renew(access: Access) -> Result<impl IntoResponse, Problem> {
    access.portal.csms.renew_authority(&access.viewer.name).await?;
    Ok((StatusCode::CREATED, Json(read(&access).await?)))
}

/// The certificate of the authority in use, as a PEM file
#[utoipa::path(
    get,
    path = "/api/v1/authority/certificate.pem",
    tag = "certificates",
    responses((status = 200, content_type = "application/x-pem-file", body = String))
)]
async fn download(access: Access) -> Result<impl IntoResponse, Problem> {
    let newest = access.portal.store.authorities().await?.into_iter().next().ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "application/x-pem-file"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"charge-portal-authority.pem\""),
    ];
    Ok((headers, newest.made.certificate))
}

/// A root to be trusted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewRoot {
    /// The certificate, PEM.
    certificate: String,
}

/// Trust a root of others: a station whose client certificate leads to it and names its charge box id is let in
#[utoipa::path(
    post,
    path = "/api/v1/authority/roots",
    tag = "certificates",
    request_body = NewRoot,
    responses((status = 201, body = TrustedRoot))
)]
async fn trust(access: Access, Body(new): Body<NewRoot>) -> Result<impl IntoResponse, Problem> {
    let invalid = |detail: &str| Problem::invalid("certificate", detail);
    let facts = CertificateFacts::of_pem(&new.certificate)
        .map_err(|_| invalid("It must be a certificate in PEM, beginning with -----BEGIN CERTIFICATE-----."))?;
    if !facts.is_authority {
        return Err(invalid("It is not the certificate of an authority."));
    }
    let (portal, now) = (&access.portal, access.portal.now());
    if facts.not_after <= now {
        return Err(invalid("It has expired."));
    }
    let subject = facts.subject.clone();
    let root = NewTrustedRoot {
        certificate: facts.pem(),
        subject: facts.subject,
        fingerprint: facts.fingerprint,
        not_after: facts.not_after,
        created_at: now,
        created_by: access.viewer.name.clone(),
    };
    let id = portal.store.add_trusted_root(root.clone()).await?;
    record(&access, "rootTrusted", format!("The root {subject} is trusted"), Place::default()).await?;
    let trusted = store::certificate::TrustedRoot { id, root };
    Ok((StatusCode::CREATED, Json(TrustedRoot::from(trusted))))
}

/// Trust a root no longer
#[utoipa::path(
    delete,
    path = "/api/v1/authority/roots/{id}",
    tag = "certificates",
    params(("id" = i64, Path, description = "The root")),
    responses((status = 204))
)]
async fn distrust(access: Access, Path(id): Path<i64>) -> Result<StatusCode, Problem> {
    let gone = access.portal.store.delete_trusted_root(CertificateId(id)).await?;
    let text = format!("The root {} is no longer trusted", gone.root.subject);
    record(&access, "rootDistrusted", text, Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
