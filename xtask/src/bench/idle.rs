//! Memory and processor time of stations that are connected and quiet.

use anyhow::Result;

use super::Setting;
use super::figures::{Figures, Target};
use super::load::load;
use super::server::Server;
use crate::process::output;

/// How many stations the target is about.
const STATIONS: usize = 50_000;
/// Files that each of the two processes needs besides its stations' sockets.
const OTHER_FILES: usize = 500;

/// Holds as many stations as the open-file limit lets through and tells what one of them costs.
///
/// # Errors
/// When a program fails or a station cannot connect.
pub(super) fn idle(setting: &Setting) -> Result<Figures> {
    let wanted = setting.stations.unwrap_or(STATIONS);
    let limit = output(std::process::Command::new("sh").args(["-c", "ulimit -n"])).and_then(|text| text.parse().ok());
    let stations = wanted.min(limit.map_or(wanted, |files: usize| files.saturating_sub(OTHER_FILES)));
    let server = Server::portal(setting, stations)?;
    let round = load("idle", &server, stations, setting)?;
    let each = round.figure("/server/resident_per_station_kib")?;
    let mut figures = Figures::of("idle");
    figures.tell("stations connected", stations as f64, "");
    figures.tell("memory before", round.figure("/server/resident_before_kib")? / 1024.0, "MiB");
    figures.tell("memory with all", round.figure("/server/resident_after_kib")? / 1024.0, "MiB");
    figures.aim("memory for each station", each, "KiB", Target::AtMost(12.0));
    figures.aim("processor", round.figure("/server/cores")? * 100.0, "% of a core", Target::AtMost(10.0));
    if stations < wanted {
        figures.tell(format!("memory of {wanted} stations, extrapolated"), each * wanted as f64 / 1024.0, "MiB");
    }
    Ok(figures)
}
