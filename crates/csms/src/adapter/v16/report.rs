//! Requests of OCPP 1.6 as reports in the portal's words.

use domain::meter::{RawSample, normalise};
use domain::outlet::OutletStatus;
use domain::report::{
    BootReport, MeterReport, Reading, ReportedTime, Sample, SecurityReport, SessionStarted, SessionStopped,
    StatusReport, TransferKind, TransferReport,
};
use ocpp::v16::{
    BootNotificationRequest, ChargePointErrorCode, ChargePointStatus, DataTransferRequest,
    DiagnosticsStatusNotificationRequest, FirmwareStatusNotificationRequest, LogStatusNotificationRequest, MeterValue,
    MeterValuesRequest, SampledValue, SecurityEventNotificationRequest, SignedFirmwareStatusNotificationRequest,
    StartTransactionRequest, StatusNotificationRequest, StopTransactionRequest,
};
use ocpp::{Text, Timestamp};

use crate::operation::VendorMessage;

/// An outlet's number. *Deviation:* numbers that no station can have are taken as the station itself.
fn outlet(connector_id: i64) -> u16 {
    u16::try_from(connector_id).unwrap_or(0)
}

fn time(timestamp: &Timestamp) -> ReportedTime {
    let reading = timestamp.reading();
    ReportedTime {
        utc: reading.utc_ms.map(domain::UtcMillis),
        odd_text: reading.oddity.map(|_| timestamp.as_str().into()),
    }
}

/// A text that says something: blank ones count as absent.
fn told<const LIMIT: usize>(text: Option<Text<LIMIT>>) -> Option<String> {
    text.map(Text::into_string).filter(|text| !text.trim().is_empty())
}

pub(super) fn boot(request: BootNotificationRequest) -> BootReport {
    BootReport {
        vendor: request.charge_point_vendor.into_string(),
        model: request.charge_point_model.into_string(),
        serial_number: told(request.charge_point_serial_number),
        charge_box_serial_number: told(request.charge_box_serial_number),
        firmware_version: told(request.firmware_version),
        iccid: told(request.iccid),
        imsi: told(request.imsi),
        meter_type: told(request.meter_type),
        meter_serial_number: told(request.meter_serial_number),
    }
}

pub(super) fn status(request: StatusNotificationRequest) -> StatusReport {
    let status = match &request.status {
        ChargePointStatus::Available => OutletStatus::Available,
        ChargePointStatus::Preparing => OutletStatus::Preparing,
        ChargePointStatus::Charging => OutletStatus::Charging,
        ChargePointStatus::SuspendedVehicle => OutletStatus::SuspendedEv,
        ChargePointStatus::SuspendedStation => OutletStatus::SuspendedEvse,
        ChargePointStatus::Finishing => OutletStatus::Finishing,
        ChargePointStatus::Reserved => OutletStatus::Reserved,
        ChargePointStatus::Unavailable => OutletStatus::Unavailable,
        ChargePointStatus::Faulted => OutletStatus::Faulted,
        // *Deviation:* 1.5's word, which some stations still use over 1.6: a car is there.
        ChargePointStatus::Unlisted(word) if word.eq_ignore_ascii_case("Occupied") => OutletStatus::Preparing,
        ChargePointStatus::Unlisted(_) => OutletStatus::Unknown,
    };
    let unlisted = match &request.status {
        ChargePointStatus::Unlisted(word) if status == OutletStatus::Unknown => Some(word.clone()),
        _ => None,
    };
    let error_code = match &request.error_code {
        ChargePointErrorCode::NoError => None,
        code => Some(code.as_str().to_owned()),
    };
    let texts = [unlisted, told(request.info), told(request.vendor_id), told(request.vendor_error_code)];
    let error_text = texts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    StatusReport {
        outlet: outlet(request.connector_id),
        status,
        error_code,
        error_text: (!error_text.is_empty()).then_some(error_text),
        at: request.timestamp.as_ref().map(time).unwrap_or_default(),
    }
}

pub(super) fn session_started(request: StartTransactionRequest) -> SessionStarted {
    SessionStarted {
        outlet: outlet(request.connector_id),
        tag: request.id_tag.into_string(),
        meter_wh: request.meter_start,
        at: time(&request.timestamp),
        reservation: request.reservation_id,
    }
}

pub(super) fn session_stopped(request: StopTransactionRequest) -> SessionStopped {
    SessionStopped {
        transaction: request.transaction_id,
        tag: told(request.id_tag),
        meter_wh: request.meter_stop,
        at: time(&request.timestamp),
        reason: request.reason.map(|reason| reason.as_str().to_owned()),
        readings: request.transaction_data.unwrap_or_default().into_iter().map(reading).collect(),
    }
}

pub(super) fn meter(request: MeterValuesRequest) -> MeterReport {
    MeterReport {
        outlet: outlet(request.connector_id),
        transaction: request.transaction_id,
        readings: request.meter_value.into_iter().map(reading).collect(),
    }
}

fn reading(value: MeterValue) -> Reading {
    Reading { at: time(&value.timestamp), samples: value.sampled_value.into_iter().map(sample).collect() }
}

fn sample(value: SampledValue) -> Sample {
    normalise(RawSample {
        value: value.value.as_str(),
        unit: value.unit.as_ref().map(|word| word.as_str()),
        measurand: value.measurand.as_ref().map(|word| word.as_str()),
        phase: value.phase.as_ref().map(|word| word.as_str()),
        location: value.location.as_ref().map(|word| word.as_str()),
        context: value.context.as_ref().map(|word| word.as_str()),
        format: value.format.as_ref().map(|word| word.as_str()),
    })
}

pub(super) fn diagnostics(request: DiagnosticsStatusNotificationRequest) -> TransferReport {
    TransferReport { kind: TransferKind::Diagnostics, status: request.status.as_str().to_owned(), request: None }
}

pub(super) fn firmware(request: FirmwareStatusNotificationRequest) -> TransferReport {
    TransferReport { kind: TransferKind::Firmware, status: request.status.as_str().to_owned(), request: None }
}

pub(super) fn signed_firmware(request: SignedFirmwareStatusNotificationRequest) -> TransferReport {
    TransferReport {
        kind: TransferKind::Firmware,
        status: request.status.as_str().to_owned(),
        request: request.request_id,
    }
}

pub(super) fn log(request: LogStatusNotificationRequest) -> TransferReport {
    TransferReport { kind: TransferKind::Log, status: request.status.as_str().to_owned(), request: request.request_id }
}

pub(super) fn security(request: SecurityEventNotificationRequest) -> SecurityReport {
    SecurityReport {
        kind: request.kind.into_string(),
        at: time(&request.timestamp),
        text: request.tech_info.map(Text::into_string).filter(|text| !text.trim().is_empty()),
    }
}

pub(super) fn vendor_message(request: DataTransferRequest) -> VendorMessage {
    VendorMessage {
        vendor: request.vendor_id.into_string(),
        message: request.message_id.map(Text::into_string),
        data: request.data.map(ocpp::Opaque::into_string),
    }
}
