//! Files over HTTP: `GET` of an image with ranges, `PUT` and `POST` of what a station delivers, streamed either way.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use axum::extract::{Path as Parameters, Request};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use domain::TransferId;
use futures_util::{Stream, TryStreamExt};
use tokio_util::io::StreamReader;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::counter::{FileRefused, Visitor};
use super::progress::Progress;
use super::shelf::ReceiveFailure;
use crate::access::{Needs, Routes, Visit};
use crate::portal::Portal;

/// The name of a file that is delivered without one.
const NAMELESS: &str = "upload.bin";

/// Adds the addresses that stations are told.
pub(crate) fn routes(routes: Routes) -> Routes {
    let (file, folder) = ("/files/{secret}/{name}", "/files/{secret}/");
    let handlers = get(fetch).put(deliver).post(deliver);
    routes.add_plain(Needs::Public, Method::GET, file, handlers.clone()).add_plain(
        Needs::Public,
        Method::PUT,
        folder,
        put(deliver_nameless).post(deliver_nameless),
    )
}

async fn fetch(visit: Visit, Parameters((secret, name)): Parameters<(String, String)>, request: Request) -> Response {
    let from = first_byte(&request);
    let fetched = async {
        let visitor = admit(&visit.portal, &secret).await?;
        visitor.fetch(&visit.portal, &name, from).await
    };
    match fetched.await {
        Ok(fetched) => {
            let response = send_file(&fetched.path, &name, request).await;
            response
                .map(|body| Body::from_stream(Counted { body: body.into_data_stream(), progress: fetched.progress }))
        }
        Err(refused) => refuse(&refused),
    }
}

async fn deliver(visit: Visit, Parameters((secret, name)): Parameters<(String, String)>, request: Request) -> Response {
    take(&visit.portal, &secret, &name, request).await
}

async fn deliver_nameless(visit: Visit, Parameters(secret): Parameters<String>, request: Request) -> Response {
    let name = named_in(&request).unwrap_or_else(|| NAMELESS.to_owned());
    take(&visit.portal, &secret, &name, request).await
}

async fn take(portal: &Arc<Portal>, secret: &str, name: &str, request: Request) -> Response {
    let taken = async {
        let visitor = admit(portal, secret).await?;
        let body = request.into_body().into_data_stream().map_err(std::io::Error::other);
        visitor.deliver(portal, name, StreamReader::new(body)).await
    };
    match taken.await {
        Ok(_) => StatusCode::CREATED.into_response(),
        Err(refused) => refuse(&refused),
    }
}

/// Lets in by the part of the path that is the secret: `<id>-<secret>`.
async fn admit(portal: &Portal, secret: &str) -> Result<Visitor, FileRefused> {
    let (id, secret) = secret.split_once('-').ok_or(FileRefused::Closed)?;
    let id = id.parse().map(TransferId).map_err(|_| FileRefused::Closed)?;
    Visitor::admit(portal, id, secret).await
}

/// Answers with a file as an attachment of that name, whole or the range that was asked for.
pub(crate) async fn send_file(path: &Path, name: &str, request: Request) -> Response {
    let octets = "application/octet-stream".parse().expect("a well-formed media type");
    let served = ServeFile::new_with_mime(path, &octets).oneshot(request).await;
    let mut response = match served {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    let plain: String = name.chars().map(|letter| if is_header_safe(letter) { letter } else { '_' }).collect();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn is_header_safe(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "._- ()+".contains(letter)
}

/// Where a range begins, for the count of what has gone.
fn first_byte(request: &Request) -> u64 {
    let range = request.headers().get(header::RANGE).and_then(|value| value.to_str().ok());
    let first = range.and_then(|range| range.trim().strip_prefix("bytes=")).and_then(|range| range.split('-').next());
    first.and_then(|first| first.trim().parse().ok()).unwrap_or(0)
}

/// The name in `Content-Disposition`.
fn named_in(request: &Request) -> Option<String> {
    let value = request.headers().get(header::CONTENT_DISPOSITION)?.to_str().ok()?;
    let name = value.split(';').find_map(|part| part.trim().strip_prefix("filename="))?;
    Some(name.trim().trim_matches('"').to_owned())
}

/// In plain text, which is what logs of stations show.
fn refuse(refused: &FileRefused) -> Response {
    let status = match refused {
        FileRefused::Closed | FileRefused::NoSuchFile => StatusCode::NOT_FOUND,
        FileRefused::NotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        FileRefused::BadName => StatusCode::BAD_REQUEST,
        FileRefused::Full => StatusCode::INSUFFICIENT_STORAGE,
        FileRefused::Receive(ReceiveFailure::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        FileRefused::Receive(ReceiveFailure::TooSlow) => StatusCode::REQUEST_TIMEOUT,
        FileRefused::Receive(ReceiveFailure::BrokeOff(_)) => StatusCode::BAD_REQUEST,
        FileRefused::Busy | FileRefused::Store(_) | FileRefused::Edit(_) => StatusCode::SERVICE_UNAVAILABLE,
        FileRefused::Receive(ReceiveFailure::Disk(error)) => {
            tracing::error!(%error, "failed to write a station's file");
            StatusCode::INSUFFICIENT_STORAGE
        }
    };
    (status, format!("failed to {refused}\n")).into_response()
}

/// A body that counts what goes.
struct Counted<S> {
    body: S,
    progress: Progress,
}

impl<S: Stream<Item = Result<Bytes, axum::Error>> + Unpin> Stream for Counted<S> {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(Pin::new(&mut self.body).poll_next(context));
        if let Some(Ok(piece)) = &piece {
            self.progress.moved(piece.len() as u64);
        }
        Poll::Ready(piece)
    }
}
