//! What a caller sees of an error: a problem of RFC 9457. The one place where an inner error becomes a status and a type.
//!
//! What the caller may read and what the log holds are apart: an inner error is logged here and shown as `internal` or
//! `unavailable` without a word of it.

mod inner;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// An error as told to the caller, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Stable and relative: `/problems/<name>`.
    #[serde(rename = "type")]
    #[schema(value_type = String, example = "/problems/not-found")]
    pub kind: ProblemKind,
    /// The kind in words.
    pub title: &'static str,
    /// The HTTP status.
    #[schema(value_type = u16)]
    #[serde(serialize_with = "as_number")]
    pub status: StatusCode,
    /// A sentence that a person understands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub detail: Option<String>,
    /// The member or parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub field: Option<String>,
    /// With `version-mismatch`: the thing as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>, nullable = false)]
    pub current: Option<Box<serde_json::Value>>,
    /// With `too-many-attempts` and `unavailable`: seconds until it makes sense to try again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub retry_after_s: Option<u64>,
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident = $name:literal, $status:ident, $title:literal;)+) => {
        /// The kinds of problems; their names are part of the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ProblemKind { $($(#[$meta])* $kind),+ }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [ProblemKind] = &[$(ProblemKind::$kind),+];

            /// The stable type.
            pub const fn path(self) -> &'static str {
                match self { $(ProblemKind::$kind => concat!("/problems/", $name)),+ }
            }

            /// The HTTP status.
            pub const fn status(self) -> StatusCode {
                match self { $(ProblemKind::$kind => StatusCode::$status),+ }
            }

            /// The kind in words.
            pub const fn title(self) -> &'static str {
                match self { $(ProblemKind::$kind => $title),+ }
            }
        }
    };
}

kinds! {
    /// The request cannot be understood, or a value is not allowed.
    InvalidInput = "invalid-input", BAD_REQUEST, "The input is not valid";
    /// Nobody is signed in.
    NotSignedIn = "not-signed-in", UNAUTHORIZED, "Not signed in";
    /// E-mail address or password is wrong.
    WrongCredentials = "wrong-credentials", UNAUTHORIZED, "The e-mail address or the password is wrong";
    /// Too many failures; wait.
    TooManyAttempts = "too-many-attempts", TOO_MANY_REQUESTS, "Too many attempts";
    /// The role, or the token, does not allow it.
    Forbidden = "forbidden", FORBIDDEN, "Not allowed";
    /// A state-changing request that does not come from the portal's own pages.
    WrongOrigin = "wrong-origin", FORBIDDEN, "The request comes from another site";
    /// There is no such thing, or the caller may not know of it.
    NotFound = "not-found", NOT_FOUND, "Not found";
    /// The address exists, the method does not.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "The method is not allowed here";
    /// It collides with something that exists.
    Conflict = "conflict", CONFLICT, "It collides with something that exists";
    /// A node with nodes below it cannot be deleted.
    HasChildren = "has-children", CONFLICT, "There are nodes below it";
    /// A site cannot be deleted while some driver has no other.
    OnlySiteOfDrivers = "only-site-of-drivers", CONFLICT, "It is the only site of some drivers";
    /// Somebody changed it meanwhile.
    VersionMismatch = "version-mismatch", PRECONDITION_FAILED, "Somebody else changed it meanwhile";
    /// `If-Match` is missing.
    PreconditionRequired = "precondition-required", PRECONDITION_REQUIRED, "The version it was read at is missing";
    /// The body is larger than is taken.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "Too large";
    /// The body came too slowly.
    TooSlow = "too-slow", REQUEST_TIMEOUT, "The request took too long to arrive";
    /// The database, or another part, cannot be reached.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "Not available just now";
    /// A fault of ours.
    Internal = "internal", INTERNAL_SERVER_ERROR, "Something went wrong here";
}

impl Serialize for ProblemKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.path())
    }
}

fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Problem {
            kind,
            title: kind.title(),
            status: kind.status(),
            detail: None,
            field: None,
            current: None,
            retry_after_s: None,
        }
    }
}

impl Problem {
    /// What may not be seen is not there.
    pub fn not_found() -> Problem {
        ProblemKind::NotFound.into()
    }

    /// A value that is not allowed, with its field.
    pub fn invalid(field: impl Into<String>, detail: impl Into<String>) -> Problem {
        Problem::from(ProblemKind::InvalidInput).field(field).detail(detail)
    }

    /// A collision of a field's value with something that exists.
    pub fn conflict(field: impl Into<String>, detail: impl Into<String>) -> Problem {
        Problem::from(ProblemKind::Conflict).field(field).detail(detail)
    }

    /// A lost race, with the thing as it stands.
    pub fn version_mismatch(current: impl Serialize) -> Problem {
        let current = serde_json::to_value(current).ok().map(Box::new);
        Problem { current, ..ProblemKind::VersionMismatch.into() }
    }

    /// The same with a sentence for a person.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Problem {
        Problem { detail: Some(detail.into()), ..self }
    }

    /// The same with the member or parameter at fault.
    #[must_use]
    pub fn field(self, field: impl Into<String>) -> Problem {
        Problem { field: Some(field.into()), ..self }
    }

    /// The same with the seconds until it makes sense to try again.
    #[must_use]
    pub fn retry_after_s(self, seconds: u64) -> Problem {
        Problem { retry_after_s: Some(seconds), ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status;
        let retry_after_s = self.retry_after_s;
        let challenge = self.kind == ProblemKind::NotSignedIn;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after_s {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_short_and_says_no_more_than_it_knows() {
        let problem = Problem::invalid("limit", "at most 500");
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            r#"{"type":"/problems/invalid-input","title":"The input is not valid","status":400,"detail":"at most 500","field":"limit"}"#
        );
        let response = Problem::from(ProblemKind::TooManyAttempts).retry_after_s(4).into_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        assert_eq!(response.headers()["retry-after"], "4");
    }

    #[test]
    fn names_are_unique() {
        let mut paths: Vec<_> = ProblemKind::ALL.iter().map(|kind| kind.path()).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), ProblemKind::ALL.len());
    }
}
