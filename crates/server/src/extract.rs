//! What handlers take from a request; whatever does not fit is a problem that names the field.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use crate::problem::{Problem, ProblemKind};

/// How long a body may take to arrive; put into every request by the router.
#[derive(Clone, Copy)]
pub struct BodyPatience(pub Duration);

/// A JSON body.
pub struct Body<T>(pub T);

/// The query of the address.
pub struct Query<T>(pub T);

/// The parameters of the path. One that cannot be read is not found: there is nothing at that address.
pub struct Path<T>(pub T);

/// The version at which the caller read what it now changes, from `If-Match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::from(ProblemKind::InvalidInput).detail("The body must be sent as application/json."));
        }
        let patience =
            request.extensions().get::<BodyPatience>().map_or(Duration::from_secs(30), |patience| patience.0);
        let bytes = tokio::time::timeout(patience, Bytes::from_request(request, state))
            .await
            .map_err(|_| Problem::from(ProblemKind::TooSlow))?
            .map_err(broken_body)?;
        read_json(&bytes).map(Body)
    }
}

fn broken_body(rejection: BytesRejection) -> Problem {
    match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => ProblemKind::TooLarge.into(),
        _ => Problem::from(ProblemKind::InvalidInput).detail("The body broke off."),
    }
}

fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        let problem = Problem::from(ProblemKind::InvalidInput);
        let problem = match named_in(&text) {
            Some(field) => problem.field(field),
            None => problem,
        };
        problem.detail(format!("The body is not as expected: {text}."))
    })
}

/// The member that serde's message is about: ``missing field `name` at …``.
fn named_in(text: &str) -> Option<&str> {
    let rest = ["missing field `", "unknown field `", "duplicate field `"]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    rest.split_once('`').map(|(name, _)| name)
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let axum::extract::Query(query) =
            axum::extract::Query::<T>::from_request_parts(parts, state).await.map_err(|rejection| {
                let text = rejection.body_text();
                let text = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
                let field = named_in(text).or_else(|| text.split_once(": ").map(|(field, _)| field));
                let problem =
                    Problem::from(ProblemKind::InvalidInput).detail(format!("The query is not as expected: {text}."));
                match field {
                    Some(field) => problem.field(field),
                    None => problem,
                }
            })?;
        Ok(Query(query))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let axum::extract::Path(path) =
            axum::extract::Path::<T>::from_request_parts(parts, state).await.map_err(|_| Problem::not_found())?;
        Ok(Path(path))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if_match(&parts.headers)?.map(IfMatch).ok_or_else(|| {
            Problem::from(ProblemKind::PreconditionRequired)
                .field("If-Match")
                .detail("Send the ETag of what you read as If-Match.")
        })
    }
}

/// The version in `If-Match`, where it was sent.
///
/// # Errors
/// `invalid-input` when it is none of this API's.
pub fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let version = value.to_str().ok().and_then(|text| text.trim().trim_matches('"').parse().ok());
    version.map(Some).ok_or_else(|| Problem::invalid("If-Match", "It must be an ETag of this API."))
}

/// The `ETag` of a version.
pub fn etag(version: i64) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read from JSON")]
    struct Sample {
        name: String,
    }

    #[test]
    fn a_body_that_does_not_fit_names_its_member() {
        let table = [
            ("{}", Some("name")),
            (r#"{"name":"a","nick":1}"#, Some("nick")),
            (r#"{"name":7}"#, None),
            ("", None),
            ("[[[", None),
        ];
        for (body, field) in table {
            let problem = read_json::<Sample>(body.as_bytes()).unwrap_err();
            assert_eq!((problem.status.as_u16(), problem.field.as_deref()), (400, field), "{body}");
        }
    }

    #[tokio::test]
    async fn a_query_that_does_not_fit_names_its_parameter() {
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code, reason = "only read from the query")]
        struct Page {
            limit: u16,
        }
        for address in ["/?limit=many", "/"] {
            let (mut parts, ()) = axum::http::Request::get(address).body(()).unwrap().into_parts();
            let problem = Query::<Page>::from_request_parts(&mut parts, &()).await.err().unwrap();
            assert_eq!(problem.field.as_deref(), Some("limit"), "{address}");
        }
    }

    #[tokio::test]
    async fn the_version_is_read_from_if_match() {
        let table = [
            (None, Err(428)),
            (Some("\"7\""), Ok(7)),
            (Some("7"), Ok(7)),
            (Some("*"), Err(400)),
            (Some("W/x"), Err(400)),
        ];
        for (value, expected) in table {
            let mut request = axum::http::Request::get("/");
            if let Some(value) = value {
                request = request.header("if-match", value);
            }
            let (mut parts, ()) = request.body(()).unwrap().into_parts();
            let read = IfMatch::from_request_parts(&mut parts, &()).await;
            assert_eq!(read.map(|version| version.0).map_err(|problem| problem.status.as_u16()), expected);
        }
    }
}
