//! One connection from its first byte to its last: TLS handshake, requests, upgrade.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use csms::ClientCertificate;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::Service;

use super::impatience::Impatient;
use super::{AddressRange, Line, Place, Places};
use crate::configuration::Limits;

/// What every connection is received with.
#[derive(Clone)]
pub struct Reception {
    pub(super) router: Router,
    pub(super) trusted: Arc<[AddressRange]>,
    pub(super) places: Places,
    limits: Limits,
    handshakes: Arc<Semaphore>,
    stop: CancellationToken,
}

impl Reception {
    /// Requests go to `router`; connections are asked to finish when `stop` is cancelled.
    pub fn new(router: Router, trusted: &[AddressRange], limits: Limits, stop: CancellationToken) -> Reception {
        Reception {
            router,
            trusted: trusted.into(),
            places: Places::new(limits.connections, limits.connections_per_address),
            handshakes: Arc::new(Semaphore::new(limits.handshakes)),
            limits,
            stop,
        }
    }

    /// How many connections there are now.
    pub fn connections(&self) -> usize {
        self.places.taken()
    }

    /// Serves a connection until its end.
    pub(super) async fn receive(self, stream: TcpStream, peer: IpAddr, tls: Option<TlsAcceptor>, place: Place) {
        let stream = Impatient::new(stream, Duration::from_secs(self.limits.write_s));
        let Some(acceptor) = tls else {
            return self.serve(stream, peer, None, place).await;
        };
        match self.shake_hands(acceptor, stream).await {
            Some(stream) => {
                let chain = stream.get_ref().1.peer_certificates().unwrap_or_default();
                let chain = chain.iter().map(|certificate| certificate.to_vec()).collect();
                let certificate = ClientCertificate::new(chain).map(Arc::new);
                self.serve(stream, peer, Some(certificate), place).await;
            }
            None => tracing::debug!(%peer, "TLS handshake failed or took too long"),
        }
    }

    async fn shake_hands(
        &self,
        acceptor: TlsAcceptor,
        stream: Impatient<TcpStream>,
    ) -> Option<tokio_rustls::server::TlsStream<Impatient<TcpStream>>> {
        let handshake = async {
            let _turn = self.handshakes.acquire().await.ok()?;
            acceptor.accept(stream).await.ok()
        };
        tokio::time::timeout(Duration::from_secs(self.limits.handshake_s), handshake).await.ok().flatten()
    }

    /// Serves requests; `tls` is the client's certificate, if it has one, where the line is encrypted.
    async fn serve<S>(self, stream: S, peer: IpAddr, tls: Option<Option<Arc<ClientCertificate>>>, place: Place)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let place = Arc::new(place);
        let (router, trusted) = (self.router, self.trusted);
        let service = service_fn(move |request: Request<Incoming>| {
            let mut line = Line::of(peer, tls.is_some(), request.headers(), &trusted, Arc::clone(&place));
            line.certificate = tls.clone().flatten();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(line);
            let answer = router.clone().call(request);
            async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(Duration::from_secs(self.limits.head_s))
            .max_buf_size(self.limits.head_bytes.max(8192))
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        let mut connection = std::pin::pin!(connection);
        let outcome = tokio::select! {
            outcome = connection.as_mut() => outcome,
            () = self.stop.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = outcome {
            tracing::debug!(%peer, %error, "connection ended early");
        }
    }
}
