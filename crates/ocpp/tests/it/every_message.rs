//! Every message with its type erased, so that one test covers all of them.

use std::fmt::Debug;

use ocpp::message::{Message, Request};
use ocpp::rpc::{Frame, encode_call, encode_result};
use ocpp::shape::Shape;
use ocpp::v16::{self, Action, Half};
use ocpp::{Decoded, Deviation, Unsendable, Violation, decode, salvage};
use serde_json::Value;

/// One half of one action.
pub(crate) struct EveryMessage {
    pub(crate) action: Action,
    pub(crate) half: Half,
    pub(crate) shape: &'static Shape,
    /// Decodes a payload, and writes what came of it.
    pub(crate) read: fn(&str) -> Result<Decoded<Written>, Violation>,
    /// The same, saving what can be saved.
    pub(crate) salvage: fn(&str) -> Result<Decoded<Written>, Violation>,
}

/// A message that was read, as it would be sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    /// The payload as it was written without looking at limits.
    pub(crate) unchecked: Value,
    /// The frame's payload, where it may be sent.
    pub(crate) payload: Result<String, Unsendable>,
}

impl EveryMessage {
    pub(crate) fn name(&self) -> &'static str {
        self.shape.name
    }
}

fn written<T: Message + PartialEq + Debug>(
    decoded: Decoded<T>,
    encode: fn(&T) -> Result<String, Unsendable>,
) -> Decoded<Written> {
    let payload = encode(&decoded.value).map(|text| {
        let received = Frame::parse(&text).expect("our own frames can be read");
        assert_eq!(received.deviations, Vec::<Deviation>::new(), "{text}");
        let payload = match received.frame {
            Frame::Call { payload, .. } | Frame::CallResult { payload, .. } => payload.get().to_owned(),
            Frame::CallError { .. } => panic!("an error was written: {text}"),
        };
        let again = decode::<T>(&payload).expect("our own payloads can be read");
        assert_eq!(again.deviations, Vec::<Deviation>::new(), "{payload}");
        assert_eq!(again.value, decoded.value, "{payload}");
        payload
    });
    let unchecked = serde_json::to_value(&decoded.value).expect("messages can be written");
    Decoded { value: Written { unchecked, payload }, deviations: decoded.deviations }
}

fn request<R: Request + PartialEq + Debug>(action: Action) -> EveryMessage {
    assert_eq!(R::ACTION, action.as_str());
    EveryMessage {
        action,
        half: Half::Request,
        shape: <R as Message>::SHAPE,
        read: |payload| Ok(written(decode::<R>(payload)?, |value| encode_call("1", value))),
        salvage: |payload| Ok(written(salvage::<R>(payload)?, |value| encode_call("1", value))),
    }
}

fn response<R: Message + PartialEq + Debug>(action: Action) -> EveryMessage {
    EveryMessage {
        action,
        half: Half::Response,
        shape: <R as Message>::SHAPE,
        read: |payload| Ok(written(decode::<R>(payload)?, |value| encode_result("1", value))),
        salvage: |payload| Ok(written(salvage::<R>(payload)?, |value| encode_result("1", value))),
    }
}

macro_rules! every_message {
    ($($action:ident $request:ident;)+) => {
        vec![$(
            request::<v16::$request>(Action::$action),
            response::<<v16::$request as Request>::Response>(Action::$action),
        )+]
    };
}

/// Both halves of every action.
pub(crate) fn every_message() -> Vec<EveryMessage> {
    let all = every_message! {
        Authorize AuthorizeRequest;
        BootNotification BootNotificationRequest;
        CancelReservation CancelReservationRequest;
        CertificateSigned CertificateSignedRequest;
        ChangeAvailability ChangeAvailabilityRequest;
        ChangeConfiguration ChangeConfigurationRequest;
        ClearCache ClearCacheRequest;
        ClearChargingProfile ClearChargingProfileRequest;
        DataTransfer DataTransferRequest;
        DeleteCertificate DeleteCertificateRequest;
        DiagnosticsStatusNotification DiagnosticsStatusNotificationRequest;
        ExtendedTriggerMessage ExtendedTriggerMessageRequest;
        FirmwareStatusNotification FirmwareStatusNotificationRequest;
        GetCompositeSchedule GetCompositeScheduleRequest;
        GetConfiguration GetConfigurationRequest;
        GetDiagnostics GetDiagnosticsRequest;
        GetInstalledCertificateIds GetInstalledCertificateIdsRequest;
        GetLocalListVersion GetLocalListVersionRequest;
        GetLog GetLogRequest;
        Heartbeat HeartbeatRequest;
        InstallCertificate InstallCertificateRequest;
        LogStatusNotification LogStatusNotificationRequest;
        MeterValues MeterValuesRequest;
        RemoteStartTransaction RemoteStartTransactionRequest;
        RemoteStopTransaction RemoteStopTransactionRequest;
        ReserveNow ReserveNowRequest;
        Reset ResetRequest;
        SecurityEventNotification SecurityEventNotificationRequest;
        SendLocalList SendLocalListRequest;
        SetChargingProfile SetChargingProfileRequest;
        SignCertificate SignCertificateRequest;
        SignedFirmwareStatusNotification SignedFirmwareStatusNotificationRequest;
        SignedUpdateFirmware SignedUpdateFirmwareRequest;
        StartTransaction StartTransactionRequest;
        StatusNotification StatusNotificationRequest;
        StopTransaction StopTransactionRequest;
        TriggerMessage TriggerMessageRequest;
        UnlockConnector UnlockConnectorRequest;
        UpdateFirmware UpdateFirmwareRequest;
    };
    let actions: Vec<Action> = all.chunks(2).map(|halves| halves[0].action).collect();
    assert_eq!(actions, Action::ALL, "an action is missing here");
    all
}
