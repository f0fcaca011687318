//! Commands that send a file on its way: diagnostics, logs, firmware (OCPP 1.6 ed. 2 §5.9, §5.19; security whitepaper L01, N01).

use domain::UtcMillis;
use domain::command::{Command, CommandState};
use domain::transfer::{HandOver, LogKind};
use ocpp::v16::{
    self, Firmware, GetDiagnosticsRequest, GetLogRequest, GetLogStatus, LogParameters, SignedUpdateFirmwareRequest,
    SignedUpdateFirmwareStatus, UpdateFirmwareRequest,
};
use ocpp::{Text, Timestamp};

use super::{Lesson, Prepared, of, plain};
use crate::line::CallFailure;

/// Makes the request of a command that has a file.
///
/// # Errors
/// When it has no location.
pub(super) fn prepare(message_id: String, command: &Command) -> Result<Prepared, CallFailure> {
    match command {
        Command::GetDiagnostics { from, to, retries, retry_interval_s, hand_over } => {
            let place = located(hand_over)?;
            let mut request = GetDiagnosticsRequest::new(place.location.as_str());
            (request.start_time, request.stop_time) = (from.map(time), to.map(time));
            (request.retries, request.retry_interval) = tries(*retries, *retry_interval_s);
            // An answer without a name means that there is nothing to upload.
            of(message_id, &request, |answer| match answer.file_name.map(Text::into_string) {
                Some(name) if !name.trim().is_empty() => (CommandState::Accepted, name, Lesson::Nothing),
                _ => (CommandState::Rejected, "nothing to upload".to_owned(), Lesson::Nothing),
            })
        }
        Command::GetLog { kind, from, to, retries, retry_interval_s, hand_over } => {
            let place = located(hand_over)?;
            let mut log = LogParameters::new(place.location.as_str());
            (log.oldest_timestamp, log.latest_timestamp) = (from.map(time), to.map(time));
            let kind = match kind {
                LogKind::Diagnostics => v16::LogKind::DiagnosticsLog,
                LogKind::Security => v16::LogKind::SecurityLog,
            };
            let mut request = GetLogRequest::new(log, kind, place.transfer_id.0);
            (request.retries, request.retry_interval) = tries(*retries, *retry_interval_s);
            of(message_id, &request, |answer| {
                let accepted = matches!(answer.status, GetLogStatus::Accepted | GetLogStatus::AcceptedCanceled);
                plain(accepted, answer.status.as_str())
            })
        }
        Command::UpdateFirmware { retrieve_at, retries, retry_interval_s, hand_over, .. } => {
            let place = located(hand_over)?;
            let mut request =
                UpdateFirmwareRequest::new(place.location.as_str(), time(retrieve_at.unwrap_or(place.starts_at)));
            (request.retries, request.retry_interval) = tries(*retries, *retry_interval_s);
            of(message_id, &request, |_| plain(true, "Accepted"))
        }
        Command::SignedUpdateFirmware { retrieve_at, install_at, retries, retry_interval_s, hand_over, .. } => {
            let place = located(hand_over)?;
            let retrieve_at = time(retrieve_at.unwrap_or(place.starts_at));
            let certificate = place.signing_certificate.as_deref().unwrap_or_default();
            let signature = place.signature.as_deref().unwrap_or_default();
            let mut firmware = Firmware::new(place.location.as_str(), retrieve_at, certificate, signature);
            firmware.install_date_time = install_at.map(time);
            let mut request = SignedUpdateFirmwareRequest::new(place.transfer_id.0, firmware);
            (request.retries, request.retry_interval) = tries(*retries, *retry_interval_s);
            of(message_id, &request, |answer| {
                use SignedUpdateFirmwareStatus as Status;
                plain(matches!(answer.status, Status::Accepted | Status::AcceptedCanceled), answer.status.as_str())
            })
        }
        other => Err(CallFailure::Unsendable(format!("send {} with a file: it has none", other.name()))),
    }
}

fn located(hand_over: &Option<Box<HandOver>>) -> Result<&HandOver, CallFailure> {
    hand_over.as_deref().ok_or_else(|| CallFailure::Unsendable("send a file's location: there is none".to_owned()))
}

fn time(at: UtcMillis) -> Timestamp {
    Timestamp::from_utc_ms(at.0)
}

fn tries(retries: Option<u32>, interval_s: Option<u32>) -> (Option<i64>, Option<i64>) {
    (retries.map(i64::from), interval_s.map(i64::from))
}
