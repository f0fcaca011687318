//! Frames that could not be understood.

use super::FrameKind;
use super::salvage::salvage;
use crate::error_code::ErrorCode;

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

    /// Says what is wrong with a text, of which is read what can be.
    pub(super) fn new(text: &str, code: ErrorCode, message: impl Into<String>) -> Self {
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
