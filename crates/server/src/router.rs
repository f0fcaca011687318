//! All routes of the program, and what stands around every one of them.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::FutureExt;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use utoipa::OpenApi;

use crate::access::{Declaration, Needs, Routes};
use crate::configuration::Limits;
use crate::docs::{self, Document, Written};
use crate::extract::BodyPatience;
use crate::portal::Portals;
use crate::problem::{Problem, ProblemKind};
use crate::{api, files, health, metrics, pages, request_log, station};

/// Every route with its declaration.
fn routes(portals: Option<Portals>) -> Routes {
    let routes = api::routes(Routes::new(Document::openapi(), portals));
    let public = Needs::Public;
    files::routes(routes)
        .add_plain(public, Method::GET, "/api/openapi.json", get(docs::document))
        .add_plain(public, Method::GET, "/api/docs", get(docs::page))
        .add_plain(public, Method::GET, "/api/docs/page.js", get(docs::script))
        .add_plain(public, Method::GET, "/api/docs/page.css", get(docs::style))
        .add_plain(public, Method::GET, "/healthz", get(health::alive))
        .add_plain(public, Method::GET, "/readyz", get(health::ready))
        .add_plain(public, Method::GET, "/metrics", get(metrics::show))
}

/// The OpenAPI document, as kept in `crates/server/openapi.json`.
pub fn document() -> String {
    docs::write(routes(None).document())
}

/// Everything that was declared; the walk over all routes and roles begins here.
pub fn declarations() -> Vec<Declaration> {
    routes(None).finish().1
}

/// The router of the program.
pub fn router(portals: Portals, limits: &Limits) -> Router {
    let written = Written(document().into());
    let (router, _) = routes(Some(portals.clone())).finish();
    let compressed = SizeAbove::new(1024)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/"))
        // Stations want to know the length of their answers.
        .and(NotForContentType::const_new("application/soap+xml"))
        .and(NotForContentType::const_new("text/xml"))
        .and(NotForContentType::IMAGES);
    router
        .fallback(elsewhere)
        .method_not_allowed_fallback(wrong_method)
        .layer(Extension(written))
        .layer(Extension(BodyPatience(Duration::from_secs(limits.body_s))))
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(from_fn(contain_panic))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressed))
        .layer(from_fn(pages::security_headers))
        .layer(from_fn_with_state(portals.clone(), request_log::log))
        .with_state(portals)
}

/// Stations, whose path is compared without regard to case, and the web app.
async fn elsewhere(State(portals): State<Portals>, request: Request) -> Response {
    if let Some(version) = station::soap_version(request.uri().path()) {
        return station::answer_soap(&portals, version, request).await;
    }
    match station::charge_box_id(request.uri().path()) {
        Some(charge_box_id) => station::answer(&portals, charge_box_id, request).await,
        None => pages::answer(request.method(), request.uri(), request.headers()),
    }
}

async fn wrong_method() -> Problem {
    ProblemKind::MethodNotAllowed.into()
}

/// A panic in a handler ends that request and nothing else.
async fn contain_panic(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            tracing::error!(path, panic = panic_text(panic.as_ref()), "a handler panicked");
            Problem::from(ProblemKind::Internal).into_response()
        }
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?")
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_ends_one_request_and_tells_nothing() {
        let router: Router = Router::new()
            .route("/fails", get(|| async { panic!("secret") as () }))
            .route("/works", get(|| async { "fine" }))
            .layer(from_fn(contain_panic));
        let ask = async |path: &str| {
            let request = Request::get(path).body(axum::body::Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let body = axum::body::to_bytes(response.into_body(), 4096).await.unwrap();
            (status, String::from_utf8(body.to_vec()).unwrap())
        };
        let (status, body) = ask("/fails").await;
        assert!(status == 500 && body.contains("/problems/internal") && !body.contains("secret"), "{body}");
        assert_eq!(ask("/works").await, (200, "fine".to_owned()));
    }
}
