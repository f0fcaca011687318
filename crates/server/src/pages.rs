//! The web app, embedded in the program with its compressed forms, and the headers that keep a browser safe.

mod encoding;
mod security_headers;

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::{Problem, ProblemKind};
use encoding::{Encoding, accepted};
pub use security_headers::security_headers;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct App;

/// Answers whatever no route has: a file of the app, the app itself for the address of a page, or a problem.
pub fn answer(method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    let path = uri.path();
    let is_api = ["/api", "/problems", "/healthz", "/readyz", "/metrics"]
        .iter()
        .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    if is_api {
        return Problem::not_found().into_response();
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Problem::from(ProblemKind::MethodNotAllowed).into_response();
    }
    let name = path.trim_start_matches('/');
    match find(name, headers) {
        Some(file) if name != "index.html" => serve(name, file, headers),
        // A missing asset is not a page: an old page must not be given HTML for its script.
        _ if name.starts_with("assets/") => Problem::not_found().into_response(),
        _ => match find("index.html", headers) {
            Some(file) => serve("index.html", file, headers),
            None => Problem::not_found().into_response(),
        },
    }
}

struct Found {
    file: EmbeddedFile,
    encoding: Option<Encoding>,
}

fn find(name: &str, headers: &HeaderMap) -> Option<Found> {
    if name.is_empty() || name.split('/').any(|part| part == ".." || part.starts_with('.')) {
        return None;
    }
    let compressed = accepted(headers).into_iter().find_map(|encoding| {
        App::get(&format!("{name}.{}", encoding.extension())).map(|file| Found { file, encoding: Some(encoding) })
    });
    compressed.or_else(|| App::get(name).map(|file| Found { file, encoding: None }))
}

fn serve(name: &str, found: Found, request: &HeaderMap) -> Response {
    let hash = found.file.metadata.sha256_hash();
    give(name, found.file.data, hash, found.encoding, request)
}

fn give(
    name: &str,
    data: Cow<'static, [u8]>,
    hash: [u8; 32],
    encoding: Option<Encoding>,
    request: &HeaderMap,
) -> Response {
    let tag = format!("\"{}\"", hash[..12].iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let unchanged = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response =
        if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(data).into_response() };
    let headers = response.headers_mut();
    // Names below assets/ hold a hash of their content: they never change.
    let caching = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    response
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(path: &str) -> Response {
        answer(&Method::GET, &path.parse().unwrap(), &HeaderMap::new())
    }

    #[test]
    fn page_addresses_give_the_app_and_others_a_problem() {
        for (path, status, kind) in [
            ("/", 200, "text/html; charset=utf-8"),
            ("/nodes/7/statistics?sort=startedAt", 200, "text/html; charset=utf-8"),
            ("/index.html", 200, "text/html; charset=utf-8"),
            ("/api/v1/nonsense", 404, "application/problem+json"),
            ("/api", 404, "application/problem+json"),
            ("/apiary", 200, "text/html; charset=utf-8"),
            ("/assets/gone-0000.js", 404, "application/problem+json"),
            ("/../../Cargo.toml", 200, "text/html; charset=utf-8"),
        ] {
            let response = get(path);
            assert_eq!(response.status(), status, "{path}");
            assert_eq!(response.headers()["content-type"], kind, "{path}");
        }
        let posted = answer(&Method::POST, &"/sites".parse().unwrap(), &HeaderMap::new());
        assert_eq!(posted.status(), 405);
    }

    #[test]
    fn what_never_changes_is_kept_for_ever() {
        let file = |name: &str, encoding| give(name, Cow::Borrowed(b"x"), [7; 32], encoding, &HeaderMap::new());
        let script = file("assets/main-B7x1.js", Some(Encoding::Brotli));
        assert_eq!(script.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(script.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(script.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        let icon = file("favicon.svg", None);
        assert_eq!(icon.headers()[header::CACHE_CONTROL], "no-cache");
        assert!(!icon.headers().contains_key(header::CONTENT_ENCODING));
    }

    #[test]
    fn what_the_browser_holds_is_not_sent_again() {
        let first = get("/");
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        let again = answer(&Method::GET, &"/".parse().unwrap(), &headers);
        assert_eq!(again.status(), 304);
    }
}
