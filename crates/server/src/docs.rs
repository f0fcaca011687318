//! The API's document at `/api/openapi.json` and a page that a person can read at `/api/docs`.
//!
//! *Decision:* the page is a hundred lines of our own which render the document; the well-known renderers are megabytes of
//! script, and most fetch more from elsewhere.

mod presence;

use std::sync::Arc;

use axum::extract::Extension;
use axum::http::header;
use axum::response::IntoResponse;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, openapi};

use crate::problem::Problem;
use crate::shape::delta::{
    AlarmDelta, CampaignDelta, ConfigurationDelta, OutletDelta, SecurityDelta, SessionDelta, StationDelta,
    TopologyDelta,
};

/// The document before any route has added its part.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Charge Portal",
        description = "Everything that the pages do, a program can do. Conventions: docs/API-DESIGN.md. Anything that is not \
            answered as described is answered with a Problem (RFC 9457)."
    ),
    components(schemas(
        Problem, OutletDelta, StationDelta, SessionDelta, AlarmDelta, CampaignDelta, ConfigurationDelta, SecurityDelta,
        TopologyDelta
    )),
    modifiers(&Security)
)]
pub struct Document;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie = ApiKeyValue::with_description(crate::sign_in::COOKIE, "A browser's sign-in.");
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A program's token, `cp_…`."));
        components.add_security_scheme("token", SecurityScheme::Http(token.build()));
    }
}

/// Writes the document as it is served and kept.
///
/// # Panics
/// Never: the document is made of strings and maps.
pub fn write(document: &openapi::OpenApi) -> String {
    let mut document = serde_json::to_value(document).expect("a document of strings and maps can be written");
    presence::require_nullable(&mut document);
    format!("{document:#}\n")
}

/// The document, written once at the start.
#[derive(Clone)]
pub struct Written(pub Arc<str>);

/// `GET /api/openapi.json`.
pub async fn document(Extension(Written(text)): Extension<Written>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], text.to_string())
}

/// `GET /api/docs`.
pub async fn page() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], include_str!("docs/page.html"))
}

/// `GET /api/docs/page.js`.
pub async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("docs/page.js"))
}

/// `GET /api/docs/page.css`.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("docs/page.css"))
}
