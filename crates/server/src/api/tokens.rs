//! API tokens: what programs prove themselves with. The secret is shown once; the portal keeps a hash.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::access::Capability;
use domain::user::Role;
use domain::{NodeId, TokenId, UtcMillis};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::record::{Place, record};
use super::users::sites;
use super::value;
use crate::access::{Access, Needs, Routes};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::shape::{ApiToken, Items, word};
use crate::sign_in::Secret;

/// How every token begins, so that a leaked one is recognised.
const PREFIX: &str = "cp_";

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .add(Needs::Capability(Capability::EditSettings), routes!(list, create))
        .add(Needs::Capability(Capability::EditSettings), routes!(remove))
}

/// All API tokens, also those that have expired
#[utoipa::path(get, path = "/api/v1/tokens", tag = "tokens", responses((status = 200, body = Items<ApiToken>)))]
async fn list(access: Access) -> Result<Json<Items<ApiToken>>, Problem> {
    let tokens = access.portal.store.tokens().await?;
    Ok(Json(Items { items: tokens.into_iter().map(ApiToken::from).collect() }))
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewToken {
    /// What it is for.
    name: String,
    /// What it may do; a driver's is their own and cannot be had by a program.
    #[schema(value_type = word::Role)]
    role: Role,
    /// A site administrator's sites.
    #[serde(default)]
    #[schema(value_type = Option<Vec<i64>>, nullable = false)]
    site_ids: Vec<NodeId>,
    /// Whether it may change anything.
    #[serde(default)]
    #[schema(value_type = Option<bool>, nullable = false)]
    write: bool,
    /// Until when it holds; null: for ever.
    #[schema(value_type = Option<word::Time>)]
    expires_at: Option<UtcMillis>,
}

/// A token that was made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MadeToken {
    /// Its id.
    #[schema(value_type = i64)]
    id: TokenId,
    /// The secret, shown this once: `Authorization: Bearer cp_…`.
    token: String,
}

/// Make an API token
#[utoipa::path(
    post,
    path = "/api/v1/tokens",
    tag = "tokens",
    request_body = NewToken,
    responses((status = 201, body = MadeToken))
)]
async fn create(access: Access, Body(new): Body<NewToken>) -> Result<impl IntoResponse, Problem> {
    let (portal, secret) = (&access.portal, Secret::with_prefix(PREFIX));
    if new.role == Role::Driver {
        return Err(Problem::invalid("role", "A driver's access is a person's own."));
    }
    if new.expires_at.is_some_and(|expires_at| expires_at <= portal.now()) {
        return Err(Problem::invalid("expiresAt", "It must lie in the future."));
    }
    let name = value::text("name", &new.name, 1..=100)?;
    let token = store::token::NewToken {
        token_hash: secret.hash().0,
        name: name.clone(),
        role: new.role,
        site_ids: sites(new.role, new.site_ids)?,
        may_write: new.write,
        expires_at: new.expires_at,
        created_at: portal.now(),
        created_by: access.viewer.name.clone(),
    };
    let id = portal.store.create_token(token).await?;
    record(&access, "tokenCreated", format!("API token {name} was created"), Place::default()).await?;
    let made = MadeToken { id, token: secret.reveal().to_owned() };
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(made)))
}

/// Delete an API token: it no longer holds
#[utoipa::path(
    delete,
    path = "/api/v1/tokens/{id}",
    tag = "tokens",
    params(("id" = i64, Path, description = "The token")),
    responses((status = 204))
)]
async fn remove(access: Access, Path(id): Path<i64>) -> Result<StatusCode, Problem> {
    let id = TokenId(id);
    let token_hash = access.portal.store.delete_token(id).await?;
    access.portal.token_gone(&token_hash);
    record(&access, "tokenDeleted", format!("API token {id} was deleted"), Place::default()).await?;
    Ok(StatusCode::NO_CONTENT)
}
