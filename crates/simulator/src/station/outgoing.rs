//! What a station has to say, before it is a frame.

use ocpp::rpc::encode_call;
use ocpp::v16::{
    AuthorizeRequest, BootNotificationRequest, DataTransferRequest, DiagnosticsStatusNotificationRequest,
    FirmwareStatusNotificationRequest, HeartbeatRequest, LogStatusNotificationRequest, MeterValuesRequest,
    SecurityEventNotificationRequest, SignCertificateRequest, SignedFirmwareStatusNotificationRequest,
    StartTransactionRequest, StatusNotificationRequest, StopTransactionRequest,
};
use ocpp::{Unsendable, v15};

use super::equipment::OutletNumber;
use crate::protocol::Protocol;

/// A session by the station's own count, before and after its transaction has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SessionKey(pub u64);

/// The transaction id of a session whose start was never confirmed (errata of OCPP 1.6, "StartTransaction delivery").
pub(crate) const NO_TRANSACTION: i64 = -1;

/// Something to say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outgoing {
    /// What the station is.
    Boot(BootNotificationRequest),
    /// That it is alive.
    Heartbeat,
    /// May this tag charge at this outlet?
    Authorize(OutletNumber, AuthorizeRequest),
    /// The state of a connector.
    Status(StatusNotificationRequest),
    /// A session has begun.
    Start(SessionKey, StartTransactionRequest),
    /// What the meter said; within a session, the transaction's id is filled in when it is sent.
    Meter(Option<SessionKey>, MeterValuesRequest),
    /// A session has ended; the transaction's id is filled in when it is sent.
    Stop(SessionKey, StopTransactionRequest),
    /// Something of a vendor.
    DataTransfer(DataTransferRequest),
    /// How a firmware update goes.
    Firmware(FirmwareStatusNotificationRequest),
    /// How a signed firmware update goes.
    SignedFirmware(SignedFirmwareStatusNotificationRequest),
    /// How the upload of diagnostics goes.
    Diagnostics(DiagnosticsStatusNotificationRequest),
    /// How the upload of a log goes.
    Log(LogStatusNotificationRequest),
    /// Something that touches security.
    Security(SecurityEventNotificationRequest),
    /// Asking for a certificate.
    Sign(SignCertificateRequest),
}

impl Outgoing {
    /// Whether it is about a transaction, and therefore kept until it is confirmed (OCPP 1.6 ed. 2 §3.7).
    pub(crate) fn is_durable(&self) -> bool {
        matches!(self, Self::Start(..) | Self::Stop(..) | Self::Meter(Some(_), _))
    }

    /// Whether a protocol has it. 1.5 tells of files only how it ended, and nothing over SOAP is about security.
    pub(crate) fn is_of(&self, protocol: Protocol) -> bool {
        let is_of_1_5 = match self {
            Self::Firmware(request) => v15::FirmwareStatus::read(request.status.as_str()).is_some(),
            Self::Diagnostics(request) => v15::DiagnosticsStatus::read(request.status.as_str()).is_some(),
            _ => true,
        };
        match self {
            Self::SignedFirmware(_) | Self::Log(_) | Self::Security(_) | Self::Sign(_) => {
                protocol == Protocol::Ocpp16Json
            }
            _ => protocol != Protocol::Ocpp15Soap || is_of_1_5,
        }
    }

    /// Whether it may be sent before the station was accepted.
    pub(crate) fn is_boot(&self) -> bool {
        matches!(self, Self::Boot(_))
    }

    /// The session that it is about.
    pub(crate) fn session(&self) -> Option<SessionKey> {
        match self {
            Self::Start(key, _) | Self::Stop(key, _) | Self::Meter(Some(key), _) => Some(*key),
            _ => None,
        }
    }

    /// Writes the CALL; `transaction` is what the session is known by.
    pub(crate) fn frame(&self, id: &str, transaction: Option<i64>) -> Result<String, Unsendable> {
        match self {
            Self::Boot(request) => encode_call(id, request),
            Self::Heartbeat => encode_call(id, &HeartbeatRequest::new()),
            Self::Authorize(_, request) => encode_call(id, request),
            Self::Status(request) => encode_call(id, request),
            Self::Start(_, request) => encode_call(id, request),
            Self::Meter(session, request) => {
                let transaction_id = session.and(transaction);
                encode_call(id, &MeterValuesRequest { transaction_id, ..request.clone() })
            }
            Self::Stop(_, request) => {
                let transaction_id = transaction.unwrap_or(NO_TRANSACTION);
                encode_call(id, &StopTransactionRequest { transaction_id, ..request.clone() })
            }
            Self::DataTransfer(request) => encode_call(id, request),
            Self::Firmware(request) => encode_call(id, request),
            Self::SignedFirmware(request) => encode_call(id, request),
            Self::Diagnostics(request) => encode_call(id, request),
            Self::Log(request) => encode_call(id, request),
            Self::Security(request) => encode_call(id, request),
            Self::Sign(request) => encode_call(id, request),
        }
    }
}
