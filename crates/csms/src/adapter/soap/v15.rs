//! OCPP 1.5 as the messages of 1.6 that say the same, and back. Messages that 1.6 left as they were pass as they are.

mod report;

use ocpp::message::Message;
use ocpp::soap::{Answering, Calling, Envelope, write_request_of, write_response_of};
use ocpp::v15;
use ocpp::v16::{self, Action, Half};
use ocpp::{Decoded, Violation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Read;
use crate::line::CallFailure;

/// Reads what a station asks. Reports are kept as far as possible, questions must be understood whole.
pub(super) fn read_request(
    action: Action,
    envelope: &Envelope<'_>,
    namespace: &str,
    is_charging: impl Fn(i64) -> bool,
) -> Result<Read, Violation> {
    match action {
        Action::BootNotification => same(envelope.salvage::<v15::BootNotificationRequest>(namespace)?),
        Action::MeterValues => translated(envelope.salvage(namespace)?, report::meter_values),
        Action::StopTransaction => translated(envelope.salvage(namespace)?, report::stop_transaction),
        Action::StatusNotification => {
            translated(envelope.salvage(namespace)?, |request| report::status(request, is_charging))
        }
        Action::DiagnosticsStatusNotification => {
            same(envelope.salvage::<v15::DiagnosticsStatusNotificationRequest>(namespace)?)
        }
        Action::FirmwareStatusNotification => {
            same(envelope.salvage::<v15::FirmwareStatusNotificationRequest>(namespace)?)
        }
        Action::StartTransaction => same(envelope.salvage::<v15::StartTransactionRequest>(namespace)?),
        Action::Heartbeat => same(envelope.salvage::<v15::HeartbeatRequest>(namespace)?),
        Action::Authorize => same(envelope.decode::<v15::AuthorizeRequest>(namespace)?),
        Action::DataTransfer => same(envelope.decode::<v15::DataTransferRequest>(namespace)?),
        // Those that a station does not ask are refused by who serves them.
        other => Ok(envelope.payload_json(other.shape(Half::Request), namespace)),
    }
}

/// Writes our answer.
pub(super) fn write_response(
    answering: &Answering<'_>,
    action: Action,
    mut payload: Value,
) -> Result<String, CallFailure> {
    if action == Action::BootNotification {
        let answer: v16::BootNotificationResponse = typed(payload)?;
        payload = json(&v15::BootNotificationResponse::new(
            match answer.status {
                v16::RegistrationStatus::Accepted => v15::RegistrationStatus::Accepted,
                v16::RegistrationStatus::Pending | v16::RegistrationStatus::Rejected => {
                    v15::RegistrationStatus::Rejected
                }
            },
            answer.current_time,
            answer.interval,
        ));
    }
    let older = older(action)?;
    Ok(write_response_of(answering, action.as_str(), older.shape(Half::Response), &payload))
}

/// Writes a call of ours.
pub(super) fn write_request(calling: &Calling<'_>, action: Action, mut payload: Value) -> Result<String, CallFailure> {
    match action {
        Action::RemoteStartTransaction => {
            let request: v16::RemoteStartTransactionRequest = typed(payload)?;
            if request.charging_profile.is_some() {
                return Err(CallFailure::Unsendable("send a charging profile: OCPP 1.5 has none".to_owned()));
            }
            let connector_id = request.connector_id;
            let older = v15::RemoteStartTransactionRequest::new(request.id_tag);
            payload = json(&v15::RemoteStartTransactionRequest { connector_id, ..older });
        }
        Action::SendLocalList => {
            let request: v16::SendLocalListRequest = typed(payload)?;
            let list = request.local_authorization_list.unwrap_or_default().into_iter();
            let list = list.map(|tag| v15::AuthorisationData { id_tag: tag.id_tag, id_tag_info: tag.id_tag_info });
            let mut older = v15::SendLocalListRequest::new(request.update_type, request.list_version);
            older.local_authorisation_list = Some(list.collect());
            payload = json(&older);
        }
        _ => {}
    }
    let older = older(action)?;
    Ok(write_request_of(calling, action.as_str(), older.shape(Half::Request), &payload))
}

/// Reads a station's answer.
pub(super) fn read_response(action: Action, envelope: &Envelope<'_>, namespace: &str) -> Result<Read, Violation> {
    match action {
        Action::UnlockConnector => translated(envelope.salvage::<v15::UnlockConnectorResponse>(namespace)?, |answer| {
            v16::UnlockConnectorResponse {
                status: match answer.status {
                    v15::UnlockStatus::Accepted => v16::UnlockStatus::Unlocked,
                    v15::UnlockStatus::Rejected => v16::UnlockStatus::UnlockFailed,
                },
            }
        }),
        Action::SendLocalList => translated(envelope.salvage::<v15::SendLocalListResponse>(namespace)?, |answer| {
            v16::SendLocalListResponse {
                status: match answer.status {
                    v15::UpdateStatus::Accepted => v16::UpdateStatus::Accepted,
                    v15::UpdateStatus::Failed | v15::UpdateStatus::HashError => v16::UpdateStatus::Failed,
                    v15::UpdateStatus::NotSupported => v16::UpdateStatus::NotSupported,
                    v15::UpdateStatus::VersionMismatch => v16::UpdateStatus::VersionMismatch,
                },
            }
        }),
        Action::ChangeConfiguration => same(envelope.salvage::<v15::ChangeConfigurationResponse>(namespace)?),
        other => Ok(envelope.payload_json(other.shape(Half::Response), namespace)),
    }
}

/// The same action of 1.5.
fn older(action: Action) -> Result<v15::Action, CallFailure> {
    v15::Action::read(action.as_str()).ok_or_else(|| super::unknown(action.as_str()))
}

/// A message that 1.6 left as it was.
fn same<T: Message>(decoded: Decoded<T>) -> Result<Read, Violation> {
    translated(decoded, |message| message)
}

fn translated<T, U: Serialize>(decoded: Decoded<T>, translate: impl FnOnce(T) -> U) -> Result<Read, Violation> {
    Ok((json(&translate(decoded.value)).to_string(), decoded.deviations))
}

fn typed<T: DeserializeOwned>(payload: Value) -> Result<T, CallFailure> {
    serde_json::from_value(payload).map_err(|error| CallFailure::Unsendable(format!("send the message: {error}")))
}

fn json(message: &impl Serialize) -> Value {
    serde_json::to_value(message).expect("messages hold neither maps with odd keys nor writers that fail")
}
