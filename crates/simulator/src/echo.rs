//! A bare WebSocket server that sends back what it receives: the baseline that the central system is compared with.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The buffers of a connection, as small as those of the central system.
const BUFFER_SIZE: usize = 4096;

/// An echo that listens.
#[derive(Debug)]
pub struct Echo {
    listener: TcpListener,
}

impl Echo {
    /// Listens; port 0 takes any that is free.
    ///
    /// # Errors
    ///
    /// The operating system does not let it listen there.
    pub async fn listen(at: SocketAddr) -> io::Result<Self> {
        Ok(Self { listener: TcpListener::bind(at).await? })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// The operating system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Echoes on every path until it is cancelled.
    ///
    /// # Errors
    ///
    /// Connections can no longer be taken.
    pub async fn serve(self, cancelled: CancellationToken) -> io::Result<()> {
        use axum::serve::ListenerExt as _;

        let router = Router::new().route("/{*path}", get(upgrade));
        let listener = self.listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "failed to send small frames at once");
            }
        });
        axum::serve(listener, router).with_graceful_shutdown(cancelled.cancelled_owned()).await
    }
}

async fn upgrade(upgrade: WebSocketUpgrade) -> Response {
    upgrade
        .read_buffer_size(BUFFER_SIZE)
        .write_buffer_size(BUFFER_SIZE)
        .max_write_buffer_size(BUFFER_SIZE * 64)
        .protocols(["ocpp1.6"])
        .on_upgrade(echo)
}

async fn echo(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        let again = matches!(message, Message::Text(_) | Message::Binary(_));
        if again && socket.send(message).await.is_err() {
            return;
        }
    }
}
