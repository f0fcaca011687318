//! OCPP over SOAP: envelopes are read as the 1.6 message that says the same, and answers and calls of ours written from it.
//!
//! 1.6 over SOAP has the same messages as over JSON. 1.5 has some others, which [`v15`] translates; what 1.5 does not have is
//! refused before anything is sent.

mod v15;

use ocpp::soap::{Answering, Calling, Envelope, Service, Version, write_request_of, write_response_of};
use ocpp::v16::{Action, Direction, FeatureProfile, Half};
use ocpp::{Deviation, ErrorCode, Violation};
use serde_json::Value;

use crate::line::CallFailure;

/// A payload as the JSON of OCPP 1.6, and what was odd about the XML.
pub(crate) type Read = (String, Vec<Deviation>);

/// The action of this name, where the version has it over SOAP.
pub(crate) fn known(version: Version, name: &str) -> Option<Action> {
    let action = Action::read(name).filter(|action| action.profile() != FeatureProfile::Security)?;
    (version == Version::V16 || ocpp::v15::Action::read(name).is_some()).then_some(action)
}

/// Reads what a station asks.
///
/// # Errors
/// What could not be understood, and the code to answer with.
pub(crate) fn read_request(
    version: Version,
    action: Action,
    envelope: &Envelope<'_>,
    is_occupied_charging: impl Fn(i64) -> bool,
) -> Result<Read, Violation> {
    let namespace = version.namespace(Service::CentralSystem);
    match version {
        Version::V15 => v15::read_request(action, envelope, namespace, is_occupied_charging),
        Version::V16 => Ok(envelope.payload_json(action.shape(Half::Request), namespace)),
    }
}

/// Writes our answer, whose payload is the JSON of OCPP 1.6.
///
/// # Errors
/// When the version cannot say it.
pub(crate) fn write_response(answering: &Answering<'_>, action: &str, payload: &str) -> Result<String, CallFailure> {
    let action = Action::read(action).ok_or_else(|| unknown(action))?;
    let payload = value(payload)?;
    Ok(match answering.version {
        Version::V15 => v15::write_response(answering, action, payload)?,
        Version::V16 => write_response_of(answering, action.as_str(), action.shape(Half::Response), &payload),
    })
}

/// Writes a call of ours, whose payload is the JSON of OCPP 1.6.
///
/// # Errors
/// When the version does not have it.
pub(crate) fn write_request(calling: &Calling<'_>, action: &str, payload: &str) -> Result<String, CallFailure> {
    let action = known(calling.version, action)
        .filter(|action| action.direction() != Direction::FromStation)
        .ok_or_else(|| unknown(action))?;
    let payload = value(payload)?;
    Ok(match calling.version {
        Version::V15 => v15::write_request(calling, action, payload)?,
        Version::V16 => write_request_of(calling, action.as_str(), action.shape(Half::Request), &payload),
    })
}

/// Reads a station's answer.
///
/// # Errors
/// What could not be understood.
pub(crate) fn read_response(version: Version, action: &str, envelope: &Envelope<'_>) -> Result<Read, Violation> {
    let namespace = version.namespace(Service::ChargePoint);
    let action = Action::read(action).ok_or_else(|| Violation {
        code: ErrorCode::NotImplemented,
        path: String::new(),
        message: "unknown action".to_owned(),
    })?;
    match version {
        Version::V15 => v15::read_response(action, envelope, namespace),
        Version::V16 => Ok(envelope.payload_json(action.shape(Half::Response), namespace)),
    }
}

fn unknown(action: &str) -> CallFailure {
    CallFailure::Unsendable(format!("send {action}: the station's version of OCPP does not have it over SOAP"))
}

fn value(payload: &str) -> Result<Value, CallFailure> {
    serde_json::from_str(payload).map_err(|error| CallFailure::Unsendable(format!("send the message: {error}")))
}
