//! The cookie of a signed-in browser.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Secret;

/// Its name.
pub const COOKIE: &str = "charge_portal_session";

/// The secret in the request's cookie.
pub fn cookie_of(headers: &HeaderMap) -> Option<Secret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == COOKIE && !value.is_empty())
        .map(|(_, value)| Secret::sent(value))
}

/// The header that gives a browser its cookie. `secure` behind TLS; without, a browser would not send it back.
pub fn set_cookie(secret: &Secret, lifetime_s: i64, secure: bool) -> HeaderValue {
    header_value(secret.reveal(), lifetime_s, secure)
}

/// The header that takes it away.
pub fn clear_cookie(secure: bool) -> HeaderValue {
    header_value("", 0, secure)
}

fn header_value(value: &str, lifetime_s: i64, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={lifetime_s}{secure}");
    HeaderValue::from_str(&text).expect("base64 and figures are fit for a header")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("theme=dark; charge_portal_session=abc; x=1"));
        assert_eq!(cookie_of(&headers), Some(Secret::sent("abc")));
        headers.insert(header::COOKIE, HeaderValue::from_static("charge_portal_session=; xcharge_portal_session=abc"));
        assert_eq!(cookie_of(&headers), None);
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_other_sites() {
        let set = set_cookie(&Secret::sent("abc"), 60, true);
        assert_eq!(set, "charge_portal_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
        assert!(!clear_cookie(false).to_str().unwrap().contains("Secure"));
    }
}
