//! A block of messages: JSON lines, deflated.

use std::io::{BufRead as _, BufReader, Write as _};

use domain::UtcMillis;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
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
}

/// A protocol message as it went over the wire, secrets masked by whoever logs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedMessage {
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
    #[serde(rename = "t")]
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

/// Packs messages; done by the caller, not by the writer.
pub(crate) fn pack(messages: &[LoggedMessage]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    for message in messages {
        serde_json::to_writer(&mut encoder, message).expect("texts and numbers are always JSON, and memory takes all");
        encoder.write_all(b"\n").expect("memory takes all");
    }
    encoder.finish().expect("memory takes all")
}

/// Reads packed messages.
pub(crate) fn unpack(body: &[u8]) -> Result<Vec<LoggedMessage>, std::io::Error> {
    BufReader::new(DeflateDecoder::new(body))
        .lines()
        .map(|line| serde_json::from_str(&line?).map_err(std::io::Error::from))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::UtcMillis;

    use super::{Direction, LoggedMessage, MessageKind, pack, unpack};

    fn message(text: &str) -> LoggedMessage {
        LoggedMessage {
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
        assert_eq!(unpack(&pack(&messages)).unwrap(), messages);
        assert_eq!(unpack(&pack(&[])).unwrap(), []);
    }

    #[test]
    fn a_broken_block_is_an_error() {
        let mut body = pack(&[message("x")]);
        body.truncate(body.len() / 2);
        assert!(unpack(&body).is_err());
        assert!(unpack(b"not deflated").is_err());
    }
}
