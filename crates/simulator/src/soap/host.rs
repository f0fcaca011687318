//! The service that a station hosts, so that the central system can ask it.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use ocpp::soap::{Fault, FaultCode, MAX_BYTES, Version};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::translate::asked;

/// How many connections there may be at once.
const MOST_CONNECTIONS: usize = 32;
/// How long the headers of a request may take to come.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// How long a station may take to answer.
const ANSWER_TIME: Duration = Duration::from_secs(30);

/// Where stations that speak SOAP can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosting {
    /// The address at which a station listens; port 0 is any that is free.
    pub listen: SocketAddr,
    /// The address that it tells, where that is another, as behind a router; `{port}` stands for its port, `{id}` for its id.
    pub told: Option<String>,
}

impl Default for Hosting {
    fn default() -> Self {
        Self { listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0), told: None }
    }
}

impl Hosting {
    /// The address that a station tells when it listens at this port.
    pub(super) fn address(&self, port: u16, id: &str) -> String {
        match &self.told {
            Some(told) => told.replace("{port}", &port.to_string()).replace("{id}", id),
            None => format!("http://{}/", SocketAddr::new(self.listen.ip(), port)),
        }
    }
}

/// A question of the central system, and where its answer goes.
#[derive(Debug)]
pub(super) struct Question {
    /// The id of the CALL.
    pub id: String,
    /// The CALL.
    pub frame: String,
    /// Takes the frame that answers it.
    pub answer: oneshot::Sender<String>,
}

/// Whose service it is.
#[derive(Debug)]
pub(super) struct Host {
    pub version: Version,
    pub identity: String,
    pub questions: mpsc::Sender<Question>,
    /// Makes ids.
    pub count: AtomicU64,
}

/// Serves until it is cancelled; then finishes what is under way.
pub(super) async fn serve(listener: TcpListener, host: Arc<Host>, cancelled: CancellationToken) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if connections.len() < MOST_CONNECTIONS => match accepted {
                Ok((stream, _)) => {
                    let host = Arc::clone(&host);
                    connections.spawn(async move {
                        let service = service_fn(|request| answer(Arc::clone(&host), request));
                        let mut server = http1::Builder::new();
                        server.keep_alive(false).timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
                        if let Err(error) = server.serve_connection(TokioIo::new(stream), service).await {
                            tracing::debug!(%error, "a connection to the station's service broke");
                        }
                    });
                }
                Err(error) => tracing::debug!(%error, "a connection to the station's service was not accepted"),
            },
            Some(_) = connections.join_next() => {}
            () = cancelled.cancelled() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn answer(host: Arc<Host>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() != Method::POST {
        return Ok(plain(StatusCode::METHOD_NOT_ALLOWED));
    }
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BYTES).collect().await else {
        return Ok(plain(StatusCode::PAYLOAD_TOO_LARGE));
    };
    let body = body.to_bytes();
    let Ok(document) = std::str::from_utf8(&body) else { return Ok(plain(StatusCode::BAD_REQUEST)) };
    let elsewhere = head.headers.get("soapaction").and_then(|action| action.to_str().ok());
    let id = format!("soap-{}", host.count.fetch_add(1, Ordering::Relaxed));
    tracing::debug!(station = host.identity, document = %ocpp::soap::masked(document), "asked");
    let elsewhere: Vec<&str> = elsewhere.into_iter().collect();
    let (asked, frame) = asked(host.version, &host.identity, &id, document, &elsewhere);
    let (status, envelope) = match frame {
        Ok(frame) => match ask(&host, &id, frame).await {
            Some(answer) => asked.reply(&format!("urn:{}:{id}", host.identity), &answer),
            None => asked.fault(&id, &Fault::new(FaultCode::InternalError, "the station does not answer")),
        },
        Err(fault) => asked.fault(&id, &fault),
    };
    tracing::debug!(station = host.identity, document = %ocpp::soap::masked(&envelope), "answers");
    let mut response = Response::new(Full::new(Bytes::from(envelope)));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(asked.dialect.media_type()));
    Ok(response)
}

/// Asks the station; nothing where it does not answer.
async fn ask(host: &Host, id: &str, frame: String) -> Option<String> {
    let (answer, answered) = oneshot::channel();
    let question = Question { id: id.to_owned(), frame, answer };
    host.questions.send(question).await.ok()?;
    timeout(ANSWER_TIME, answered).await.ok()?.ok()
}

fn plain(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}
