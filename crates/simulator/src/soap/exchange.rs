//! Every exchange that there is over SOAP, by action.

use ocpp::message::Request;
use ocpp::rpc::{encode_call, encode_result};
use ocpp::soap::{Answering, Calling, Envelope, Version, write_request, write_response};
use ocpp::v16::Action;
use ocpp::{Unsendable, Violation, decode};

use super::older::{FromOlderStation, ToOlderStation};

/// Why a message is not translated.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExchangeError {
    /// It cannot be read.
    #[error(transparent)]
    Violation(#[from] Violation),
    /// It must not be sent so.
    #[error(transparent)]
    Unsendable(#[from] Unsendable),
    /// The version has no word for it.
    #[error("say it in this version of OCPP")]
    NoWord,
}

/// What the station asks, and what is answered.
pub(super) struct Outward {
    /// The payload of a CALL as an envelope.
    pub write: fn(&Calling<'_>, &str) -> Result<String, ExchangeError>,
    /// The answer in an envelope as a CALLRESULT with this id.
    pub read: fn(&str, &Envelope<'_>, &str) -> Result<String, ExchangeError>,
}

/// What the central system asks, and what is answered.
pub(super) struct Inward {
    /// The question in an envelope as a CALL with this id.
    pub read: fn(&str, &Envelope<'_>, &str) -> Result<String, ExchangeError>,
    /// The payload of a CALLRESULT as an envelope.
    pub write: fn(&Answering<'_>, &str) -> Result<String, ExchangeError>,
}

/// How an action is asked for by a station, where the version has it.
pub(super) fn outward(version: Version, action: Action) -> Option<Outward> {
    use ocpp::v16::*;

    Some(match (action, version) {
        (Action::Authorize, _) => asks::<AuthorizeRequest>(),
        (Action::BootNotification, Version::V16) => asks::<BootNotificationRequest>(),
        (Action::BootNotification, Version::V15) => asks_older::<BootNotificationRequest>(),
        (Action::DataTransfer, _) => asks::<DataTransferRequest>(),
        (Action::DiagnosticsStatusNotification, Version::V16) => asks::<DiagnosticsStatusNotificationRequest>(),
        (Action::DiagnosticsStatusNotification, Version::V15) => asks_older::<DiagnosticsStatusNotificationRequest>(),
        (Action::FirmwareStatusNotification, Version::V16) => asks::<FirmwareStatusNotificationRequest>(),
        (Action::FirmwareStatusNotification, Version::V15) => asks_older::<FirmwareStatusNotificationRequest>(),
        (Action::Heartbeat, _) => asks::<HeartbeatRequest>(),
        (Action::MeterValues, Version::V16) => asks::<MeterValuesRequest>(),
        (Action::MeterValues, Version::V15) => asks_older::<MeterValuesRequest>(),
        (Action::StartTransaction, _) => asks::<StartTransactionRequest>(),
        (Action::StatusNotification, Version::V16) => asks::<StatusNotificationRequest>(),
        (Action::StatusNotification, Version::V15) => asks_older::<StatusNotificationRequest>(),
        (Action::StopTransaction, Version::V16) => asks::<StopTransactionRequest>(),
        (Action::StopTransaction, Version::V15) => asks_older::<StopTransactionRequest>(),
        _ => return None,
    })
}

/// How an action is asked of a station, where the version has it.
pub(super) fn inward(version: Version, action: Action) -> Option<Inward> {
    use ocpp::v16::*;

    Some(match (action, version) {
        (Action::CancelReservation, _) => asked::<CancelReservationRequest>(),
        (Action::ChangeAvailability, _) => asked::<ChangeAvailabilityRequest>(),
        (Action::ChangeConfiguration, Version::V16) => asked::<ChangeConfigurationRequest>(),
        (Action::ChangeConfiguration, Version::V15) => asked_older::<ChangeConfigurationRequest>(),
        (Action::ClearCache, _) => asked::<ClearCacheRequest>(),
        (Action::ClearChargingProfile, Version::V16) => asked::<ClearChargingProfileRequest>(),
        (Action::DataTransfer, _) => asked::<DataTransferRequest>(),
        (Action::GetCompositeSchedule, Version::V16) => asked::<GetCompositeScheduleRequest>(),
        (Action::GetConfiguration, _) => asked::<GetConfigurationRequest>(),
        (Action::GetDiagnostics, _) => asked::<GetDiagnosticsRequest>(),
        (Action::GetLocalListVersion, _) => asked::<GetLocalListVersionRequest>(),
        (Action::RemoteStartTransaction, Version::V16) => asked::<RemoteStartTransactionRequest>(),
        (Action::RemoteStartTransaction, Version::V15) => asked_older::<RemoteStartTransactionRequest>(),
        (Action::RemoteStopTransaction, _) => asked::<RemoteStopTransactionRequest>(),
        (Action::ReserveNow, _) => asked::<ReserveNowRequest>(),
        (Action::Reset, _) => asked::<ResetRequest>(),
        (Action::SendLocalList, Version::V16) => asked::<SendLocalListRequest>(),
        (Action::SendLocalList, Version::V15) => asked_older::<SendLocalListRequest>(),
        (Action::SetChargingProfile, Version::V16) => asked::<SetChargingProfileRequest>(),
        (Action::TriggerMessage, Version::V16) => asked::<TriggerMessageRequest>(),
        (Action::UnlockConnector, Version::V16) => asked::<UnlockConnectorRequest>(),
        (Action::UnlockConnector, Version::V15) => asked_older::<UnlockConnectorRequest>(),
        (Action::UpdateFirmware, _) => asked::<UpdateFirmwareRequest>(),
        _ => return None,
    })
}

fn asks<R: Request>() -> Outward {
    Outward {
        write: |calling, payload| Ok(write_request(calling, &decode::<R>(payload)?.value)?),
        read: |id, envelope, namespace| Ok(encode_result(id, &envelope.decode::<R::Response>(namespace)?.value)?),
    }
}

fn asks_older<R: FromOlderStation>() -> Outward {
    Outward {
        write: |calling, payload| {
            let request = decode::<R>(payload)?.value.older().ok_or(ExchangeError::NoWord)?;
            Ok(write_request(calling, &request)?)
        },
        read: |id, envelope, namespace| {
            let response = envelope.decode::<<R::Older as Request>::Response>(namespace)?.value;
            Ok(encode_result(id, &R::newer(response))?)
        },
    }
}

fn asked<R: Request>() -> Inward {
    Inward {
        read: |id, envelope, namespace| Ok(encode_call(id, &envelope.decode::<R>(namespace)?.value)?),
        write: |answering, payload| Ok(write_response::<R>(answering, &decode::<R::Response>(payload)?.value)?),
    }
}

fn asked_older<R: ToOlderStation>() -> Inward {
    Inward {
        read: |id, envelope, namespace| Ok(encode_call(id, &R::newer(envelope.decode::<R::Older>(namespace)?.value))?),
        write: |answering, payload| {
            let response = R::older(decode::<R::Response>(payload)?.value);
            Ok(write_response::<R::Older>(answering, &response)?)
        },
    }
}

#[cfg(test)]
mod tests {
    use ocpp::v15;
    use ocpp::v16::{self, FeatureProfile};

    use super::*;

    /// Every action that a version has is known, and no other.
    #[test]
    fn every_action_is_translated() {
        for action in Action::ALL {
            let older = v15::Action::read(action.as_str()).map(v15::Action::direction);
            let newer = (action.profile() != FeatureProfile::Security).then(|| action.direction());
            for (version, direction) in [(Version::V15, older), (Version::V16, newer)] {
                use v16::Direction::{Either, FromStation, ToStation};
                let out = matches!(direction, Some(FromStation | Either));
                let back = matches!(direction, Some(ToStation | Either));
                assert_eq!(outward(version, *action).is_some(), out, "{version:?} {action}");
                assert_eq!(inward(version, *action).is_some(), back, "{version:?} {action}");
            }
        }
    }
}
