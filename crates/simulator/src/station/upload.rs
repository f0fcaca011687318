//! Diagnostics and logs on their way to where the central system wants them.

use jiff::{SignedDuration, Timestamp};
use ocpp::v16::{
    DiagnosticsStatus, DiagnosticsStatusNotificationRequest, LogStatusNotificationRequest, UploadLogStatus,
};

use super::outgoing::Outgoing;
use super::update::RETRY_INTERVAL;
use super::{Effect, Mishap, Station, TransferId};
use crate::transfer::{Transfer, TransferError};

/// What is uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UploadKind {
    /// Diagnostics (OCPP 1.6 ed. 2 §5.9).
    Diagnostics,
    /// A log (OCPP 1.6 security whitepaper, `GetLog`), with the id of the request.
    Log(i64),
}

/// An upload that is under way.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub kind: UploadKind,
    pub file: Transfer,
    /// How often it is tried again at most.
    pub retries_left: i64,
    /// The pause before.
    pub interval: SignedDuration,
    pub phase: UploadPhase,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UploadPhase {
    /// It begins then.
    Waiting(Timestamp),
    /// It goes on.
    Sending(TransferId),
}

impl Upload {
    /// An upload that begins now.
    pub(crate) fn new(
        kind: UploadKind,
        file: Transfer,
        retries: Option<i64>,
        interval_s: Option<i64>,
        now: Timestamp,
    ) -> Self {
        Self {
            kind,
            file,
            retries_left: retries.unwrap_or(0),
            interval: interval_s.map_or(RETRY_INTERVAL, |seconds| SignedDuration::from_secs(seconds.clamp(0, 86_400))),
            phase: UploadPhase::Waiting(now),
        }
    }
}

impl Station {
    /// Begins uploads whose time has come.
    pub(super) fn go_on_with_uploads(&mut self, now: Timestamp) {
        for at in 0..self.uploads.len() {
            if matches!(self.uploads[at].phase, UploadPhase::Waiting(begin) if begin <= now) {
                let id = self.new_transfer_id();
                self.uploads[at].phase = UploadPhase::Sending(id);
                self.tell_upload(self.uploads[at].kind, UploadLogStatus::Uploading);
                self.effects.push_back(Effect::Transfer { id, transfer: self.uploads[at].file.clone() });
            }
        }
    }

    /// An upload is over; false where there is none of this id.
    pub(super) fn uploaded(&mut self, id: TransferId, result: &Result<Vec<u8>, TransferError>, now: Timestamp) -> bool {
        let Some(at) = self.uploads.iter().position(|upload| upload.phase == UploadPhase::Sending(id)) else {
            return false;
        };
        let fails = self.equipment.mishaps.contains(&Mishap::Upload);
        let failure = match result {
            Err(error) => Some(error),
            Ok(_) if fails => Some(&TransferError::Mishap),
            Ok(_) => None,
        };
        let upload = &mut self.uploads[at];
        if let Some(why) = failure {
            let text = format!("failed to upload: failed to {why}");
            let status = status(why);
            if upload.retries_left > 0 {
                upload.retries_left -= 1;
                upload.phase = UploadPhase::Waiting(now + upload.interval);
            } else {
                let upload = self.uploads.remove(at);
                self.tell_upload(upload.kind, status);
            }
            self.trouble(text);
        } else {
            let upload = self.uploads.remove(at);
            self.tell_upload(upload.kind, UploadLogStatus::Uploaded);
        }
        true
    }

    fn tell_upload(&mut self, kind: UploadKind, status: UploadLogStatus) {
        self.say(match kind {
            UploadKind::Diagnostics => Outgoing::Diagnostics(DiagnosticsStatusNotificationRequest::new(match status {
                UploadLogStatus::Uploading => DiagnosticsStatus::Uploading,
                UploadLogStatus::Uploaded => DiagnosticsStatus::Uploaded,
                _ => DiagnosticsStatus::UploadFailed,
            })),
            UploadKind::Log(request_id) => {
                let mut request = LogStatusNotificationRequest::new(status);
                request.request_id = Some(request_id);
                Outgoing::Log(request)
            }
        });
    }
}

fn status(error: &TransferError) -> UploadLogStatus {
    match error {
        TransferError::Location(_) => UploadLogStatus::BadMessage,
        TransferError::Scheme(_) => UploadLogStatus::NotSupportedOperation,
        TransferError::Denied(_) => UploadLogStatus::PermissionDenied,
        _ => UploadLogStatus::UploadFailure,
    }
}
