//! The handshake of a station as the server hands it over, and what is decided on it.

use std::fmt;

use domain::NodeId;
use domain::station::Protocol;
use domain::{ChargeBoxId, UtcMillis};

/// What a station sent when it asked for a WebSocket, or posted over SOAP.
#[derive(Debug, Clone, Default)]
pub struct Handshake {
    /// The last part of the path, percent-decoded.
    pub charge_box_id: String,
    /// The subprotocols that it offers, its preference first.
    pub offered_subprotocols: Vec<String>,
    /// Its Basic credential.
    pub basic: Option<BasicCredential>,
    /// Whether the line is encrypted, here or at a trusted proxy.
    pub tls: bool,
    /// The client certificate that was verified.
    pub client_certificate: Option<ClientCertificate>,
    /// From where it connects, for people.
    pub address: String,
    /// The version in which it posted over SOAP; `None` for a WebSocket.
    pub soap: Option<ocpp::soap::Version>,
}

/// HTTP Basic as sent (Improved security for OCPP 1.6-J §2.2); bytes, since passwords may be binary.
#[derive(Clone, PartialEq, Eq)]
pub struct BasicCredential {
    /// The user, which must be the charge box id.
    pub user: String,
    /// The password.
    pub password: Vec<u8>,
}

impl fmt::Debug for BasicCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BasicCredential").field("user", &self.user).finish_non_exhaustive()
    }
}

/// A client certificate whose chain was verified in the TLS handshake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The subject's common name, which must be the charge box id.
    pub common_name: String,
    /// SHA-256 of the certificate, hexadecimal digits in lower case.
    pub fingerprint: String,
}

impl ClientCertificate {
    /// SHA-256 of the certificate, hexadecimal digits in lower case.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// A station that is let in; hand it to `serve` with its socket.
#[derive(Debug)]
pub struct Admission {
    /// The subprotocol to answer with, as the station wrote it; none where it offered none and that is allowed.
    pub subprotocol: Option<String>,
    /// By what it will speak.
    pub protocol: Protocol,
    pub(crate) guest: Guest,
    pub(crate) address: String,
    pub(crate) at: UtcMillis,
    /// Order of admission: of two sockets of one station the later admitted is current.
    pub(crate) order: u64,
}

/// Who is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Guest {
    /// A configured station.
    Station(NodeId),
    /// One that is not configured and waits for a person to adopt it.
    Held(ChargeBoxId),
}

/// Why a station is not let in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It offers no subprotocol that the portal speaks.
    #[error("agree on a subprotocol: none of those offered is spoken here")]
    Subprotocol,
    /// It is not configured.
    #[error("find the station: it is not configured")]
    UnknownStation,
    /// No credential, or a wrong one.
    #[error("authenticate the station: the credential is missing or wrong")]
    Credential,
    /// Its security profile demands TLS.
    #[error("secure the line: the station's security profile demands TLS")]
    NeedsTls,
    /// It posts from an address that it is not bound to.
    #[error("authenticate the station: it does not come from its address range")]
    AddressRange,
    /// It reconnects too often.
    #[error("let the station in: it reconnects too often")]
    Throttled {
        /// Seconds until it may try again.
        retry_after_s: u32,
    },
    /// The database cannot be asked.
    #[error("let the station in: the database cannot be reached")]
    Unavailable,
    /// The portal shuts down.
    #[error("let the station in: the portal shuts down")]
    ShuttingDown,
}

impl Refusal {
    /// The HTTP status that says so.
    pub const fn status(&self) -> u16 {
        match self {
            Refusal::Subprotocol => 400,
            Refusal::Credential => 401,
            Refusal::NeedsTls | Refusal::AddressRange => 403,
            Refusal::UnknownStation => 404,
            Refusal::Throttled { .. } => 429,
            Refusal::Unavailable | Refusal::ShuttingDown => 503,
        }
    }
}
