//! A PostgreSQL of the bench's own, with its defaults, in a temporary folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::server::free_port;
use crate::process::{Running, output, run};

/// A running cluster; ends and is removed when dropped.
pub(super) struct Cluster {
    _server: Running,
    folder: PathBuf,
    /// `postgres://…` of its one database.
    pub(super) url: String,
}

impl Cluster {
    /// Makes and starts a cluster.
    ///
    /// # Errors
    /// When PostgreSQL's programs are not there or do not start.
    pub(super) fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = std::env::temp_dir().join(format!("charge-portal-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).context("failed to make the cluster's folder")?;
        let root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
        if root {
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        // PostgreSQL refuses to run as root.
        let as_owner = |program: &str| {
            let path = programs.join(program);
            if root {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(path);
                command
            } else {
                Command::new(path)
            }
        };
        let data = folder.join("data");
        run(as_owner("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", "bench", "-A", "trust", "-E", "UTF8"])
            .stdout(Stdio::null()))?;
        let port = free_port()?;
        let server = as_owner("postgres")
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c"])
            .arg(format!("unix_socket_directories={}", folder.display()))
            .args(["-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB"])
            .stderr(Stdio::null())
            .spawn()
            .context("failed to start PostgreSQL")?;
        let server = Running(server);
        let begun = Instant::now();
        let port = port.to_string();
        while output(Command::new(programs.join("pg_isready")).args(["-h", "127.0.0.1", "-p", &port])).is_none() {
            if begun.elapsed() > Duration::from_secs(30) {
                bail!("PostgreSQL did not become ready within 30 s");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(Self { _server: server, folder, url: format!("postgres://bench@127.0.0.1:{port}/postgres") })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The server is still ending; what it leaves behind lies in the system's temporary folder.
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("left {} behind: {error}", self.folder.display());
        }
    }
}

/// The folder of `initdb` and `postgres`: the newest that Debian installed, else where `pg_config` says.
fn programs() -> Result<PathBuf> {
    let mut installed: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.filter_map(|version| Some(version.ok()?.path().join("bin"))).collect())
        .unwrap_or_default();
    installed.sort();
    let told = output(Command::new("pg_config").arg("--bindir")).map(PathBuf::from);
    installed
        .into_iter()
        .rev()
        .chain(told)
        .find(|folder| Path::new(folder).join("initdb").exists())
        .context("failed to find PostgreSQL's `initdb`")
}
