//! Signing in and out.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use domain::access::Reach;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access::{Needs, Proof, Routes, Visit};
use crate::extract::Body;
use crate::problem::{Problem, ProblemKind};
use crate::shape::Me;
use crate::sign_in::{begin, clear_cookie, prove};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Public, routes!(sign_in)).add(Needs::Public, routes!(sign_out))
}

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignIn {
    email: String,
    password: String,
}

/// Sign in with e-mail address and password
///
/// The answer sets the cookie. It is the same, and takes as long, whether the account exists or not. Failures slow down further
/// attempts, per account and per address: `too-many-attempts`, with `Retry-After`.
#[utoipa::path(
    post,
    path = "/api/v1/sign-in",
    tag = "sign-in",
    request_body = SignIn,
    responses((status = 200, body = Me))
)]
async fn sign_in(
    visit: Visit,
    headers: HeaderMap,
    Body(SignIn { email, password }): Body<SignIn>,
) -> Result<impl IntoResponse, Problem> {
    let portal = &visit.portal;
    let user_id = prove(portal, &visit.line, &email, password).await?.ok_or(ProblemKind::WrongCredentials)?;
    let cookie = begin(portal, user_id, &visit.line, &headers).await?;
    let user = portal.store.user(user_id, &Reach::All).await?.ok_or(ProblemKind::WrongCredentials)?;
    Ok(([(header::SET_COOKIE, cookie)], Json(Me::from(user))))
}

/// Sign out
///
/// The cookie is worth nothing from then on, and its event streams end.
#[utoipa::path(post, path = "/api/v1/sign-out", tag = "sign-in", responses((status = 204)))]
async fn sign_out(visit: Visit) -> Result<impl IntoResponse, Problem> {
    if let Some(identity) = &visit.identity
        && let Proof::Cookie(hash) = &identity.proof
    {
        visit.portal.store.end_sign_in(hash.0.clone()).await?;
        if let Some(user_id) = identity.viewer.user_id {
            visit.portal.access_changed(user_id);
        }
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, clear_cookie(visit.line.secure))]))
}
