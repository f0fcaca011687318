//! The smallest WebSocket client that can carry load: text frames that fit a buffer, pings, and nothing else.

use std::io;
use std::net::SocketAddr;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::address::Address;

/// How much is read at once; answers are short.
const READ_SIZE: usize = 1024;
/// What an answer or request of the server may have at most.
const LARGEST_FRAME: usize = 1 << 20;

/// What went wrong with a socket.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SocketError {
    /// No connection, or it broke.
    #[error("talk to the server: {0}")]
    Io(#[from] io::Error),
    /// The server did not take the station.
    #[error("connect: the server answered {0:?}")]
    Refused(String),
    /// The server ended the connection.
    #[error("go on: the server closed the connection")]
    Closed,
    /// A frame that this client cannot read.
    #[error("read a frame: {0}")]
    Frame(&'static str),
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Socket {
    stream: TcpStream,
    input: Vec<u8>,
    /// What of `input` has not been looked at.
    unread: Range<usize>,
    /// Where the text received last is.
    text: Range<usize>,
}

impl Socket {
    /// Connects and upgrades.
    pub(crate) async fn connect(
        target: SocketAddr,
        source: Option<SocketAddr>,
        address: &Address,
        id: &str,
        password: Option<&str>,
    ) -> Result<Self, SocketError> {
        let socket = if target.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        if let Some(source) = source {
            socket.bind(source)?;
        }
        let mut stream = socket.connect(target).await?;
        stream.set_nodelay(true)?;
        stream.write_all(request(address, id, password).as_bytes()).await?;
        let mut socket = Self { stream, input: Vec::new(), unread: 0..0, text: 0..0 };
        socket.upgraded().await?;
        Ok(socket)
    }

    /// Sends a frame that is already rendered.
    pub(crate) async fn send(&mut self, frame: &[u8]) -> Result<(), SocketError> {
        Ok(self.stream.write_all(frame).await?)
    }

    /// Waits for the next text, which [`Self::text`] then gives; pings are answered meanwhile.
    pub(crate) async fn receive(&mut self) -> Result<(), SocketError> {
        const TEXT: u8 = 0x81;
        const CLOSE: u8 = 0x88;
        const PING: u8 = 0x89;
        const PONG: u8 = 0x8a;
        loop {
            let Some((first, payload, end)) = self.frame()? else {
                self.fill().await?;
                continue;
            };
            self.unread.start = end;
            match first {
                TEXT => {
                    self.text = payload;
                    return Ok(());
                }
                PING => {
                    let length = payload.len().min(125);
                    let mut pong = vec![PONG, 0x80 | length as u8, 0, 0, 0, 0];
                    pong.extend_from_slice(&self.input[payload][..length]);
                    self.stream.write_all(&pong).await?;
                }
                PONG => {}
                CLOSE => return Err(SocketError::Closed),
                _ => return Err(SocketError::Frame("neither a whole text nor a control frame")),
            }
        }
    }

    /// The text that was received last.
    pub(crate) fn text(&self) -> &[u8] {
        &self.input[self.text.clone()]
    }

    /// The next frame in the buffer, where it is whole: its first byte, where its payload is, where it ends.
    fn frame(&self) -> Result<Option<(u8, Range<usize>, usize)>, SocketError> {
        let bytes = &self.input[self.unread.clone()];
        let (header, length) = match *bytes {
            [_, length, ..] if length < 126 => (2, u64::from(length)),
            [_, 126, high, low, ..] => (4, u64::from(u16::from_be_bytes([high, low]))),
            [_, 127, a, b, c, d, e, f, g, h, ..] => (10, u64::from_be_bytes([a, b, c, d, e, f, g, h])),
            [_, masked, ..] if masked >= 128 => return Err(SocketError::Frame("servers must not mask")),
            _ => return Ok(None),
        };
        let length = usize::try_from(length).ok().filter(|length| *length <= LARGEST_FRAME);
        let length = length.ok_or(SocketError::Frame("too long"))?;
        if bytes.len() < header + length {
            return Ok(None);
        }
        let start = self.unread.start + header;
        Ok(Some((bytes[0], start..start + length, start + length)))
    }

    /// Reads more.
    async fn fill(&mut self) -> Result<(), SocketError> {
        self.text = 0..0;
        if self.unread.is_empty() {
            self.unread = 0..0;
        } else if self.unread.start > 0 {
            self.input.copy_within(self.unread.clone(), 0);
            self.unread = 0..self.unread.len();
        }
        if self.input.len() < self.unread.end + READ_SIZE {
            self.input.resize(self.unread.end + READ_SIZE, 0);
        }
        match self.stream.read(&mut self.input[self.unread.end..]).await? {
            0 => Err(SocketError::Closed),
            count => {
                self.unread.end += count;
                Ok(())
            }
        }
    }

    /// Waits for the end of the server's answer to the upgrade.
    async fn upgraded(&mut self) -> Result<(), SocketError> {
        const LONGEST_HEAD: usize = 16 << 10;
        const END: &[u8] = b"\r\n\r\n";
        loop {
            let bytes = &self.input[self.unread.clone()];
            if let Some(end) = bytes.windows(END.len()).position(|window| window == END) {
                let status = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
                if !status.starts_with(b"HTTP/1.1 101") {
                    return Err(SocketError::Refused(String::from_utf8_lossy(status).into_owned()));
                }
                self.unread.start += end + END.len();
                return Ok(());
            }
            if bytes.len() > LONGEST_HEAD {
                return Err(SocketError::Frame("the answer to the upgrade does not end"));
            }
            self.fill().await?;
        }
    }
}

fn request(address: &Address, id: &str, password: Option<&str>) -> String {
    let credential = password.map_or(String::new(), |password| {
        format!("Authorization: Basic {}\r\n", STANDARD.encode(format!("{id}:{password}")))
    });
    // The server's proof (Sec-WebSocket-Accept) is not checked; the key may therefore be the same for all.
    format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{credential}\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: Y2hhcmdlLXN0YXRpb24hIQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n",
        address.path_of(id),
        address.authority()
    )
}
