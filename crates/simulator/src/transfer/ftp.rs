//! FTP, in the clear or with `AUTH TLS`, always passive and binary.

use suppaftp::tokio::{AsyncRustlsConnector, AsyncRustlsFtpStream};
use suppaftp::types::FileType;
use suppaftp::{FtpError, Status};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsConnector;

use super::{LARGEST_FILE, Location, TransferError};
use crate::access::Access;

/// Fetches a file.
pub(super) async fn fetch(location: &Location, access: &Access) -> Result<Vec<u8>, TransferError> {
    let mut session = open(location, access).await?;
    let mut stream = session.retr_as_stream(location.decoded_path()).await?;
    let mut content = Vec::new();
    let mut limited = (&mut stream).take(LARGEST_FILE as u64 + 1);
    limited.read_to_end(&mut content).await.map_err(|error| TransferError::Broken(error.to_string()))?;
    if content.len() > LARGEST_FILE {
        return Err(TransferError::TooLarge);
    }
    stream.finish().await?;
    close(session).await;
    Ok(content)
}

/// Delivers a file.
pub(super) async fn deliver(location: &Location, content: &[u8], access: &Access) -> Result<(), TransferError> {
    let mut session = open(location, access).await?;
    let mut stream = session.put_with_stream(location.decoded_path()).await?;
    stream.write_all(content).await.map_err(|error| TransferError::Broken(error.to_string()))?;
    stream.finish().await?;
    close(session).await;
    Ok(())
}

async fn open(location: &Location, access: &Access) -> Result<AsyncRustlsFtpStream, TransferError> {
    let mut session = AsyncRustlsFtpStream::connect((location.host.as_str(), location.port)).await?;
    if location.scheme.is_secure() {
        let settings = access.tls().map_err(|error| TransferError::Broken(format!("failed to {error}")))?;
        let connector = AsyncRustlsConnector::from(TlsConnector::from(settings));
        session = session.into_secure(connector, &location.host).await?;
    }
    // Behind a translated address a server may name one that only it knows.
    session.set_passive_nat_workaround(true);
    let anonymous = || ("anonymous".to_owned(), "anonymous".to_owned());
    let (user, password) = location.account.clone().unwrap_or_else(anonymous);
    session.login(user, password).await?;
    session.transfer_type(FileType::Binary).await?;
    Ok(session)
}

/// Says goodbye; the file has been moved, whatever the answer is.
async fn close(mut session: AsyncRustlsFtpStream) {
    if let Err(error) = session.quit().await {
        tracing::debug!(%error, "failed to close the FTP session in order");
    }
}

impl From<FtpError> for TransferError {
    fn from(error: FtpError) -> Self {
        match error {
            FtpError::UnexpectedResponse(response) if response.status == Status::NotLoggedIn => {
                Self::Denied(response.to_string())
            }
            FtpError::UnexpectedResponse(response) => Self::Refused(response.to_string()),
            other => Self::Broken(other.to_string()),
        }
    }
}
