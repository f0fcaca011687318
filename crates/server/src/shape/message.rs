//! A protocol message of the log.

use domain::UtcMillis;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// A protocol message as it went over the wire, secrets masked.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LoggedMessage {
    /// When.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
    /// Which way.
    pub direction: Direction,
    /// What kind of frame.
    pub kind: FrameKind,
    /// The OCPP action; for an answer that of its call.
    pub action: String,
    /// The frame's id.
    pub message_id: String,
    /// The frame.
    pub text: String,
    /// For an answer: how long it took, ms.
    pub latency_ms: Option<u32>,
    /// Slips that were forgiven in it.
    pub deviations: u16,
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// From the station.
    FromStation,
    /// To the station.
    ToStation,
}

/// What kind of frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum FrameKind {
    /// A request.
    Call,
    /// An answer.
    Result,
    /// An error for an answer.
    Error,
}

impl From<store::message::LoggedMessage> for LoggedMessage {
    fn from(message: store::message::LoggedMessage) -> LoggedMessage {
        LoggedMessage {
            at: message.at,
            direction: match message.direction {
                store::message::Direction::FromStation => Direction::FromStation,
                store::message::Direction::ToStation => Direction::ToStation,
            },
            kind: match message.kind {
                store::message::MessageKind::Call => FrameKind::Call,
                store::message::MessageKind::Result => FrameKind::Result,
                store::message::MessageKind::Error => FrameKind::Error,
            },
            action: message.action,
            message_id: message.message_id,
            text: message.text,
            latency_ms: message.latency_ms,
            deviations: message.deviations,
        }
    }
}
