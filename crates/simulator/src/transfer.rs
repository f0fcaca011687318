//! Moves files: fetches firmware and delivers logs, by FTP, FTPS (explicit), HTTP and HTTPS.

mod ftp;
mod http;
mod location;

pub(crate) use http::exchange;
pub use location::{Location, Scheme};

use std::time::Duration;

use crate::access::Access;

/// How long a transfer may take.
const TRANSFER_TIME: Duration = Duration::from_secs(300);
/// How large a file may be that is fetched, in bytes.
const LARGEST_FILE: usize = 64 << 20;

/// A file that is to be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transfer {
    /// From there.
    Download(String),
    /// To there.
    Upload {
        /// The directory, as a URL.
        directory: String,
        /// What it is called.
        file_name: String,
        /// What is in it.
        content: Vec<u8>,
    },
}

/// Why a file was not moved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransferError {
    /// The place is not written as a URL with a host.
    #[error("read the location {0:?}")]
    Location(String),
    /// The way to move it is not known.
    #[error("move a file by {0:?}")]
    Scheme(String),
    /// The other side cannot be reached, or the connection broke.
    #[error("reach the other side: {0}")]
    Broken(String),
    /// The other side lets nobody in.
    #[error("be let in: {0}")]
    Denied(String),
    /// The other side does not do it.
    #[error("have it done: {0}")]
    Refused(String),
    /// The file is too large.
    #[error("take a file of more than {LARGEST_FILE} bytes")]
    TooLarge,
    /// It took too long.
    #[error("finish within {} s", TRANSFER_TIME.as_secs())]
    Slow,
    /// A misfortune that the simulation wants.
    #[error("do it: this station is made to fail")]
    Mishap,
}

impl Transfer {
    /// Moves the file, and gives what was fetched; `access` says whom to trust.
    ///
    /// # Errors
    ///
    /// Says why it was not moved.
    pub async fn run(self, access: &Access) -> Result<Vec<u8>, TransferError> {
        tokio::time::timeout(TRANSFER_TIME, self.attempt(access)).await.unwrap_or(Err(TransferError::Slow))
    }

    async fn attempt(self, access: &Access) -> Result<Vec<u8>, TransferError> {
        match self {
            Self::Download(location) => {
                let location: Location = location.parse()?;
                if location.scheme.is_ftp() {
                    ftp::fetch(&location, access).await
                } else {
                    http::fetch(&location, access).await
                }
            }
            Self::Upload { directory, file_name, content } => {
                let location = directory.parse::<Location>()?.with(&file_name);
                if location.scheme.is_ftp() {
                    ftp::deliver(&location, &content, access).await?;
                } else {
                    http::deliver(&location, content, access).await?;
                }
                Ok(Vec::new())
            }
        }
    }
}
