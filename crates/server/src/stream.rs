//! The event stream of open browsers: changes from the bus, each rendered once, given to whom they concern.
//!
//! A client's stream is pulled by its connection: nothing is queued for one that does not read. It then falls behind the bus
//! and hears `reset`, or its connection gives up on it (`limits.write_s`).

mod audience;
mod messages;
mod newsroom;
mod reader;
mod render;

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::Stream;

pub use audience::Audience;
pub use messages::MessageReader;
pub use newsroom::Newsroom;
pub use reader::Reader;

/// The answer that holds a stream of events.
pub fn server_sent_events(events: impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // Proxies that gather answers before they pass them on must not.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(events)).into_response()
}
