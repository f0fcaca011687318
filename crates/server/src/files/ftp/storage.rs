//! What an FTP account sees: one flat folder with its image, or with what it has delivered.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeekExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use unftp_core::storage::{Error, ErrorKind, FEATURE_RESTART, Fileinfo, Metadata, Permissions, Result, StorageBackend};

use crate::files::counter::{Fetched, FileRefused, Sight, Visitor};
use crate::files::shelf::ReceiveFailure;
use crate::portal::Portal;

/// How long a client may leave what we send unread.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much is sent at once, bytes.
const CHUNK: usize = 64 << 10;

/// The files as one session sees them.
#[derive(Clone)]
pub(super) struct Storage {
    portal: Arc<Portal>,
}

impl Storage {
    pub(super) fn new(portal: Arc<Portal>) -> Self {
        Self { portal }
    }

    /// What stands at a path: the folder itself (`None`) or a file in it.
    async fn look(&self, visitor: &Visitor, path: &Path) -> Result<Option<Sight>> {
        let Some(name) = name_of(path)? else { return Ok(None) };
        let sights = visitor.sights(&self.portal).await.map_err(refuse)?;
        let found = sights.into_iter().find(|sight| sight.name == name);
        found.map(Some).ok_or_else(|| ErrorKind::PermanentFileNotAvailable.into())
    }

    async fn fetch(&self, visitor: &Visitor, path: &Path, from: u64) -> Result<(Fetched, tokio::fs::File)> {
        let name = name_of(path)?.ok_or(ErrorKind::PermanentFileNotAvailable)?;
        let fetched = visitor.fetch(&self.portal, &name, from).await.map_err(refuse)?;
        let mut file = tokio::fs::File::open(&fetched.path).await?;
        file.seek(std::io::SeekFrom::Start(from)).await?;
        Ok((fetched, file))
    }
}

impl fmt::Debug for Storage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Storage")
    }
}

/// The name in a path of one flat folder; `None` for the folder itself. Anything with `..` or deeper down is refused.
fn name_of(path: &Path) -> Result<Option<String>> {
    let mut name = None;
    for component in path.components() {
        match component {
            Component::RootDir | Component::CurDir => {}
            Component::Normal(part) if name.is_none() => name = Some(part.to_string_lossy().into_owned()),
            _ => return Err(ErrorKind::FileNameNotAllowedError.into()),
        }
    }
    Ok(name)
}

fn refuse(refused: FileRefused) -> Error {
    let kind = match &refused {
        FileRefused::Closed | FileRefused::NotAllowed => ErrorKind::PermissionDenied,
        FileRefused::NoSuchFile => ErrorKind::PermanentFileNotAvailable,
        FileRefused::BadName => ErrorKind::FileNameNotAllowedError,
        FileRefused::Full | FileRefused::Receive(ReceiveFailure::TooLarge { .. }) => {
            ErrorKind::ExceededStorageAllocationError
        }
        FileRefused::Receive(ReceiveFailure::Disk(_)) => ErrorKind::InsufficientStorageSpaceError,
        FileRefused::Receive(ReceiveFailure::TooSlow | ReceiveFailure::BrokeOff(_)) => ErrorKind::ConnectionClosed,
        FileRefused::Busy | FileRefused::Store(_) | FileRefused::Edit(_) => ErrorKind::LocalError,
    };
    Error::new(kind, refused)
}

/// What FTP tells of a file.
#[derive(Debug)]
pub(super) struct Facts(Option<Sight>);

impl Metadata for Facts {
    fn len(&self) -> u64 {
        self.0.as_ref().map_or(0, |sight| sight.size_bytes)
    }

    fn is_dir(&self) -> bool {
        self.0.is_none()
    }

    fn is_file(&self) -> bool {
        self.0.is_some()
    }

    fn is_symlink(&self) -> bool {
        false
    }

    fn modified(&self) -> Result<SystemTime> {
        let at = self.0.as_ref().map_or(0, |sight| u64::try_from(sight.at.0).unwrap_or(0));
        Ok(SystemTime::UNIX_EPOCH + Duration::from_millis(at))
    }

    fn gid(&self) -> u32 {
        0
    }

    fn uid(&self) -> u32 {
        0
    }

    fn permissions(&self) -> Permissions {
        Permissions(0o600)
    }
}

#[async_trait]
impl StorageBackend<Visitor> for Storage {
    type Metadata = Facts;

    fn supported_features(&self) -> u32 {
        FEATURE_RESTART
    }

    async fn metadata<P: AsRef<Path> + Send + fmt::Debug>(&self, visitor: &Visitor, path: P) -> Result<Facts> {
        self.look(visitor, path.as_ref()).await.map(Facts)
    }

    async fn list<P: AsRef<Path> + Send + fmt::Debug>(
        &self,
        visitor: &Visitor,
        path: P,
    ) -> Result<Vec<Fileinfo<PathBuf, Facts>>> {
        let sights = match self.look(visitor, path.as_ref()).await? {
            Some(sight) => vec![sight],
            None => visitor.sights(&self.portal).await.map_err(refuse)?,
        };
        let info = |sight: Sight| Fileinfo { path: PathBuf::from(&sight.name), metadata: Facts(Some(sight)) };
        Ok(sights.into_iter().map(info).collect())
    }

    async fn get_into<'a, P, W: ?Sized>(
        &self,
        visitor: &Visitor,
        path: P,
        start_pos: u64,
        output: &'a mut W,
    ) -> Result<u64>
    where
        W: AsyncWrite + Unpin + Sync + Send,
        P: AsRef<Path> + Send + fmt::Debug,
    {
        let (fetched, mut file) = self.fetch(visitor, path.as_ref(), start_pos).await?;
        let mut chunk = vec![0; CHUNK];
        let mut sent = 0;
        loop {
            let length = file.read(&mut chunk).await?;
            if length == 0 {
                break;
            }
            let written = timeout(PATIENCE, output.write_all(&chunk[..length])).await;
            written.map_err(|_| Error::from(ErrorKind::ConnectionClosed))??;
            sent += length as u64;
            fetched.progress.moved(length as u64);
        }
        timeout(PATIENCE, output.flush()).await.map_err(|_| Error::from(ErrorKind::ConnectionClosed))??;
        Ok(sent)
    }

    async fn get<P: AsRef<Path> + Send + fmt::Debug>(
        &self,
        visitor: &Visitor,
        path: P,
        start_pos: u64,
    ) -> Result<Box<dyn AsyncRead + Send + Sync + Unpin>> {
        let (_, file) = self.fetch(visitor, path.as_ref(), start_pos).await?;
        Ok(Box::new(file))
    }

    async fn put<P: AsRef<Path> + Send + fmt::Debug, R: AsyncRead + Send + Sync + Unpin + 'static>(
        &self,
        visitor: &Visitor,
        input: R,
        path: P,
        start_pos: u64,
    ) -> Result<u64> {
        if start_pos != 0 {
            // Half a file is never kept, so there is nothing to go on from.
            return Err(ErrorKind::CommandNotImplemented.into());
        }
        let name = name_of(path.as_ref())?.ok_or(ErrorKind::FileNameNotAllowedError)?;
        visitor.deliver(&self.portal, &name, input).await.map_err(refuse)
    }

    async fn del<P: AsRef<Path> + Send + fmt::Debug>(&self, _: &Visitor, _: P) -> Result<()> {
        Err(ErrorKind::PermissionDenied.into())
    }

    async fn mkd<P: AsRef<Path> + Send + fmt::Debug>(&self, _: &Visitor, _: P) -> Result<()> {
        Err(ErrorKind::PermissionDenied.into())
    }

    async fn rename<P: AsRef<Path> + Send + fmt::Debug>(&self, _: &Visitor, _: P, _: P) -> Result<()> {
        Err(ErrorKind::PermissionDenied.into())
    }

    async fn rmd<P: AsRef<Path> + Send + fmt::Debug>(&self, _: &Visitor, _: P) -> Result<()> {
        Err(ErrorKind::PermissionDenied.into())
    }

    async fn cwd<P: AsRef<Path> + Send + fmt::Debug>(&self, _: &Visitor, path: P) -> Result<()> {
        match name_of(path.as_ref()) {
            Ok(None) => Ok(()),
            _ => Err(ErrorKind::PermanentDirectoryNotAvailable.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_name_or_nothing() {
        let table = [
            ("/", Some(None)),
            ("", Some(None)),
            ("/a.bin", Some(Some("a.bin"))),
            ("/./a.bin", Some(Some("a.bin"))),
            ("/../a.bin", None),
            ("/..", None),
            ("/a/../b", None),
            ("/a/b", None),
        ];
        for (path, expected) in table {
            let name = name_of(Path::new(path)).ok();
            assert_eq!(name.as_ref().map(Option::as_deref), expected, "{path}");
        }
    }
}
