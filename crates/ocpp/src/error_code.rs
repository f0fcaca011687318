//! The codes with which a CALL is refused.

use std::fmt;

/// Why a CALL was not answered normally (OCPP 1.6 JSON specification §4.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The action is not known to the receiver.
    NotImplemented,
    /// The action is known and not supported.
    NotSupported,
    /// The receiver failed inside while processing.
    InternalError,
    /// The payload is incomplete.
    ProtocolError,
    /// A security problem prevented the receiver from processing.
    SecurityError,
    /// The frame or payload is not shaped as the action demands.
    FormationViolation,
    /// A member has a value that the action does not allow.
    PropertyConstraintViolation,
    /// A member is missing, or present too often. The specification spells it with one `r`.
    OccurenceConstraintViolation,
    /// A member has a value of another type than the action demands.
    TypeConstraintViolation,
    /// Any other reason.
    GenericError,
}

impl ErrorCode {
    /// Every code, in the specification's order.
    pub const ALL: [Self; 10] = [
        Self::NotImplemented,
        Self::NotSupported,
        Self::InternalError,
        Self::ProtocolError,
        Self::SecurityError,
        Self::FormationViolation,
        Self::PropertyConstraintViolation,
        Self::OccurenceConstraintViolation,
        Self::TypeConstraintViolation,
        Self::GenericError,
    ];

    /// The code as OCPP 1.6 spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotImplemented => "NotImplemented",
            Self::NotSupported => "NotSupported",
            Self::InternalError => "InternalError",
            Self::ProtocolError => "ProtocolError",
            Self::SecurityError => "SecurityError",
            Self::FormationViolation => "FormationViolation",
            Self::PropertyConstraintViolation => "PropertyConstraintViolation",
            Self::OccurenceConstraintViolation => "OccurenceConstraintViolation",
            Self::TypeConstraintViolation => "TypeConstraintViolation",
            Self::GenericError => "GenericError",
        }
    }

    /// Reads a code that a peer sent; `None` where no specification has it.
    ///
    /// *Deviation:* case does not matter, and the spellings of the 1.6 errata and of OCPP 2.0.1 Part 4 §4.3 are understood.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let newer = [
            ("FormatViolation", Self::FormationViolation),
            ("OccurrenceConstraintViolation", Self::OccurenceConstraintViolation),
            ("RpcFrameworkError", Self::FormationViolation),
            ("MessageTypeNotSupported", Self::NotSupported),
        ];
        let official = Self::ALL.into_iter().map(|code| (code.as_str(), code));
        official.chain(newer).find_map(|(spelling, code)| spelling.eq_ignore_ascii_case(text).then_some(code))
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
