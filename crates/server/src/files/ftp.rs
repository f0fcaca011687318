//! The FTP server: passive mode, explicit TLS where the program has a certificate, an account for each transfer.
//!
//! *Decision:* no active mode: with it a client could have the portal open connections to inner addresses.

mod account;
mod storage;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use libunftp::ServerBuilder;
use libunftp::options::{ActivePassiveMode, PassiveHost};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::account::Accounts;
use self::storage::Storage;
use crate::configuration::Files;
use crate::portal::Portal;

/// How long a session may be idle.
const IDLE_S: u64 = 120;

/// How long a session may last at all.
const LONGEST: Duration = Duration::from_secs(6 * 3_600);

/// The FTP server of a portal, listening.
pub(crate) struct FtpServer {
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    host: Option<String>,
    limits: Files,
}

impl FtpServer {
    /// Listens where the configuration says; `None` where it says nothing.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub(crate) async fn bind(
        limits: &Files,
        tls: Option<Arc<rustls::ServerConfig>>,
    ) -> anyhow::Result<Option<FtpServer>> {
        let Some(address) = limits.ftp_listen else { return Ok(None) };
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("failed to start: listen on {address} for FTP"))?;
        Ok(Some(FtpServer { listener, tls, host: limits.public_host.clone(), limits: limits.clone() }))
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not tell.
    pub(crate) fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Whether it can be asked for TLS.
    pub(crate) const fn has_tls(&self) -> bool {
        self.tls.is_some()
    }

    /// Serves until told to stop; sessions end then.
    pub(crate) async fn run(self, portal: Arc<Portal>, tasks: TaskTracker, stop: CancellationToken) {
        let places = Arc::new(Semaphore::new(self.limits.ftp_connections));
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => return,
                accepted = self.listener.accept() => accepted,
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "failed to accept an FTP connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            // One too many is let go at once; stations try again.
            let Ok(place) = Arc::clone(&places).try_acquire_owned() else { continue };
            let session = self.session(Arc::clone(&portal), stream);
            let stop = stop.clone();
            tasks.spawn(async move {
                let _place = place;
                tokio::select! {
                    () = stop.cancelled() => {}
                    ended = tokio::time::timeout(LONGEST, session) => if ended.is_err() {
                        tracing::info!("an FTP session lasted too long");
                    }
                }
            });
        }
    }

    /// One session. Its task ends when this is dropped.
    fn session(&self, portal: Arc<Portal>, stream: TcpStream) -> impl Future<Output = ()> + use<> {
        let accounts = Arc::new(Accounts::new(Arc::clone(&portal)));
        let storage = Storage::new(portal);
        let mut builder = ServerBuilder::with_user_detail_provider(
            Box::new(move || storage.clone()),
            Arc::clone(&accounts) as Arc<_>,
        )
        .authenticator(accounts)
        .greeting("Charge Portal")
        .idle_session_timeout(IDLE_S)
        .active_passive_mode(ActivePassiveMode::PassiveOnly)
        .passive_ports(self.limits.ftp_passive_ports.ports())
        .passive_host(passive_host(self.host.as_deref()));
        if let Some(tls) = &self.tls {
            builder = builder.ftps_manual::<std::path::PathBuf>(Arc::clone(tls));
        }
        let server = builder.build();
        async move {
            match server {
                Ok(server) => {
                    if let Err(error) = server.service(stream).await {
                        tracing::debug!(%error, "an FTP session broke off");
                    }
                }
                Err(error) => tracing::error!(%error, "failed to serve FTP"),
            }
        }
    }
}

/// The address that clients are told for data connections: the configured host, else the one they came to.
fn passive_host(host: Option<&str>) -> PassiveHost {
    match host {
        None => PassiveHost::FromConnection,
        Some(host) => match host.parse() {
            Ok(IpAddr::V4(address)) => PassiveHost::Ip(address),
            Ok(IpAddr::V6(_)) => PassiveHost::FromConnection,
            Err(_) => PassiveHost::Dns(host.to_owned()),
        },
    }
}
