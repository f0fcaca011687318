//! Slips of a peer that were forgiven.

use std::fmt;

use crate::timestamp::TimestampOddity;

/// *Decision:* how many deviations of one message are kept; a message full of them says nothing more.
const KEPT_DEVIATIONS: usize = 64;

/// How much of the offending text is kept for support, in characters.
const EXCERPT_LENGTH: usize = 80;

/// One thing in a message that was not as the specification has it, and was understood all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// Where, such as `meterValue[0].sampledValue[2].value`; empty for the frame or the whole payload.
    pub path: String,
    /// What was odd.
    pub kind: DeviationKind,
    /// An excerpt of what was received, at most 80 characters.
    pub text: String,
}

impl Deviation {
    /// Notes what was odd about `text`, of which an excerpt is kept.
    #[must_use]
    pub fn new(path: impl Into<String>, kind: DeviationKind, text: &str) -> Self {
        Self { path: path.into(), kind, text: excerpt(text) }
    }

    /// Adds one to those of a message, unless there are too many already.
    pub(crate) fn note(deviations: &mut Vec<Self>, path: &str, kind: DeviationKind, text: &str) {
        if deviations.len() < KEPT_DEVIATIONS {
            deviations.push(Self::new(path, kind, text));
        }
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(formatter, "{}: ", self.path)?;
        }
        write!(formatter, "{}", self.kind)?;
        if !self.text.is_empty() {
            write!(formatter, " ({})", self.text)?;
        }
        Ok(())
    }
}

/// What was odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeviationKind {
    /// A number stood in quotes.
    NumberAsText,
    /// A text stood without quotes, as a number or a boolean.
    TextWithoutQuotes,
    /// A boolean stood in quotes or as a number.
    BooleanAsOther,
    /// An integer was written with a decimal point or exponent.
    IntegerAsDecimal,
    /// An integer or decimal had more fraction digits than allowed, and was rounded.
    Rounded,
    /// A number was too large to be held, and was clamped.
    OutOfRange,
    /// A text was longer than allowed, and was kept whole.
    TooLong,
    /// A text held characters that no text can have, and they were replaced.
    BrokenText,
    /// A text was expected and an object or list came; its JSON was kept.
    ObjectForText,
    /// A value that is not in the enumeration.
    UnknownValue,
    /// A value of the enumeration in other case or with blanks around it.
    MisspeltValue,
    /// A member that the message does not have; it was dropped.
    UnknownMember,
    /// A member's name in other case or with blanks around it.
    MisspeltMember,
    /// A member that came more than once; the last was taken.
    DuplicateMember,
    /// An absent member was written as null.
    NullForAbsent,
    /// An absent member was written as an empty text.
    BlankForAbsent,
    /// A list of one was written without its brackets.
    SingleForList,
    /// A list was empty that must not be.
    EmptyList,
    /// An empty payload was written as null, an empty text or an empty list.
    OddEmptyPayload,
    /// Something that could not be read was dropped to save the rest.
    UnreadableDropped,
    /// A time was not written as RFC 3339 has it.
    OddTimestamp(TimestampOddity),
    /// The frame's message type was not written as an integer.
    OddMessageType,
    /// The frame's message id was not a text.
    MessageIdNotText,
    /// The frame's message id was longer than 36 characters.
    MessageIdTooLong,
    /// The frame had no payload.
    MissingPayload,
    /// The CALLERROR lacked its code, description or details.
    IncompleteCallError,
    /// The CALLERROR had a code that no specification has.
    UnknownErrorCode,
    /// The frame had more elements than its type has.
    ExtraElements,
    /// Something that is no JSON stood before or after the frame, such as NUL bytes.
    Padding,
    /// The frame had a comma with nothing before or behind it; it was dropped.
    StrayComma,
    /// A member of the frame had a name and no value; it was taken as null.
    MissingValue,
    /// The frame's last brackets were missing.
    MissingBrackets,
    /// A text held control characters or unknown escapes that JSON does not allow.
    OddCharacters,
    /// A word or number stood without quotes that is neither in JSON.
    BareWord,
    /// An envelope of SOAP 1.1 came where 1.2 is spoken.
    OlderSoap,
    /// A SOAP header that must be there was missing.
    MissingHeader,
    /// A SOAP header said something else than the rest of the message, or was not shaped as it should be.
    OddHeader,
    /// An element stood in no namespace, or in the wrong one.
    OddNamespace,
    /// Elements came in another order than the service description has them.
    OddOrder,
    /// The document was not written in UTF-8.
    OddEncoding,
}

impl DeviationKind {
    /// A short name to count by, such as `number_as_text`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NumberAsText => "number_as_text",
            Self::TextWithoutQuotes => "text_without_quotes",
            Self::BooleanAsOther => "boolean_as_other",
            Self::IntegerAsDecimal => "integer_as_decimal",
            Self::Rounded => "rounded",
            Self::OutOfRange => "out_of_range",
            Self::TooLong => "too_long",
            Self::BrokenText => "broken_text",
            Self::ObjectForText => "object_for_text",
            Self::UnknownValue => "unknown_value",
            Self::MisspeltValue => "misspelt_value",
            Self::UnknownMember => "unknown_member",
            Self::MisspeltMember => "misspelt_member",
            Self::DuplicateMember => "duplicate_member",
            Self::NullForAbsent => "null_for_absent",
            Self::BlankForAbsent => "blank_for_absent",
            Self::SingleForList => "single_for_list",
            Self::EmptyList => "empty_list",
            Self::OddEmptyPayload => "odd_empty_payload",
            Self::UnreadableDropped => "unreadable_dropped",
            Self::OddTimestamp(oddity) => oddity.as_str(),
            Self::OddMessageType => "odd_message_type",
            Self::MessageIdNotText => "message_id_not_text",
            Self::MessageIdTooLong => "message_id_too_long",
            Self::MissingPayload => "missing_payload",
            Self::IncompleteCallError => "incomplete_call_error",
            Self::UnknownErrorCode => "unknown_error_code",
            Self::ExtraElements => "extra_elements",
            Self::Padding => "padding",
            Self::StrayComma => "stray_comma",
            Self::MissingValue => "missing_value",
            Self::MissingBrackets => "missing_brackets",
            Self::OddCharacters => "odd_characters",
            Self::BareWord => "bare_word",
            Self::OlderSoap => "older_soap",
            Self::MissingHeader => "missing_header",
            Self::OddHeader => "odd_header",
            Self::OddNamespace => "odd_namespace",
            Self::OddOrder => "odd_order",
            Self::OddEncoding => "odd_encoding",
        }
    }
}

impl fmt::Display for DeviationKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, word) in self.as_str().split('_').enumerate() {
            if index > 0 {
                formatter.write_str(" ")?;
            }
            formatter.write_str(word)?;
        }
        Ok(())
    }
}

/// The beginning of a text, marked where something was left off.
fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT_LENGTH) {
        None => text.to_owned(),
        Some(_) => text.chars().take(EXCERPT_LENGTH - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_a_sentence_for_support() {
        let deviation = Deviation::new("meterStart", DeviationKind::NumberAsText, "\"12\"");
        assert_eq!(deviation.to_string(), "meterStart: number as text (\"12\")");
        assert_eq!(Deviation::new("", DeviationKind::MissingPayload, "").to_string(), "missing payload");
    }

    #[test]
    fn keeps_an_excerpt_of_long_texts_only() {
        let long = "å".repeat(500);
        let deviation = Deviation::new("info", DeviationKind::TooLong, &long);
        assert_eq!(deviation.text.chars().count(), EXCERPT_LENGTH);
        assert!(deviation.text.ends_with('…'));
        let exact = "x".repeat(EXCERPT_LENGTH);
        assert_eq!(Deviation::new("", DeviationKind::TooLong, &exact).text, exact);
    }
}
