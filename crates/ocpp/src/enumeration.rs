//! Enumerations as types, generated from one table each.

/// Defines an enumeration from a table of wire words and names.
///
/// A plain one takes its own words only. An `open` one also has `Unlisted`, which keeps a word that no specification has: it can
/// be received and stored, and not be sent. *Deviation:* other case and blanks around a word are forgiven in both.
macro_rules! enumeration {
    (
        $(#[$about:meta])*
        pub open enum $name:ident { $($(#[$about_value:meta])* $wire:literal $variant:ident),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$about_value])* #[doc = concat!("`", $wire, "` on the wire.")] $variant,)+
            /// A word that the specification does not have, as it was received.
            Unlisted(String),
        }

        impl $name {
            /// The word on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)+
                    Self::Unlisted(word) => word,
                }
            }

            /// The value that is written exactly so.
            #[must_use]
            pub fn read(word: &str) -> Option<Self> {
                match word {
                    $($wire => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        $crate::enumeration::enumeration!(@wire $name, open true, [$($wire),+]);

        impl $crate::wire::Wire for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Enumeration(Self::WORDS);

            fn check(&self) -> Result<(), $crate::violation::Unsendable> {
                match self {
                    Self::Unlisted(word) => Err($crate::enumeration::unsendable(word)),
                    _ => Ok(()),
                }
            }

            fn accept(
                raw: &serde_json::value::RawValue,
                repair: &mut $crate::repair::Repair,
            ) -> Result<Self, $crate::violation::Violation> {
                let word = repair.word(raw, Self::WORDS)?;
                Ok(Self::read(&word).unwrap_or_else(|| Self::Unlisted(word.into_owned())))
            }
        }
    };
    (
        $(#[$about:meta])*
        pub enum $name:ident { $($(#[$about_value:meta])* $wire:literal $variant:ident),+ $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$about_value])* #[doc = concat!("`", $wire, "` on the wire.")] $variant,)+
        }

        impl $name {
            /// The word on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $wire,)+
                }
            }

            /// The value that is written exactly so.
            #[must_use]
            pub fn read(word: &str) -> Option<Self> {
                match word {
                    $($wire => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        $crate::enumeration::enumeration!(@wire $name, open false, [$($wire),+]);

        impl $crate::wire::Wire for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Enumeration(Self::WORDS);

            fn check(&self) -> Result<(), $crate::violation::Unsendable> {
                Ok(())
            }

            fn accept(
                raw: &serde_json::value::RawValue,
                repair: &mut $crate::repair::Repair,
            ) -> Result<Self, $crate::violation::Violation> {
                let word = repair.word(raw, Self::WORDS)?;
                Self::read(&word).ok_or_else(|| repair.unknown_word(&word, Self::WORDS))
            }
        }
    };
    (@wire $name:ident, open $open:literal, [$($wire:literal),+]) => {
        impl $name {
            /// The words on the wire.
            pub const WORDS: &'static $crate::shape::Words =
                &$crate::shape::Words { name: stringify!($name), values: &[$($wire),+], open: $open };
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::enumeration::deserialize(deserializer, Self::read)
            }
        }
    };
}

pub(crate) use enumeration;

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde_json::value::RawValue;

use crate::deviation::DeviationKind;
use crate::error_code::ErrorCode;
use crate::repair::{Repair, Scalar};
use crate::shape::Words;
use crate::violation::{Unsendable, UnsendableReason, Violation};

/// The strict reading: the word exactly, without allocating.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Word<F>(F);

    impl<T, F: Fn(&str) -> Option<T>> Visitor<'_> for Word<F> {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a word of the enumeration")
        }

        fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
            (self.0)(word).ok_or_else(|| E::custom("unknown word"))
        }
    }

    deserializer.deserialize_str(Word(read))
}

/// A word that was received must not be sent.
pub(crate) fn unsendable(word: &str) -> Unsendable {
    Unsendable::new(UnsendableReason::UnknownValue { value: word.to_owned() })
}

impl Repair {
    /// Reads a word: one of `words` where it means one of them, else as it was received, noted where `words` are open.
    pub(crate) fn word<'a>(&mut self, raw: &'a RawValue, words: &'static Words) -> Result<Cow<'a, str>, Violation> {
        let Scalar::Text { text, .. } = Scalar::of(raw) else { return Err(self.wrong_type("a text", raw)) };
        if words.values.contains(&&*text) {
            return Ok(text);
        }
        if let Some(meant) = words.values.iter().find(|word| word.eq_ignore_ascii_case(text.trim())) {
            self.note(DeviationKind::MisspeltValue, &text);
            return Ok(Cow::Borrowed(meant));
        }
        if words.open {
            self.note(DeviationKind::UnknownValue, &text);
        }
        Ok(text)
    }

    /// A word that cannot be understood.
    pub(crate) fn unknown_word(&self, word: &str, words: &Words) -> Violation {
        let excerpt: String = word.chars().take(50).collect();
        self.violation(ErrorCode::PropertyConstraintViolation, format!("{excerpt:?} is no {}", words.name))
    }
}
