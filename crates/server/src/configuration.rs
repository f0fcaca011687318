//! What whoever runs the program decides before it starts: one TOML file, and the environment over it.
//!
//! Every key can be given by environment: `limits.body_bytes` is `CHARGE_PORTAL_LIMITS_BODY_BYTES`; lists are separated by
//! commas. The environment wins over the file. What people decide while it runs are the portal's settings, in the database.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::listener::AddressRange;

mod files;

pub use files::{Files, PortRange, Prefer};

/// The whole configuration. Defaults serve one company on one machine behind nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// Where the program listens without TLS.
    pub listen: SocketAddr,
    /// The database: `sqlite:<path>` or `postgres://…`.
    pub database: String,
    /// The file with the key that seals secrets in the database; beside a SQLite file, or `data/charge-portal.key`, when not told.
    pub sealing_key: Option<PathBuf>,
    /// The address by which people and stations reach the portal, `https://portal.example.org`; used in links.
    pub public_address: Option<String>,
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, and which no limit per address holds back; this
    /// machine when not told.
    pub trusted_proxies: Vec<AddressRange>,
    /// From where `/metrics` may be read without a token; the loopback addresses when not told.
    pub metrics_from: Vec<AddressRange>,
    /// Encrypted listener.
    pub tls: Tls,
    /// Files for and from stations.
    pub files: Files,
    /// Logs.
    pub log: Log,
    /// Limits.
    pub limits: Limits,
}

/// The encrypted listener; it is there when a certificate is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tls {
    /// Where it listens.
    pub listen: SocketAddr,
    /// PEM file with the certificate chain.
    pub certificate: Option<PathBuf>,
    /// PEM file with the private key.
    pub private_key: Option<PathBuf>,
}

/// How the program logs, to standard error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// For people or for machines.
    pub format: LogFormat,
    /// What is logged, in the syntax of `tracing_subscriber`'s `EnvFilter`: `info`, `info,csms=debug`.
    pub filter: String,
}

/// The form of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One readable line.
    Text,
    /// One JSON object a line.
    Json,
}

/// What one peer may take. Units are in the names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Connections at once, stations included.
    pub connections: usize,
    /// Connections at once from one address, admitted stations not counted.
    pub connections_per_address: usize,
    /// TLS handshakes under way at once.
    pub handshakes: usize,
    /// How long a TLS handshake may take.
    pub handshake_s: u64,
    /// How long a request's head may take, and how long a connection may wait for its next request.
    pub head_s: u64,
    /// How long a request's body may take.
    pub body_s: u64,
    /// How long a peer may leave what we send unread.
    pub write_s: u64,
    /// Largest request body.
    pub body_bytes: usize,
    /// Largest request head.
    pub head_bytes: usize,
    /// Largest message of a station.
    pub station_message_bytes: usize,
    /// How long a shutdown may take to drain.
    pub shutdown_s: u64,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::UNSPECIFIED, 8080)),
            database: "sqlite:data/charge-portal.db".to_owned(),
            sealing_key: None,
            public_address: None,
            trusted_proxies: vec![AddressRange::LOOPBACK_V4, AddressRange::LOOPBACK_V6],
            metrics_from: vec![AddressRange::LOOPBACK_V4, AddressRange::LOOPBACK_V6],
            tls: Tls::default(),
            files: Files::default(),
            log: Log::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for Tls {
    fn default() -> Self {
        Self { listen: SocketAddr::from((Ipv4Addr::UNSPECIFIED, 8443)), certificate: None, private_key: None }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned() }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 200_000,
            connections_per_address: 1_000,
            handshakes: 256,
            handshake_s: 10,
            head_s: 15,
            body_s: 30,
            write_s: 30,
            body_bytes: 1 << 20,
            head_bytes: 16 << 10,
            station_message_bytes: 1 << 20,
            shutdown_s: 20,
        }
    }
}

/// Why the configuration could not be read; the text names the file, the key or the variable.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// The file cannot be read.
    #[error("read the configuration file {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("read {} as TOML: {message}", path.display())]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        message: String,
    },
    /// A variable's text is not of its key's kind.
    #[error("read {variable}={text:?}: it must be {expected}")]
    Variable {
        /// The variable.
        variable: String,
        /// Its text.
        text: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A key is unknown or its value does not fit.
    #[error("read the configuration: {0}")]
    Value(String),
}

/// What kind of value a key takes; decides how its variable is read.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    List,
}

/// Every key with the kind of its value.
const KEYS: &[(&str, Kind)] = &[
    ("listen", Kind::Text),
    ("database", Kind::Text),
    ("sealing_key", Kind::Text),
    ("public_address", Kind::Text),
    ("trusted_proxies", Kind::List),
    ("metrics_from", Kind::List),
    ("tls.listen", Kind::Text),
    ("tls.certificate", Kind::Text),
    ("tls.private_key", Kind::Text),
    ("files.folder", Kind::Text),
    ("files.public_host", Kind::Text),
    ("files.prefer", Kind::Text),
    ("files.ftp_listen", Kind::Text),
    ("files.ftp_passive_ports", Kind::Text),
    ("files.ftp_connections", Kind::Number),
    ("files.location_s", Kind::Number),
    ("files.silence_s", Kind::Number),
    ("files.image_bytes", Kind::Number),
    ("files.upload_bytes", Kind::Number),
    ("files.station_bytes", Kind::Number),
    ("log.format", Kind::Text),
    ("log.filter", Kind::Text),
    ("limits.connections", Kind::Number),
    ("limits.connections_per_address", Kind::Number),
    ("limits.handshakes", Kind::Number),
    ("limits.handshake_s", Kind::Number),
    ("limits.head_s", Kind::Number),
    ("limits.body_s", Kind::Number),
    ("limits.write_s", Kind::Number),
    ("limits.body_bytes", Kind::Number),
    ("limits.head_bytes", Kind::Number),
    ("limits.station_message_bytes", Kind::Number),
    ("limits.shutdown_s", Kind::Number),
];

impl Configuration {
    /// Reads the file, where one is given, and puts the environment over it.
    ///
    /// # Errors
    /// When the file cannot be read, or a key or variable does not fit; the text names it.
    pub fn load(
        path: Option<&Path>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Configuration, ConfigurationError> {
        let mut table = path.map_or_else(|| Ok(Table::new()), read_file)?;
        for (key, kind) in KEYS {
            let name = variable_name(key);
            if let Some(text) = variable(&name) {
                put(&mut table, key, parse(&name, &text, *kind)?);
            }
        }
        let configuration: Configuration =
            table.try_into().map_err(|error: toml::de::Error| ConfigurationError::Value(one_line(&error)))?;
        configuration.check()?;
        Ok(configuration)
    }

    /// The file with the key that seals secrets in the database.
    pub fn sealing_key_file(&self) -> PathBuf {
        if let Some(path) = &self.sealing_key {
            return path.clone();
        }
        match self.database.strip_prefix("sqlite:") {
            Some(file) => Path::new(file.trim_start_matches("//")).with_extension("key"),
            None => PathBuf::from("data/charge-portal.key"),
        }
    }

    fn check(&self) -> Result<(), ConfigurationError> {
        if self.tls.certificate.is_some() != self.tls.private_key.is_some() {
            return Err(ConfigurationError::Value("`tls.certificate` and `tls.private_key` go together".to_owned()));
        }
        if self.limits.head_bytes < 8192 {
            return Err(ConfigurationError::Value("`limits.head_bytes` must be at least 8192".to_owned()));
        }
        if let Some(address) = &self.public_address
            && !(address.starts_with("https://") || address.starts_with("http://"))
        {
            return Err(ConfigurationError::Value("`public_address` must begin with https:// or http://".to_owned()));
        }
        Ok(())
    }
}

fn read_file(path: &Path) -> Result<Table, ConfigurationError> {
    let text =
        std::fs::read_to_string(path).map_err(|source| ConfigurationError::File { path: path.to_owned(), source })?;
    text.parse::<Table>()
        .map_err(|error| ConfigurationError::Syntax { path: path.to_owned(), message: error.to_string() })
}

/// `limits.body_bytes` becomes `CHARGE_PORTAL_LIMITS_BODY_BYTES`.
fn variable_name(key: &str) -> String {
    format!("CHARGE_PORTAL_{}", key.replace('.', "_").to_uppercase())
}

fn parse(name: &str, text: &str, kind: Kind) -> Result<Value, ConfigurationError> {
    match kind {
        Kind::Text => Ok(Value::String(text.to_owned())),
        Kind::Number => text.trim().parse::<i64>().map(Value::Integer).map_err(|_| ConfigurationError::Variable {
            variable: name.to_owned(),
            text: text.to_owned(),
            expected: "a whole number",
        }),
        Kind::List => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Ok(Value::Array(items.map(|item| Value::String(item.to_owned())).collect()))
        }
    }
}

fn put(table: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((section, rest)) => {
            let entry = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = entry {
                put(inner, rest, value);
            }
        }
    }
}

fn one_line(error: &toml::de::Error) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing(_: &str) -> Option<String> {
        None
    }

    fn leaves(prefix: &str, table: &Table, found: &mut Vec<String>) {
        for (name, value) in table {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                Value::Table(inner) => leaves(&key, inner, found),
                _ => found.push(key),
            }
        }
    }

    #[test]
    fn every_key_has_a_variable() {
        let mut whole = Configuration { public_address: Some("https://a".to_owned()), ..Configuration::default() };
        whole.sealing_key = Some("portal.key".into());
        whole.files.folder = Some("files".into());
        whole.files.public_host = Some("files.example.org".to_owned());
        whole.files.ftp_listen = Some(whole.listen);
        whole.tls.certificate = Some("c.pem".into());
        whole.tls.private_key = Some("k.pem".into());
        let mut found = Vec::new();
        leaves("", &Table::try_from(&whole).unwrap(), &mut found);
        let mut listed: Vec<String> = KEYS.iter().map(|(key, _)| (*key).to_owned()).collect();
        found.sort();
        listed.sort();
        assert_eq!(found, listed);
    }

    #[test]
    fn the_example_holds_the_defaults() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("charge-portal.example.toml");
        assert_eq!(Configuration::load(Some(&example), nothing).unwrap(), Configuration::default());
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.toml");
        std::fs::write(&path, "listen = '127.0.0.1:1'\n[limits]\nbody_bytes = 5\nhead_s = 7\n").unwrap();
        let read = Configuration::load(Some(&path), |name| match name {
            "CHARGE_PORTAL_LIMITS_BODY_BYTES" => Some("9".to_owned()),
            "CHARGE_PORTAL_TRUSTED_PROXIES" => Some("10.0.0.0/8, ::1".to_owned()),
            _ => None,
        })
        .unwrap();
        assert_eq!(read.limits.body_bytes, 9);
        assert_eq!(read.limits.head_s, 7);
        assert_eq!(read.listen.port(), 1);
        assert_eq!(read.trusted_proxies.len(), 2);
    }

    #[test]
    fn a_mistake_names_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let table = [
            ("[limits]\nbody_bites = 5\n", "body_bites"),
            ("[limits]\nbody_bytes = 'much'\n", "limits.body_bytes"),
            ("[tls]\ncertificate = 'x.pem'\n", "tls.private_key"),
            ("trusted_proxies = ['10.0.0.0/99']\n", "10.0.0.0/99"),
            ("[log]\nformat = 'xml'\n", "log.format"),
            ("listen =", "portal.toml"),
        ];
        for (text, named) in table {
            let path = folder.path().join("portal.toml");
            std::fs::write(&path, text).unwrap();
            let error = Configuration::load(Some(&path), nothing).unwrap_err().to_string();
            assert!(error.contains(named), "{text:?} gave {error:?}");
        }
        let error = Configuration::load(None, |name| (name == "CHARGE_PORTAL_LIMITS_HEAD_S").then(|| "x".to_owned()));
        assert!(error.unwrap_err().to_string().contains("CHARGE_PORTAL_LIMITS_HEAD_S"));
    }
}
