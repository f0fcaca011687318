//! The servers under load: the portal on an empty database, and the echo.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result};

use super::postgres::Cluster;
use super::{Database, Setting};
use crate::process::{Running, command, run, target};
use crate::run::wait_until_serving;

/// A server under load; ends when dropped, and its data with it.
pub(super) struct Server {
    running: Running,
    /// What stations connect to.
    pub(super) stations_url: String,
    _cluster: Option<Cluster>,
    folder: Option<PathBuf>,
}

/// A port that nobody listens on.
///
/// # Errors
/// When the system has none.
pub(super) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").context("failed to find a free port")?.local_addr()?.port())
}

impl Server {
    /// Starts the bare echo.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn echo() -> Result<Self> {
        let program = target().join("release/charge-station");
        let mut child = command(&program.to_string_lossy(), ["echo-server", "--listen", "127.0.0.1:0"], ".")
            .stdout(Stdio::piped())
            .spawn()
            .context("failed to start the echo")?;
        let mut line = String::new();
        let output = child.stdout.take().context("failed to read the echo's address")?;
        BufReader::new(output).read_line(&mut line).context("failed to read the echo's address")?;
        let stations_url = format!("{}/echo", line.trim().trim_end_matches('/'));
        Ok(Self { running: Running(child), stations_url, _cluster: None, folder: None })
    }

    /// Starts the portal with `stations` configured.
    ///
    /// # Errors
    /// When it or its database does not start.
    pub(super) fn portal(setting: &Setting, stations: usize) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("charge-portal-bench-data-{}", free_port()?));
        std::fs::create_dir_all(&folder).context("failed to make the data folder")?;
        let cluster = match setting.database {
            Database::Sqlite => None,
            Database::Postgres => Some(Cluster::start()?),
        };
        let database = cluster
            .as_ref()
            .map_or_else(|| format!("sqlite:{}", folder.join("portal.db").display()), |c| c.url.clone());
        let program = target().join("release/charge-portal");
        let program = program.to_string_lossy();
        run(command(&program, ["demo", "--email", "bench@example.org", "--password", "bench-mark-1"], ".")
            .args(["--stations", &stations.to_string()])
            .env("CHARGE_PORTAL_DATABASE", &database)
            .stdout(Stdio::null()))?;
        let port = free_port()?;
        let listen = format!("127.0.0.1:{port}");
        let child = command(&program, ["serve"], ".")
            .env("CHARGE_PORTAL_DATABASE", &database)
            .env("CHARGE_PORTAL_LISTEN", &listen)
            .env("CHARGE_PORTAL_LIMITS_CONNECTIONS_PER_ADDRESS", "100000")
            .env("CHARGE_PORTAL_LOG_FILTER", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("failed to start the portal")?;
        let mut running = Running(child);
        wait_until_serving(&mut running, listen.parse()?)?;
        Ok(Self {
            running,
            stations_url: format!("ws://{listen}/Ocpp/websocket"),
            _cluster: cluster,
            folder: Some(folder),
        })
    }

    /// Its process id.
    pub(super) fn id(&self) -> u32 {
        self.running.0.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // The portal still drains into files that are already unlinked; nothing of them is needed.
            if let Err(error) = std::fs::remove_dir_all(folder) {
                eprintln!("left {} behind: {error}", folder.display());
            }
        }
    }
}
