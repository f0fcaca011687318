//! Which version a WebSocket speaks.

/// A version of OCPP that is spoken over WebSockets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// OCPP 1.6 edition 2, with the security extension.
    V16,
}

impl Version {
    /// Every version, newest first.
    pub const ALL: &'static [Self] = &[Self::V16];

    /// The name of the WebSocket subprotocol (OCPP 1.6 JSON specification §3.1.2).
    #[must_use]
    pub const fn subprotocol(self) -> &'static str {
        match self {
            Self::V16 => "ocpp1.6",
        }
    }
}

/// The WebSocket subprotocols that are spoken here, newest first.
pub const SUBPROTOCOLS: &[&str] = &[Version::V16.subprotocol()];

/// A subprotocol that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subprotocol<'a> {
    /// The version that is spoken from now on.
    pub version: Version,
    /// Its name as the station offered it, which is what the handshake has to answer with (RFC 6455 §4.2.2).
    pub name: &'a str,
}

/// Chooses among what a station offers in `Sec-WebSocket-Protocol`, separated by commas: its own preference first.
///
/// Several headers of this name mean the same as one with their values joined by commas. Case does not matter. `None` where
/// nothing offered is spoken here.
#[must_use]
pub fn choose_subprotocol(offered: &str) -> Option<Subprotocol<'_>> {
    offered.split(',').map(str::trim).find_map(|name| {
        let spoken = |version: &&Version| version.subprotocol().eq_ignore_ascii_case(name);
        Version::ALL.iter().find(spoken).map(|&version| Subprotocol { version, name })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_its_subprotocol() {
        let names: Vec<&str> = Version::ALL.iter().map(|version| version.subprotocol()).collect();
        assert_eq!(names, SUBPROTOCOLS);
    }

    #[test]
    fn the_first_offered_version_that_is_spoken_is_chosen() {
        let table = [
            ("ocpp1.6", Some("ocpp1.6")),
            ("OCPP1.6", Some("OCPP1.6")),
            ("ocpp9.9, ocpp1.6 ,ocpp1.5", Some("ocpp1.6")),
            ("ocpp1.5,ocpp2.0", None),
            ("ocpp1.6j", None),
            ("", None),
            (",,", None),
        ];
        for (offered, chosen) in table {
            let expected = chosen.map(|name| Subprotocol { version: Version::V16, name });
            assert_eq!(choose_subprotocol(offered), expected, "{offered}");
        }
    }
}
