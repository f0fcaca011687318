//! `cargo xtask run`: the portal with a demo company, from nothing to an address in the terminal.

use std::io::Read;
use std::net::{SocketAddr, TcpStream};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::process::{Running, cargo, command, run, target, workspace};
use crate::{tools, web};

/// Who signs in to the demo company.
const EMAIL: &str = "admin@example.org";
/// The demo administrator's password; the demo listens on this machine only.
const PASSWORD: &str = "charge-demo-1";
/// How long the portal may take to start serving.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Build everything and start the portal with a demo company.
#[derive(Args)]
pub(crate) struct Run {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Forget the demo company's data and make it anew.
    #[arg(long)]
    fresh: bool,
    /// Build with optimisation: takes minutes longer the first time.
    #[arg(long)]
    release: bool,
}

impl Run {
    /// Builds, starts, and waits until one of the programs ends or the person presses Ctrl-C.
    ///
    /// # Errors
    /// When a tool is missing, a build fails or a program ends by itself.
    pub(crate) fn start(self) -> Result<()> {
        tools::ensure(&[&tools::C_COMPILER, &tools::NODE])?;
        web::build()?;
        println!("Building the program");
        let mut build = cargo(["build", "--package", "server", "--package", "simulator"]);
        if self.release {
            build.arg("--release");
        }
        run(&mut build)?;

        let data = workspace().join("data/demo");
        if self.fresh && data.exists() {
            std::fs::remove_dir_all(&data).context("failed to remove the demo's data")?;
        }
        std::fs::create_dir_all(&data).context("failed to make the demo's data folder")?;
        let database = format!("sqlite:{}", data.join("portal.db").display());
        let programs = target().join(if self.release { "release" } else { "debug" });
        let portal_program = programs.join("charge-portal");
        let portal_program = portal_program.to_string_lossy();

        run(command(&portal_program, ["demo", "--email", EMAIL, "--password", PASSWORD], ".")
            .env("CHARGE_PORTAL_DATABASE", &database))?;
        let portal = command(&portal_program, ["serve"], ".")
            .env("CHARGE_PORTAL_DATABASE", &database)
            .env("CHARGE_PORTAL_LISTEN", self.listen.to_string())
            .env("CHARGE_PORTAL_LOG_FILTER", "warn")
            .stdin(Stdio::null())
            .spawn()
            .context("failed to start the portal")?;
        let mut portal = Running(portal);
        wait_until_serving(&mut portal, self.listen)?;
        let stations_url = format!("ws://{}/Ocpp/websocket", self.listen);
        let stations = command(
            &programs.join("charge-station").to_string_lossy(),
            ["fleet", "crates/simulator/scenarios/demo.toml", "--url", &stations_url],
            ".",
        )
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("failed to start the simulated stations")?;
        let mut stations = Running(stations);

        println!(
            "\n  Charge Portal   http://{}\n  Sign in         {EMAIL}\n  Password        {PASSWORD}\n",
            self.listen
        );
        println!(
            "  20 simulated stations are connecting over OCPP 1.6 JSON and 1.5 and 1.6 SOAP. Ctrl-C ends everything.\n"
        );
        loop {
            if let Some(status) = portal.0.try_wait()? {
                bail!("the portal ended with {status}");
            }
            if let Some(status) = stations.0.try_wait()? {
                bail!("the simulated stations ended with {status}");
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    }
}

/// Waits until the portal at the address is ready.
///
/// # Errors
/// When it ends first or takes too long.
pub(crate) fn wait_until_serving(portal: &mut Running, address: SocketAddr) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < START_LIMIT {
        if let Some(status) = portal.0.try_wait()? {
            bail!("the portal ended with {status} before it served; is {address} in use?");
        }
        if is_ready(address) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("the portal did not serve within {} s", START_LIMIT.as_secs())
}

/// Whether `/readyz` answers with 200.
fn is_ready(address: SocketAddr) -> bool {
    use std::io::Write;
    let ask = || -> std::io::Result<bool> {
        let mut line = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        line.set_read_timeout(Some(Duration::from_secs(2)))?;
        line.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        line.read_exact(&mut head)?;
        Ok(head.ends_with(b"200"))
    };
    ask().unwrap_or(false)
}
