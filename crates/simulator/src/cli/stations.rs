//! `run` and `fleet`: stations that play scenarios.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use simulator::access::{Access, Identity, Password, certificates};
use simulator::address::{Address, Addresses};
use simulator::clock::Clock;
use simulator::id_pattern::IdPattern;
use simulator::launch::{Launched, Surroundings};
use simulator::line::Tcp;
use simulator::protocol::Protocol;
use simulator::scenario::ScenarioFile;
use simulator::scenario::fleet::{FleetStation, StationGroup};
use simulator::soap::Hosting;
use simulator::station::Mishap;

use super::interrupted;
use super::show::{Detail, printing};

/// Where stations connect.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// The central system: such as ws://127.0.0.1:8080/Ocpp/websocket, to which the station's id is added, or for SOAP such as
    /// http://127.0.0.1:8080/Ocpp/CentralSystemService15. Stations that speak SOAP also take the former, and use the service
    /// beside it.
    #[arg(long)]
    pub(crate) url: Address,
    /// The Basic password, where the station needs one.
    #[arg(long, env = "CHARGE_STATION_PASSWORD", hide_env_values = true)]
    pub(crate) password: Option<String>,
    /// Where the station connects when it is told to encrypt (security profiles 2 and 3), such as wss://127.0.0.1:8443/Ocpp/websocket;
    /// the same place with wss:// where it is not said.
    #[arg(long)]
    pub(crate) secure_url: Option<Address>,
    /// The certificates (PEM) of the authorities that the station trusts; no others are.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    /// The station's own certificate chain (PEM), for security profile 3.
    #[arg(long, value_name = "FILE", requires = "client_key")]
    pub(crate) client_certificate: Option<PathBuf>,
    /// The key (PEM) of the station's own certificate.
    #[arg(long, value_name = "FILE", requires = "client_certificate")]
    pub(crate) client_key: Option<PathBuf>,
    /// Where stations that speak SOAP listen for the central system; port 0 is any that is free, one for each station.
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,
    /// The address of its own that such a station tells, where it is another; {port} and {id} are filled in.
    #[arg(long, value_name = "URL")]
    pub(crate) own_url: Option<String>,
    /// Show every frame.
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

impl Target {
    /// The surroundings of stations that connect there.
    pub(crate) fn surroundings(&self, detail: Detail, ends_with_players: bool) -> anyhow::Result<Surroundings> {
        let is_told = !self.listen.ip().is_unspecified() || self.own_url.is_some();
        anyhow::ensure!(is_told, "a station that listens at {} needs --own-url to be found", self.listen);
        Ok(Surroundings {
            addresses: Addresses { usual: self.url.clone(), secure: self.secure_url.clone() },
            dial: Arc::new(Tcp),
            clock: Clock::of_day(),
            access: self.access()?,
            hosting: Hosting { listen: self.listen, told: self.own_url.clone() },
            ends_with_players,
            onlooker: Some(printing(detail)),
        })
    }

    fn access(&self) -> anyhow::Result<Access> {
        let understood = |error, file: &Path| anyhow::anyhow!("failed to {error} in {}", file.display());
        let mut access = Access { password: self.password.as_deref().map(Password::from), ..Access::default() };
        if let Some(file) = &self.ca_file {
            access.trusted = certificates(&text(file)?).map_err(|error| understood(error, file))?;
        }
        if let (Some(chain), Some(key)) = (&self.client_certificate, &self.client_key) {
            let identity = Identity::read(&text(chain)?, &text(key)?).map_err(|error| understood(error, chain))?;
            access.identity = Some(identity);
        }
        Ok(access)
    }
}

/// What one station is.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// Its charge box id.
    #[arg(long)]
    pub(crate) id: String,
    /// What it speaks: ocpp1.5s, ocpp1.6s (both over SOAP) or ocpp1.6j.
    #[arg(long, default_value_t)]
    pub(crate) protocol: Protocol,
    /// How many outlets it has.
    #[arg(long, default_value_t = 1)]
    pub(crate) outlets: u32,
    /// How many phases each outlet has.
    #[arg(long, default_value_t = 3)]
    pub(crate) phases: u8,
    /// The current of each phase, in A.
    #[arg(long, default_value_t = 16.0)]
    pub(crate) current: f64,
    /// The power of an outlet in kW, where it gives direct current.
    #[arg(long)]
    pub(crate) dc_power: Option<f64>,
    /// A configuration key that is set from the start, such as MeterValueSampleInterval=10.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) keys: Vec<String>,
    /// The firmware that it runs at first.
    #[arg(long)]
    pub(crate) firmware: Option<String>,
    /// Something that always goes wrong; may be said several times.
    #[arg(long = "mishap", value_name = "WHAT")]
    pub(crate) mishaps: Vec<Mishap>,
}

impl One {
    /// The station as a group of one.
    pub(crate) fn group(&self, scenarios: Vec<String>) -> anyhow::Result<StationGroup> {
        let id: IdPattern = self.id.parse()?;
        anyhow::ensure!(!id.has_number(), "one station needs one id, not a pattern");
        anyhow::ensure!((1..=100).contains(&self.outlets), "a station has 1 to 100 outlets");
        let mut group = StationGroup::single(id, scenarios);
        group.protocol = self.protocol;
        group.outlets = self.outlets;
        group.phases = self.phases;
        group.current_a = self.current;
        group.dc_power_kw = self.dc_power;
        group.firmware.clone_from(&self.firmware);
        group.mishaps.clone_from(&self.mishaps);
        for key in &self.keys {
            let (key, value) = key.split_once('=').with_context(|| format!("{key:?} is not KEY=VALUE"))?;
            group.configuration.insert(key.to_owned(), value.to_owned());
        }
        Ok(group)
    }
}

/// Runs one station that plays a scenario.
#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    one: One,
    /// A scenario file, or one that comes with the program: charge-once, driver, flaky-line, demo.
    #[arg(long, default_value = "charge-once")]
    scenario: String,
    /// Which scenario of the file to play, where it has several.
    #[arg(long)]
    play: Option<String>,
    /// From what every choice follows, instead of the file's own.
    #[arg(long)]
    seed: Option<u64>,
    /// How much faster than the clock the simulated world runs, instead of the file's own.
    #[arg(long)]
    time_scale: Option<f64>,
}

impl Run {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let mut file = load(&self.scenario, self.seed, self.time_scale)?;
        let name = match &self.play {
            Some(name) => name.clone(),
            None => file.scenarios.keys().next().cloned().unwrap_or_default(),
        };
        file.scenario(&self.scenario, self.play.as_deref())?;
        file.stations = vec![self.one.group(vec![name])?];
        let surroundings = self.target.surroundings(Detail::of(self.target.verbose), true)?;
        play(file.fleet(), &surroundings).await;
        Ok(())
    }
}

/// Runs the stations of a scenario file.
#[derive(Debug, Args)]
pub(crate) struct Fleet {
    /// A scenario file with stations, or one that comes with the program: demo.
    scenario: String,
    #[command(flatten)]
    target: Target,
    /// From what every choice follows, instead of the file's own.
    #[arg(long)]
    seed: Option<u64>,
    /// How much faster than the clock the simulated world runs, instead of the file's own.
    #[arg(long)]
    time_scale: Option<f64>,
}

impl Fleet {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let file = load(&self.scenario, self.seed, self.time_scale)?;
        let stations = file.fleet();
        anyhow::ensure!(!stations.is_empty(), "{} has no [[stations]]", self.scenario);
        println!("{} stations connect to {}; Ctrl-C ends them", stations.len(), self.target.url);
        let surroundings = self.target.surroundings(Detail::of(self.target.verbose), false)?;
        play(stations, &surroundings).await;
        Ok(())
    }
}

fn text(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("failed to read {}", file.display()))
}

fn load(scenario: &str, seed: Option<u64>, time_scale: Option<f64>) -> anyhow::Result<ScenarioFile> {
    let mut file = ScenarioFile::load(scenario).map_err(|error| anyhow::anyhow!("failed to {error}"))?;
    file.seed = seed.unwrap_or(file.seed);
    if let Some(time_scale) = time_scale {
        anyhow::ensure!(time_scale.is_finite() && time_scale > 0.0, "the time scale must be above 0");
        file.time_scale = time_scale;
    }
    Ok(file)
}

async fn play(stations: Vec<FleetStation>, surroundings: &Surroundings) {
    let mut launched = Launched::new(stations, surroundings);
    let interrupted = tokio::select! {
        () = launched.ended() => false,
        () = interrupted() => true,
    };
    if interrupted {
        launched.stop().await;
    }
}
