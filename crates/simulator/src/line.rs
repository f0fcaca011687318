//! The line between a station and its central system.

use std::io;
use std::pin::Pin;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::error::Error as SocketError;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::{AUTHORIZATION, SEC_WEBSOCKET_PROTOCOL};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::access::Access;
use crate::address::Address;
use crate::station::StationId;

/// How long a connection may take.
const CONNECT_TIME: Duration = Duration::from_secs(20);
/// The buffers of a connection; there may be thousands.
const BUFFER_SIZE: usize = 4096;
/// What the central system may send at most at once.
const LARGEST_MESSAGE: usize = 1 << 20;

/// Bytes in both directions.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// What [`Dial::dial`] gives.
pub type Dialled<'a> = Pin<Box<dyn Future<Output = io::Result<Box<dyn Stream>>> + Send + 'a>>;

/// A way to reach a central system: by TCP, or within a test.
pub trait Dial: Send + Sync {
    /// Makes a connection, encrypted where the address says so.
    fn dial<'a>(&'a self, address: &'a Address, access: &'a Access) -> Dialled<'a>;
}

/// Reaches a central system by TCP.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tcp;

impl Dial for Tcp {
    fn dial<'a>(&'a self, address: &'a Address, access: &'a Access) -> Dialled<'a> {
        Box::pin(open(address.host(), address.port(), address.is_secure(), access))
    }
}

/// Makes a connection by TCP, encrypted where it is to be secure.
pub(crate) async fn open(host: &str, port: u16, secure: bool, access: &Access) -> io::Result<Box<dyn Stream>> {
    let stream = TcpStream::connect((host, port)).await?;
    stream.set_nodelay(true)?;
    if !secure {
        return Ok(Box::new(stream));
    }
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let settings = access.tls().map_err(|error| io::Error::other(format!("failed to {error}")))?;
    Ok(Box::new(TlsConnector::from(settings).connect(name, stream).await?))
}

/// A connection that speaks OCPP.
pub(crate) type Line = WebSocketStream<Box<dyn Stream>>;

/// Why there is no line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// The central system cannot be reached.
    #[error("reach {address}: {cause}")]
    Unreachable {
        /// Where it should be.
        address: String,
        /// What the operating system says.
        cause: io::Error,
    },
    /// The central system does not want the station.
    #[error("connect: the central system answered {status}{}", if reason.is_empty() { "" } else { ": " }.to_owned() + reason)]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The beginning of the answer's body.
        reason: String,
    },
    /// The handshake failed.
    #[error("connect: {0}")]
    Handshake(Box<SocketError>),
    /// The station's own service cannot be hosted.
    #[error("host the station's service: {0}")]
    Hosting(io::Error),
    /// It took too long.
    #[error("connect within {} s", CONNECT_TIME.as_secs())]
    Slow,
}

/// Makes a line: subprotocol `ocpp1.6`, Basic credential where the security profile has one (OCPP 1.6 JSON specification §3, §6.2).
///
/// # Errors
///
/// Says why there is none.
pub(crate) async fn connect(
    dial: &dyn Dial,
    address: &Address,
    id: &StationId,
    access: &Access,
) -> Result<Line, LineError> {
    let made = async {
        let unreachable = |cause| LineError::Unreachable { address: address.to_string(), cause };
        let stream = dial.dial(address, access).await.map_err(unreachable)?;
        let request = request(address, id, access)?;
        let config = WebSocketConfig::default()
            .read_buffer_size(BUFFER_SIZE)
            .write_buffer_size(BUFFER_SIZE)
            .max_write_buffer_size(LARGEST_MESSAGE)
            .max_message_size(Some(LARGEST_MESSAGE))
            .max_frame_size(Some(LARGEST_MESSAGE));
        let (line, _) = client_async_with_config(request, stream, Some(config)).await.map_err(LineError::from)?;
        Ok(line)
    };
    tokio::time::timeout(CONNECT_TIME, made).await.unwrap_or(Err(LineError::Slow))
}

/// Looks whether the central system can be reached.
///
/// # Errors
///
/// Says why it cannot.
pub(crate) async fn reach(dial: &dyn Dial, address: &Address, access: &Access) -> Result<(), LineError> {
    match tokio::time::timeout(CONNECT_TIME, dial.dial(address, access)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(cause)) => Err(LineError::Unreachable { address: address.to_string(), cause }),
        Err(_) => Err(LineError::Slow),
    }
}

fn request(address: &Address, id: &StationId, access: &Access) -> Result<Request, LineError> {
    let mut request = address.of(id.as_str()).into_client_request()?;
    let headers = request.headers_mut();
    headers.insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static("ocpp1.6"));
    if let Some(password) = access.password.as_ref().filter(|_| access.profile.has_password()) {
        let mut credential = format!("{id}:").into_bytes();
        credential.extend_from_slice(password.bytes());
        let basic = format!("Basic {}", STANDARD.encode(credential));
        let mut value = HeaderValue::try_from(basic).expect("base64 has only characters that headers may have");
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(request)
}

impl From<SocketError> for LineError {
    fn from(error: SocketError) -> Self {
        const LONGEST_REASON: usize = 200;
        match error {
            SocketError::Http(response) => {
                let body = response.body().as_deref().map(String::from_utf8_lossy).unwrap_or_default();
                let reason = body.trim().chars().take(LONGEST_REASON).collect();
                Self::Refused { status: response.status().as_u16(), reason }
            }
            other => Self::Handshake(Box::new(other)),
        }
    }
}
