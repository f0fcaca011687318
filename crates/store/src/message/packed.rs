//! A block of messages, compressed: of each a line of JSON that tells what it is and how long its text is, and the text.
//!
//! The texts are not escaped into the JSON, and LZ4 is taken rather than deflate, because under load packing is the log's whole cost.

use std::io::{Error, ErrorKind};

use domain::UtcMillis;
use serde::{Deserialize, Serialize};

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// From the station to the portal.
    FromStation,
    /// From the portal to the station.
    ToStation,
}

/// What kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MessageKind {
    /// A request.
    Call,
    /// An answer.
    Result,
    /// An error for an answer.
    Error,
    /// A frame that could not be understood.
    Broken,
    /// No message: a handshake that was refused, and why.
    Refused,
    /// No message: a request of ours got no answer in time, or its connection ended.
    Unanswered,
}

impl MessageKind {
    /// Whether it ends a request: an answer, or that there is none.
    pub const fn is_answer(self) -> bool {
        matches!(self, MessageKind::Result | MessageKind::Error | MessageKind::Unanswered)
    }

    /// Whether something went wrong.
    pub const fn is_failure(self) -> bool {
        !matches!(self, MessageKind::Call | MessageKind::Result)
    }
}

/// A protocol message as it went over the wire, secrets masked by whoever logs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedMessage {
    /// Grows with each message of a station. It follows from a block's first moment and the place within the block, so it is
    /// not written down.
    #[serde(skip)]
    pub number: i64,
    /// When.
    #[serde(rename = "a", with = "milliseconds")]
    pub at: UtcMillis,
    /// Which way.
    #[serde(rename = "d")]
    pub direction: Direction,
    /// What kind.
    #[serde(rename = "k")]
    pub kind: MessageKind,
    /// The action, such as `Heartbeat`; for an answer that of its request.
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// The message's id.
    #[serde(rename = "i", default, skip_serializing_if = "String::is_empty")]
    pub message_id: String,
    /// The message.
    #[serde(skip)]
    pub text: String,
    /// For an answer: how long it took, ms.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<u32>,
    /// How many deviations were tolerated in it.
    #[serde(rename = "v", default, skip_serializing_if = "is_zero")]
    pub deviations: u16,
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}

/// Times as plain numbers, which is shorter than the API's text.
mod milliseconds {
    use domain::UtcMillis;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &UtcMillis, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(at.0)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UtcMillis, D::Error> {
        i64::deserialize(deserializer).map(UtcMillis)
    }
}

/// What stands before a message's text in a block.
#[derive(Serialize, Deserialize)]
struct Head<M> {
    /// The text's length in bytes.
    #[serde(rename = "t")]
    text_bytes: usize,
    #[serde(flatten)]
    message: M,
}

/// Packs messages; done by the caller, not by the writer.
pub(crate) fn pack(messages: &[LoggedMessage]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(messages.iter().map(|message| message.text.len() + HEAD_BYTES).sum());
    for message in messages {
        let head = Head { text_bytes: message.text.len(), message };
        serde_json::to_writer(&mut plain, &head).expect("texts and numbers are always JSON, and memory takes all");
        plain.push(b'\n');
        plain.extend_from_slice(message.text.as_bytes());
    }
    lz4_flex::compress_prepend_size(&plain)
}

/// The number of the message at a place in a block that begins with a message of `first`.
///
/// Blocks of one station begin at different moments, and no station sends a thousand messages in a millisecond.
pub fn number_in(first: UtcMillis, place: usize) -> i64 {
    first.0.saturating_mul(1_000).saturating_add(i64::try_from(place).unwrap_or(i64::MAX))
}

/// About how long a head is.
const HEAD_BYTES: usize = 120;

/// The most that a block may unpack to: a broken length must not ask for all memory.
const MOST_BYTES: usize = 256 << 20;

/// Reads packed messages.
pub(crate) fn unpack(body: &[u8]) -> Result<Vec<LoggedMessage>, Error> {
    let broken = || Error::new(ErrorKind::InvalidData, "the block of messages is broken");
    let (length, packed) = lz4_flex::block::uncompressed_size(body).map_err(|_| broken())?;
    if length > MOST_BYTES {
        return Err(broken());
    }
    let plain = lz4_flex::decompress(packed, length).map_err(|_| broken())?;
    let mut rest = plain.as_slice();
    let mut messages = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(broken)?;
        let Head { text_bytes, mut message } = serde_json::from_slice::<Head<LoggedMessage>>(&rest[..end])?;
        let text = rest.get(end + 1..).and_then(|after| after.get(..text_bytes)).ok_or_else(broken)?;
        message.number =
            number_in(messages.first().map_or(message.at, |first: &LoggedMessage| first.at), messages.len());
        message.text = String::from_utf8(text.to_vec()).map_err(|_| broken())?;
        rest = &rest[end + 1 + text_bytes..];
        messages.push(message);
    }
    Ok(messages)
}

#[cfg(test)]
mod tests {
    use domain::UtcMillis;

    use super::{Direction, LoggedMessage, MessageKind, pack, unpack};

    fn message(text: &str) -> LoggedMessage {
        LoggedMessage {
            number: 0,
            at: UtcMillis(1_700_000_000_123),
            direction: Direction::FromStation,
            kind: MessageKind::Call,
            action: "Heartbeat".into(),
            message_id: "17".into(),
            text: text.into(),
            latency_ms: None,
            deviations: 0,
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_again() {
        let messages = vec![
            message("[2,\"17\",\"Heartbeat\",{}]"),
            message("two\nlines\u{2028}and \0"),
            LoggedMessage { latency_ms: Some(7), deviations: 3, ..message("") },
        ];
        let numbered = messages
            .iter()
            .enumerate()
            .map(|(place, message)| LoggedMessage { number: 1_700_000_000_123_000 + place as i64, ..message.clone() });
        assert_eq!(unpack(&pack(&messages)).unwrap(), numbered.collect::<Vec<_>>());
        assert_eq!(unpack(&pack(&[])).unwrap(), []);
    }

    #[test]
    fn a_broken_block_is_an_error() {
        let mut body = pack(&[message("x")]);
        body.truncate(body.len() / 2);
        assert!(unpack(&body).is_err());
        assert!(unpack(b"not packed").is_err());
    }
}
