//! The line of a station that speaks SOAP: up while its service is hosted and the central system takes what it posts.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request};
use ocpp::ErrorCode;
use ocpp::rpc::{Frame, encode_error};
use ocpp::soap::{Calling, Dialect, Service, Version};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::Hosting;
use super::host::{Host, Question, serve};
use super::translate::{Posted, answered, post};
use crate::access::Access;
use crate::address::Address;
use crate::line::Dial;
use crate::station::StationId;
use crate::transfer::{TransferError, exchange};

/// How many questions wait for the station.
const WAITING_QUESTIONS: usize = 16;
/// How long the central system may take to answer.
const ANSWER_TIME: Duration = Duration::from_secs(30);

/// Where a line of SOAP leads, and who is at this end.
pub(crate) struct Ends {
    /// The version that is spoken.
    pub version: Version,
    /// How the central system is reached.
    pub dial: Arc<dyn Dial>,
    /// Its service.
    pub service: Address,
    /// The station.
    pub id: StationId,
    /// How it gets in.
    pub access: Access,
}

/// A line of SOAP. Whatever it has begun ends with it.
pub(crate) struct SoapLine {
    ends: Arc<Ends>,
    /// The address of the station's service.
    from: String,
    port: u16,
    questions: mpsc::Receiver<Question>,
    /// Questions that the station has not answered.
    open: HashMap<String, oneshot::Sender<String>>,
    /// What was posted; each gives the frame that answers it.
    posts: JoinSet<Result<String, TransferError>>,
    host: JoinSet<()>,
    cancelled: CancellationToken,
}

impl SoapLine {
    /// Hosts the station's service, at the port where it was before if there is one.
    ///
    /// # Errors
    ///
    /// The address is not free.
    pub(crate) async fn open(ends: Ends, hosting: &Hosting, port: Option<u16>) -> io::Result<Self> {
        let mut listen = hosting.listen;
        if let Some(port) = port {
            listen.set_port(port);
        }
        let listener = TcpListener::bind(listen).await?;
        let port = listener.local_addr()?.port();
        let (sender, questions) = mpsc::channel(WAITING_QUESTIONS);
        let identity = ends.id.as_str().to_owned();
        let host = Host { version: ends.version, identity, questions: sender, count: AtomicU64::new(1) };
        let cancelled = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(serve(listener, Arc::new(host), cancelled.clone()));
        Ok(Self {
            from: hosting.address(port, ends.id.as_str()),
            port,
            ends: Arc::new(ends),
            questions,
            open: HashMap::new(),
            posts: JoinSet::new(),
            host: tasks,
            cancelled,
        })
    }

    /// The port of the station's service.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The next frame for the station. May be abandoned at any time.
    ///
    /// # Errors
    ///
    /// The central system cannot be reached any more, and why.
    pub(crate) async fn next(&mut self) -> Result<String, String> {
        tokio::select! {
            Some(posted) = self.posts.join_next() => match posted {
                Ok(Ok(frame)) => Ok(frame),
                Ok(Err(error)) => Err(format!("failed to {error}")),
                Err(error) => Err(format!("failed to post: {error}")),
            },
            Some(question) = self.questions.recv() => {
                self.open.insert(question.id, question.answer);
                Ok(question.frame)
            }
            Some(_) = self.host.join_next() => Err("the station's service has ended".to_owned()),
        }
    }

    /// Takes a frame of the station: posts what it asks, and gives what it answers to who has asked.
    pub(crate) fn send(&mut self, text: &str) {
        match Frame::parse(text).map(|received| received.frame) {
            Ok(Frame::Call { id, action, payload }) => self.post(&id, &action, payload.get()),
            Ok(Frame::CallResult { id, .. } | Frame::CallError { id, .. }) => {
                if let Some(answer) = self.open.remove(id.as_ref()) {
                    // Who has asked may have gone.
                    let _ = answer.send(text.to_owned());
                }
            }
            Err(error) => tracing::warn!(%error, "failed to read a frame of the station's own"),
        }
    }

    /// Ends the service when what is under way has been answered.
    pub(crate) async fn close(mut self, time: Duration) {
        self.cancelled.cancel();
        self.questions.close();
        while self.questions.try_recv().is_ok() {}
        self.open.clear();
        // What takes longer is let go.
        let _ = timeout(time, self.host.join_next()).await;
    }

    fn post(&mut self, id: &str, action: &str, payload: &str) {
        let message_id = format!("urn:{}:{id}", self.ends.id);
        let calling = Calling {
            version: self.ends.version,
            service: Service::CentralSystem,
            charge_box_identity: self.ends.id.as_str(),
            message_id: &message_id,
            to: &self.ends.service.to_string(),
            from: &self.from,
        };
        match post(&calling, id, action, payload) {
            Ok(posted) => {
                self.posts.spawn(deliver(Arc::clone(&self.ends), posted));
            }
            Err(refusal) => {
                self.posts.spawn(async move { Ok(refusal) });
            }
        }
    }
}

/// Posts an envelope and gives the frame that answers it.
async fn deliver(ends: Arc<Ends>, posted: Posted) -> Result<String, TransferError> {
    let action = format!("/{}", posted.action);
    let media_type = format!("{}; action=\"{action}\"", Dialect::Soap12.media_type());
    let mut request = Request::builder().method(Method::POST).header(CONTENT_TYPE, media_type);
    if let Some(password) = ends.access.password.as_ref().filter(|_| ends.access.profile.has_password()) {
        let mut credential = format!("{}:", ends.id).into_bytes();
        credential.extend_from_slice(password.bytes());
        request = request.header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(credential)));
    }
    tracing::debug!(station = %ends.id, document = %ocpp::soap::masked(&posted.envelope), "posts");
    let request = request.uri(ends.service.path()).header(HOST, ends.service.authority());
    let exchanged = async {
        let stream = ends.dial.dial(&ends.service, &ends.access).await;
        let stream = stream.map_err(|error| TransferError::Broken(error.to_string()))?;
        exchange(stream, request, Bytes::from(posted.envelope)).await
    };
    let answer = timeout(ANSWER_TIME, exchanged).await.unwrap_or(Err(TransferError::Slow))?;
    let document = String::from_utf8_lossy(&answer.body);
    tracing::debug!(station = %ends.id, document = %ocpp::soap::masked(&document), "is answered");
    if document.trim().is_empty() || (!answer.status.is_success() && !document.contains("Envelope")) {
        let why = format!("the central system answered {}", answer.status);
        return Ok(encode_error(&posted.id, ErrorCode::GenericError, &why));
    }
    Ok(answered(ends.version, &posted.id, posted.action, &document))
}
