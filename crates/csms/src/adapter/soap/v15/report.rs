//! Reports of 1.5 that 1.6 writes otherwise.

use ocpp::{FreeText, Text, v15, v16};

/// The status. 1.5 says only that an outlet is occupied; whether a session runs there tells what that means.
pub(super) fn status(
    request: v15::StatusNotificationRequest,
    is_charging: impl Fn(i64) -> bool,
) -> v16::StatusNotificationRequest {
    let status = match request.status {
        v15::ChargePointStatus::Available => v16::ChargePointStatus::Available,
        v15::ChargePointStatus::Occupied if is_charging(request.connector_id) => v16::ChargePointStatus::Charging,
        v15::ChargePointStatus::Occupied => v16::ChargePointStatus::Preparing,
        v15::ChargePointStatus::Faulted => v16::ChargePointStatus::Faulted,
        v15::ChargePointStatus::Unavailable => v16::ChargePointStatus::Unavailable,
        v15::ChargePointStatus::Reserved => v16::ChargePointStatus::Reserved,
        // *Deviation:* 1.6's words are understood here too.
        v15::ChargePointStatus::Unlisted(word) => {
            v16::ChargePointStatus::read(&word).unwrap_or(v16::ChargePointStatus::Unlisted(word))
        }
    };
    let error_code = match request.error_code {
        v15::ChargePointErrorCode::Mode3Error => v16::ChargePointErrorCode::VehicleCommunicationError,
        other => v16::ChargePointErrorCode::read(other.as_str())
            .unwrap_or_else(|| v16::ChargePointErrorCode::Unlisted(other.as_str().to_owned())),
    };
    v16::StatusNotificationRequest {
        connector_id: request.connector_id,
        error_code,
        info: request.info.map(text),
        status,
        timestamp: request.timestamp,
        vendor_id: request.vendor_id.map(text),
        vendor_error_code: request.vendor_error_code.map(text),
    }
}

pub(super) fn meter_values(request: v15::MeterValuesRequest) -> v16::MeterValuesRequest {
    let values: Vec<v16::MeterValue> = request.values.unwrap_or_default().into_iter().map(meter_value).collect();
    let older = v16::MeterValuesRequest::new(request.connector_id, values);
    v16::MeterValuesRequest { transaction_id: request.transaction_id, ..older }
}

pub(super) fn stop_transaction(request: v15::StopTransactionRequest) -> v16::StopTransactionRequest {
    let data = request.transaction_data.map(|data| {
        data.into_iter().flat_map(|data| data.values.unwrap_or_default()).map(meter_value).collect::<Vec<_>>()
    });
    let newer = v16::StopTransactionRequest::new(request.meter_stop, request.timestamp, request.transaction_id);
    v16::StopTransactionRequest { id_tag: request.id_tag, transaction_data: data, ..newer }
}

fn meter_value(value: v15::MeterValue) -> v16::MeterValue {
    let samples: Vec<v16::SampledValue> = value.value.into_iter().map(sample).collect();
    v16::MeterValue::new(value.timestamp, samples)
}

fn sample(sample: v15::Sample) -> v16::SampledValue {
    let unit = sample.unit.map(|unit| match unit {
        v15::UnitOfMeasure::Ampere => v16::UnitOfMeasure::Ampere,
        v15::UnitOfMeasure::Volt => v16::UnitOfMeasure::Volt,
        other => v16::UnitOfMeasure::read(other.as_str())
            .unwrap_or_else(|| v16::UnitOfMeasure::Unlisted(other.as_str().to_owned())),
    });
    let measurand = sample.measurand.map(|word| {
        v16::Measurand::read(word.as_str()).unwrap_or_else(|| v16::Measurand::Unlisted(word.as_str().to_owned()))
    });
    let context = sample.context.map(|word| {
        v16::ReadingContext::read(word.as_str())
            .unwrap_or_else(|| v16::ReadingContext::Unlisted(word.as_str().to_owned()))
    });
    let location = sample.location.map(|word| {
        v16::Location::read(word.as_str()).unwrap_or_else(|| v16::Location::Unlisted(word.as_str().to_owned()))
    });
    v16::SampledValue { value: sample.value, context, format: sample.format, measurand, phase: None, location, unit }
}

/// A text whole, though 1.6 would have it shorter.
fn text<const LIMIT: usize>(text: FreeText) -> Text<LIMIT> {
    text.into_string().into()
}
