//! `GET` and `PUT /me/preferences/{key}`: what the pages remember for a person.

use axum::Json;
use axum::http::StatusCode;
use serde_json::Value;

use crate::access::Access;
use crate::extract::{Body, Path};
use crate::problem::{Problem, ProblemKind};

/// The largest preference, bytes of JSON.
const LARGEST_BYTES: usize = 64 << 10;

/// A preference of the viewer
///
/// `null` when it was never set.
#[utoipa::path(
    get,
    path = "/api/v1/me/preferences/{key}",
    tag = "me",
    params(("key" = String, Path, description = "Letters, digits, dots and dashes; at most 100")),
    responses((status = 200, body = Value, description = "Any JSON value"))
)]
pub(super) async fn get(access: Access, Path(key): Path<String>) -> Result<Json<Value>, Problem> {
    let stored = access.portal.store.preference(access.user_id()?, &name(key)?).await?;
    Ok(Json(stored.unwrap_or(Value::Null)))
}

/// Set a preference of the viewer
#[utoipa::path(
    put,
    path = "/api/v1/me/preferences/{key}",
    tag = "me",
    params(("key" = String, Path, description = "Letters, digits, dots and dashes; at most 100")),
    request_body(content = Value, description = "Any JSON value up to 64 KiB; null forgets it"),
    responses((status = 204))
)]
pub(super) async fn put(
    access: Access,
    Path(key): Path<String>,
    Body(value): Body<Value>,
) -> Result<StatusCode, Problem> {
    if value.to_string().len() > LARGEST_BYTES {
        return Err(Problem::from(ProblemKind::TooLarge).detail("A preference has at most 64 KiB."));
    }
    access.portal.store.set_preference(access.user_id()?, name(key)?, value).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn name(key: String) -> Result<String, Problem> {
    let fits = (1..=100).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    if fits {
        Ok(key)
    } else {
        Err(Problem::invalid("key", "It must be letters, digits, dots and dashes, at most 100."))
    }
}
