//! What a station speaks.

use std::fmt;
use std::str::FromStr;

use ocpp::soap::Version;

/// Protocol and transport.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
pub enum Protocol {
    /// OCPP 1.5 over SOAP.
    #[serde(rename = "ocpp1.5s")]
    Ocpp15Soap,
    /// OCPP 1.6 over SOAP.
    #[serde(rename = "ocpp1.6s")]
    Ocpp16Soap,
    /// OCPP 1.6 over JSON.
    #[default]
    #[serde(rename = "ocpp1.6j")]
    Ocpp16Json,
}

/// A text names no protocol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("find the protocol {0:?}: there are ocpp1.5s, ocpp1.6s and ocpp1.6j")]
pub struct UnknownProtocol(String);

impl Protocol {
    /// Every protocol.
    pub const ALL: [Self; 3] = [Self::Ocpp15Soap, Self::Ocpp16Soap, Self::Ocpp16Json];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ocpp15Soap => "ocpp1.5s",
            Self::Ocpp16Soap => "ocpp1.6s",
            Self::Ocpp16Json => "ocpp1.6j",
        }
    }

    /// The version, where it is spoken over SOAP.
    #[must_use]
    pub const fn soap(self) -> Option<Version> {
        match self {
            Self::Ocpp15Soap => Some(Version::V15),
            Self::Ocpp16Soap => Some(Version::V16),
            Self::Ocpp16Json => None,
        }
    }
}

impl FromStr for Protocol {
    type Err = UnknownProtocol;

    fn from_str(text: &str) -> Result<Self, UnknownProtocol> {
        let found = Self::ALL.into_iter().find(|protocol| protocol.as_str() == text);
        found.ok_or_else(|| UnknownProtocol(text.to_owned()))
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
