//! Where the central system is.

use std::fmt;
use std::str::FromStr;

use ocpp::soap::Version;

/// The address of a central system: such as `ws://127.0.0.1:8080/Ocpp/websocket`, to which a station adds its id (OCPP 1.6 JSON
/// specification §3.1.1), or such as `http://127.0.0.1:8080/Ocpp/CentralSystemService15` for SOAP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Whether it is the address of a service, `http://` or `https://`, and not of sockets.
    web: bool,
    secure: bool,
    host: String,
    port: u16,
    path: String,
}

/// Where a central system is for stations that encrypt and for those that do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Where it is usually.
    pub usual: Address,
    /// Where stations of the security profiles 2 and 3 connect; the usual place, encrypted, where it is not said.
    pub secure: Option<Address>,
}

impl Addresses {
    /// Where a station connects.
    #[must_use]
    pub fn choose(&self, encrypted: bool) -> Address {
        if encrypted { self.secure.clone().unwrap_or_else(|| self.usual.secured()) } else { self.usual.clone() }
    }
}

impl From<Address> for Addresses {
    fn from(usual: Address) -> Self {
        Self { usual, secure: None }
    }
}

/// Why a text is no address of a central system.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It begins with nothing that is known.
    #[error("read the address {0:?}: it must begin with ws://, wss://, http:// or https://")]
    Scheme(String),
    /// There is no host.
    #[error("read the address {0:?}: the host is missing")]
    Host(String),
    /// The port is not a number of 16 bits.
    #[error("read the address {0:?}: the port is not a number below 65536")]
    Port(String),
}

impl Address {
    /// Whether the connection is encrypted.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The host: a name or an IP address, IPv6 without its brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The path at which the station with this id connects, percent-encoded.
    #[must_use]
    pub fn path_of(&self, station_id: &str) -> String {
        let mut path = format!("{}/", self.path);
        for byte in station_id.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                path.push(char::from(byte));
            } else {
                path.push_str(&format!("%{byte:02X}"));
            }
        }
        path
    }

    /// The whole address at which the station with this id connects.
    #[must_use]
    pub fn of(&self, station_id: &str) -> String {
        format!("{}{}", self.origin(), self.path_of(station_id))
    }

    /// Host and port as a `Host` header has them.
    #[must_use]
    pub fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// The central system's service for SOAP: the address itself, or beside the address of sockets, as at
    /// `/Ocpp/websocket` and `/Ocpp/CentralSystemService15`.
    #[must_use]
    pub fn service(&self, version: Version) -> Self {
        if self.web {
            return self.clone();
        }
        let name = match version {
            Version::V15 => "CentralSystemService15",
            Version::V16 => "CentralSystemService16",
        };
        let beside = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Self { web: true, path: format!("{beside}/{name}"), ..self.clone() }
    }

    /// The path, with a slash at the beginning.
    #[must_use]
    pub fn path(&self) -> &str {
        if self.path.is_empty() { "/" } else { &self.path }
    }

    /// The same place, encrypted: at port 443 where it was at 80.
    #[must_use]
    pub fn secured(&self) -> Self {
        let port = if self.port == 80 { 443 } else { self.port };
        Self { secure: true, port, ..self.clone() }
    }

    fn origin(&self) -> String {
        let scheme = match (self.web, self.secure) {
            (false, false) => "ws",
            (false, true) => "wss",
            (true, false) => "http",
            (true, true) => "https",
        };
        format!("{scheme}://{}", self.authority())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let schemes = [("ws", false, false), ("wss", false, true), ("http", true, false), ("https", true, true)];
        let known = schemes.into_iter().find_map(|(scheme, web, secure)| {
            let rest = text.strip_prefix(scheme)?.strip_prefix("://")?;
            Some((web, secure, rest))
        });
        let Some((web, secure, rest)) = known else { return Err(AddressError::Scheme(text.to_owned())) };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let port_at = authority.rfind(':').filter(|at| !authority[*at..].contains(']'));
        let (host, port) = match port_at {
            Some(at) => {
                let port = authority[at + 1..].parse().map_err(|_| AddressError::Port(text.to_owned()))?;
                (&authority[..at], port)
            }
            None => (authority, if secure { 443 } else { 80 }),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() {
            return Err(AddressError::Host(text.to_owned()));
        }
        Ok(Self { web, secure, host, port, path: path.trim_end_matches('/').to_owned() })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.origin(), self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_adds_its_id_percent_encoded() {
        let table = [
            ("ws://127.0.0.1:8080/Ocpp/websocket", "CP-1", "ws://127.0.0.1:8080/Ocpp/websocket/CP-1"),
            ("ws://portal.example/ocpp/", "å b/1", "ws://portal.example:80/ocpp/%C3%A5%20b%2F1"),
            ("wss://[::1]", "X", "wss://[::1]:443/X"),
        ];
        for (address, id, whole) in table {
            assert_eq!(address.parse::<Address>().unwrap().of(id), whole);
        }
    }

    #[test]
    fn services_stand_beside_the_sockets() {
        let table = [
            ("ws://a:8080/Ocpp/websocket", "http://a:8080/Ocpp/CentralSystemService15"),
            ("wss://a", "https://a:443/CentralSystemService15"),
            ("http://a/steve/services/CentralSystemService", "http://a:80/steve/services/CentralSystemService"),
            ("https://a:8443/", "https://a:8443"),
        ];
        for (address, service) in table {
            assert_eq!(address.parse::<Address>().unwrap().service(Version::V15).to_string(), service);
        }
    }

    #[test]
    fn encrypted_stations_have_a_place_of_their_own() {
        let table = [
            ("ws://a/ocpp", None, "wss://a:443/ocpp"),
            ("ws://a:8080/ocpp", None, "wss://a:8080/ocpp"),
            ("ws://a/ocpp", Some("wss://b:8443"), "wss://b:8443"),
            ("wss://a:444/ocpp", None, "wss://a:444/ocpp"),
        ];
        for (usual, secure, expected) in table {
            let secure = secure.map(|secure| secure.parse().unwrap());
            let addresses = Addresses { usual: usual.parse().unwrap(), secure };
            assert_eq!(addresses.choose(true).to_string(), expected);
            assert_eq!(addresses.choose(false), addresses.usual);
        }
    }

    #[test]
    fn what_is_no_address_is_told() {
        assert!(matches!("ftp://x/".parse::<Address>(), Err(AddressError::Scheme(_))));
        assert!(matches!("ws:///x".parse::<Address>(), Err(AddressError::Host(_))));
        assert!(matches!("ws://x:99999/".parse::<Address>(), Err(AddressError::Port(_))));
    }
}
