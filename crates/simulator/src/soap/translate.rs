//! Frames as envelopes, and envelopes as frames.

use ocpp::ErrorCode;
use ocpp::rpc::{Frame, encode_error};
use ocpp::soap::{
    Addressing, Answering, Calling, Dialect, Envelope, EnvelopeError, Fault, FaultCode, Service, Version, write_fault,
};
use ocpp::v16::Action;

use super::exchange::{ExchangeError, inward, outward};

/// A CALL of the station that was translated.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Posted {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub action: Action,
    /// The envelope.
    pub envelope: String,
}

/// Writes a CALL of the station as an envelope; gives the frame that refuses it where that cannot be done.
pub(super) fn post(calling: &Calling<'_>, id: &str, action: &str, payload: &str) -> Result<Posted, String> {
    let refused = |code: ErrorCode, why: &str| encode_error(id, code, why);
    let known = Action::read(action).and_then(|action| Some((action, outward(calling.version, action)?)));
    let Some((action, outward)) = known else {
        return Err(refused(ErrorCode::NotSupported, "this version of OCPP does not have it"));
    };
    match (outward.write)(calling, payload) {
        Ok(envelope) => Ok(Posted { id: id.to_owned(), action, envelope }),
        Err(error) => Err(refused(ErrorCode::InternalError, &format!("failed to {error}"))),
    }
}

/// What was answered to a CALL of the station, as a frame.
pub(super) fn answered(version: Version, id: &str, action: Action, document: &str) -> String {
    let refused = |why: &str| encode_error(id, ErrorCode::GenericError, why);
    let envelope = match Envelope::read(document) {
        Ok(envelope) => envelope,
        Err(error) => return refused(&format!("failed to {error}")),
    };
    if let Some(fault) = envelope.fault() {
        return refused(&format!("fault {} {}", fault.code, fault.reason));
    }
    let Some(outward) = outward(version, action) else { return refused("this version of OCPP does not have it") };
    match (outward.read)(id, &envelope, version.namespace(Service::CentralSystem)) {
        Ok(frame) => frame,
        Err(error) => refused(&format!("failed to {error}")),
    }
}

/// How a question of the central system is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    version: Version,
    /// Nothing where it is not known what was asked.
    action: Option<Action>,
    pub dialect: Dialect,
    addressing: Addressing,
    relates_to: Option<String>,
}

/// A question of the central system as a CALL with this id, or why it is none.
pub(super) fn asked(
    version: Version,
    identity: &str,
    id: &str,
    document: &str,
    elsewhere: &[&str],
) -> (Asked, Result<String, Fault>) {
    let mut asked = Asked {
        version,
        action: None,
        dialect: Dialect::default(),
        addressing: Addressing::default(),
        relates_to: None,
    };
    let envelope = match Envelope::read(document) {
        Ok(envelope) => envelope,
        Err(error) => return (asked, Err(unreadable(&error))),
    };
    asked.dialect = envelope.dialect;
    asked.addressing = envelope.headers.addressing;
    asked.relates_to.clone_from(&envelope.headers.message_id);
    let meant = envelope.headers.charge_box_identity.as_deref();
    if meant.is_some_and(|meant| meant != identity) {
        let fault = Fault::new(FaultCode::IdentityMismatch, "another station is meant");
        return (asked, Err(fault));
    }
    let action = envelope.actions(elsewhere).find_map(Action::read);
    let Some((action, inward)) = action.and_then(|action| Some((action, inward(version, action)?))) else {
        return (asked, Err(Fault::new(FaultCode::NotSupported, "this is not supported")));
    };
    asked.action = Some(action);
    let frame = (inward.read)(id, &envelope, version.namespace(Service::ChargePoint)).map_err(|error| match error {
        ExchangeError::Violation(violation) => Fault::new(violation.code.into(), violation.description()),
        other => Fault::new(FaultCode::InternalError, format!("failed to {other}")),
    });
    (asked, frame)
}

fn unreadable(error: &EnvelopeError) -> Fault {
    Fault::new(FaultCode::ProtocolError, format!("failed to {error}"))
}

impl Asked {
    /// The station's answer as an envelope, with the HTTP status that it travels with.
    pub(super) fn reply(&self, message_id: &str, frame: &str) -> (u16, String) {
        let payload = match Frame::parse(frame).map(|received| received.frame) {
            Ok(Frame::CallResult { payload, .. }) => payload.get().to_owned(),
            Ok(Frame::CallError { code, description, .. }) => {
                return self.fault(message_id, &Fault::new(code.into(), description));
            }
            _ => return self.fault(message_id, &Fault::new(FaultCode::InternalError, "")),
        };
        let inward = self.action.and_then(|action| inward(self.version, action));
        match inward.map(|inward| (inward.write)(&self.answering(message_id), &payload)) {
            Some(Ok(envelope)) => (200, envelope),
            _ => self.fault(message_id, &Fault::new(FaultCode::InternalError, "")),
        }
    }

    /// A fault as an envelope, with the HTTP status that it travels with.
    pub(super) fn fault(&self, message_id: &str, fault: &Fault) -> (u16, String) {
        (fault.code.http_status(self.dialect), write_fault(&self.answering(message_id), fault))
    }

    fn answering<'a>(&'a self, message_id: &'a str) -> Answering<'a> {
        Answering {
            version: self.version,
            service: Service::ChargePoint,
            dialect: self.dialect,
            addressing: self.addressing,
            message_id,
            relates_to: self.relates_to.as_deref(),
        }
    }
}
