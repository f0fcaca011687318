//! A WebSocket as frames of `csms`, without copying payloads.

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use csms::{Incoming, Outgoing};
use futures_util::{Sink, SinkExt, Stream, StreamExt, future};

/// A text that came from a station, kept where the library put it.
pub(super) struct ReceivedText(Utf8Bytes);

impl AsRef<str> for ReceivedText {
    fn as_ref(&self) -> &str {
        self.0.as_str()
    }
}

/// The frames of a socket, in both directions.
pub(super) fn frames(
    socket: WebSocket,
) -> impl Stream<Item = Result<Incoming<ReceivedText>, axum::Error>> + Sink<Outgoing, Error = axum::Error> + Send + Unpin
{
    socket.map(|frame| frame.map(incoming)).with(|frame| future::ready(Ok(outgoing(frame))))
}

fn incoming(message: Message) -> Incoming<ReceivedText> {
    match message {
        Message::Text(text) => Incoming::Text(ReceivedText(text)),
        Message::Binary(_) => Incoming::Binary,
        Message::Ping(_) => Incoming::Ping,
        Message::Pong(_) => Incoming::Pong,
        Message::Close(_) => Incoming::Close,
    }
}

fn outgoing(frame: Outgoing) -> Message {
    match frame {
        Outgoing::Text(text) => Message::Text(text.into()),
        Outgoing::Ping => Message::Ping(Vec::new().into()),
        Outgoing::Close(reason) => {
            Message::Close(Some(CloseFrame { code: reason.code(), reason: Utf8Bytes::from_static(reason.text()) }))
        }
    }
}
