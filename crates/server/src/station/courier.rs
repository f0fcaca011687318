//! The HTTP client that calls stations which speak SOAP. One connection for each call: stations are called seldom, and many of them
//! do not keep a connection open.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use csms::{Courier, CourierFailure};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

/// Calls stations over HTTP and HTTPS.
#[derive(Clone)]
pub struct HttpCourier {
    tls: Arc<rustls::ClientConfig>,
}

impl std::fmt::Debug for HttpCourier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("HttpCourier")
    }
}

impl HttpCourier {
    /// A courier that trusts the certificate authorities of the machine.
    ///
    /// # Errors
    /// When the TLS library cannot be set up.
    pub fn new() -> Result<Self, rustls::Error> {
        let mut roots = rustls::RootCertStore::empty();
        let native = rustls_native_certs::load_native_certs();
        let (_, unreadable) = roots.add_parsable_certificates(native.certs);
        tracing::debug!(trusted = roots.len(), unreadable, "certificate authorities of the machine");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: Arc::new(tls) })
    }

    async fn call(
        &self,
        to: &Url,
        action: &str,
        document: String,
        may_call: &(dyn Fn(IpAddr) -> bool + Send + Sync),
    ) -> Result<Vec<u8>, CourierFailure> {
        let stream = connect(to, may_call).await?;
        let request = request(to, action, document)?;
        if to.scheme() != "https" {
            return exchange(stream, request).await;
        }
        let name = ServerName::try_from(to.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned());
        let name = name.map_err(|error| CourierFailure::Connect(error.to_string()))?;
        let connector = TlsConnector::from(Arc::clone(&self.tls));
        let stream = connector.connect(name, stream).await;
        exchange(stream.map_err(|error| CourierFailure::Connect(error.to_string()))?, request).await
    }
}

impl Courier for HttpCourier {
    fn post<'a>(
        &'a self,
        to: &'a Url,
        action: &'a str,
        document: String,
        may_call: &'a (dyn Fn(IpAddr) -> bool + Send + Sync),
        patience: Duration,
    ) -> BoxFuture<'a, Result<Vec<u8>, CourierFailure>> {
        let call = self.call(to, action, document, may_call);
        async move { tokio::time::timeout(patience, call).await.unwrap_or(Err(CourierFailure::TimedOut)) }.boxed()
    }
}

/// Connects to the first of the host's addresses that may be called and listens.
async fn connect(to: &Url, may_call: &(dyn Fn(IpAddr) -> bool + Send + Sync)) -> Result<TcpStream, CourierFailure> {
    let port = to.port_or_known_default().unwrap_or(80);
    let addresses: Vec<SocketAddr> = match to.host() {
        Some(Host::Ipv4(address)) => vec![(address, port).into()],
        Some(Host::Ipv6(address)) => vec![(address, port).into()],
        Some(Host::Domain(name)) => tokio::net::lookup_host((name, port))
            .await
            .map_err(|error| CourierFailure::Lookup(error.to_string()))?
            .collect(),
        None => Vec::new(),
    };
    let mut failure = CourierFailure::Lookup("it leads nowhere".to_owned());
    for address in addresses {
        if !may_call(address.ip()) {
            failure = CourierFailure::Forbidden;
            continue;
        }
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = CourierFailure::Connect(error.to_string()),
        }
    }
    Err(failure)
}

fn request(to: &Url, action: &str, document: String) -> Result<Request<Body>, CourierFailure> {
    let host = to.host_str().unwrap_or_default();
    let host = to.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let path = to.query().map_or_else(|| to.path().to_owned(), |query| format!("{}?{query}", to.path()));
    Request::post(path)
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, format!("application/soap+xml; charset=utf-8; action=\"{action}\""))
        .header(header::CONTENT_LENGTH, document.len())
        .header(header::CONNECTION, "close")
        .body(Body::from(document))
        .map_err(|error| CourierFailure::Connect(error.to_string()))
}

async fn exchange<S>(stream: S, request: Request<Body>) -> Result<Vec<u8>, CourierFailure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |error: hyper::Error| CourierFailure::Broken(error.to_string());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let answer = async {
        let response = sender.send_request(request).await.map_err(broken)?;
        let body = Body::new(response.into_body());
        axum::body::to_bytes(body, ocpp::soap::MAX_BYTES).await.map(Vec::from).map_err(|_| CourierFailure::TooLarge)
    };
    let mut answer = std::pin::pin!(answer);
    // The connection is driven here, so that it ends with the call.
    tokio::select! {
        outcome = answer.as_mut() => outcome,
        ended = connection => {
            ended.map_err(broken)?;
            answer.await
        }
    }
}
