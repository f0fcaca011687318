//! Every message that travels over SOAP with its type erased, so that one test covers all of them.

use std::fmt::Debug;

use ocpp::message::{Message, Request};
use ocpp::shape::Shape;
use ocpp::soap::{Addressing, Answering, Calling, Dialect, Envelope, Service, Version, write_request, write_response};
use ocpp::v16::{Direction, FeatureProfile, Half};
use ocpp::{Deviation, v15, v16};
use serde_json::Value;

/// An envelope, what was odd about it, and what was read out of it as JSON.
pub(crate) type ThereAndBack = (String, Vec<Deviation>, Value);

/// One half of one action of one version, asked of one service.
pub(crate) struct SoapMessage {
    pub(crate) version: Version,
    pub(crate) service: Service,
    pub(crate) action: &'static str,
    pub(crate) half: Half,
    pub(crate) shape: &'static Shape,
    /// Reads JSON, writes an envelope, reads that.
    pub(crate) there_and_back: fn(Version, Service, &Value) -> ThereAndBack,
    /// Reads the payload of an envelope of anybody's, whose elements belong to a namespace.
    pub(crate) accept: fn(&Envelope<'_>, &str),
}

fn read<T: Message + PartialEq + Debug>(text: &str, namespace: &str) -> (Vec<Deviation>, Value) {
    let envelope = Envelope::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let decoded = envelope.decode::<T>(namespace).unwrap_or_else(|error| panic!("{text}: {error}"));
    let deviations = envelope.deviations.iter().cloned().chain(decoded.deviations).collect();
    (deviations, serde_json::to_value(&decoded.value).expect("messages can be written"))
}

fn accept<T: Message>(envelope: &Envelope<'_>, namespace: &str) {
    let read = envelope.decode::<T>(namespace);
    let saved = envelope.salvage::<T>(namespace);
    assert!(read.is_err() || saved.is_ok(), "what can be read can be saved");
}

fn request<R: Request + PartialEq + Debug>(version: Version, service: Service, value: &Value) -> ThereAndBack {
    let message: R = serde_json::from_value(value.clone()).expect("samples are valid");
    let calling = Calling {
        version,
        service,
        charge_box_identity: "CP<1>",
        message_id: "urn:uuid:1",
        to: "http://a/?b&c",
        from: "http://d/",
    };
    let text = write_request(&calling, &message).expect("samples are valid");
    let (deviations, value) = read::<R>(&text, version.namespace(service));
    (text, deviations, value)
}

fn response<R: Request>(version: Version, service: Service, value: &Value) -> ThereAndBack
where
    R::Response: PartialEq + Debug,
{
    let message: R::Response = serde_json::from_value(value.clone()).expect("samples are valid");
    let answering = Answering {
        version,
        service,
        dialect: Dialect::Soap12,
        addressing: Addressing::Of2005,
        message_id: "urn:uuid:2",
        relates_to: Some("urn:uuid:1"),
    };
    let text = write_response::<R>(&answering, &message).expect("samples are valid");
    let (deviations, value) = read::<R::Response>(&text, version.namespace(service));
    (text, deviations, value)
}

fn both<R: Request + PartialEq + Debug>(version: Version, direction: Direction, all: &mut Vec<SoapMessage>)
where
    R::Response: PartialEq + Debug,
{
    let services: &[Service] = match direction {
        Direction::FromStation => &[Service::CentralSystem],
        Direction::ToStation => &[Service::ChargePoint],
        Direction::Either => &[Service::CentralSystem, Service::ChargePoint],
    };
    for &service in services {
        let action = R::ACTION;
        all.push(SoapMessage {
            version,
            service,
            action,
            half: Half::Request,
            shape: <R as Message>::SHAPE,
            there_and_back: request::<R>,
            accept: accept::<R>,
        });
        all.push(SoapMessage {
            version,
            service,
            action,
            half: Half::Response,
            shape: <R::Response as Message>::SHAPE,
            there_and_back: response::<R>,
            accept: accept::<R::Response>,
        });
    }
}

macro_rules! every_soap_message {
    ($all:ident $module:ident $version:ident: $($action:ident $request:ident;)+) => {
        $(both::<$module::$request>(Version::$version, $module::Action::$action.direction(), &mut $all);)+
        let known: Vec<$module::Action> = vec![$($module::Action::$action),+];
        let wanted: Vec<$module::Action> = $module::Action::ALL
            .iter()
            .copied()
            .filter(|action| action.profile() != FeatureProfile::Security)
            .collect();
        assert_eq!(known, wanted, "an action is missing here");
    };
}

/// Both halves of every action of both versions, DataTransfer in both directions.
pub(crate) fn every_soap_message() -> Vec<SoapMessage> {
    let mut all = Vec::new();
    every_soap_message! {
        all v15 V15:
        Authorize AuthorizeRequest;
        BootNotification BootNotificationRequest;
        CancelReservation CancelReservationRequest;
        ChangeAvailability ChangeAvailabilityRequest;
        ChangeConfiguration ChangeConfigurationRequest;
        ClearCache ClearCacheRequest;
        DataTransfer DataTransferRequest;
        DiagnosticsStatusNotification DiagnosticsStatusNotificationRequest;
        FirmwareStatusNotification FirmwareStatusNotificationRequest;
        GetConfiguration GetConfigurationRequest;
        GetDiagnostics GetDiagnosticsRequest;
        GetLocalListVersion GetLocalListVersionRequest;
        Heartbeat HeartbeatRequest;
        MeterValues MeterValuesRequest;
        RemoteStartTransaction RemoteStartTransactionRequest;
        RemoteStopTransaction RemoteStopTransactionRequest;
        ReserveNow ReserveNowRequest;
        Reset ResetRequest;
        SendLocalList SendLocalListRequest;
        StartTransaction StartTransactionRequest;
        StatusNotification StatusNotificationRequest;
        StopTransaction StopTransactionRequest;
        UnlockConnector UnlockConnectorRequest;
        UpdateFirmware UpdateFirmwareRequest;
    }
    every_soap_message! {
        all v16 V16:
        Authorize AuthorizeRequest;
        BootNotification BootNotificationRequest;
        CancelReservation CancelReservationRequest;
        ChangeAvailability ChangeAvailabilityRequest;
        ChangeConfiguration ChangeConfigurationRequest;
        ClearCache ClearCacheRequest;
        ClearChargingProfile ClearChargingProfileRequest;
        DataTransfer DataTransferRequest;
        DiagnosticsStatusNotification DiagnosticsStatusNotificationRequest;
        FirmwareStatusNotification FirmwareStatusNotificationRequest;
        GetCompositeSchedule GetCompositeScheduleRequest;
        GetConfiguration GetConfigurationRequest;
        GetDiagnostics GetDiagnosticsRequest;
        GetLocalListVersion GetLocalListVersionRequest;
        Heartbeat HeartbeatRequest;
        MeterValues MeterValuesRequest;
        RemoteStartTransaction RemoteStartTransactionRequest;
        RemoteStopTransaction RemoteStopTransactionRequest;
        ReserveNow ReserveNowRequest;
        Reset ResetRequest;
        SendLocalList SendLocalListRequest;
        SetChargingProfile SetChargingProfileRequest;
        StartTransaction StartTransactionRequest;
        StatusNotification StatusNotificationRequest;
        StopTransaction StopTransactionRequest;
        TriggerMessage TriggerMessageRequest;
        UnlockConnector UnlockConnectorRequest;
        UpdateFirmware UpdateFirmwareRequest;
    }
    all
}
