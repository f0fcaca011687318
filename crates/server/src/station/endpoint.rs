//! The handshake: request → [`csms::Handshake`] → let in or refused.

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use csms::{Handshake, Refusal};

use super::{basic, socket};
use crate::listener::Line;
use crate::portal::Portals;

/// Read and write buffer of a station's socket, bytes: what an idle station costs. Longer messages grow it for a while.
const BUFFER_BYTES: usize = 2 << 10;
/// How much may wait to be written to a station, bytes; it must hold the largest message of ours.
const WAITING_BYTES: usize = 4 << 20;

/// Answers a request to a station's path: 101 and the socket is served, or a refusal in plain text, which is what logs of stations show.
pub async fn answer(portals: &Portals, charge_box_id: String, request: Request) -> Response {
    let portal = portals.find(request.headers());
    let (mut parts, _) = request.into_parts();
    let Some(mut line) = parts.extensions.get::<Line>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let handshake = Handshake {
        charge_box_id,
        offered_subprotocols: offered(&parts.headers),
        basic: basic::credential(&parts.headers),
        tls: line.secure,
        // Taken out of the line, which is held as long as the socket.
        client_certificate: line.certificate.take().map(Arc::unwrap_or_clone),
        address: line.address.to_string(),
        soap: None,
        reached_at: reached_at(&parts.headers, line.secure),
    };
    let admission = match portal.csms.admit(handshake).await {
        Ok(admission) => admission,
        Err(refusal) => return refuse(&refusal),
    };
    // Who has proved which station it is has one connection anyway.
    line.place.release_address();
    let mut upgrade = upgrade
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(WAITING_BYTES)
        .max_message_size(portal.limits.station_message_bytes)
        .max_frame_size(portal.limits.station_message_bytes);
    if let Some(subprotocol) = admission.subprotocol.as_deref().and_then(|name| HeaderValue::from_str(name).ok()) {
        upgrade.set_selected_protocol(subprotocol);
    }
    // The place is held until the socket ends; the token lets a shutdown wait for it.
    let held = (line, portal.tasks.token());
    upgrade.on_upgrade(move |web_socket| async move {
        portal.csms.serve(admission, socket::frames(web_socket)).await;
        drop(held);
    })
}

/// The subprotocols offered, in the station's order of preference, from one header or several.
/// By which address the station came, where its `Host` is one.
pub(super) fn reached_at(headers: &HeaderMap, secure: bool) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
    let scheme = if secure { "https" } else { "http" };
    (!host.is_empty() && host.chars().all(is_plain)).then(|| format!("{scheme}://{host}"))
}

fn offered(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn refuse(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::FORBIDDEN);
    let mut response = (status, format!("failed to {refusal}\n")).into_response();
    let headers = response.headers_mut();
    match refusal {
        Refusal::Credential => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"charge-portal\""));
        }
        Refusal::Throttled { retry_after_s } => {
            headers.insert(header::RETRY_AFTER, (*retry_after_s).into());
        }
        Refusal::Unavailable | Refusal::ShuttingDown => {
            headers.insert(header::RETRY_AFTER, 10.into());
        }
        _ => {}
    }
    response
}
