//! `POST /first-administrator`.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use domain::user::Role;
use serde::Deserialize;
use store::user::NewUser;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::value;
use crate::access::{Needs, Routes, Visit};
use crate::extract::Body;
use crate::problem::{Problem, ProblemKind};
use crate::sign_in::{FirstAdministrator, Key, Secret, begin};

pub(super) fn routes(routes: Routes) -> Routes {
    routes.add(Needs::Public, routes!(make))
}

/// The first administrator.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = FirstAdministrator)]
struct FirstAdministratorRequest {
    /// From the link that the portal printed.
    token: String,
    email: String,
    password: String,
    first_name: String,
    last_name: String,
}

/// Make the first administrator
///
/// With the one-time link that the program prints at its first start. Whoever makes it is signed in.
#[utoipa::path(
    post,
    path = "/api/v1/first-administrator",
    tag = "sign-in",
    request_body = FirstAdministratorRequest,
    responses((status = 204, description = "Made, and signed in"))
)]
async fn make(
    visit: Visit,
    headers: HeaderMap,
    Body(request): Body<FirstAdministratorRequest>,
) -> Result<impl IntoResponse, Problem> {
    let portal = &visit.portal;
    let keys = [Key::Address(visit.line.address)];
    portal.throttle.attempt(&keys, portal.now())?;
    let is_valid = FirstAdministrator::accepts(&portal.store, &Secret::sent(&request.token), portal.now()).await?;
    if !is_valid || portal.store.has_users().await? {
        return Err(Problem::from(ProblemKind::NotFound).field("token").detail("The link is used or too old."));
    }
    portal.throttle.succeeded(&keys);
    let password = value::password("password", request.password)?;
    let user = NewUser {
        email: value::email("email", &request.email)?,
        first_name: value::text("firstName", &request.first_name, 1..=100)?,
        last_name: value::text("lastName", &request.last_name, 0..=100)?,
        role: Role::Administrator,
        site_ids: Vec::new(),
        parking: String::new(),
        email_at_alarm: false,
        language: None,
        time_zone: None,
        password_hash: Some(portal.hasher.hash(password).await?),
    };
    let user_id = portal.store.create_first_administrator(user, portal.now()).await?;
    let cookie = begin(portal, user_id, &visit.line, &headers).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}
