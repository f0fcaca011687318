//! Files on their way to or from a station: how far one has come, and what a station's word means for it.

use std::fmt;

use crate::id::TransferId;
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// What kind of file is on its way.
    TransferKind {
        /// A firmware update.
        Firmware = "firmware",
        /// A diagnostics upload (1.5, 1.6 core).
        Diagnostics = "diagnostics",
        /// A log upload (1.6 security extension).
        Log = "log",
    }
}

words! {
    /// Which log (security whitepaper, `LogEnumType`).
    LogKind {
        /// What GetDiagnostics gives.
        Diagnostics = "diagnosticsLog",
        /// What concerns security.
        Security = "securityLog",
    }
}

words! {
    /// By what a file is fetched or delivered.
    TransferProtocol {
        /// FTP.
        Ftp = "ftp",
        /// FTP with explicit TLS.
        Ftps = "ftps",
        /// HTTP.
        Http = "http",
        /// HTTP with TLS.
        Https = "https",
    }
}

words! {
    /// How far a transfer has come.
    TransferState {
        /// The station has not been told yet, or has not answered.
        Requested = "requested",
        /// The station agreed; nothing has moved yet.
        Accepted = "accepted",
        /// The download or the installation waits for its time.
        Scheduled = "scheduled",
        /// Firmware is being fetched.
        Downloading = "downloading",
        /// The station has paused fetching.
        Paused = "paused",
        /// The firmware is with the station.
        Downloaded = "downloaded",
        /// The firmware is being installed.
        Installing = "installing",
        /// The station reboots into the new firmware.
        Rebooting = "rebooting",
        /// The new firmware runs.
        Installed = "installed",
        /// A file is being delivered.
        Uploading = "uploading",
        /// The file was delivered.
        Uploaded = "uploaded",
        /// The station says that it failed.
        Failed = "failed",
        /// The station said no, or could not be asked.
        Refused = "refused",
        /// Nothing was heard of it for too long.
        TimedOut = "timedOut",
        /// A newer one took its place.
        Replaced = "replaced",
    }
}

impl TransferState {
    /// Whether it has ended, as far as is known now.
    pub const fn is_ended(self) -> bool {
        use TransferState as S;
        matches!(self, S::Installed | S::Uploaded | S::Failed | S::Refused | S::TimedOut | S::Replaced)
    }

    /// Whether nothing that a station says later changes it. *Decision:* failed and timed-out transfers stay open to better
    /// news: stations report a failed try and then try again.
    pub const fn is_settled(self) -> bool {
        use TransferState as S;
        matches!(self, S::Installed | S::Uploaded | S::Refused | S::Replaced)
    }
}

/// The state of an unsettled transfer after a station's word; `None` where the word tells nothing new, such as `Idle`.
///
/// Words are those of FirmwareStatusNotification (OCPP 1.6 ed. 2 §7.25), DiagnosticsStatusNotification (§7.24) and of the
/// security whitepaper's SignedFirmwareStatusNotification and LogStatusNotification, compared without regard to case.
pub fn after_report(kind: TransferKind, state: TransferState, word: &str) -> Option<TransferState> {
    if state.is_settled() {
        return None;
    }
    let next = match kind {
        TransferKind::Firmware => firmware(word),
        TransferKind::Diagnostics | TransferKind::Log => upload(word),
    };
    next.filter(|next| *next != state)
}

fn firmware(word: &str) -> Option<TransferState> {
    use TransferState as S;
    let table = [
        ("DownloadScheduled", S::Scheduled),
        ("Downloading", S::Downloading),
        ("DownloadPaused", S::Paused),
        ("Downloaded", S::Downloaded),
        ("SignatureVerified", S::Downloaded),
        ("InstallScheduled", S::Scheduled),
        ("Installing", S::Installing),
        ("InstallRebooting", S::Rebooting),
        ("Installed", S::Installed),
        ("DownloadFailed", S::Failed),
        ("InstallationFailed", S::Failed),
        ("InstallVerificationFailed", S::Failed),
        ("InvalidSignature", S::Failed),
    ];
    find(&table, word)
}

fn upload(word: &str) -> Option<TransferState> {
    use TransferState as S;
    let table = [
        ("Uploading", S::Uploading),
        ("Uploaded", S::Uploaded),
        ("UploadFailed", S::Failed),
        ("UploadFailure", S::Failed),
        ("BadMessage", S::Failed),
        ("NotSupportedOperation", S::Failed),
        ("PermissionDenied", S::Failed),
    ];
    find(&table, word)
}

fn find(table: &[(&str, TransferState)], word: &str) -> Option<TransferState> {
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.trim())).map(|(_, state)| *state)
}

/// Whether a transfer has been silent for too long: `news_at` is when anything was last heard of it, `due_at` the time for which
/// its latest step is planned, `patience_ms` how long silence is borne.
///
/// One that is still only requested is not: its command has a time limit of its own.
pub fn is_overdue(
    state: TransferState,
    news_at: UtcMillis,
    due_at: UtcMillis,
    patience_ms: i64,
    now: UtcMillis,
) -> bool {
    !state.is_ended() && state != TransferState::Requested && now.since(news_at.max(due_at)) > patience_ms
}

/// Chooses how a file goes: what the portal prefers, else whatever of `offered` the station knows too.
///
/// `told` is the station's `SupportedFileTransferProtocols` (OCPP 1.6 ed. 2 §9.1.24), a list with commas; a station that tells
/// nothing, or nothing that is known here, gets the first of `offered`.
pub fn choose_protocol(told: Option<&str>, offered: &[TransferProtocol]) -> Option<TransferProtocol> {
    let knows = |protocol: &TransferProtocol| {
        told.is_some_and(|told| told.split(',').any(|word| word.trim().eq_ignore_ascii_case(protocol.as_str())))
    };
    offered.iter().find(|protocol| knows(protocol)).or(offered.first()).copied()
}

/// A file's location as it is told to a station. Its address is a secret and shows in no log and in no record.
#[derive(Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The transfer; also OCPP's requestId.
    pub transfer_id: TransferId,
    /// The address: of the image, or of the folder to deliver into.
    pub location: String,
    /// From when on, told to stations whose message demands a time.
    pub starts_at: UtcMillis,
    /// The image's signature, base64.
    pub signature: Option<String>,
    /// The certificate that it was signed with, PEM.
    pub signing_certificate: Option<String>,
}

impl fmt::Debug for HandOver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HandOver").field("transfer_id", &self.transfer_id).finish_non_exhaustive()
    }
}

/// A file's name as people and stations may use it: no folder, no control character, at most 120 bytes, never hidden.
/// `None` where nothing of it is left.
pub fn plain_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .map(|character| if character.is_alphanumeric() || "._-+ ()".contains(character) { character } else { '_' })
        .collect();
    let mut plain = plain.trim().trim_start_matches('.');
    while plain.len() > 120 {
        let mut characters = plain.chars();
        characters.next_back();
        plain = characters.as_str();
    }
    (!plain.is_empty()).then(|| plain.to_owned())
}
