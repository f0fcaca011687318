//! Texts with and without a limit.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;

use super::Wire;
use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, UnsendableReason, Violation};

/// The limit of a text that has none.
pub const UNLIMITED: usize = usize::MAX;

/// A text without a limit of its own.
pub type FreeText = Text<UNLIMITED>;

/// A text of at most `LIMIT` characters (`CiString20Type` and its like, OCPP 1.6 ed. 2 §7.15).
///
/// The limit is enforced when it is sent; what a peer sent too long is kept whole and noted.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Text<const LIMIT: usize>(String);

impl<const LIMIT: usize> Text<LIMIT> {
    /// The beginning of `text`, as much as the limit allows.
    #[must_use]
    pub fn cut(text: &str) -> Self {
        match text.char_indices().nth(LIMIT) {
            None => Self(text.to_owned()),
            Some((end, _)) => Self(text[..end].to_owned()),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, taken out.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether the text keeps its limit. Characters are never more than bytes, so most texts need no counting.
    fn fits(&self) -> bool {
        self.0.len() <= LIMIT || self.0.chars().count() <= LIMIT
    }
}

impl<'de, const LIMIT: usize> Deserialize<'de> for Text<LIMIT> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Self(String::deserialize(deserializer)?);
        if text.fits() { Ok(text) } else { Err(de::Error::custom("text over its limit")) }
    }
}

impl<const LIMIT: usize> Wire for Text<LIMIT> {
    const KIND: Kind = Kind::Text { limit: if LIMIT == UNLIMITED { None } else { Some(LIMIT) } };

    fn check(&self) -> Result<(), Unsendable> {
        if self.fits() {
            Ok(())
        } else {
            Err(Unsendable::new(UnsendableReason::TooLong { length: self.0.chars().count(), limit: LIMIT }))
        }
    }

    /// *Deviation:* numbers and booleans without quotes are taken as they are written; too long a text is kept whole.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        let text = match Scalar::of(raw) {
            Scalar::Text { text, broken } => {
                if broken {
                    repair.note(DeviationKind::BrokenText, raw.get());
                }
                Self(text.into_owned())
            }
            Scalar::Number(_) | Scalar::Boolean(_) => {
                repair.note(DeviationKind::TextWithoutQuotes, raw.get());
                Self(raw.get().to_owned())
            }
            _ => return Err(repair.wrong_type("a text", raw)),
        };
        if !text.fits() {
            repair.note(DeviationKind::TooLong, &text.0);
        }
        Ok(text)
    }
}

impl<const LIMIT: usize> Deref for Text<LIMIT> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const LIMIT: usize> AsRef<str> for Text<LIMIT> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const LIMIT: usize> From<String> for Text<LIMIT> {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl<const LIMIT: usize> From<&str> for Text<LIMIT> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<const LIMIT: usize> From<Text<LIMIT>> for String {
    fn from(text: Text<LIMIT>) -> Self {
        text.0
    }
}

impl<const LIMIT: usize> PartialEq<str> for Text<LIMIT> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl<const LIMIT: usize> PartialEq<&str> for Text<LIMIT> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<const LIMIT: usize> fmt::Display for Text<LIMIT> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<const LIMIT: usize> fmt::Debug for Text<LIMIT> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(Text::<3>::from("åäö").check(), Ok(()));
        let error = Text::<3>::from("åäöx").check().unwrap_err().within("idTag");
        assert_eq!(error.to_string(), "send idTag: 4 characters where at most 3 are allowed");
    }

    #[test]
    fn a_cut_text_fits() {
        assert_eq!(Text::<3>::cut("åäöx"), "åäö");
        assert_eq!(Text::<3>::cut("å"), "å");
    }
}
