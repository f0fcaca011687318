//! The handshake of a station as the server hands it over, and what is decided on it.

use std::fmt;
use std::sync::Arc;

use domain::NodeId;
use domain::station::Protocol;
use domain::{ChargeBoxId, UtcMillis};

use crate::certificate::{CertificateFacts, CertificateFault};

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
    /// The client certificate that it showed and whose key it has; whom it proves is judged here.
    pub client_certificate: Option<ClientCertificate>,
    /// From where it connects, for people.
    pub address: String,
    /// The version in which it posted over SOAP; `None` for a WebSocket.
    pub soap: Option<ocpp::soap::Version>,
    /// By which address it reached the portal, such as `http://10.0.0.5:8080`.
    pub reached_at: Option<String>,
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

/// A client certificate as shown in the TLS handshake, in which its bearer has proved to have the key. Whether it leads to a root that
/// is trusted is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    chain: Arc<[Vec<u8>]>,
    common_name: Option<String>,
    fingerprint: String,
}

impl ClientCertificate {
    /// Takes the chain (DER), the client's own certificate first; `None` when that cannot be read.
    pub fn new(chain: Vec<Vec<u8>>) -> Option<ClientCertificate> {
        let facts = CertificateFacts::of_der(chain.first()?.clone()).ok()?;
        Some(Self { chain: chain.into(), common_name: facts.common_name, fingerprint: facts.fingerprint })
    }

    /// SHA-256 of the client's own certificate, hexadecimal digits in lower case.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// CN of the client's own certificate.
    pub fn common_name(&self) -> Option<&str> {
        self.common_name.as_deref()
    }

    pub(crate) fn chain(&self) -> &[Vec<u8>] {
        &self.chain
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
    /// Its client certificate proves nothing.
    #[error("authenticate the station: its certificate {0}")]
    Certificate(CertificateFault),
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
            Refusal::Credential | Refusal::Certificate(_) => 401,
            Refusal::NeedsTls | Refusal::AddressRange => 403,
            Refusal::UnknownStation => 404,
            Refusal::Throttled { .. } => 429,
            Refusal::Unavailable | Refusal::ShuttingDown => 503,
        }
    }
}
