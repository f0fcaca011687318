//! Stations: how each connects and what decides whether it may.

use crate::address_range::AddressRange;
use crate::id::{ChargeBoxId, NodeId};
use crate::word::words;

words! {
    /// Protocol and transport by which a station speaks.
    Protocol {
        /// OCPP 1.5 over SOAP.
        Ocpp15Soap = "ocpp1.5s",
        /// OCPP 1.6 over SOAP.
        Ocpp16Soap = "ocpp1.6s",
        /// OCPP 1.6 over JSON.
        Ocpp16Json = "ocpp1.6j",
        /// OCPP 2.0.1 over JSON.
        Ocpp201Json = "ocpp2.0.1j",
    }
}

words! {
    /// How a station proves who it is (Improved security for OCPP 1.6-J §2).
    SecurityProfile {
        /// 0: not at all.
        None = "none",
        /// 1: HTTP Basic.
        Basic = "basic",
        /// 2: TLS and HTTP Basic.
        TlsBasic = "tlsBasic",
        /// 3: TLS with a client certificate.
        TlsClientCertificate = "tlsClientCertificate",
    }
}

impl Protocol {
    /// Whether the station has no socket: it posts its messages, and is called at an address of its own.
    pub const fn is_soap(self) -> bool {
        matches!(self, Protocol::Ocpp15Soap | Protocol::Ocpp16Soap)
    }
}

impl SecurityProfile {
    /// The profile's number, 0 to 3.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The profile with a number.
    pub fn from_number(number: i64) -> Option<Self> {
        usize::try_from(number).ok().and_then(|index| Self::ALL.get(index)).copied()
    }

    /// Whether the line must be encrypted.
    pub const fn needs_tls(self) -> bool {
        matches!(self, SecurityProfile::TlsBasic | SecurityProfile::TlsClientCertificate)
    }

    /// Whether the station must send a Basic credential.
    pub const fn needs_credential(self) -> bool {
        matches!(self, SecurityProfile::Basic | SecurityProfile::TlsBasic)
    }
}

/// What is configured for a station and needed to let it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationAdmission {
    /// The station.
    pub id: NodeId,
    /// Its charge box id.
    pub charge_box_id: ChargeBoxId,
    /// How it must prove itself.
    pub security_profile: SecurityProfile,
    /// Keyed hash of its Basic password, where set.
    pub credential_hash: Option<String>,
    /// Whether a handshake that offers no subprotocol is taken as 1.6.
    pub accept_missing_subprotocol: bool,
    /// What binds it when it speaks SOAP.
    pub soap: SoapBinding,
    /// The higher profile that the station was told to take, until it has come back with it; the present one counts as well.
    pub raising_to: Option<SecurityProfile>,
}

/// What else than the security profile must fit when a station posts over SOAP, so that not everyone who knows its id can post as it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SoapBinding {
    /// From where it must come.
    pub address_range: Option<AddressRange>,
    /// SHA-256 of the client certificate that it must show, hexadecimal digits in lower case.
    pub certificate: Option<String>,
}
