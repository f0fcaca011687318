//! Firmware, diagnostics and logs.

use jiff::{SignedDuration, Timestamp};
use ocpp::Text;
use ocpp::v16::{
    GetDiagnosticsRequest, GetDiagnosticsResponse, GetLogRequest, GetLogResponse, GetLogStatus, LogKind,
    SignedFirmwareStatus, SignedUpdateFirmwareRequest, SignedUpdateFirmwareResponse, SignedUpdateFirmwareStatus,
    UpdateFirmwareRequest, UpdateFirmwareResponse,
};

use super::super::Station;
use super::super::update::{Phase, RETRY_INTERVAL, Signing, Update};
use super::super::upload::{Upload, UploadKind};
use crate::transfer::Transfer;

impl Station {
    /// Is to fetch firmware at a time, install it and restart with it (OCPP 1.6 ed. 2 §5.19).
    pub(super) fn update_firmware(&mut self, ask: &UpdateFirmwareRequest, now: Timestamp) -> UpdateFirmwareResponse {
        // What is being installed cannot be called back.
        if self.update.as_ref().is_none_or(|update| !update.keeps_outlets()) {
            self.update = Some(Update {
                location: ask.location.to_string(),
                signing: None,
                install_at: None,
                retries_left: ask.retries.unwrap_or(0),
                interval: interval(ask.retry_interval),
                phase: Phase::Scheduled(not_before(&ask.retrieve_date, now)),
                told: SignedFirmwareStatus::Idle,
            });
        }
        UpdateFirmwareResponse::new()
    }

    /// Is to fetch signed firmware at a time, and to install it when its signature holds (OCPP 1.6 security whitepaper, secure
    /// firmware update).
    pub(super) fn signed_update_firmware(
        &mut self,
        ask: &SignedUpdateFirmwareRequest,
        now: Timestamp,
    ) -> SignedUpdateFirmwareResponse {
        let firmware = &ask.firmware;
        if let Err(fault) = self.certificates.trusts_for_firmware(&firmware.signing_certificate, now) {
            self.trouble(format!("failed to {fault}"));
            self.tell_security("InvalidFirmwareSigningCertificate", Some(&format!("failed to {fault}")), now);
            return SignedUpdateFirmwareResponse::new(SignedUpdateFirmwareStatus::InvalidCertificate);
        }
        if self.update.as_ref().is_some_and(Update::keeps_outlets) {
            return SignedUpdateFirmwareResponse::new(SignedUpdateFirmwareStatus::Rejected);
        }
        let begin = not_before(&firmware.retrieve_date_time, now);
        let replaced = self.update.replace(Update {
            location: firmware.location.to_string(),
            signing: Some(Signing {
                request_id: ask.request_id,
                certificate: firmware.signing_certificate.to_string(),
                signature: firmware.signature.to_string(),
            }),
            install_at: firmware.install_date_time.as_ref().and_then(moment),
            retries_left: ask.retries.unwrap_or(0),
            interval: interval(ask.retry_interval),
            phase: Phase::Scheduled(begin),
            told: SignedFirmwareStatus::Idle,
        });
        if begin > now {
            self.tell_update(SignedFirmwareStatus::DownloadScheduled);
        }
        SignedUpdateFirmwareResponse::new(if replaced.is_some() {
            SignedUpdateFirmwareStatus::AcceptedCanceled
        } else {
            SignedUpdateFirmwareStatus::Accepted
        })
    }

    /// Is to upload diagnostics (OCPP 1.6 ed. 2 §5.9).
    pub(super) fn get_diagnostics(&mut self, ask: &GetDiagnosticsRequest, now: Timestamp) -> GetDiagnosticsResponse {
        let file_name = self.file_name("diagnostics", now);
        let (from, to) = (ask.start_time.as_ref().and_then(moment), ask.stop_time.as_ref().and_then(moment));
        let file = self.log_file(&ask.location, &file_name, LogKind::DiagnosticsLog, from, to);
        self.uploads.retain(|upload| upload.kind != UploadKind::Diagnostics);
        self.uploads.push(Upload::new(UploadKind::Diagnostics, file, ask.retries, ask.retry_interval, now));
        let mut response = GetDiagnosticsResponse::new();
        response.file_name = Some(Text::cut(&file_name));
        response
    }

    /// Is to upload a log (OCPP 1.6 security whitepaper, `GetLog`).
    pub(super) fn get_log(&mut self, ask: &GetLogRequest, now: Timestamp) -> GetLogResponse {
        let what = match ask.log_type {
            LogKind::DiagnosticsLog => "diagnostics-log",
            LogKind::SecurityLog => "security-log",
        };
        let file_name = self.file_name(what, now);
        let from = ask.log.oldest_timestamp.as_ref().and_then(moment);
        let to = ask.log.latest_timestamp.as_ref().and_then(moment);
        let file = self.log_file(&ask.log.remote_location, &file_name, ask.log_type, from, to);
        let before = self.uploads.len();
        self.uploads.retain(|upload| upload.kind == UploadKind::Diagnostics);
        let replaced = self.uploads.len() < before;
        let kind = UploadKind::Log(ask.request_id);
        self.uploads.push(Upload::new(kind, file, ask.retries, ask.retry_interval, now));
        let status = if replaced { GetLogStatus::AcceptedCanceled } else { GetLogStatus::Accepted };
        let mut response = GetLogResponse::new(status);
        response.filename = Some(Text::cut(&file_name));
        response
    }

    /// A name that every server takes.
    fn file_name(&self, what: &str, now: Timestamp) -> String {
        let plain = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
        let id: String = self.id.as_str().chars().map(|it| if plain(it) { it } else { '_' }).collect();
        format!("{id}-{what}-{}.txt", now.strftime("%Y%m%dT%H%M%SZ"))
    }

    fn log_file(
        &self,
        directory: &str,
        file_name: &str,
        kind: LogKind,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
    ) -> Transfer {
        let equipment = &self.equipment;
        let text = format!(
            "{}: {} {}, firmware {}\n{}",
            self.id,
            equipment.vendor,
            equipment.model,
            equipment.firmware,
            self.journal.text(kind, from, to)
        );
        Transfer::Upload {
            directory: directory.to_owned(),
            file_name: file_name.to_owned(),
            content: text.into_bytes(),
        }
    }
}

/// A time that the central system gave; nothing where it cannot be read.
fn moment(text: &ocpp::Timestamp) -> Option<Timestamp> {
    text.reading().utc_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok())
}

/// A time that the central system gave; at once where it has passed or cannot be read.
fn not_before(text: &ocpp::Timestamp, now: Timestamp) -> Timestamp {
    moment(text).map_or(now, |given| given.max(now))
}

fn interval(seconds: Option<i64>) -> SignedDuration {
    seconds.map_or(RETRY_INTERVAL, |seconds| SignedDuration::from_secs(seconds.clamp(0, 86_400)))
}
