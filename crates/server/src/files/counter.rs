//! What whoever has a transfer's secret may do, the same over FTP and HTTP: fetch its image, or deliver files into its station's
//! folder; nothing else.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use domain::TransferId;
use domain::transfer::{TransferKind, plain_name};
use store::EditError;
use store::transfer::Transfer;
use store::upload::{NewUpload, Upload};
use tokio::io::AsyncRead;
use tokio::sync::Semaphore;

use super::progress::Progress;
use super::shelf::{ReceiveFailure, Shelf};
use crate::configuration::Files;
use crate::portal::Portal;

/// How many files are received at once; bounds what half-received files take on disk.
const UPLOADS_AT_ONCE: usize = 64;

/// How many files one transfer may deliver.
const FILES_OF_A_TRANSFER: usize = 100;

/// Where files are handed out and taken in.
#[derive(Debug)]
pub(crate) struct Counter {
    /// The files themselves.
    pub(crate) shelf: Shelf,
    /// What they may take.
    pub(crate) limits: Files,
    uploads: Semaphore,
}

/// Somebody with a transfer's secret.
#[derive(Clone)]
pub(crate) struct Visitor {
    transfer: Transfer,
    secret: Arc<str>,
}

/// A file to fetch.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Counts what goes.
    pub(super) progress: Progress,
}

/// What a visitor sees of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sight {
    /// Its name.
    pub(crate) name: String,
    /// Its size, bytes.
    pub(crate) size_bytes: u64,
    /// When it was made, ms since 1970.
    pub(crate) at: domain::UtcMillis,
}

/// Why a visitor does not get their way.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileRefused {
    #[error("open a transfer: the secret is wrong or its time is over")]
    Closed,
    #[error("find the file")]
    NoSuchFile,
    #[error("do that with this transfer")]
    NotAllowed,
    #[error("use the name of the file")]
    BadName,
    #[error("keep the file: the station has no room left")]
    Full,
    #[error("receive more files at once")]
    Busy,
    #[error(transparent)]
    Receive(#[from] ReceiveFailure),
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error(transparent)]
    Edit(EditError),
}

impl From<EditError> for FileRefused {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Full => FileRefused::Full,
            EditError::NotFound => FileRefused::Closed,
            other => FileRefused::Edit(other),
        }
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Visitor").field("transfer", &self.transfer.id).finish_non_exhaustive()
    }
}

impl fmt::Display for Visitor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "transfer {}", self.transfer.id)
    }
}

impl Counter {
    /// A counter over a shelf.
    pub(crate) fn new(shelf: Shelf, limits: Files) -> Counter {
        Counter { shelf, limits, uploads: Semaphore::new(UPLOADS_AT_ONCE) }
    }
}

impl Visitor {
    /// Lets somebody in who has a transfer's secret.
    ///
    /// # Errors
    /// [`FileRefused::Closed`] for a wrong secret or one whose time is over.
    pub(crate) async fn admit(portal: &Portal, id: TransferId, secret: &str) -> Result<Visitor, FileRefused> {
        let transfer = portal.csms.open_file(id, secret).await?.ok_or(FileRefused::Closed)?;
        Ok(Visitor { transfer, secret: secret.into() })
    }

    /// The transfer's id.
    pub(crate) fn id(&self) -> TransferId {
        self.transfer.id
    }

    /// Whether the visitor fetches; else they deliver.
    pub(crate) fn fetches(&self) -> bool {
        self.transfer.kind == TransferKind::Firmware
    }

    /// What the visitor may see: the image, or what the transfer has delivered so far.
    ///
    /// # Errors
    /// When the transfer's time is over meanwhile, or the database cannot be read.
    pub(crate) async fn sights(&self, portal: &Portal) -> Result<Vec<Sight>, FileRefused> {
        Self::admit(portal, self.transfer.id, &self.secret).await?;
        if !self.fetches() {
            let uploads = portal.store.uploads_of(self.transfer.id).await?;
            return Ok(uploads
                .into_iter()
                .map(|Upload { upload, .. }| Sight {
                    name: upload.name,
                    size_bytes: u64::try_from(upload.size_bytes).unwrap_or(0),
                    at: upload.received_at,
                })
                .collect());
        }
        let Some(id) = self.transfer.image_id else { return Ok(Vec::new()) };
        let image = portal.store.image(id).await?;
        Ok(image
            .map(|image| Sight {
                name: image.image.name,
                size_bytes: u64::try_from(image.image.size_bytes).unwrap_or(0),
                at: image.image.uploaded_at,
            })
            .into_iter()
            .collect())
    }

    /// Hands out the image, from the byte `from` on.
    ///
    /// # Errors
    /// When it is not this visitor's, or its time is over.
    pub(crate) async fn fetch(&self, portal: &Arc<Portal>, name: &str, from: u64) -> Result<Fetched, FileRefused> {
        let transfer = Self::admit(portal, self.transfer.id, &self.secret).await?.transfer;
        if !self.fetches() {
            return Err(FileRefused::NotAllowed);
        }
        let image = match transfer.image_id {
            Some(id) => portal.store.image(id).await?,
            None => None,
        };
        let image = image.filter(|image| is_same_name(&image.image.name, name)).ok_or(FileRefused::NoSuchFile)?;
        let path = portal.files.shelf.path(&image.image.file);
        Ok(Fetched { path, progress: Progress::begin(portal, transfer, from) })
    }

    /// Takes a file in. It is kept when this returns; nothing of it is when this fails.
    ///
    /// # Errors
    /// When the visitor may not deliver, the name is none, or there is no room.
    pub(crate) async fn deliver(
        &self,
        portal: &Arc<Portal>,
        name: &str,
        source: impl AsyncRead + Unpin,
    ) -> Result<u64, FileRefused> {
        let transfer = Self::admit(portal, self.transfer.id, &self.secret).await?.transfer;
        if self.fetches() {
            return Err(FileRefused::NotAllowed);
        }
        let name = plain_name(name).ok_or(FileRefused::BadName)?;
        let counter = &portal.files;
        let _place = counter.uploads.try_acquire().map_err(|_| FileRefused::Busy)?;
        let others = portal.store.uploads_of(transfer.id).await?;
        if others.iter().filter(|other| other.upload.name != name).count() >= FILES_OF_A_TRANSFER {
            return Err(FileRefused::Full);
        }
        let quota = counter.limits.station_bytes;
        let held = u64::try_from(portal.store.uploaded_bytes(transfer.station_id).await?).unwrap_or(0);
        let room = quota.saturating_sub(held);
        let progress = Progress::begin(portal, transfer.clone(), 0);
        let limit = counter.limits.upload_bytes.min(room);
        let received = match counter.shelf.receive(source, limit, |bytes| progress.moved(bytes)).await {
            Err(ReceiveFailure::TooLarge { .. }) if room < counter.limits.upload_bytes => {
                return Err(FileRefused::Full);
            }
            received => received?,
        };
        let upload = NewUpload {
            station_id: transfer.station_id,
            transfer_id: transfer.id,
            name,
            size_bytes: i64::try_from(received.size_bytes).unwrap_or(i64::MAX),
            sha256: received.sha256,
            file: received.file.clone(),
            received_at: portal.now(),
        };
        match portal.store.add_upload(upload, i64::try_from(quota).unwrap_or(i64::MAX)).await {
            Ok((_, replaced)) => {
                if let Some(replaced) = replaced {
                    counter.shelf.remove(&replaced).await;
                }
                Ok(received.size_bytes)
            }
            Err(error) => {
                counter.shelf.remove(&received.file).await;
                Err(error.into())
            }
        }
    }
}

/// Whether a name that a station asks for is the image's: as uploaded, or as it stands in a location.
fn is_same_name(image: &str, asked: &str) -> bool {
    let in_location =
        |letter: char| if letter.is_ascii_alphanumeric() || "._-".contains(letter) { letter } else { '_' };
    image == asked || image.chars().map(in_location).eq(asked.chars())
}
