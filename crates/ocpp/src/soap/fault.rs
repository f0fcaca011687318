//! Faults: why a request is not answered normally.

use super::element::Element;
use super::headers::Dialect;
use crate::error_code::ErrorCode;

/// Why a request is refused (OCPP 1.5 §5 and OCPP 1.6 SOAP specification, fault response).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultCode {
    /// The sender is not authenticated, or may not do this.
    SecurityError,
    /// The sender's identity is missing or wrong.
    IdentityMismatch,
    /// The sender has the wrong address for its identity.
    UrlMismatch,
    /// The message is not as the protocol has it.
    ProtocolError,
    /// The receiver failed inside.
    InternalError,
    /// The receiver does not support what is asked.
    NotSupported,
}

impl FaultCode {
    /// The code's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SecurityError => "SecurityError",
            Self::IdentityMismatch => "IdentityMismatch",
            Self::UrlMismatch => "UrlMismatch",
            Self::ProtocolError => "ProtocolError",
            Self::InternalError => "InternalError",
            Self::NotSupported => "NotSupported",
        }
    }

    /// Whether the sender is at fault, and not the receiver.
    #[must_use]
    pub const fn is_senders(self) -> bool {
        !matches!(self, Self::InternalError | Self::NotSupported)
    }

    /// The HTTP status that a fault travels with (SOAP 1.2 part 2 §7.5.2.2; always 500 in SOAP 1.1).
    #[must_use]
    pub const fn http_status(self, dialect: Dialect) -> u16 {
        match dialect {
            Dialect::Soap12 if self.is_senders() => 400,
            Dialect::Soap11 | Dialect::Soap12 => 500,
        }
    }
}

impl From<ErrorCode> for FaultCode {
    fn from(code: ErrorCode) -> Self {
        match code {
            ErrorCode::NotImplemented | ErrorCode::NotSupported => Self::NotSupported,
            ErrorCode::InternalError | ErrorCode::GenericError => Self::InternalError,
            ErrorCode::SecurityError => Self::SecurityError,
            ErrorCode::ProtocolError
            | ErrorCode::FormationViolation
            | ErrorCode::PropertyConstraintViolation
            | ErrorCode::OccurenceConstraintViolation
            | ErrorCode::TypeConstraintViolation => Self::ProtocolError,
        }
    }
}

/// A fault of our own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The code.
    pub code: FaultCode,
    /// The reason in words; it goes to the peer, so nothing internal belongs in it.
    pub reason: String,
}

impl Fault {
    /// A fault with its reason in words.
    #[must_use]
    pub fn new(code: FaultCode, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into() }
    }
}

/// A fault that a peer answered with, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedFault {
    /// The most specific code, without its prefix; empty where there is none.
    pub code: String,
    /// The reason in words; empty where there is none.
    pub reason: String,
}

impl ReceivedFault {
    /// Reads a `Fault` element of either dialect.
    pub(crate) fn read(fault: &Element) -> Self {
        let text = |element: &Element| element.text.trim().to_owned();
        let mut code = fault.child("faultcode").map(text).unwrap_or_default();
        let mut level = fault.child("Code");
        while let Some(element) = level {
            if let Some(value) = element.child("Value") {
                code = text(value);
            }
            level = element.child("Subcode");
        }
        let reason =
            fault.child("faultstring").or_else(|| fault.child("Reason").and_then(|reason| reason.child("Text")));
        let code = code.rsplit(':').next().unwrap_or_default().to_owned();
        Self { code, reason: reason.map(text).unwrap_or_default() }
    }
}
