//! Firmware, diagnostics and logs.
//!
//! *Decision:* the simulator transfers no files, and says so: every transfer begins, and then fails.

use jiff::{SignedDuration, Timestamp};
use ocpp::v16::{
    DiagnosticsStatus, DiagnosticsStatusNotificationRequest, FirmwareStatus, FirmwareStatusNotificationRequest,
    GetDiagnosticsRequest, GetDiagnosticsResponse, GetLogRequest, GetLogResponse, GetLogStatus,
    LogStatusNotificationRequest, SignedFirmwareStatus, SignedFirmwareStatusNotificationRequest,
    SignedUpdateFirmwareRequest, SignedUpdateFirmwareResponse, SignedUpdateFirmwareStatus, UpdateFirmwareRequest,
    UpdateFirmwareResponse, UploadLogStatus,
};

use super::super::Station;
use super::super::outgoing::Outgoing;

/// How long a transfer takes until it fails.
const TRANSFER_TIME: SignedDuration = SignedDuration::from_secs(3);

impl Station {
    /// Is to fetch firmware at a time (OCPP 1.6 ed. 2 §5.19).
    pub(super) fn update_firmware(&mut self, ask: &UpdateFirmwareRequest, now: Timestamp) -> UpdateFirmwareResponse {
        let begin = moment(&ask.retrieve_date, now);
        self.transfers.steps.retain(|(_, step)| !matches!(step, Outgoing::Firmware(_)));
        let step = |status| Outgoing::Firmware(FirmwareStatusNotificationRequest::new(status));
        self.later(begin, step(FirmwareStatus::Downloading));
        self.later(failure(begin), step(FirmwareStatus::DownloadFailed));
        UpdateFirmwareResponse::new()
    }

    /// Is to fetch signed firmware at a time (OCPP 1.6 security whitepaper §5.1).
    pub(super) fn signed_update_firmware(
        &mut self,
        ask: &SignedUpdateFirmwareRequest,
        now: Timestamp,
    ) -> SignedUpdateFirmwareResponse {
        let begin = moment(&ask.firmware.retrieve_date_time, now);
        let before = self.transfers.steps.len();
        self.transfers.steps.retain(|(_, step)| !matches!(step, Outgoing::SignedFirmware(_)));
        let replaced = self.transfers.steps.len() < before;
        let step = |status| {
            let mut request = SignedFirmwareStatusNotificationRequest::new(status);
            request.request_id = Some(ask.request_id);
            Outgoing::SignedFirmware(request)
        };
        if begin > now {
            self.later(now, step(SignedFirmwareStatus::DownloadScheduled));
        }
        self.later(begin, step(SignedFirmwareStatus::Downloading));
        self.later(failure(begin), step(SignedFirmwareStatus::DownloadFailed));
        SignedUpdateFirmwareResponse::new(if replaced {
            SignedUpdateFirmwareStatus::AcceptedCanceled
        } else {
            SignedUpdateFirmwareStatus::Accepted
        })
    }

    /// Is to upload diagnostics (OCPP 1.6 ed. 2 §5.9).
    pub(super) fn get_diagnostics(&mut self, _ask: &GetDiagnosticsRequest, now: Timestamp) -> GetDiagnosticsResponse {
        let step = |status| Outgoing::Diagnostics(DiagnosticsStatusNotificationRequest::new(status));
        self.later(now, step(DiagnosticsStatus::Uploading));
        self.later(failure(now), step(DiagnosticsStatus::UploadFailed));
        let mut response = GetDiagnosticsResponse::new();
        response.file_name = Some(ocpp::Text::cut(&format!("{}-diagnostics.txt", self.id())));
        response
    }

    /// Is to upload a log (OCPP 1.6 security whitepaper §4.2).
    pub(super) fn get_log(&mut self, ask: &GetLogRequest, now: Timestamp) -> GetLogResponse {
        let before = self.transfers.steps.len();
        self.transfers.steps.retain(|(_, step)| !matches!(step, Outgoing::Log(_)));
        let replaced = self.transfers.steps.len() < before;
        self.transfers.log_request = Some(ask.request_id);
        let step = |status| {
            let mut request = LogStatusNotificationRequest::new(status);
            request.request_id = Some(ask.request_id);
            Outgoing::Log(request)
        };
        self.later(now, step(UploadLogStatus::Uploading));
        self.later(failure(now), step(UploadLogStatus::UploadFailure));
        let status = if replaced { GetLogStatus::AcceptedCanceled } else { GetLogStatus::Accepted };
        let mut response = GetLogResponse::new(status);
        response.filename = Some(ocpp::Text::cut(&format!("{}-log.txt", self.id())));
        response
    }

    fn later(&mut self, at: Timestamp, outgoing: Outgoing) {
        self.transfers.steps.push((at, outgoing));
    }
}

/// A time that the central system gave; at once where it has passed or cannot be read.
fn moment(text: &ocpp::Timestamp, now: Timestamp) -> Timestamp {
    let given = text.reading().utc_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    given.map_or(now, |given| given.max(now))
}

fn failure(begin: Timestamp) -> Timestamp {
    begin.checked_add(TRANSFER_TIME).unwrap_or(begin)
}
