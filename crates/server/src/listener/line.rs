//! By which line a request came: from where, encrypted or not.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::HeaderMap;
use csms::ClientCertificate;

use super::{AddressRange, Place};

/// The line of a request; every request carries one as an extension.
#[derive(Clone)]
pub struct Line {
    /// Who is at the other end; behind a trusted proxy, whom the proxy names.
    pub address: IpAddr,
    /// Whether it is encrypted all the way that we know of.
    pub secure: bool,
    /// The client certificate shown on this very connection, whose key its bearer has; whether it is trusted is judged where it
    /// matters. Behind a proxy there is none.
    pub certificate: Option<Arc<ClientCertificate>>,
    /// Whether a trusted proxy named the address.
    pub forwarded: bool,
    /// The connection's place among those of its address; who keeps a connection on purpose gives it free.
    pub place: Arc<Place>,
}

impl Line {
    /// Makes out the line of a request from its connection and, where the peer is a trusted proxy, its headers.
    ///
    /// Of `X-Forwarded-For` the last entry that is no trusted proxy counts: what stands before it is the client's own word.
    pub fn of(peer: IpAddr, tls: bool, headers: &HeaderMap, trusted: &[AddressRange], place: Arc<Place>) -> Line {
        let peer = peer.to_canonical();
        if !is_trusted(trusted, peer) {
            return Line { address: peer, secure: tls, certificate: None, forwarded: false, place };
        }
        let entries = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let mut named: Vec<&str> = entries.flat_map(|value| value.split(',')).map(str::trim).collect();
        named.reverse();
        let forwarded = !named.is_empty();
        let mut address = peer;
        for text in named {
            let Ok(next) = text.parse::<IpAddr>() else { break };
            address = next.to_canonical();
            if !is_trusted(trusted, address) {
                break;
            }
        }
        let secure = headers
            .get("x-forwarded-proto")
            .and_then(|value| value.to_str().ok())
            .map_or(tls, |protocol| protocol.eq_ignore_ascii_case("https") || protocol.eq_ignore_ascii_case("wss"));
        Line { address, secure, certificate: None, forwarded, place }
    }
}

fn is_trusted(trusted: &[AddressRange], address: IpAddr) -> bool {
    trusted.iter().any(|range| range.contains(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listener::Places;

    fn line(peer: &str, forwarded: &[&str], protocol: Option<&str>) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        if let Some(protocol) = protocol {
            headers.insert("x-forwarded-proto", protocol.parse().unwrap());
        }
        let place = Places::new(1, 1).take(peer.parse().unwrap(), false).unwrap();
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        let line = Line::of(peer.parse().unwrap(), false, &headers, &trusted, Arc::new(place));
        (line.address.to_string(), line.secure)
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let table = [
            ("192.0.2.9", vec!["198.51.100.1"], Some("https"), "192.0.2.9", false),
            ("10.0.0.1", vec!["198.51.100.1"], Some("https"), "198.51.100.1", true),
            ("10.0.0.1", vec!["203.0.113.66, 198.51.100.1, 10.0.0.2"], None, "198.51.100.1", false),
            ("10.0.0.1", vec!["203.0.113.66", "198.51.100.1"], None, "198.51.100.1", false),
            ("10.0.0.1", vec!["nonsense"], None, "10.0.0.1", false),
            ("::ffff:192.0.2.9", vec![], None, "192.0.2.9", false),
        ];
        for (peer, forwarded, protocol, address, secure) in table {
            assert_eq!(line(peer, &forwarded, protocol), (address.to_owned(), secure), "{peer} {forwarded:?}");
        }
    }
}
