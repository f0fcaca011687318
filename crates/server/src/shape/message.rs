//! A protocol message of the log.

mod outcome;

use std::fmt;
use std::str::FromStr;

use domain::UtcMillis;
use serde::{Deserialize, Serialize, Serializer};
use store::message::{FoundMessage, LoggedMessage as Stored, MessageKind, MessagePosition};
use utoipa::ToSchema;

use super::word;

/// A protocol message as it went over the wire, secrets masked; or that something went wrong with one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LoggedMessage {
    /// Its place in the station's log; may be sent as `cursor`, and to the stream as `after`.
    #[schema(value_type = String)]
    pub id: MessageId,
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
    /// The payload, JSON or XML; of a broken frame all of it, of what is no frame what happened.
    pub text: String,
    /// For an answer: how long it took, ms.
    pub latency_ms: Option<u32>,
    /// For an answer: the word that tells how it went, such as `Accepted` or an error code.
    pub outcome: Option<String>,
    /// For a call: how it ended, where that is known.
    pub answer: Option<MessageAnswer>,
    /// Slips that were forgiven in it.
    pub deviations: u16,
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageAnswer {
    /// The answer's place in the log.
    #[schema(value_type = String)]
    pub id: MessageId,
    /// What kind of answer.
    pub kind: FrameKind,
    /// How long it took, ms.
    pub latency_ms: Option<u32>,
    /// The word that tells how it went.
    pub outcome: Option<String>,
}

/// A message's place in its station's log, in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageId(pub MessagePosition);

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// From the station.
    FromStation,
    /// To the station.
    ToStation,
}

/// What kind of frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum FrameKind {
    /// A request.
    Call,
    /// An answer.
    Result,
    /// An error for an answer.
    Error,
    /// A frame that could not be understood.
    Broken,
    /// No frame: a handshake that was refused.
    Refused,
    /// No frame: a call got no answer.
    Unanswered,
}

impl From<FoundMessage> for LoggedMessage {
    fn from(FoundMessage { message, answer }: FoundMessage) -> LoggedMessage {
        let answer = answer.map(|answer| MessageAnswer {
            id: MessageId(answer.position()),
            kind: answer.kind.into(),
            latency_ms: answer.latency_ms,
            outcome: outcome::of(answer.kind, &answer.text),
        });
        LoggedMessage { answer, ..LoggedMessage::from(message) }
    }
}

impl From<Stored> for LoggedMessage {
    fn from(message: Stored) -> LoggedMessage {
        LoggedMessage {
            id: MessageId(message.position()),
            at: message.at,
            direction: match message.direction {
                store::message::Direction::FromStation => Direction::FromStation,
                store::message::Direction::ToStation => Direction::ToStation,
            },
            kind: message.kind.into(),
            action: message.action,
            message_id: message.message_id,
            outcome: outcome::of(message.kind, &message.text),
            text: message.text,
            latency_ms: message.latency_ms,
            answer: None,
            deviations: message.deviations,
        }
    }
}

impl From<Direction> for store::message::Direction {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::FromStation => store::message::Direction::FromStation,
            Direction::ToStation => store::message::Direction::ToStation,
        }
    }
}

impl From<MessageKind> for FrameKind {
    fn from(kind: MessageKind) -> FrameKind {
        match kind {
            MessageKind::Call => FrameKind::Call,
            MessageKind::Result => FrameKind::Result,
            MessageKind::Error => FrameKind::Error,
            MessageKind::Broken => FrameKind::Broken,
            MessageKind::Refused => FrameKind::Refused,
            MessageKind::Unanswered => FrameKind::Unanswered,
        }
    }
}

impl From<FrameKind> for MessageKind {
    fn from(kind: FrameKind) -> MessageKind {
        match kind {
            FrameKind::Call => MessageKind::Call,
            FrameKind::Result => MessageKind::Result,
            FrameKind::Error => MessageKind::Error,
            FrameKind::Broken => MessageKind::Broken,
            FrameKind::Refused => MessageKind::Refused,
            FrameKind::Unanswered => MessageKind::Unanswered,
        }
    }
}

impl FromStr for FrameKind {
    type Err = serde::de::value::Error;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        FrameKind::deserialize(serde::de::value::StrDeserializer::new(word))
    }
}

/// A text that is no place in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("read a message's id: it must be one that the portal gave")]
pub struct BadMessageId;

impl fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.0.at.0, self.0.number)
    }
}

impl FromStr for MessageId {
    type Err = BadMessageId;

    fn from_str(text: &str) -> Result<Self, BadMessageId> {
        let (at, number) = text.split_once('.').ok_or(BadMessageId)?;
        let at = at.parse().map(UtcMillis).map_err(|_| BadMessageId)?;
        Ok(MessageId(MessagePosition { at, number: number.parse().map_err(|_| BadMessageId)? }))
    }
}

impl Serialize for MessageId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_was_written() {
        let id = MessageId(MessagePosition { at: UtcMillis(7), number: 7_001 });
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in ["", "7", "7.x", "x.1", "7.999999999999999999999"] {
            assert_eq!(text.parse::<MessageId>(), Err(BadMessageId), "{text}");
        }
    }
}
