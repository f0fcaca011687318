//! RFID tags: how they are written and when two texts mean the same card.
//!
//! A card has one number, and readers write it as hex or as decimal, in one byte order or the other, with or without
//! separators and leading zeros. The portal keeps a [`NormalTag`] of what was entered and looks up every form in which
//! a presented tag may have been entered.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The most characters of an idTag that OCPP 1.5 and 1.6 can carry (OCPP 1.6 ed. 2 §7.28).
pub const WIRE_16_CHARACTERS: usize = 20;

/// The most characters of an idToken that OCPP 2.0.1 can carry (OCPP 2.0.1 Part 2, IdTokenType).
pub const WIRE_201_CHARACTERS: usize = 36;

/// The lengths that a card's number has, bytes: single, double and triple size of ISO 14443-3, and ISO 15693's eight.
const CARD_BYTES: [usize; 4] = [4, 7, 8, 10];

/// Digits of the largest four-byte number: what is printed on cards has zeros in front up to this.
const PRINTED_DECIMAL_DIGITS: usize = 10;

/// A tag's text in the form in which tags are compared: upper case, without white space, control characters, `:` and `-`.
///
/// Empty where nothing was presented. *Deviation:* control characters are dropped because some readers fill up with NUL.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct NormalTag(String);

impl NormalTag {
    /// The normal form of any text, as a station or a person wrote it.
    pub fn of(text: &str) -> Self {
        let kept = text.chars().filter(|&character| !is_separator(character));
        Self(kept.flat_map(char::to_uppercase).collect())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The normal forms under which this tag may be known, itself first; none for an empty tag.
    ///
    /// After itself: where it reads as decimal, the number without and with leading zeros and its hex forms; where it
    /// reads as the hex of a card's number, the decimal forms; each in both byte orders. When several are known, the
    /// earliest in the list is meant.
    ///
    /// *Decision:* only texts as long as a card's number (8, 14, 16 or 20 digits) read as hex, so that short names such
    /// as `1234` are not taken for other numbers.
    pub fn candidates(&self) -> Vec<NormalTag> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut forms = vec![self.0.clone()];
        if let Some(number) = self.decimal() {
            push_decimal(&mut forms, number);
            push_hex(&mut forms, number);
        }
        if let Some(mut bytes) = self.card_bytes() {
            push_decimal(&mut forms, number_of(&bytes));
            bytes.reverse();
            push_decimal(&mut forms, number_of(&bytes));
        }
        let mut candidates: Vec<NormalTag> = Vec::with_capacity(forms.len());
        for form in forms.into_iter().map(NormalTag) {
            if !candidates.contains(&form) {
                candidates.push(form);
            }
        }
        candidates
    }

    /// Whether presenting one tag could be taken for the other: they share a form in which either may be written.
    ///
    /// Symmetric. Two tags for which this holds and which are not the same card need a warning.
    pub fn collides(&self, other: &NormalTag) -> bool {
        let others = other.candidates();
        self.candidates().iter().any(|form| others.contains(form))
    }

    /// The number, where the text is decimal and no card's number is larger.
    fn decimal(&self) -> Option<u128> {
        let digits = self.0.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { self.0.parse::<u128>().ok()? } else { return None };
        (number >> (8 * 10) == 0).then_some(number)
    }

    /// The bytes in the order written, where the text is the hex of a card's number.
    fn card_bytes(&self) -> Option<Vec<u8>> {
        let text = self.0.as_bytes();
        if !CARD_BYTES.contains(&(text.len() / 2)) || !text.len().is_multiple_of(2) {
            return None;
        }
        text.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
    }
}

impl fmt::Display for NormalTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<'de> Deserialize<'de> for NormalTag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(&std::borrow::Cow::<str>::deserialize(deserializer)?))
    }
}

/// Whether two texts are the same tag: without regard to case, separators, decimal or hex and byte order.
pub fn same_tag(one: &str, other: &str) -> bool {
    let (one, other) = (NormalTag::of(one), NormalTag::of(other));
    one.candidates().contains(&other) || other.candidates().contains(&one)
}

/// A tag as a person enters it, in decimal or hex or as a made-up name: 1 to 36 characters once normalised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct TagText(String);

/// Why a text is no tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTag {
    /// Nothing but separators in it.
    #[error("read a tag: it is empty")]
    Empty,
    /// Longer than any station can send.
    #[error("read a tag: it is longer than {WIRE_201_CHARACTERS} characters")]
    TooLong,
    /// Something that no reader sends: a control character, or a character outside ASCII.
    #[error("read a tag: it holds a character that no reader sends")]
    BadCharacter,
}

impl TagText {
    /// Checks and takes a text as a tag; white space around it is dropped.
    ///
    /// # Errors
    /// When it is empty, longer than 36 characters in its normal form, or holds other than printable ASCII.
    pub fn new(text: &str) -> Result<Self, InvalidTag> {
        let text = text.trim();
        if text.chars().any(|character| !character.is_ascii_graphic() && character != ' ') {
            return Err(InvalidTag::BadCharacter);
        }
        match NormalTag::of(text).as_str().len() {
            0 => Err(InvalidTag::Empty),
            length if length > WIRE_201_CHARACTERS => Err(InvalidTag::TooLong),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text as entered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which it is kept and compared.
    pub fn normal(&self) -> NormalTag {
        NormalTag::of(&self.0)
    }

    /// Whether an OCPP 1.5 or 1.6 station can send it, at most 20 characters.
    pub fn fits_ocpp_16(&self) -> bool {
        self.normal().as_str().len() <= WIRE_16_CHARACTERS
    }
}

impl<'de> Deserialize<'de> for TagText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, ':' | '-')
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn number_of(bytes: &[u8]) -> u128 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u128::from(byte))
}

fn push_decimal(forms: &mut Vec<String>, number: u128) {
    forms.push(number.to_string());
    forms.push(format!("{number:0PRINTED_DECIMAL_DIGITS$}"));
}

/// Pushes the hex of a number in both byte orders, for each length of a card's number that holds it.
fn push_hex(forms: &mut Vec<String>, number: u128) {
    for length in CARD_BYTES.into_iter().filter(|length| number >> (8 * length) == 0) {
        let bytes = &number.to_be_bytes()[16 - length..];
        forms.push(bytes.iter().map(|byte| format!("{byte:02X}")).collect());
        forms.push(bytes.iter().rev().map(|byte| format!("{byte:02X}")).collect());
    }
}
