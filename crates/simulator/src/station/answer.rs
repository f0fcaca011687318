//! What the central system asks for, and what the station says to it.

mod charging;
mod core;
mod files;
mod security;
mod tags;
mod trigger;

use jiff::Timestamp;
use ocpp::message::Request;
use ocpp::rpc::{encode_error, encode_result};
use ocpp::v16::{
    Action, CancelReservationRequest, CertificateSignedRequest, ChangeAvailabilityRequest, ChangeConfigurationRequest,
    ClearCacheRequest, ClearChargingProfileRequest, DataTransferRequest, DataTransferResponse, DataTransferStatus,
    DeleteCertificateRequest, ExtendedTriggerMessageRequest, GetCompositeScheduleRequest, GetConfigurationRequest,
    GetDiagnosticsRequest, GetInstalledCertificateIdsRequest, GetLocalListVersionRequest, GetLogRequest,
    InstallCertificateRequest, RemoteStartTransactionRequest, RemoteStopTransactionRequest, ReserveNowRequest,
    ResetRequest, SendLocalListRequest, SetChargingProfileRequest, SignedUpdateFirmwareRequest, TriggerMessageRequest,
    UnlockConnectorRequest, UpdateFirmwareRequest,
};
use ocpp::{ErrorCode, decode};
use serde_json::value::RawValue;

use super::Station;
use super::equipment::OutletNumber;

impl Station {
    /// Does what a CALL asks for and gives the frame that answers it.
    pub(super) fn answer(&mut self, id: &str, action: &str, payload: &RawValue, now: Timestamp) -> String {
        let Some(action) = Action::read(action) else {
            return encode_error(id, ErrorCode::NotImplemented, "unknown action");
        };
        match action {
            Action::CancelReservation => self.reply(id, payload, |it, ask: CancelReservationRequest| it.cancel(&ask)),
            Action::CertificateSigned => {
                self.reply(id, payload, |it, ask: CertificateSignedRequest| it.certificate_signed(&ask, now))
            }
            Action::ChangeAvailability => {
                self.reply(id, payload, |it, ask: ChangeAvailabilityRequest| it.change_availability(&ask))
            }
            Action::ChangeConfiguration => {
                self.reply(id, payload, |it, ask: ChangeConfigurationRequest| it.change_configuration(&ask, now))
            }
            Action::ClearCache => self.reply(id, payload, |it, _: ClearCacheRequest| it.clear_cache()),
            Action::ClearChargingProfile => {
                self.reply(id, payload, |it, ask: ClearChargingProfileRequest| it.clear_charging_profile(&ask))
            }
            Action::DataTransfer => self.reply(id, payload, |_, _: DataTransferRequest| {
                DataTransferResponse::new(DataTransferStatus::UnknownVendorId)
            }),
            Action::DeleteCertificate => {
                self.reply(id, payload, |it, ask: DeleteCertificateRequest| it.delete_certificate(&ask))
            }
            Action::ExtendedTriggerMessage => {
                self.reply(id, payload, |it, ask: ExtendedTriggerMessageRequest| it.trigger_extended(&ask, now))
            }
            Action::GetCompositeSchedule => {
                self.reply(id, payload, |it, ask: GetCompositeScheduleRequest| it.composite_schedule(&ask, now))
            }
            Action::GetConfiguration => {
                self.reply(id, payload, |it, ask: GetConfigurationRequest| it.get_configuration(&ask))
            }
            Action::GetDiagnostics => {
                self.reply(id, payload, |it, ask: GetDiagnosticsRequest| it.get_diagnostics(&ask, now))
            }
            Action::GetInstalledCertificateIds => {
                self.reply(id, payload, |it, ask: GetInstalledCertificateIdsRequest| it.installed_certificates(&ask))
            }
            Action::GetLocalListVersion => {
                self.reply(id, payload, |it, _: GetLocalListVersionRequest| it.local_list_version())
            }
            Action::GetLog => self.reply(id, payload, |it, ask: GetLogRequest| it.get_log(&ask, now)),
            Action::InstallCertificate => {
                self.reply(id, payload, |it, ask: InstallCertificateRequest| it.install_certificate(&ask, now))
            }
            Action::RemoteStartTransaction => {
                self.reply(id, payload, |it, ask: RemoteStartTransactionRequest| it.remote_start(ask, now))
            }
            Action::RemoteStopTransaction => {
                self.reply(id, payload, |it, ask: RemoteStopTransactionRequest| it.remote_stop(&ask, now))
            }
            Action::ReserveNow => self.reply(id, payload, |it, ask: ReserveNowRequest| it.reserve(&ask, now)),
            Action::Reset => self.reply(id, payload, |it, ask: ResetRequest| it.reset(&ask, now)),
            Action::SendLocalList => self.reply(id, payload, |it, ask: SendLocalListRequest| it.send_local_list(ask)),
            Action::SetChargingProfile => {
                self.reply(id, payload, |it, ask: SetChargingProfileRequest| it.set_charging_profile(ask))
            }
            Action::SignedUpdateFirmware => {
                self.reply(id, payload, |it, ask: SignedUpdateFirmwareRequest| it.signed_update_firmware(&ask, now))
            }
            Action::TriggerMessage => self.reply(id, payload, |it, ask: TriggerMessageRequest| it.trigger(&ask, now)),
            Action::UnlockConnector => {
                self.reply(id, payload, |it, ask: UnlockConnectorRequest| it.unlock_connector(&ask, now))
            }
            Action::UpdateFirmware => {
                self.reply(id, payload, |it, ask: UpdateFirmwareRequest| it.update_firmware(&ask, now))
            }
            Action::Authorize
            | Action::BootNotification
            | Action::DiagnosticsStatusNotification
            | Action::FirmwareStatusNotification
            | Action::Heartbeat
            | Action::LogStatusNotification
            | Action::MeterValues
            | Action::SecurityEventNotification
            | Action::SignCertificate
            | Action::SignedFirmwareStatusNotification
            | Action::StartTransaction
            | Action::StatusNotification
            | Action::StopTransaction => encode_error(id, ErrorCode::NotSupported, "that is for central systems"),
        }
    }

    fn reply<R: Request>(
        &mut self,
        id: &str,
        payload: &RawValue,
        handle: impl FnOnce(&mut Self, R) -> R::Response,
    ) -> String {
        let request = match decode::<R>(payload.get()) {
            Ok(decoded) => decoded.value,
            Err(violation) => return encode_error(id, violation.code, &violation.description()),
        };
        match encode_result(id, &handle(self, request)) {
            Ok(frame) => frame,
            Err(error) => {
                self.trouble(format!("failed to {error}"));
                encode_error(id, ErrorCode::InternalError, "")
            }
        }
    }

    /// The outlet that a request means by a connector from 1.
    fn outlet_at(&self, connector: i64) -> Option<OutletNumber> {
        let number = OutletNumber::new(u32::try_from(connector).ok()?);
        self.outlet(number).map(|outlet| outlet.number)
    }
}
