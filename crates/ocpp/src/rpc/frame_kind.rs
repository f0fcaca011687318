//! The three kinds of frames.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::repair::Scalar;

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
