//! A PostgreSQL cluster that lives as long as the process which started it, however that ends.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};

/// How long the cluster may take to start.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// Starts PostgreSQL, waits until its own input ends, that is until the test's process is gone, and clears up.
const KEEPER: &str = r#"
trap '' INT TERM HUP
$RUN "$BIN/postgres" -D "$DIR/data" -p "$PORT" -k "$DIR" -h 127.0.0.1 -c fsync="$FSYNC" \
    -c max_connections=500 -c shared_buffers="$BUFFERS" >"$DIR/log" 2>&1 </dev/null &
postgres=$!
cat >/dev/null
kill -QUIT "$(head -n 1 "$DIR/data/postmaster.pid")" 2>/dev/null
wait "$postgres"
rm -rf "$DIR"
"#;

/// Why there is no PostgreSQL for the tests.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// Nothing in `/usr/lib/postgresql/*/bin`.
    #[error("find PostgreSQL's programs in /usr/lib/postgresql/*/bin: install the package postgresql-15 (or newer)")]
    NotInstalled,
    /// A program could not be run.
    #[error("run {program}")]
    Run {
        /// Which program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program failed.
    #[error("start PostgreSQL: {told}")]
    Failed {
        /// What it told.
        told: String,
    },
    /// A database could not be made.
    #[error("make a database for a test")]
    Database(#[from] sqlx::Error),
}

/// A running PostgreSQL cluster with its own data folder, port and socket. It is stopped and removed when it is dropped or the
/// process ends, also by a panic or a kill.
#[derive(Debug)]
pub struct PostgresCluster {
    port: u16,
    keeper: Child,
    /// Held open: its end tells the keeper to clear up.
    input: Option<ChildStdin>,
    databases: AtomicU64,
}

impl PostgresCluster {
    /// The cluster that all tests of this process share; started by the first.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn shared() -> Result<&'static Self, &'static ClusterError> {
        static SHARED: OnceLock<Result<PostgresCluster, ClusterError>> = OnceLock::new();
        SHARED.get_or_init(PostgresCluster::start).as_ref()
    }

    /// Starts a cluster that is quick rather than safe: it does not sync to disk.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> Result<Self, ClusterError> {
        Self::start_with("off", "64MB")
    }

    /// Starts a cluster that syncs each commit to disk and has a usual buffer, for measurements.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start_durable() -> Result<Self, ClusterError> {
        Self::start_with("on", "512MB")
    }

    fn start_with(fsync: &str, buffers: &str) -> Result<Self, ClusterError> {
        let programs = programs()?;
        let folder =
            tempfile::Builder::new().prefix("store-postgres-").tempdir().map_err(|source| failed("mkdir", source))?;
        // PostgreSQL refuses to run as root: then it runs as the package's own user.
        let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        let run: &[&str] =
            if is_root { &["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] } else { &[] };
        if is_root {
            finish(Command::new("chown").arg("postgres:").arg(folder.path()))?;
        }
        let mut initdb = command(run, &programs.join("initdb"));
        finish(
            initdb
                .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
                .arg(folder.path().join("data")),
        )?;
        let port = free_port().map_err(|source| failed("bind", source))?;
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER])
            .env("RUN", run.join(" "))
            .env("BIN", &programs)
            .env("DIR", folder.path())
            .env("PORT", port.to_string())
            .env("FSYNC", fsync)
            .env("BUFFERS", buffers)
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|source| failed("sh", source))?;
        let input = keeper.stdin.take();
        // From here on the keeper removes the folder.
        let folder = folder.keep();
        let cluster = Self { port, keeper, input, databases: AtomicU64::new(0) };
        cluster.wait_until_ready(&programs, &folder)?;
        Ok(cluster)
    }

    fn wait_until_ready(&self, programs: &Path, folder: &Path) -> Result<(), ClusterError> {
        let begun = Instant::now();
        loop {
            let mut ask = Command::new(programs.join("pg_isready"));
            ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if ask.status().map_err(|source| failed("pg_isready", source))?.success() {
                return Ok(());
            }
            if begun.elapsed() > START_TIMEOUT {
                return Err(ClusterError::Failed { told: fs::read_to_string(folder.join("log")).unwrap_or_default() });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The TCP port on 127.0.0.1.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The address of a database of this cluster.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database; returns its name.
    ///
    /// # Errors
    /// When PostgreSQL refuses.
    pub async fn create_database(&self) -> Result<String, ClusterError> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let options: PgConnectOptions = self.address("postgres").parse()?;
        let mut connection = options.connect().await?;
        connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
        connection.close().await?;
        Ok(name)
    }
}

impl Drop for PostgresCluster {
    fn drop(&mut self) {
        drop(self.input.take());
        // Nothing can be done about a keeper that is gone already.
        drop(self.keeper.wait());
    }
}

/// The newest PostgreSQL's folder of programs.
fn programs() -> Result<PathBuf, ClusterError> {
    let versions = fs::read_dir("/usr/lib/postgresql").map_err(|_| ClusterError::NotInstalled)?;
    versions
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
        .max()
        .ok_or(ClusterError::NotInstalled)
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn command(run: &[&str], program: &Path) -> Command {
    match run.split_first() {
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        None => Command::new(program),
    }
}

fn finish(command: &mut Command) -> Result<(), ClusterError> {
    let program = command.get_program().to_string_lossy().into_owned();
    // Not in the test's own folder, which PostgreSQL's user may not be allowed to enter.
    let output = command.current_dir("/").output().map_err(|source| failed(&program, source))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(ClusterError::Failed { told: String::from_utf8_lossy(&output.stderr).into_owned() })
    }
}

fn failed(program: &str, source: std::io::Error) -> ClusterError {
    ClusterError::Run { program: program.to_owned(), source }
}
