//! Booleans.

use serde_json::value::RawValue;

use super::Wire;
use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, Violation};

impl Wire for bool {
    const KIND: Kind = Kind::Boolean;

    fn check(&self) -> Result<(), Unsendable> {
        Ok(())
    }

    /// *Deviation:* `"true"`, `"False"`, `"1"`, `1` and `0` are forgiven.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        let word = match Scalar::of(raw) {
            Scalar::Boolean(value) => return Ok(value),
            Scalar::Text { text, .. } => text.trim().to_ascii_lowercase(),
            Scalar::Number(digits) => digits.to_owned(),
            _ => return Err(repair.wrong_type("a boolean", raw)),
        };
        let value = match word.as_str() {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => return Err(repair.wrong_type("a boolean", raw)),
        };
        repair.note(DeviationKind::BooleanAsOther, raw.get());
        Ok(value)
    }
}
