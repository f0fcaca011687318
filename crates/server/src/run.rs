//! The program's life: open, serve, drain.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use csms::certificate::CertificateFacts;
use csms::{CentralSystem, Clock, FileServer, SystemClock};
use store::{Store, StoreOptions};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::configuration::{Configuration, Prefer};
use crate::demo::{self, Wishes};
use crate::files::{Counter, FtpServer, Shelf};
use crate::listener::{self, Listener, Reception};
use crate::portal::{Portal, Portals};
use crate::router::router;
use crate::sealing::sealing_key;
use crate::sign_in::{self, FirstAdministrator, Hasher};
use crate::station;

/// How many passwords are hashed at once; each takes a core and 19 MiB.
const HASHES_AT_ONCE: usize = 4;

/// The running program.
pub struct Program {
    /// Where it listens without TLS.
    pub address: SocketAddr,
    /// Where it listens with TLS.
    pub tls_address: Option<SocketAddr>,
    /// Where its FTP server listens.
    pub ftp_address: Option<SocketAddr>,
    /// Its portal.
    pub portal: Arc<Portal>,
    /// Listeners and connections.
    tasks: TaskTracker,
    /// Cancelled when no more connections are taken and those there are shall finish.
    stop: CancellationToken,
    patience: Duration,
}

impl Program {
    /// Opens the database, starts the central system, and listens.
    ///
    /// # Errors
    /// With a chain of reasons for a person.
    pub async fn start(configuration: &Configuration) -> anyhow::Result<Program> {
        let tls = match (&configuration.tls.certificate, &configuration.tls.private_key) {
            (Some(certificate), Some(key)) => {
                Some(listener::acceptor(certificate, key).context("failed to start: the TLS certificate")?)
            }
            _ => None,
        };
        // Bound first: another process at the same address must not share our database.
        let plain = bind(configuration.listen, None).await?;
        let encrypted = match tls {
            Some(acceptor) => Some(bind(configuration.tls.listen, Some(acceptor)).await?),
            None => None,
        };
        let ftp_tls = encrypted.as_ref().and_then(Listener::tls);
        let ftp = FtpServer::bind(&configuration.files, ftp_tls).await?;
        let ftp_address = ftp.as_ref().map(FtpServer::address).transpose()?;
        let portal = Arc::new(open(configuration, file_server(configuration, ftp.as_ref())?).await?);
        let (address, tls_address) = (plain.address()?, encrypted.as_ref().map(Listener::address).transpose()?);

        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let router = router(Portals::one(Arc::clone(&portal)), &configuration.limits);
        let reception =
            Reception::new(router, &configuration.trusted_proxies, configuration.limits.clone(), stop.clone());
        for listener in [Some(plain), encrypted].into_iter().flatten() {
            tasks.spawn(listener.run(reception.clone(), tasks.clone(), stop.clone()));
        }
        if let Some(ftp) = ftp {
            tasks.spawn(ftp.run(Arc::clone(&portal), tasks.clone(), stop.clone()));
        }
        portal.tasks.spawn(sign_in::sweep(Arc::clone(&portal)));
        let patience = Duration::from_secs(configuration.limits.shutdown_s);
        Ok(Program { address, tls_address, ftp_address, portal, tasks, stop, patience })
    }

    /// Takes no more connections, lets what is under way finish within the limit, and closes the database.
    pub async fn stop(self) {
        self.stop.cancel();
        // Event streams end, and held answers are given.
        self.portal.stop.cancel();
        self.tasks.close();
        self.portal.tasks.close();
        let drained = async {
            self.portal.csms.shutdown().await;
            self.tasks.wait().await;
            self.portal.tasks.wait().await;
        };
        if tokio::time::timeout(self.patience, drained).await.is_err() {
            tracing::warn!(connections = self.tasks.len(), "some connections did not end in time");
        }
        self.portal.store.clone().close().await;
    }
}

async fn bind(address: SocketAddr, tls: Option<tokio_rustls::TlsAcceptor>) -> anyhow::Result<Listener> {
    Listener::bind(address, tls).await.with_context(|| format!("failed to start: listen on {address}"))
}

/// Opens the database and puts the portal together.
async fn open(configuration: &Configuration, file_server: FileServer) -> anyhow::Result<Portal> {
    let store = open_store(configuration).await?;
    let key = station::credential_key(&store).await.context("failed to start: the key of stations' credentials")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let sealing_key = sealing_key(&configuration.sealing_key_file()).context("failed to start: the sealing key")?;
    let courier = station::HttpCourier::new().context("failed to start: the client that calls stations")?;
    let options = csms::Options {
        courier: Some(Arc::new(courier)),
        file_server,
        public_address: configuration
            .public_address
            .clone()
            .unwrap_or_else(|| format!("http://localhost:{}", configuration.listen.port())),
        ..csms::Options::new(key.clone(), sealing_key)
    };
    let csms = CentralSystem::start(store.clone(), options, Arc::clone(&clock))
        .await
        .context("failed to start: the central system")?;
    if let Some(path) = &configuration.tls.certificate {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("failed to start: read {}", path.display()))?;
        let chain = CertificateFacts::chain_of_pem(&text).context("failed to start: the TLS certificate")?;
        csms.set_tls_chain(chain);
    }
    let hasher = Hasher::new(HASHES_AT_ONCE).context("failed to start: passwords")?;
    let files = open_files(configuration, &store).await?;
    Ok(Portal::new(configuration, store, csms, hasher, files, clock, key))
}

/// Opens the folder of files and sweeps what earlier processes left behind.
async fn open_files(configuration: &Configuration, store: &Store) -> anyhow::Result<Counter> {
    let folder = files_folder(configuration);
    let context = || format!("failed to start: open the files' folder {}", folder.display());
    let shelf = Shelf::open(&folder).await.with_context(context)?;
    let kept = store.kept_files().await.context("failed to start: find the files that are kept")?;
    if let Err(error) = shelf.sweep(&kept, SystemTime::now()).await {
        tracing::warn!(%error, "failed to sweep the files' folder");
    }
    Ok(Counter::new(shelf, configuration.files.clone()))
}

/// The folder as configured; else beside an SQLite database.
fn files_folder(configuration: &Configuration) -> PathBuf {
    let beside = configuration.database.strip_prefix("sqlite:").and_then(|path| {
        Path::new(path.trim_start_matches("//").split('?').next().unwrap_or_default())
            .parent()
            .map(|folder| folder.join("files"))
    });
    configuration.files.folder.clone().or(beside).unwrap_or_else(|| PathBuf::from("data/files"))
}

/// How stations reach the files.
fn file_server(configuration: &Configuration, ftp: Option<&FtpServer>) -> anyhow::Result<FileServer> {
    let files = &configuration.files;
    Ok(FileServer {
        ftp_port: ftp.map(FtpServer::address).transpose()?.map(|address| address.port()),
        ftps: ftp.is_some_and(FtpServer::has_tls),
        host: files.public_host.clone(),
        address: configuration.public_address.clone(),
        prefers_http: files.prefer == Prefer::Http,
        lifetime: Duration::from_secs(files.location_s),
        patience: Duration::from_secs(files.silence_s),
    })
}

async fn open_store(configuration: &Configuration) -> anyhow::Result<Store> {
    if let Some(path) = configuration.database.strip_prefix("sqlite:")
        && let Some(folder) = Path::new(path.trim_start_matches("//")).parent()
    {
        std::fs::create_dir_all(folder).with_context(|| format!("failed to start: make {}", folder.display()))?;
    }
    Store::open(&configuration.database, StoreOptions::default()).await.context("failed to start: open the database")
}

/// Serves until the process is asked to end (SIGTERM, SIGINT).
pub(crate) async fn serve(configuration: Configuration) -> anyhow::Result<()> {
    let program = Program::start(&configuration).await?;
    tracing::info!(address = %program.address, tls = program.tls_address.map(tracing::field::display), "serving");
    if FirstAdministrator::is_needed(&program.portal.store).await? {
        let link = FirstAdministrator::new_link(&program.portal.store, program.portal.now()).await?;
        print_link(&configuration, program.address, &link);
    }
    asked_to_end().await.context("failed to listen for signals")?;
    tracing::info!("shutting down");
    program.stop().await;
    Ok(())
}

/// Brings the schema up to date.
pub(crate) async fn migrate(configuration: Configuration) -> anyhow::Result<()> {
    open_store(&configuration).await?.close().await;
    Ok(())
}

/// Prints a new one-time link, where there is no administrator yet.
pub(crate) async fn first_administrator_link(configuration: Configuration) -> anyhow::Result<()> {
    let store = open_store(&configuration).await?;
    if FirstAdministrator::is_needed(&store).await? {
        let link = FirstAdministrator::new_link(&store, SystemClock.now()).await?;
        print_link(&configuration, configuration.listen, &link);
    } else {
        println!("There is an administrator already.");
    }
    store.close().await;
    Ok(())
}

/// Fills the database with a demo company.
pub(crate) async fn demo(configuration: Configuration, wishes: &Wishes) -> anyhow::Result<()> {
    let store = open_store(&configuration).await?;
    let hasher = Hasher::new(HASHES_AT_ONCE).context("failed to make the demo: passwords")?;
    let made = demo::fill(&store, &hasher, wishes, SystemClock.now()).await.context("failed to make the demo")?;
    println!("Made {} users, {} stations and {} sessions.", made.users, made.stations, made.sessions);
    store.close().await;
    Ok(())
}

/// To standard output only: the link is a secret and must not be kept in a log.
fn print_link(configuration: &Configuration, address: SocketAddr, token: &sign_in::Secret) {
    let portal = configuration.public_address.clone().unwrap_or_else(|| format!("http://localhost:{}", address.port()));
    let portal = portal.trim_end_matches('/');
    println!("Make the first administrator within {} hours:", sign_in::LINK_HOURS);
    println!("  {portal}/first-administrator?token={}", token.reveal());
}

async fn asked_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
