//! The part of the configuration that is about files for and from stations.

use std::fmt;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where files lie, how stations reach them, and how much they may take.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// Where they lie; beside an SQLite database, else `data/files`.
    pub folder: Option<PathBuf>,
    /// The host by which stations reach the FTP server.
    pub public_host: Option<String>,
    /// What is offered first to stations that know both.
    pub prefer: Prefer,
    /// Where the FTP server listens. *Decision:* there is none unless this is given, since it opens ports of its own.
    pub ftp_listen: Option<SocketAddr>,
    /// The ports for FTP's data connections.
    pub ftp_passive_ports: PortRange,
    /// FTP sessions at once.
    pub ftp_connections: usize,
    /// How long a location given to a station stays open after the time that the transfer is planned for.
    pub location_s: u64,
    /// How long a transfer may be silent.
    pub silence_s: u64,
    /// Largest firmware image.
    pub image_bytes: u64,
    /// Largest file of a station.
    pub upload_bytes: u64,
    /// How much all files of one station may take.
    pub station_bytes: u64,
}

/// By what files go where both ways are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prefer {
    /// FTP, which stations of OCPP 1.5 and 1.6 mostly know.
    Ftp,
    /// HTTP.
    Http,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            folder: None,
            public_host: None,
            prefer: Prefer::Ftp,
            ftp_listen: None,
            ftp_passive_ports: PortRange { first: 50_000, last: 50_099 },
            ftp_connections: 64,
            location_s: 24 * 3_600,
            silence_s: 2 * 3_600,
            image_bytes: 512 << 20,
            upload_bytes: 256 << 20,
            station_bytes: 1 << 30,
        }
    }
}

/// Some ports in a row: `50000-50099`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PortRange {
    /// The first.
    pub first: u16,
    /// The last, no less than the first.
    pub last: u16,
}

impl PortRange {
    /// The ports.
    pub const fn ports(self) -> RangeInclusive<u16> {
        self.first..=self.last
    }
}

impl TryFrom<String> for PortRange {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let ports = text.split_once('-').and_then(|(first, last)| {
            let range = PortRange { first: first.trim().parse().ok()?, last: last.trim().parse().ok()? };
            (0 < range.first && range.first <= range.last && range.last < u16::MAX).then_some(range)
        });
        ports.ok_or_else(|| format!("{text:?} is no range of ports such as 50000-50099"))
    }
}

impl From<PortRange> for String {
    fn from(range: PortRange) -> String {
        range.to_string()
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_read_as_written() {
        let range = PortRange::try_from("50000-50099".to_owned()).unwrap();
        assert_eq!((range.ports(), range.to_string()), (50_000..=50_099, "50000-50099".to_owned()));
        for odd in ["", "50000", "0-5", "9-8", "a-b", "50000-65535", "1-99999"] {
            assert!(PortRange::try_from(odd.to_owned()).is_err(), "{odd}");
        }
    }
}
