//! Reading frames.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::MessageId;
use super::salvage::{read_id, salvage};
use crate::decode::no_members;
use crate::deviation::{Deviation, DeviationKind};
use crate::error_code::ErrorCode;
use crate::repair::{Scalar, text_of};

/// A frame, its payload not yet looked into.
#[derive(Debug)]
pub enum Frame<'a> {
    /// A peer asks for something.
    Call {
        /// What ties the answer to it.
        id: Cow<'a, str>,
        /// What is asked for, such as `StartTransaction`.
        action: Cow<'a, str>,
        /// The request.
        payload: &'a RawValue,
    },
    /// A peer answers.
    CallResult {
        /// The id of the CALL that is answered.
        id: Cow<'a, str>,
        /// The response.
        payload: &'a RawValue,
    },
    /// A peer refuses.
    CallError {
        /// The id of the CALL that is refused.
        id: Cow<'a, str>,
        /// Why; [`ErrorCode::GenericError`] where the peer's word is not known.
        code: ErrorCode,
        /// The peer's word for it.
        code_text: Cow<'a, str>,
        /// The peer's explanation; may be empty.
        description: Cow<'a, str>,
        /// Whatever the peer adds; an empty object where it adds nothing.
        details: &'a RawValue,
    },
}

/// A frame that was understood.
#[derive(Debug)]
pub struct Received<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// What was not as the specification has it.
    pub deviations: Vec<Deviation>,
}

/// What a frame is, as its first element says (OCPP 1.6 JSON specification §4.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// Something is asked for.
    Call,
    /// An answer.
    CallResult,
    /// A refusal.
    CallError,
}

impl FrameKind {
    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Call => 2,
            Self::CallResult => 3,
            Self::CallError => 4,
        }
    }

    /// Reads the first element; true beside it where it is not written as it should be, such as `"2"` or `2.0`.
    pub(super) fn read(raw: &RawValue) -> Option<(Self, bool)> {
        let text = match Scalar::of(raw) {
            Scalar::Number(digits) => Cow::Borrowed(digits),
            Scalar::Text { text, .. } => text,
            _ => return None,
        };
        let number: f64 = text.trim().parse().ok()?;
        let kind = [Self::Call, Self::CallResult, Self::CallError]
            .into_iter()
            .find(|kind| f64::from(kind.number()) == number)?;
        Some((kind, raw.get().len() > 1))
    }
}

/// A frame that could not be understood; it closes nothing, and is answered where it can be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("read the frame: {message}")]
pub struct FrameError {
    /// What the frame was, where that could be read.
    pub kind: Option<FrameKind>,
    /// Its id, where that could be read.
    pub message_id: Option<String>,
    /// Its action, where that could be read.
    pub action: Option<String>,
    /// The code to answer with.
    pub code: ErrorCode,
    /// What is wrong, fit to be sent to the peer.
    pub message: String,
}

impl FrameError {
    /// The id to answer with a CALLERROR. Only a CALL is ever answered; a broken answer fails the CALL that waits for it.
    #[must_use]
    pub fn answer_to(&self) -> Option<&str> {
        match self.kind {
            Some(FrameKind::Call) => self.message_id.as_deref(),
            _ => None,
        }
    }

    fn new(text: &str, code: ErrorCode, message: impl Into<String>) -> Self {
        let salvaged = salvage(text);
        Self {
            kind: salvaged.kind,
            message_id: salvaged.message_id,
            action: salvaged.action,
            code,
            message: message.into(),
        }
    }
}

impl<'a> Frame<'a> {
    /// Reads a frame.
    ///
    /// *Deviation:* forgiven and noted are ids that are numbers or too long, a missing payload, an incomplete CALLERROR,
    /// further elements, and NUL bytes or a byte order mark around the frame.
    ///
    /// # Errors
    ///
    /// Says what is wrong and whatever could be read of type, id and action.
    pub fn parse(text: &'a str) -> Result<Received<'a>, FrameError> {
        let mut deviations = Vec::new();
        let text = without_padding(text, &mut deviations);
        let violation = |message: &str| FrameError::new(text, ErrorCode::FormationViolation, message);

        let elements: Elements<'a> =
            serde_json::from_str(text).map_err(|error| violation(&format!("not a JSON array: {error}")))?;
        let [kind, id, third, fourth, fifth] = elements.first;
        let (kind, odd_kind) = kind
            .and_then(FrameKind::read)
            .ok_or_else(|| FrameError::new(text, ErrorCode::ProtocolError, "unknown message type"))?;
        if odd_kind {
            note(&mut deviations, DeviationKind::OddMessageType, text);
        }
        let id = id.ok_or_else(|| violation("the message id is missing"))?;
        let id = message_id(id, &mut deviations).ok_or_else(|| violation("the message id is not a text"))?;

        let frame = match kind {
            FrameKind::Call => {
                let action = third.ok_or_else(|| violation("the action is missing"))?;
                let Scalar::Text { text: action, .. } = Scalar::of(action) else {
                    return Err(violation("the action is not a text"));
                };
                Frame::Call { id, action, payload: payload(fourth, &mut deviations) }
            }
            FrameKind::CallResult => Frame::CallResult { id, payload: payload(third, &mut deviations) },
            FrameKind::CallError => call_error(id, [third, fourth, fifth], &mut deviations),
        };
        let expected = match kind {
            FrameKind::Call => 4,
            FrameKind::CallResult => 3,
            FrameKind::CallError => 5,
        };
        if elements.count > expected {
            note(&mut deviations, DeviationKind::ExtraElements, text);
        }
        Ok(Received { frame, deviations })
    }

    /// The frame's id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Call { id, .. } | Self::CallResult { id, .. } | Self::CallError { id, .. } => id,
        }
    }
}

fn note(deviations: &mut Vec<Deviation>, kind: DeviationKind, text: &str) {
    deviations.push(Deviation::new("", kind, text));
}

fn without_padding<'a>(text: &'a str, deviations: &mut Vec<Deviation>) -> &'a str {
    let padding = |character: char| character == '\0' || character == '\u{feff}';
    let bare = text.trim().trim_matches(padding);
    if bare.len() < text.trim().len() {
        note(deviations, DeviationKind::Padding, text);
    }
    bare
}

fn message_id<'a>(raw: &'a RawValue, deviations: &mut Vec<Deviation>) -> Option<Cow<'a, str>> {
    let id = if raw.get().starts_with('"') {
        text_of(raw.get()).0
    } else {
        let id = read_id(raw)?;
        note(deviations, DeviationKind::MessageIdNotText, raw.get());
        Cow::Owned(id)
    };
    if id.len() > MessageId::LIMIT && id.chars().count() > MessageId::LIMIT {
        note(deviations, DeviationKind::MessageIdTooLong, &id);
    }
    Some(id)
}

fn payload<'a>(raw: Option<&'a RawValue>, deviations: &mut Vec<Deviation>) -> &'a RawValue {
    raw.unwrap_or_else(|| {
        note(deviations, DeviationKind::MissingPayload, "");
        no_members()
    })
}

fn call_error<'a>(
    id: Cow<'a, str>,
    [code, description, details]: [Option<&'a RawValue>; 3],
    deviations: &mut Vec<Deviation>,
) -> Frame<'a> {
    // Some peers leave the description out and put the details in its place.
    let (description, details) = match description {
        Some(object) if details.is_none() && object.get().starts_with('{') => (None, Some(object)),
        _ => (description, details),
    };
    if code.is_none() || description.is_none() || details.is_none() {
        note(deviations, DeviationKind::IncompleteCallError, "");
    }
    let code_text = code.map_or(Cow::Borrowed(""), words);
    let code = ErrorCode::read(&code_text);
    if code.is_none() && !code_text.is_empty() {
        note(deviations, DeviationKind::UnknownErrorCode, &code_text);
    }
    Frame::CallError {
        id,
        code: code.unwrap_or(ErrorCode::GenericError),
        code_text,
        description: description.map_or(Cow::Borrowed(""), words),
        details: details.unwrap_or(no_members()),
    }
}

/// A text, or the JSON of whatever stands in its place.
fn words(raw: &RawValue) -> Cow<'_, str> {
    match Scalar::of(raw) {
        Scalar::Text { text, .. } => text,
        Scalar::Null => Cow::Borrowed(""),
        _ => Cow::Borrowed(raw.get()),
    }
}

/// The elements of a frame; any more than five are only counted.
struct Elements<'a> {
    first: [Option<&'a RawValue>; 5],
    count: usize,
}

impl<'de> Deserialize<'de> for Elements<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Splitter;

        impl<'de> Visitor<'de> for Splitter {
            type Value = Elements<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
                let mut elements = Elements { first: [None; 5], count: 0 };
                for slot in &mut elements.first {
                    *slot = sequence.next_element()?;
                    if slot.is_none() {
                        return Ok(elements);
                    }
                    elements.count += 1;
                }
                while sequence.next_element::<IgnoredAny>()?.is_some() {
                    elements.count += 1;
                }
                Ok(elements)
            }
        }

        deserializer.deserialize_seq(Splitter)
    }
}
