//! A line for each request: method, path, status, time. Never a query, a header or a body: there may be secrets in them.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::listener::Line;
use crate::portal::Portals;

/// Counts a request and logs it once it is answered: faults of ours as warnings, the rest for those who want to see it.
pub(crate) async fn log(State(portals): State<Portals>, request: Request, next: Next) -> Response {
    let portal = portals.find(request.headers());
    let began = Instant::now();
    let method = request.method().clone();
    let path = ocpp::v16::without_file_secrets(request.uri().path()).into_owned();
    let address = request.extensions().get::<Line>().map(|line| line.address);
    let response = next.run(request).await;
    let status = response.status().as_u16();
    if let Some(counter) = usize::from(status / 100).checked_sub(1).and_then(|class| portal.traffic.answers.get(class))
    {
        counter.increment();
    }
    let elapsed_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(%method, path, status, elapsed_ms, address = address.map(tracing::field::display), "request");
    } else {
        tracing::debug!(%method, path, status, elapsed_ms, address = address.map(tracing::field::display), "request");
    }
    response
}
