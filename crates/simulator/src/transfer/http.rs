//! HTTP, in the clear or encrypted: one request for each connection.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::http::request::Builder;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;

use super::{LARGEST_FILE, Location, TransferError};
use crate::access::Access;
use crate::line::{Stream, open};

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The body.
    pub body: Bytes,
}

/// Fetches a file.
pub(super) async fn fetch(location: &Location, access: &Access) -> Result<Vec<u8>, TransferError> {
    let answer = send(location, request(location, Method::GET), Bytes::new(), access).await?;
    judge(&answer)?;
    Ok(answer.body.into())
}

/// Delivers a file: PUT, since OCPP names no way.
pub(super) async fn deliver(location: &Location, content: Vec<u8>, access: &Access) -> Result<(), TransferError> {
    let request = request(location, Method::PUT).header(CONTENT_TYPE, "application/octet-stream");
    judge(&send(location, request, content.into(), access).await?)
}

async fn send(location: &Location, request: Builder, body: Bytes, access: &Access) -> Result<Answer, TransferError> {
    let stream = open(&location.host, location.port, location.scheme.is_secure(), access).await;
    let stream = stream.map_err(|error| TransferError::Broken(error.to_string()))?;
    let request = request.uri(&location.path).header(HOST, location.authority());
    exchange(stream, request, body).await
}

fn request(location: &Location, method: Method) -> Builder {
    let request = Request::builder().method(method);
    match &location.account {
        Some((user, password)) => {
            request.header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))))
        }
        None => request,
    }
}

fn judge(answer: &Answer) -> Result<(), TransferError> {
    match answer.status {
        status if status.is_success() => Ok(()),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(TransferError::Denied(answer.status.to_string())),
        status => Err(TransferError::Refused(status.to_string())),
    }
}

/// Sends a request over a connection of its own and takes the whole answer.
///
/// # Errors
///
/// There is none.
pub(crate) async fn exchange(stream: Box<dyn Stream>, request: Builder, body: Bytes) -> Result<Answer, TransferError> {
    let broken = |error: hyper::Error| TransferError::Broken(error.to_string());
    let request = request.body(Full::new(body)).map_err(|error| TransferError::Location(error.to_string()))?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let asked = async move {
        let response = sender.send_request(request).await.map_err(broken)?;
        let status = response.status();
        let body = Limited::new(response.into_body(), LARGEST_FILE).collect().await;
        let body = body.map_err(|error| TransferError::Broken(error.to_string()))?.to_bytes();
        Ok(Answer { status, body })
    };
    tokio::pin!(asked);
    tokio::pin!(connection);
    // The connection must be driven for the answer to come; it may end before the answer was taken.
    tokio::select! {
        answer = &mut asked => answer,
        ended = &mut connection => {
            ended.map_err(broken)?;
            asked.await
        }
    }
}
