//! Files on their way to and from stations: a location is made when the command goes out, and each word of the station takes the
//! transfer on.

use std::sync::Arc;

use domain::access::Reach;
use domain::change::{Change, ChangeBody};
use domain::command::{Command, CommandState};
use domain::transfer::{HandOver, TransferKind, TransferState, after_report, choose_protocol, is_overdue};
use domain::{CommandId, ImageId, TransferId, UtcMillis};
use store::command::StoredCommand;
use store::image::Image;
use store::transfer::{NewTransfer, Transfer, TransferStep};
use store::{EditError, StoreError};

use crate::central_system::CentralSystem;
use crate::station::Station;

/// The key by which a station tells how it can move files (OCPP 1.6 ed. 2 §9.1.24).
const PROTOCOLS_KEY: &str = "SupportedFileTransferProtocols";

/// Why a file cannot be handed over.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandOverFailure {
    #[error("find the firmware image: it was deleted")]
    NoImage,
    #[error("send a signed update: the image has no signature or no certificate")]
    Unsigned,
    #[error("make a location: no address is known by which the station reaches the portal's files")]
    NoPlace,
    #[error(transparent)]
    Read(#[from] StoreError),
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// Keeps the transfer that a command begins, if it begins one.
pub(crate) async fn begin(system: &CentralSystem, stored: &StoredCommand) -> Result<Option<Transfer>, EditError> {
    let Some(kind) = stored.command.transfer() else { return Ok(None) };
    let (image_id, planned_at) = plan(&stored.command);
    let new = NewTransfer {
        station_id: stored.station_id,
        kind,
        command_id: stored.id,
        image_id,
        created_at: stored.created_at,
        due_at: planned_at.map_or(stored.created_at, |at| at.max(stored.created_at)),
        by: stored.by.clone(),
    };
    let transfer = system.store.begin_transfer(new).await?;
    Ok(Some(transfer))
}

/// The command as it goes out: with the location of its file, if it has one.
pub(crate) async fn hand_over(
    system: &CentralSystem,
    station: &Station,
    stored: &StoredCommand,
) -> Result<Command, HandOverFailure> {
    let Some(transfer) = begin(system, stored).await? else { return Ok(stored.command.clone()) };
    let image = match transfer.image_id {
        Some(id) => Some(system.store.image(id).await?.ok_or(HandOverFailure::NoImage)?),
        None => None,
    };
    if matches!(stored.command, Command::SignedUpdateFirmware { .. }) && !image.as_ref().is_some_and(is_signed) {
        return Err(HandOverFailure::Unsigned);
    }
    let configuration = system.store.station_configuration(station.id, &Reach::All).await?.unwrap_or_default();
    let told = configuration.keys.iter().find(|key| key.key.eq_ignore_ascii_case(PROTOCOLS_KEY));
    let told = told.and_then(|key| key.value.as_deref());
    let reached_at = station.with(|state| state.reached_at.clone());
    let server = &system.options.file_server;
    let places = server.places(reached_at.as_deref());
    let protocol = choose_protocol(told, &places.offered).ok_or(HandOverFailure::NoPlace)?;
    let secret = system.options.credential_key.file_secret(transfer.id);
    let name = image.as_ref().map(|image| image.image.name.as_str());
    let location = places.location(protocol, transfer.id, &secret, name).ok_or(HandOverFailure::NoPlace)?;
    let now = system.now();
    let (_, planned_at) = plan(&stored.command);
    let due_at = planned_at.map_or(now, |at| at.max(now));
    let expires_at = due_at.plus_ms(i64::try_from(server.lifetime.as_millis()).unwrap_or(i64::MAX));
    system.store.open_transfer(transfer.id, protocol, due_at, expires_at, now).await?;
    tell(system, station, transfer.id);
    let (signature, signing_certificate) =
        image.map(|image| (image.image.signature, image.image.signing_certificate)).unwrap_or_default();
    Ok(stored.command.clone().handing_over(HandOver {
        transfer_id: transfer.id,
        location,
        starts_at: now,
        signature,
        signing_certificate,
    }))
}

/// Takes in how the command ended that began a transfer.
pub(crate) async fn answered(
    system: &CentralSystem,
    station: &Station,
    command: &StoredCommand,
    state: CommandState,
    word: &str,
) {
    if command.command.transfer().is_none() {
        return;
    }
    let next = if state == CommandState::Accepted { TransferState::Accepted } else { TransferState::Refused };
    let word = (next == TransferState::Refused).then(|| word.to_owned());
    match system.store.transfer_of(command.id).await {
        Ok(Some(transfer)) => step(system, station, transfer.id, next, word).await,
        Ok(None) => {}
        Err(error) => warn(station, &error),
    }
}

/// Takes in a station's word on a transfer. Without a request it is about the newest one that can be meant.
pub(crate) async fn reported(
    system: &CentralSystem,
    station: &Station,
    kind: TransferKind,
    word: &str,
    request: Option<i64>,
) {
    let meant = match find_meant(system, station, kind, request).await {
        Ok(meant) => meant,
        Err(error) => return warn(station, &error),
    };
    let Some(transfer) = meant else { return };
    if let Some(next) = after_report(kind, transfer.state, word) {
        step(system, station, transfer.id, next, Some(word.to_owned())).await;
    }
}

async fn find_meant(
    system: &CentralSystem,
    station: &Station,
    kind: TransferKind,
    request: Option<i64>,
) -> Result<Option<Transfer>, StoreError> {
    if let Some(request) = request {
        let named = system.store.transfer(TransferId(request)).await?;
        if let Some(named) = named.filter(|named| named.station_id == station.id && named.kind == kind) {
            return Ok(Some(named));
        }
    }
    system.store.unsettled_transfer(station.id, kind).await
}

/// A station that boots with the version it was sent has installed it, whatever it has said or not said.
pub(crate) async fn booted(system: &CentralSystem, station: &Station, firmware_version: Option<&str>) {
    let Some(version) = firmware_version.map(str::trim) else { return };
    match system.store.unsettled_transfer(station.id, TransferKind::Firmware).await {
        Ok(Some(transfer)) if transfer.image_version.as_deref().is_some_and(|sent| sent.trim() == version) => {
            let word = Some(format!("booted with {version}"));
            step(system, station, transfer.id, TransferState::Installed, word).await;
        }
        Ok(_) => {}
        Err(error) => warn(station, &error),
    }
}

/// Ends transfers of which nothing was heard for too long; a file that has arrived counts as uploaded all the same.
pub(crate) async fn look_for_silence(system: Arc<CentralSystem>) {
    let now = system.now();
    let patience_ms = i64::try_from(system.options.file_server.patience.as_millis()).unwrap_or(i64::MAX);
    let silent = match system.store.silent_transfers(now.plus_ms(-patience_ms)).await {
        Ok(silent) => silent,
        Err(error) => return tracing::warn!(error = %error, "failed to look for silent transfers"),
    };
    for transfer in silent {
        if is_overdue(transfer.state, transfer.updated_at, transfer.due_at, patience_ms, now) {
            give_up(&system, &transfer, "nothing was heard of it for too long").await;
        }
    }
}

/// Ends a transfer for which no more time is left.
pub(crate) async fn give_up(system: &CentralSystem, transfer: &Transfer, why: &str) {
    let Some(station) = system.stations.get(transfer.station_id) else { return };
    let (state, word) = match system.store.uploads_of(transfer.id).await {
        Ok(uploads) if !uploads.is_empty() => (TransferState::Uploaded, "the file arrived"),
        Ok(_) => (TransferState::TimedOut, why),
        Err(error) => return warn(&station, &error),
    };
    step(system, &station, transfer.id, state, Some(word.to_owned())).await;
}

async fn step(system: &CentralSystem, station: &Station, id: TransferId, state: TransferState, word: Option<String>) {
    match system.store.step_transfer(TransferStep { id, state, word, at: system.now() }).await {
        Ok(changed) => {
            for transfer in changed {
                tell(system, station, transfer.id);
            }
            system.campaign_news.notify_one();
        }
        Err(error) => warn(station, &error),
    }
}

fn warn(station: &Station, error: &dyn std::error::Error) {
    tracing::warn!(station = %station.charge_box_id, error = %error, "failed to follow a file's way");
}

fn tell(system: &CentralSystem, station: &Station, id: TransferId) {
    let body = ChangeBody::Transfer { id, station_id: station.id };
    system.bus.publish(Change { at: system.now(), scope: station.scope(), body });
}

fn is_signed(image: &Image) -> bool {
    image.image.signature.is_some() && image.image.signing_certificate.is_some()
}

/// The image of a command, and the time that its last step is planned for.
fn plan(command: &Command) -> (Option<ImageId>, Option<UtcMillis>) {
    match command {
        Command::UpdateFirmware { image_id, retrieve_at, .. } => (Some(*image_id), *retrieve_at),
        Command::SignedUpdateFirmware { image_id, retrieve_at, install_at, .. } => {
            (Some(*image_id), (*retrieve_at).max(*install_at))
        }
        _ => (None, None),
    }
}

impl CentralSystem {
    /// The transfer that a secret opens now; `None` for a wrong secret, and for one whose time is over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn open_file(&self, id: TransferId, secret: &str) -> Result<Option<Transfer>, StoreError> {
        if !self.options.credential_key.is_file_secret(id, secret) {
            return Ok(None);
        }
        let now = self.now();
        let is_open = |transfer: &Transfer| {
            transfer.expires_at.is_some_and(|until| now < until)
                && !transfer.state.is_settled()
                && self.stations.get(transfer.station_id).is_some()
        };
        Ok(self.store.transfer(id).await?.filter(is_open))
    }

    /// Tells how much of a transfer's file has gone over the line, bytes.
    pub async fn file_moved(&self, transfer: &Transfer, bytes: i64) {
        let Some(station) = self.stations.get(transfer.station_id) else { return };
        match self.store.progress_transfer(transfer.id, bytes, self.now()).await {
            Ok(()) => tell(self, &station, transfer.id),
            Err(error) => warn(&station, &error),
        }
    }

    /// The transfer that a command has begun.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn transfer_of(&self, id: CommandId) -> Result<Option<Transfer>, StoreError> {
        self.store.transfer_of(id).await
    }
}
