//! Messages of OCPP 1.6 that 1.5 has otherwise.

use ocpp::message::Request;
use ocpp::{FreeText, Several, v15, v16};

/// What a station asks.
pub(super) trait FromOlderStation: Request {
    /// The request of 1.5.
    type Older: Request;

    /// As 1.5 says it; nothing where it has no word for it.
    fn older(self) -> Option<Self::Older>;

    /// The answer as 1.6 says it.
    fn newer(response: <Self::Older as Request>::Response) -> Self::Response;
}

/// What is asked of a station.
pub(super) trait ToOlderStation: Request {
    /// The request of 1.5.
    type Older: Request;

    /// As 1.6 says it.
    fn newer(request: Self::Older) -> Self;

    /// The answer as 1.5 says it.
    fn older(response: Self::Response) -> <Self::Older as Request>::Response;
}

impl FromOlderStation for v16::BootNotificationRequest {
    type Older = v15::BootNotificationRequest;

    fn older(self) -> Option<Self::Older> {
        let mut older = Self::Older::new(self.charge_point_vendor, self.charge_point_model);
        older.charge_point_serial_number = self.charge_point_serial_number;
        older.charge_box_serial_number = self.charge_box_serial_number;
        older.firmware_version = self.firmware_version;
        older.iccid = self.iccid;
        older.imsi = self.imsi;
        older.meter_type = self.meter_type;
        older.meter_serial_number = self.meter_serial_number;
        Some(older)
    }

    fn newer(response: v15::BootNotificationResponse) -> v16::BootNotificationResponse {
        let status = match response.status {
            v15::RegistrationStatus::Accepted => v16::RegistrationStatus::Accepted,
            v15::RegistrationStatus::Rejected => v16::RegistrationStatus::Rejected,
        };
        v16::BootNotificationResponse::new(status, response.current_time, response.heartbeat_interval)
    }
}

impl FromOlderStation for v16::DiagnosticsStatusNotificationRequest {
    type Older = v15::DiagnosticsStatusNotificationRequest;

    fn older(self) -> Option<Self::Older> {
        v15::DiagnosticsStatus::read(self.status.as_str()).map(Self::Older::new)
    }

    fn newer(_: v15::DiagnosticsStatusNotificationResponse) -> v16::DiagnosticsStatusNotificationResponse {
        v16::DiagnosticsStatusNotificationResponse::new()
    }
}

impl FromOlderStation for v16::FirmwareStatusNotificationRequest {
    type Older = v15::FirmwareStatusNotificationRequest;

    fn older(self) -> Option<Self::Older> {
        v15::FirmwareStatus::read(self.status.as_str()).map(Self::Older::new)
    }

    fn newer(_: v15::FirmwareStatusNotificationResponse) -> v16::FirmwareStatusNotificationResponse {
        v16::FirmwareStatusNotificationResponse::new()
    }
}

impl FromOlderStation for v16::MeterValuesRequest {
    type Older = v15::MeterValuesRequest;

    fn older(self) -> Option<Self::Older> {
        let mut older = Self::Older::new(self.connector_id);
        older.transaction_id = self.transaction_id;
        older.values = Some(self.meter_value.into_iter().filter_map(meter_value).collect());
        Some(older)
    }

    fn newer(_: v15::MeterValuesResponse) -> v16::MeterValuesResponse {
        v16::MeterValuesResponse::new()
    }
}

impl FromOlderStation for v16::StatusNotificationRequest {
    type Older = v15::StatusNotificationRequest;

    fn older(self) -> Option<Self::Older> {
        let occupied = v15::ChargePointStatus::Occupied;
        let status = v15::ChargePointStatus::read(self.status.as_str()).unwrap_or(occupied);
        let code = match self.error_code {
            v16::ChargePointErrorCode::VehicleCommunicationError => v15::ChargePointErrorCode::Mode3Error,
            other => v15::ChargePointErrorCode::read(other.as_str()).unwrap_or(v15::ChargePointErrorCode::OtherError),
        };
        let mut older = Self::Older::new(self.connector_id, status, code);
        older.info = self.info.map(|text| text.as_str().into());
        older.timestamp = self.timestamp;
        older.vendor_id = self.vendor_id.map(|text| text.as_str().into());
        older.vendor_error_code = self.vendor_error_code.map(|text| text.as_str().into());
        Some(older)
    }

    fn newer(_: v15::StatusNotificationResponse) -> v16::StatusNotificationResponse {
        v16::StatusNotificationResponse::new()
    }
}

impl FromOlderStation for v16::StopTransactionRequest {
    type Older = v15::StopTransactionRequest;

    fn older(self) -> Option<Self::Older> {
        let mut older = Self::Older::new(self.transaction_id, self.timestamp, self.meter_stop);
        older.id_tag = self.id_tag;
        older.transaction_data = self.transaction_data.map(|samples| {
            let mut data = v15::TransactionData::new();
            data.values = Some(samples.into_iter().filter_map(meter_value).collect());
            vec![data]
        });
        Some(older)
    }

    fn newer(response: v15::StopTransactionResponse) -> v16::StopTransactionResponse {
        let mut newer = v16::StopTransactionResponse::new();
        newer.id_tag_info = response.id_tag_info;
        newer
    }
}

impl ToOlderStation for v16::ChangeConfigurationRequest {
    type Older = v15::ChangeConfigurationRequest;

    fn newer(request: Self::Older) -> Self {
        Self::new(request.key, request.value)
    }

    fn older(response: v16::ChangeConfigurationResponse) -> v15::ChangeConfigurationResponse {
        // 1.5 has no word for a restart that is needed.
        let accepted = v15::ConfigurationStatus::Accepted;
        let status = v15::ConfigurationStatus::read(response.status.as_str()).unwrap_or(accepted);
        v15::ChangeConfigurationResponse::new(status)
    }
}

impl ToOlderStation for v16::RemoteStartTransactionRequest {
    type Older = v15::RemoteStartTransactionRequest;

    fn newer(request: Self::Older) -> Self {
        let mut newer = Self::new(request.id_tag);
        newer.connector_id = request.connector_id;
        newer
    }

    fn older(response: v16::RemoteStartTransactionResponse) -> v15::RemoteStartTransactionResponse {
        v15::RemoteStartTransactionResponse::new(response.status)
    }
}

impl ToOlderStation for v16::SendLocalListRequest {
    type Older = v15::SendLocalListRequest;

    fn newer(request: Self::Older) -> Self {
        let mut newer = Self::new(request.list_version, request.update_type);
        newer.local_authorization_list = request.local_authorisation_list.map(|tags| {
            let tags = tags.into_iter().map(|tag| {
                let mut data = v16::AuthorizationData::new(tag.id_tag);
                data.id_tag_info = tag.id_tag_info;
                data
            });
            tags.collect()
        });
        newer
    }

    fn older(response: v16::SendLocalListResponse) -> v15::SendLocalListResponse {
        let status = match response.status {
            v16::UpdateStatus::Accepted => v15::UpdateStatus::Accepted,
            v16::UpdateStatus::Failed => v15::UpdateStatus::Failed,
            v16::UpdateStatus::NotSupported => v15::UpdateStatus::NotSupported,
            v16::UpdateStatus::VersionMismatch => v15::UpdateStatus::VersionMismatch,
        };
        v15::SendLocalListResponse::new(status)
    }
}

impl ToOlderStation for v16::UnlockConnectorRequest {
    type Older = v15::UnlockConnectorRequest;

    fn newer(request: Self::Older) -> Self {
        Self::new(request.connector_id)
    }

    fn older(response: v16::UnlockConnectorResponse) -> v15::UnlockConnectorResponse {
        v15::UnlockConnectorResponse::new(match response.status {
            v16::UnlockStatus::Unlocked => v15::UnlockStatus::Accepted,
            v16::UnlockStatus::UnlockFailed | v16::UnlockStatus::NotSupported => v15::UnlockStatus::Rejected,
        })
    }
}

/// Samples as 1.5 has them; nothing where none is left.
fn meter_value(newer: v16::MeterValue) -> Option<v15::MeterValue> {
    let samples: Vec<v15::Sample> = newer.sampled_value.into_iter().filter_map(sample).collect();
    (!samples.is_empty()).then(|| v15::MeterValue::new(newer.timestamp, Several::from(samples)))
}

/// A sample as 1.5 has it. *Decision:* 1.5 has no phases, so that of a quantity that is measured on each phase the first stands
/// for all; what 1.5 has no measurand or unit for is left out.
fn sample(newer: v16::SampledValue) -> Option<v15::Sample> {
    use v16::Phase::{L1, L1N};

    if !matches!(newer.phase, None | Some(L1 | L1N)) {
        return None;
    }
    let mut older = v15::Sample::new(FreeText::from(newer.value.as_str()));
    if let Some(measurand) = newer.measurand {
        older.measurand = Some(v15::Measurand::read(measurand.as_str())?);
    }
    older.unit = match newer.unit {
        None => None,
        Some(v16::UnitOfMeasure::Ampere) => Some(v15::UnitOfMeasure::Ampere),
        Some(v16::UnitOfMeasure::Volt) => Some(v15::UnitOfMeasure::Volt),
        Some(other) => Some(v15::UnitOfMeasure::read(other.as_str())?),
    };
    older.context = newer.context.and_then(|context| v15::ReadingContext::read(context.as_str()));
    older.location = newer.location.and_then(|location| v15::Location::read(location.as_str()));
    older.format = newer.format;
    Some(older)
}

#[cfg(test)]
mod tests {
    use ocpp::Timestamp;

    use super::*;

    #[test]
    fn states_and_faults_have_the_words_of_1_5() {
        use v16::{ChargePointErrorCode as Code, ChargePointStatus as Status};
        let table = [
            (Status::Charging, Code::NoError, "Occupied", "NoError"),
            (Status::SuspendedStation, Code::NoError, "Occupied", "NoError"),
            (Status::Available, Code::NoError, "Available", "NoError"),
            (Status::Faulted, Code::VehicleCommunicationError, "Faulted", "Mode3Error"),
            (Status::Faulted, Code::InternalError, "Faulted", "OtherError"),
        ];
        for (status, code, older_status, older_code) in table {
            let older = v16::StatusNotificationRequest::new(1, code, status).older().unwrap();
            assert_eq!((older.status.as_str(), older.error_code.as_str()), (older_status, older_code));
        }
    }

    #[test]
    fn only_what_1_5_can_measure_is_told() {
        let sampled = |measurand: v16::Measurand, unit, phase| {
            let mut sample = v16::SampledValue::new("1");
            sample.measurand = Some(measurand);
            sample.unit = Some(unit);
            sample.phase = phase;
            sample
        };
        let samples = vec![
            sampled(v16::Measurand::CurrentImport, v16::UnitOfMeasure::Ampere, Some(v16::Phase::L1)),
            sampled(v16::Measurand::CurrentImport, v16::UnitOfMeasure::Ampere, Some(v16::Phase::L2)),
            sampled(v16::Measurand::StateOfCharge, v16::UnitOfMeasure::Percent, None),
        ];
        let older = meter_value(v16::MeterValue::new(Timestamp::from_utc_ms(0), samples)).unwrap();
        let units: Vec<_> = older.value.iter().map(|sample| sample.unit.clone()).collect();
        assert_eq!(units, [Some(v15::UnitOfMeasure::Ampere)]);
    }
}
