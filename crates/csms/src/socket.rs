//! The frames of a socket, free of any web framework.
//!
//! `serve` takes anything that is a stream of [`Incoming`] and a sink of [`Outgoing`]. A text arrives as whatever type the
//! server's library has (`T: AsRef<str>`) and leaves as a `String` that the library can take over, so no payload is copied.

/// A frame from a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming<T> {
    /// A text: an OCPP-J frame.
    Text(T),
    /// A binary frame; OCPP has none, it is counted and ignored.
    Binary,
    /// A ping; the server's library answers it.
    Ping,
    /// An answer to a ping of ours.
    Pong,
    /// The station closes.
    Close,
}

/// A frame to a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    /// A text: an OCPP-J frame.
    Text(String),
    /// A ping with an empty payload.
    Ping,
    /// The portal closes.
    Close(CloseReason),
}

/// Why the portal closes a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseReason {
    /// The station has a newer connection.
    Superseded,
    /// Nothing was heard for two ping intervals.
    Silent,
    /// The portal shuts down.
    ShuttingDown,
    /// The station was deleted, adopted or given another credential.
    Changed,
    /// Serving the station failed.
    InternalError,
}

impl CloseReason {
    /// The close code (RFC 6455 §7.4.1).
    pub const fn code(self) -> u16 {
        match self {
            CloseReason::ShuttingDown => 1001,
            CloseReason::InternalError => 1011,
            CloseReason::Superseded | CloseReason::Silent | CloseReason::Changed => 1000,
        }
    }

    /// The reason in words, for the close frame and the log.
    pub const fn text(self) -> &'static str {
        match self {
            CloseReason::Superseded => "a newer connection took over",
            CloseReason::Silent => "nothing was heard",
            CloseReason::ShuttingDown => "the portal shuts down",
            CloseReason::Changed => "the station's settings changed",
            CloseReason::InternalError => "internal error",
        }
    }
}
