//! `POST /me/password`.

use axum::http::StatusCode;
use domain::access::Reach;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::{Access, Proof};
use crate::api::record::{Place, record};
use crate::api::value;
use crate::extract::Body;
use crate::problem::{Problem, ProblemKind};
use crate::sign_in::prove;

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PasswordChange {
    current: String,
    /// At least 8 characters, letters and digits, none of the well-known ones.
    new: String,
}

/// Change the viewer's own password
///
/// Ends the viewer's other sign-ins. Wrong guesses of the current one slow down further attempts as at sign-in.
#[utoipa::path(
    post,
    path = "/api/v1/me/password",
    tag = "me",
    request_body = PasswordChange,
    responses((status = 204))
)]
pub(super) async fn change(access: Access, Body(change): Body<PasswordChange>) -> Result<StatusCode, Problem> {
    let (portal, user_id) = (&access.portal, access.user_id()?);
    let new = value::password("new", change.new)?;
    let user = portal.store.user(user_id, &Reach::All).await?.ok_or(ProblemKind::NotSignedIn)?;
    if prove(portal, &access.line, &user.email, change.current).await?.is_none() {
        return Err(Problem::from(ProblemKind::WrongCredentials).field("current"));
    }
    let kept = match &access.proof {
        Proof::Cookie(hash) => Some(hash.0.clone()),
        Proof::Token(_) => None,
    };
    portal.store.set_password(user_id, portal.hasher.hash(new).await?, kept).await?;
    portal.access_changed(user_id);
    record(&access, "passwordChanged", "A password was changed", Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
