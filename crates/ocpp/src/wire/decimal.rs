//! Decimals, as charging limits have them.

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;

use super::Wire;
use super::integer::read_number;
use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, UnsendableReason, Violation};

/// A number with at most one fraction digit, such as 16.5 (OCPP 1.6 ed. 2 §7.14).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Decimal(f64);

impl Decimal {
    /// The decimal nearest to `value`; rounded to one fraction digit.
    #[must_use]
    pub fn nearest(value: f64) -> Self {
        Self((value * 10.0).round() / 10.0)
    }

    /// The value.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Whether it is finite and has at most one fraction digit.
    fn is_exact(self) -> bool {
        self.0.is_finite() && Self::nearest(self.0) == self
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Self(f64::deserialize(deserializer)?);
        if value.is_exact() { Ok(value) } else { Err(de::Error::custom("more than one fraction digit")) }
    }
}

impl Wire for Decimal {
    const KIND: Kind = Kind::Decimal;

    fn check(&self) -> Result<(), Unsendable> {
        if self.is_exact() {
            Ok(())
        } else {
            Err(Unsendable::new(UnsendableReason::NotOneFractionDigit { value: self.0.to_string() }))
        }
    }

    /// *Deviation:* quotes, a decimal comma and blanks are forgiven; further fraction digits are rounded away.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        let (digits, quoted) = match Scalar::of(raw) {
            Scalar::Number(digits) => (digits.to_owned(), false),
            Scalar::Text { text, .. } => (text.trim().to_owned(), true),
            _ => return Err(repair.wrong_type("a number", raw)),
        };
        let Some(number) = read_number(&digits) else { return Err(repair.wrong_type("a number", raw)) };
        let value = Self(number.clamp(f64::from(i32::MIN), f64::from(i32::MAX)));
        if value.0 != number {
            repair.note(DeviationKind::OutOfRange, raw.get());
        } else if !value.is_exact() {
            repair.note(DeviationKind::Rounded, raw.get());
        } else if quoted {
            repair.note(DeviationKind::NumberAsText, raw.get());
        }
        Ok(Self::nearest(value.0))
    }
}
