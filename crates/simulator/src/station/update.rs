//! A firmware update from the order to the restart (OCPP 1.6 ed. 2 §5.19; security whitepaper, secure firmware update).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use ocpp::v16::{
    FirmwareStatus, FirmwareStatusNotificationRequest, SignedFirmwareStatus, SignedFirmwareStatusNotificationRequest,
};

use super::certificates::is_signed_by;
use super::outgoing::Outgoing;
use super::{Effect, Mishap, RESTART_GRACE, Restart, Station, TransferId};
use crate::transfer::{Transfer, TransferError};

/// The pause before a transfer is tried again, where the central system does not say it.
pub(crate) const RETRY_INTERVAL: SignedDuration = SignedDuration::from_secs(30);
/// How long an installation takes, in simulated time.
const INSTALLATION_TIME: SignedDuration = SignedDuration::from_secs(8);

/// An update that is under way.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    /// Where the firmware is.
    pub location: String,
    /// What a signed update has beside.
    pub signing: Option<Signing>,
    /// When it may be installed; as soon as it is there where it is not said.
    pub install_at: Option<Timestamp>,
    /// How often the download is tried again at most.
    pub retries_left: i64,
    /// The pause before.
    pub interval: SignedDuration,
    /// How far it is.
    pub phase: Phase,
    /// What was told last.
    pub told: SignedFirmwareStatus,
}

/// What a signed update has beside.
#[derive(Debug, Clone)]
pub(crate) struct Signing {
    /// The id of the request.
    pub request_id: i64,
    /// The signer's certificate, in PEM.
    pub certificate: String,
    /// The signature in base64.
    pub signature: String,
}

/// How far an update is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The download begins then.
    Scheduled(Timestamp),
    /// It is downloaded.
    Downloading(TransferId),
    /// The installation begins then.
    InstallScheduled(Timestamp),
    /// The installation begins when nobody charges any more.
    AwaitingSessions,
    /// It is installed until then.
    Installing(Timestamp),
    /// The station restarts with it.
    Restarting,
}

impl Update {
    /// Whether outlets where nobody charges are kept free for the installation.
    pub(crate) fn keeps_outlets(&self) -> bool {
        matches!(self.phase, Phase::AwaitingSessions | Phase::Installing(_) | Phase::Restarting)
    }
}

impl Station {
    /// Takes the steps of an update whose time has come.
    pub(super) fn go_on_with_update(&mut self, now: Timestamp) {
        while let Some(update) = &mut self.update {
            match update.phase {
                Phase::Scheduled(at) if at <= now => {
                    let location = update.location.clone();
                    let id = self.new_transfer_id();
                    self.enter(Phase::Downloading(id), Some(SignedFirmwareStatus::Downloading));
                    self.effects.push_back(Effect::Transfer { id, transfer: Transfer::Download(location) });
                }
                Phase::InstallScheduled(at) if at <= now => self.enter(Phase::AwaitingSessions, None),
                Phase::AwaitingSessions if self.outlets.iter().all(|outlet| outlet.session.is_none()) => {
                    let seconds = INSTALLATION_TIME.as_secs_f64() / self.equipment.time_scale;
                    let time = SignedDuration::try_from_secs_f64(seconds).unwrap_or(INSTALLATION_TIME);
                    self.enter(Phase::Installing(now + time), Some(SignedFirmwareStatus::Installing));
                }
                Phase::Installing(until) if until <= now => self.install(now),
                _ => break,
            }
        }
        let kept = self.update.as_ref().is_some_and(Update::keeps_outlets);
        for outlet in &mut self.outlets {
            outlet.updating = kept;
        }
    }

    /// When the next step is taken, given that nothing else happens.
    pub(super) fn next_update_step(&self) -> Option<Timestamp> {
        match self.update.as_ref()?.phase {
            Phase::Scheduled(at) | Phase::InstallScheduled(at) | Phase::Installing(at) => Some(at),
            Phase::Downloading(_) | Phase::AwaitingSessions | Phase::Restarting => None,
        }
    }

    /// The firmware is there, or is not; false where nobody waits for it.
    pub(super) fn downloaded(
        &mut self,
        id: TransferId,
        result: &Result<Vec<u8>, TransferError>,
        now: Timestamp,
    ) -> bool {
        let Some(update) = self.update.as_mut().filter(|update| update.phase == Phase::Downloading(id)) else {
            return false;
        };
        let fails = self.equipment.mishaps.contains(&Mishap::Download);
        let content = match result {
            Ok(content) if !fails => content,
            Ok(_) => return self.download_failed(&TransferError::Mishap, now),
            Err(error) => return self.download_failed(error, now),
        };
        let install_at = update.install_at;
        let signing = update.signing.clone();
        self.tell_update(SignedFirmwareStatus::Downloaded);
        if let Some(signing) = signing {
            let signature = STANDARD.decode(signing.signature.trim());
            let holds = signature.is_ok_and(|signature| is_signed_by(&signing.certificate, content, &signature));
            if !holds || self.equipment.mishaps.contains(&Mishap::Signature) {
                self.give_update_up(SignedFirmwareStatus::InvalidSignature);
                self.tell_security("InvalidFirmwareSignature", None, now);
                return true;
            }
            self.tell_update(SignedFirmwareStatus::SignatureVerified);
        }
        match install_at.filter(|at| *at > now) {
            Some(at) => self.enter(Phase::InstallScheduled(at), Some(SignedFirmwareStatus::InstallScheduled)),
            None => self.enter(Phase::AwaitingSessions, None),
        }
        true
    }

    fn download_failed(&mut self, error: &TransferError, now: Timestamp) -> bool {
        self.trouble(format!("failed to download: failed to {error}"));
        match &mut self.update {
            Some(update) if update.retries_left > 0 => {
                update.retries_left -= 1;
                update.phase = Phase::Scheduled(now + update.interval);
            }
            _ => self.give_update_up(SignedFirmwareStatus::DownloadFailed),
        }
        true
    }

    fn install(&mut self, now: Timestamp) {
        if self.equipment.mishaps.contains(&Mishap::Installation) {
            self.give_update_up(SignedFirmwareStatus::InstallationFailed);
            return;
        }
        if let Some(update) = &self.update {
            self.equipment.firmware = version(&update.location);
        }
        self.enter(Phase::Restarting, Some(SignedFirmwareStatus::InstallRebooting));
        self.restart = Some(Restart { at: now + RESTART_GRACE, gentle: true });
    }

    /// The station has come back and was accepted: an update that restarted it is over.
    pub(super) fn finish_update(&mut self, now: Timestamp) {
        if self.update.as_ref().is_some_and(|update| update.phase == Phase::Restarting) {
            self.give_update_up(SignedFirmwareStatus::Installed);
            let version = self.equipment.firmware.clone();
            self.tell_security("FirmwareUpdated", Some(&version), now);
        }
    }

    fn enter(&mut self, phase: Phase, status: Option<SignedFirmwareStatus>) {
        if let Some(update) = &mut self.update {
            update.phase = phase;
        }
        if let Some(status) = status {
            self.tell_update(status);
        }
    }

    fn give_update_up(&mut self, status: SignedFirmwareStatus) {
        self.tell_update(status);
        self.update = None;
    }

    /// Says how far the update is, in the words of the kind that was ordered.
    pub(super) fn tell_update(&mut self, status: SignedFirmwareStatus) {
        let Some(update) = &mut self.update else { return };
        update.told = status.clone();
        let outgoing = match &update.signing {
            Some(signing) => Some(signed_status(status, Some(signing.request_id))),
            None => plain(&status).map(|status| Outgoing::Firmware(FirmwareStatusNotificationRequest::new(status))),
        };
        if let Some(outgoing) = outgoing {
            self.say(outgoing);
        }
    }

    /// How far the update is, for who asks.
    pub(super) fn plain_update_status(&self) -> FirmwareStatus {
        self.update.as_ref().and_then(|update| plain(&update.told)).unwrap_or(FirmwareStatus::Idle)
    }

    /// How far the update is, for who asks in the words of signed updates.
    pub(super) fn signed_update_status(&self) -> Outgoing {
        let signing = self.update.as_ref().and_then(|update| update.signing.as_ref().map(|it| (update, it)));
        match signing {
            Some((update, signing)) => signed_status(update.told.clone(), Some(signing.request_id)),
            None => signed_status(SignedFirmwareStatus::Idle, None),
        }
    }
}

fn signed_status(status: SignedFirmwareStatus, request_id: Option<i64>) -> Outgoing {
    let mut request = SignedFirmwareStatusNotificationRequest::new(status);
    request.request_id = request_id;
    Outgoing::SignedFirmware(request)
}

/// The word that updates without a signature have; nothing where they have none.
fn plain(status: &SignedFirmwareStatus) -> Option<FirmwareStatus> {
    Some(match status {
        SignedFirmwareStatus::Downloading => FirmwareStatus::Downloading,
        SignedFirmwareStatus::Downloaded => FirmwareStatus::Downloaded,
        SignedFirmwareStatus::DownloadFailed => FirmwareStatus::DownloadFailed,
        SignedFirmwareStatus::Installing => FirmwareStatus::Installing,
        SignedFirmwareStatus::Installed => FirmwareStatus::Installed,
        SignedFirmwareStatus::InstallationFailed => FirmwareStatus::InstallationFailed,
        _ => return None,
    })
}

/// The version that a file's name tells: numbers with dots, else the name without its end.
fn version(location: &str) -> String {
    let path = location.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let numbers = stem.split(|character: char| !character.is_ascii_digit() && character != '.');
    let dotted = numbers.map(|part| part.trim_matches('.')).find(|part| part.contains('.'));
    dotted.unwrap_or(stem).chars().take(50).collect()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_file_tells_its_version() {
        let table = [
            ("http://files.example/images/acme-2.10.3.bin?token=9.9", "2.10.3"),
            ("ftp://u:p@127.0.0.1/firmware_v1.4_signed.tar.gz", "1.4"),
            ("http://files.example/update.bin", "update"),
            ("http://files.example/update", "update"),
        ];
        for (location, expected) in table {
            assert_eq!(version(location), expected);
        }
    }
}
