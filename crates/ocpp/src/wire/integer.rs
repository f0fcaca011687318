//! Integers. Held in 64 bits so that odd transaction ids survive; sent in 32.

use serde_json::value::RawValue;

use super::Wire;
use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, UnsendableReason, Violation};

impl Wire for i64 {
    const KIND: Kind = Kind::Integer;

    fn check(&self) -> Result<(), Unsendable> {
        match i32::try_from(*self) {
            Ok(_) => Ok(()),
            Err(_) => Err(Unsendable::new(UnsendableReason::OutOfRange { value: *self })),
        }
    }

    /// *Deviation:* quotes, decimal points, exponents and blanks are forgiven; fractions are rounded; what does not fit is clamped.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        let (digits, quoted) = match Scalar::of(raw) {
            Scalar::Number(digits) => (digits.to_owned(), false),
            Scalar::Text { text, .. } => (text.trim().to_owned(), true),
            _ => return Err(repair.wrong_type("an integer", raw)),
        };
        let Some((value, slip)) = read_integer(&digits) else { return Err(repair.wrong_type("an integer", raw)) };
        let slip = slip.or(quoted.then_some(DeviationKind::NumberAsText));
        if let Some(kind) = slip {
            repair.note(kind, raw.get());
        }
        Ok(value)
    }
}

/// Reads digits as an integer; beside it what was odd about them.
fn read_integer(digits: &str) -> Option<(i64, Option<DeviationKind>)> {
    if let Ok(value) = digits.parse() {
        return Some((value, None));
    }
    let number = read_number(digits)?;
    // The cast saturates, which is what is wanted for numbers that are too large.
    let value = number.round() as i64;
    let kind = if number.abs() >= i64::MAX as f64 {
        DeviationKind::OutOfRange
    } else if number.fract() == 0.0 {
        DeviationKind::IntegerAsDecimal
    } else {
        DeviationKind::Rounded
    };
    Some((value, Some(kind)))
}

/// Reads digits as a number, infinite where it is too large. A single comma may stand for the decimal point.
pub(super) fn read_number(digits: &str) -> Option<f64> {
    let numeric = |character: char| character.is_ascii_digit() || "+-.,eE".contains(character);
    if !digits.starts_with(|first: char| first.is_ascii_digit() || "+-.,".contains(first))
        || !digits.chars().all(numeric)
    {
        return None;
    }
    let comma = !digits.contains('.') && digits.matches(',').count() == 1;
    if comma { digits.replace(',', ".").parse().ok() } else { digits.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_read_from_whatever_has_one_meaning() {
        let table = [
            ("12", 12, None),
            ("-1", -1, None),
            ("9223372036854775807", i64::MAX, None),
            ("12.0", 12, Some(DeviationKind::IntegerAsDecimal)),
            ("1.2e1", 12, Some(DeviationKind::IntegerAsDecimal)),
            ("12,0", 12, Some(DeviationKind::IntegerAsDecimal)),
            ("12.6", 13, Some(DeviationKind::Rounded)),
            ("-12.6", -13, Some(DeviationKind::Rounded)),
            ("9223372036854775808", i64::MAX, Some(DeviationKind::OutOfRange)),
            ("-99999999999999999999", i64::MIN, Some(DeviationKind::OutOfRange)),
            ("1e999", i64::MAX, Some(DeviationKind::OutOfRange)),
        ];
        for (digits, value, slip) in table {
            assert_eq!(read_integer(digits), Some((value, slip)), "{digits}");
        }
    }

    #[test]
    fn words_are_no_integers() {
        for digits in ["", "abc", "inf", "NaN", "0x10", "1,2,3", "12 Wh", "--1", "."] {
            assert_eq!(read_integer(digits), None, "{digits}");
        }
    }
}
