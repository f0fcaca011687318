//! Answers to posts: in the dialect in which was asked, and faults.

use ocpp::soap::{Addressing, Answering, Dialect, Envelope, Fault, FaultCode, Service, Version, write_fault};

use super::post::SoapAnswer;
use crate::handshake::Refusal;

/// How a post was asked, and so how it is answered.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) version: Version,
    pub(super) dialect: Dialect,
    addressing: Addressing,
    relates_to: Option<String>,
    /// The id of the answer.
    message_id: String,
}

impl Asked {
    /// Of an envelope that was understood.
    pub(super) fn of(version: Version, envelope: &Envelope<'_>, message_id: String) -> Self {
        Self {
            version,
            dialect: envelope.dialect,
            addressing: envelope.headers.addressing,
            relates_to: envelope.headers.message_id.clone(),
            message_id: format!("urn:charge-portal:{message_id}"),
        }
    }

    /// Of a document that could not be understood.
    pub(super) fn unclear(version: Version, message_id: String) -> Self {
        Self {
            version,
            dialect: Dialect::default(),
            addressing: Addressing::default(),
            relates_to: None,
            message_id: format!("urn:charge-portal:{message_id}"),
        }
    }

    pub(super) fn answering(&self) -> Answering<'_> {
        Answering {
            version: self.version,
            service: Service::CentralSystem,
            dialect: self.dialect,
            addressing: self.addressing,
            message_id: &self.message_id,
            relates_to: self.relates_to.as_deref(),
        }
    }

    pub(super) fn answered(&self, document: String) -> SoapAnswer {
        SoapAnswer { status: 200, media_type: self.dialect.media_type(), document, retry_after_s: None }
    }

    pub(super) fn fault(&self, code: FaultCode, reason: &str) -> SoapAnswer {
        let document = write_fault(&self.answering(), &Fault::new(code, reason));
        SoapAnswer { status: code.http_status(self.dialect), ..self.answered(document) }
    }

    /// The answer to one who is not let in. The HTTP status is the one that says so, as for a handshake.
    pub(super) fn refused(&self, refusal: &Refusal) -> SoapAnswer {
        let (code, retry_after_s) = match refusal {
            Refusal::UnknownStation => (FaultCode::IdentityMismatch, None),
            Refusal::Credential | Refusal::Certificate(_) | Refusal::NeedsTls | Refusal::AddressRange => {
                (FaultCode::SecurityError, None)
            }
            Refusal::Throttled { retry_after_s } => (FaultCode::InternalError, Some(*retry_after_s)),
            Refusal::Unavailable | Refusal::ShuttingDown => (FaultCode::InternalError, Some(10)),
            Refusal::Subprotocol => (FaultCode::ProtocolError, None),
        };
        let status = match refusal {
            // The path is right; the identity in the envelope is not.
            Refusal::UnknownStation => code.http_status(self.dialect),
            other => other.status(),
        };
        SoapAnswer { status, retry_after_s, ..self.fault(code, &format!("failed to {refusal}")) }
    }
}
