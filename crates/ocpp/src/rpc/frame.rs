//! Reading frames.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::mend::mend;
use super::salvage::read_id;
use super::{FrameError, FrameKind, MessageId};
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
        payload: Cow<'a, RawValue>,
    },
    /// A peer answers.
    CallResult {
        /// The id of the CALL that is answered.
        id: Cow<'a, str>,
        /// The response.
        payload: Cow<'a, RawValue>,
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
        details: Cow<'a, RawValue>,
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

impl<'a> Frame<'a> {
    /// Reads a frame.
    ///
    /// *Deviation:* forgiven and noted are ids that are numbers or too long, a missing payload, an incomplete CALLERROR,
    /// further elements, NUL bytes or a byte order mark around the frame, and JSON that is broken in a way that leaves one
    /// sensible reading: stray commas, members without a value, control characters in texts, words without quotes, and the
    /// frame's last brackets missing.
    ///
    /// # Errors
    ///
    /// Says what is wrong and whatever could be read of type, id and action.
    pub fn parse(text: &'a str) -> Result<Received<'a>, FrameError> {
        let mut deviations = Vec::new();
        let text = without_padding(text, &mut deviations);
        let error = match serde_json::from_str(text) {
            Ok(elements) => return Self::read(text, elements, deviations),
            Err(error) => error,
        };
        if let Some((mended, slips)) = mend(text)
            && let Ok(elements) = serde_json::from_str(&mended)
        {
            deviations.extend(slips);
            return Frame::read(&mended, elements, deviations).map(Received::into_owned);
        }
        Err(FrameError::new(text, ErrorCode::FormationViolation, format!("not a JSON array: {error}")))
    }

    /// Reads the elements of a frame whose text is given too.
    fn read(text: &'a str, elements: Elements<'a>, mut deviations: Vec<Deviation>) -> Result<Received<'a>, FrameError> {
        let violation = |message: &str| FrameError::new(text, ErrorCode::FormationViolation, message);
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

    /// The same frame, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Frame<'static> {
        match self {
            Self::Call { id, action, payload } => {
                Frame::Call { id: owned(id), action: owned(action), payload: owned(payload) }
            }
            Self::CallResult { id, payload } => Frame::CallResult { id: owned(id), payload: owned(payload) },
            Self::CallError { id, code, code_text, description, details } => Frame::CallError {
                id: owned(id),
                code,
                code_text: owned(code_text),
                description: owned(description),
                details: owned(details),
            },
        }
    }

    /// The frame's id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Call { id, .. } | Self::CallResult { id, .. } | Self::CallError { id, .. } => id,
        }
    }
}

impl Received<'_> {
    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Received<'static> {
        Received { frame: self.frame.into_owned(), deviations: self.deviations }
    }
}

fn owned<T: ToOwned + ?Sized>(text: Cow<'_, T>) -> Cow<'static, T> {
    Cow::Owned(text.into_owned())
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

fn payload<'a>(raw: Option<&'a RawValue>, deviations: &mut Vec<Deviation>) -> Cow<'a, RawValue> {
    Cow::Borrowed(raw.unwrap_or_else(|| {
        note(deviations, DeviationKind::MissingPayload, "");
        no_members()
    }))
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
        details: Cow::Borrowed(details.unwrap_or(no_members())),
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
