//! The folder on disk: a file is there whole or not at all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// How long somebody who sends a file may let nothing be heard.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much is read at once, bytes.
const CHUNK: usize = 64 << 10;

/// How old rubbish must be to be swept: another process may be receiving it just now.
const RUBBISH_AGE: Duration = Duration::from_secs(24 * 3_600);

/// The folder with all files of a portal. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    incoming: Arc<Path>,
    kept: Arc<Path>,
}

/// A file that has arrived whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Received {
    /// Its name on disk.
    pub(crate) file: String,
    /// Its size, bytes.
    pub(crate) size_bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub(crate) sha256: String,
}

/// Why a file was not received; nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReceiveFailure {
    #[error("receive the file: it is larger than {limit} bytes")]
    TooLarge {
        /// What was allowed, bytes.
        limit: u64,
    },
    #[error("receive the file: nothing came for too long")]
    TooSlow,
    #[error("receive the file: it broke off")]
    BrokeOff(#[source] io::Error),
    #[error("write the file")]
    Disk(#[source] io::Error),
}

impl Shelf {
    /// Opens the folder, making it where it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) async fn open(folder: &Path) -> io::Result<Shelf> {
        let (incoming, kept) = (folder.join("incoming"), folder.join("kept"));
        fs::create_dir_all(&incoming).await?;
        fs::create_dir_all(&kept).await?;
        Ok(Shelf { incoming: incoming.into(), kept: kept.into() })
    }

    /// Receives a file of at most `limit` bytes, and tells `moved` of each piece. It is on disk when this returns.
    ///
    /// # Errors
    /// When it is too large, comes too slowly, breaks off, or cannot be written.
    pub(crate) async fn receive(
        &self,
        mut source: impl AsyncRead + Unpin,
        limit: u64,
        mut moved: impl FnMut(u64),
    ) -> Result<Received, ReceiveFailure> {
        let name = uuid::Uuid::new_v4().simple().to_string();
        let draft = Draft(self.incoming.join(&name));
        let mut file = fs::File::create_new(&draft.0).await.map_err(ReceiveFailure::Disk)?;
        let mut hash = Sha256::new();
        let mut size_bytes = 0_u64;
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = timeout(PATIENCE, source.read(&mut chunk)).await.map_err(|_| ReceiveFailure::TooSlow)?;
            let piece = match read.map_err(ReceiveFailure::BrokeOff)? {
                0 => break,
                length => &chunk[..length],
            };
            size_bytes += piece.len() as u64;
            if size_bytes > limit {
                return Err(ReceiveFailure::TooLarge { limit });
            }
            hash.update(piece);
            file.write_all(piece).await.map_err(ReceiveFailure::Disk)?;
            moved(piece.len() as u64);
        }
        file.flush().await.map_err(ReceiveFailure::Disk)?;
        file.sync_all().await.map_err(ReceiveFailure::Disk)?;
        fs::rename(&draft.0, self.kept.join(&name)).await.map_err(ReceiveFailure::Disk)?;
        let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Received { file: name, size_bytes, sha256 })
    }

    /// Where a file lies, by its name on disk as the database has it.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.kept.join(file)
    }

    /// Deletes a file. One that cannot be deleted is left to the sweep.
    pub(crate) async fn remove(&self, file: &str) {
        if let Err(error) = fs::remove_file(self.path(file)).await {
            tracing::warn!(file, %error, "failed to delete a file; it is swept later");
        }
    }

    /// Deletes what an earlier process left half received, and what no record tells of.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(crate) async fn sweep(&self, kept: &[String], now: SystemTime) -> io::Result<()> {
        let kept: std::collections::HashSet<&str> = kept.iter().map(String::as_str).collect();
        for folder in [&self.incoming, &self.kept] {
            let mut entries = fs::read_dir(folder).await?;
            while let Some(entry) = entries.next_entry().await? {
                let is_kept = entry.file_name().to_str().is_some_and(|name| kept.contains(name));
                let age = entry.metadata().await?.modified().map(|at| now.duration_since(at).unwrap_or_default())?;
                if !is_kept && age > RUBBISH_AGE {
                    fs::remove_file(entry.path()).await?;
                }
            }
        }
        Ok(())
    }
}

/// A file that is being received; it vanishes unless it is renamed.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        match std::fs::remove_file(&self.0) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => tracing::warn!(%error, "failed to delete half a file; it is swept later"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn names(folder: &Path) -> usize {
        let mut entries = fs::read_dir(folder).await.unwrap();
        let mut count = 0;
        while entries.next_entry().await.unwrap().is_some() {
            count += 1;
        }
        count
    }

    #[tokio::test]
    async fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path()).await.unwrap();
        let mut moved = 0;
        let received = shelf.receive(&b"firmware"[..], 8, |bytes| moved += bytes).await.unwrap();
        assert_eq!((received.size_bytes, moved), (8, 8));
        assert_eq!(received.sha256, "c3bf47ea1f4a4a605470313cacb3a44f4a461f68c6faeab07e737610cb5ac835");
        assert_eq!(fs::read(shelf.path(&received.file)).await.unwrap(), b"firmware");
        let too_large = shelf.receive(&b"firmware+"[..], 8, |_| {}).await;
        assert!(matches!(too_large, Err(ReceiveFailure::TooLarge { limit: 8 })));
        let broken = tokio_util::io::StreamReader::new(futures_util::stream::iter([
            Ok(axum::body::Bytes::from_static(b"half")),
            Err(io::Error::other("gone")),
        ]));
        assert!(matches!(shelf.receive(broken, 8, |_| {}).await, Err(ReceiveFailure::BrokeOff(_))));
        assert_eq!((names(&shelf.incoming).await, names(&shelf.kept).await), (0, 1));
    }

    #[tokio::test]
    async fn rubbish_is_swept_when_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path()).await.unwrap();
        let kept = shelf.receive(&b"kept"[..], 8, |_| {}).await.unwrap();
        shelf.receive(&b"forgotten"[..], 9, |_| {}).await.unwrap();
        fs::write(shelf.incoming.join("half"), b"ha").await.unwrap();
        let now = SystemTime::now();
        shelf.sweep(std::slice::from_ref(&kept.file), now).await.unwrap();
        assert_eq!((names(&shelf.incoming).await, names(&shelf.kept).await), (1, 2));
        shelf.sweep(std::slice::from_ref(&kept.file), now + RUBBISH_AGE + PATIENCE).await.unwrap();
        assert_eq!((names(&shelf.incoming).await, names(&shelf.kept).await), (0, 1));
        assert!(shelf.path(&kept.file).exists());
    }
}
