//! Whether a state-changing request comes from the portal's own pages.
//!
//! A browser adds the cookie to a request from any site (within `SameSite`); it does not let a site choose `Origin` or
//! `Sec-Fetch-Site`. A program with a token sends neither, and needs neither.

use axum::http::{HeaderMap, Method, header};

/// What the headers say of a request's origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The portal's own pages.
    Own,
    /// Some other page.
    Foreign,
    /// No browser, or one so old that it does not say.
    Untold,
}

/// Whether a method may change anything.
pub(super) fn changes_state(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Reads the origin. `public_address` is the portal's own address where configured; otherwise the host that was asked for is.
pub(super) fn origin(headers: &HeaderMap, public_address: Option<&str>) -> Origin {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin") => return Origin::Own,
        Some(_) => return Origin::Foreign,
        None => {}
    }
    if headers.contains_key(header::ORIGIN) {
        let Some(origin) = text("origin") else { return Origin::Foreign };
        let is_public =
            public_address.is_some_and(|address| address.trim_end_matches('/').eq_ignore_ascii_case(origin));
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        let is_host = authority.is_some() && authority.map(str::to_lowercase) == text("host").map(str::to_lowercase);
        return if is_public || is_host { Origin::Own } else { Origin::Foreign };
    }
    Origin::Untold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_portals_own_pages_are_own() {
        let table: [(&[(&str, &str)], Origin); 9] = [
            (&[], Origin::Untold),
            (&[("sec-fetch-site", "same-origin"), ("origin", "http://localhost:5173")], Origin::Own),
            (&[("sec-fetch-site", "same-site")], Origin::Foreign),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example.org")], Origin::Foreign),
            (&[("origin", "https://portal.example.org")], Origin::Own),
            (&[("origin", "https://evil.example.org")], Origin::Foreign),
            (&[("origin", "null"), ("host", "null")], Origin::Foreign),
            (&[("origin", "http://Inner:8080"), ("host", "inner:8080")], Origin::Own),
            (&[("origin", "http://inner"), ("host", "inner:8080")], Origin::Foreign),
        ];
        for (given, expected) in table {
            let headers = given
                .iter()
                .map(|(name, value)| (name.parse::<axum::http::HeaderName>().unwrap(), value.parse().unwrap()))
                .collect();
            assert_eq!(origin(&headers, Some("https://portal.example.org/")), expected, "{given:?}");
        }
    }
}
