//! Where stations post over SOAP: `/Ocpp/CentralSystemService15` and `…16`; `?wsdl` describes the service.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use csms::{SoapAnswer, SoapPost};
use ocpp::soap::{MAX_BYTES, Service, Version, describe};

use super::basic;
use super::endpoint::reached_at;
use crate::listener::Line;
use crate::portal::{Portal, Portals};

/// The path at which stations post, compared without regard to case, before the version.
const ROOT: &str = "/ocpp/centralsystemservice";

/// The version that is spoken at a path; `None` where the path is none of these.
pub fn soap_version(path: &str) -> Option<Version> {
    let (root, rest) = path.split_at_checked(ROOT.len())?;
    if !root.eq_ignore_ascii_case(ROOT) {
        return None;
    }
    match rest.strip_suffix('/').unwrap_or(rest) {
        "15" => Some(Version::V15),
        "16" => Some(Version::V16),
        _ => None,
    }
}

/// Answers a request to such a path.
pub async fn answer_soap(portals: &Portals, version: Version, request: Request) -> Response {
    let portal = portals.find(request.headers());
    match *request.method() {
        Method::POST => post(&portal, version, request).await,
        Method::GET | Method::HEAD if asks_for_description(&request) => description(&portal, version, &request),
        _ => (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "POST")], "Stations post here; ?wsdl describes how.\n")
            .into_response(),
    }
}

async fn post(portal: &Portal, version: Version, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(line) = parts.extensions.get::<Line>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let document = match tokio::time::timeout(Duration::from_secs(portal.limits.body_s), read(body)).await {
        Ok(Some(document)) => document,
        Ok(None) => {
            return (StatusCode::PAYLOAD_TOO_LARGE, "The message is too large, or broke off.\n").into_response();
        }
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let actions = actions(&parts.headers);
    let basic = basic::credential(&parts.headers);
    let reached_at = reached_at(&parts.headers, line.secure);
    let answer = portal.csms.post(SoapPost {
        version,
        document: &document,
        actions: &actions,
        basic: basic.as_ref(),
        tls: line.secure,
        client_certificate: line.certificate.as_deref(),
        address: line.address,
        reached_at: reached_at.as_deref(),
    });
    answered(answer.await)
}

/// The whole body, unless it is too large or breaks off.
async fn read(body: Body) -> Option<Vec<u8>> {
    to_bytes(body, MAX_BYTES).await.ok().map(Into::into)
}

/// What the headers call the action: `SOAPAction` of SOAP 1.1, the parameter `action` of SOAP 1.2's media type.
fn actions(headers: &HeaderMap) -> Vec<&str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let in_type = text("content-type").into_iter().flat_map(|value| value.split(';')).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("action").then_some(value)
    });
    in_type.chain(text("soapaction")).collect()
}

fn answered(answer: SoapAnswer) -> Response {
    let SoapAnswer { status, media_type, document, retry_after_s } = answer;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, [(header::CONTENT_TYPE, media_type)], document).into_response();
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"charge-portal\""));
    }
    if let Some(seconds) = retry_after_s {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn asks_for_description(request: &Request) -> bool {
    request.uri().query().is_some_and(|query| {
        let name = query.split(['=', '&']).next().unwrap_or_default();
        name.eq_ignore_ascii_case("wsdl")
    })
}

/// The description of the service, with the address by which it was asked for.
fn description(portal: &Portal, version: Version, request: &Request) -> Response {
    let secure = request.extensions().get::<Line>().is_some_and(|line| line.secure);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let root = match portal.public_address() {
        Some(address) => address.to_owned(),
        None => format!("{}://{host}", if secure { "https" } else { "http" }),
    };
    let number = if version == Version::V15 { 15 } else { 16 };
    let address = format!("{root}/Ocpp/CentralSystemService{number}");
    let document = describe(version, Service::CentralSystem, &address);
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], document).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_compared_without_regard_to_case() {
        let table = [
            ("/Ocpp/CentralSystemService15", Some(Version::V15)),
            ("/OCPP/centralsystemservice16/", Some(Version::V16)),
            ("/Ocpp/CentralSystemService", None),
            ("/Ocpp/CentralSystemService12", None),
            ("/Ocpp/CentralSystemService15/CP1", None),
        ];
        for (path, version) in table {
            assert_eq!(soap_version(path), version, "{path}");
        }
    }

    #[test]
    fn actions_are_found_in_both_headers() {
        let mut headers = HeaderMap::new();
        headers.insert("soapaction", HeaderValue::from_static("\"/Heartbeat\""));
        headers.insert("content-type", HeaderValue::from_static("application/soap+xml; charset=utf-8; Action=\"/X\""));
        assert_eq!(actions(&headers), ["\"/X\"", "\"/Heartbeat\""]);
    }
}
