//! Texts whose content is between vendor and operator.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{FreeText, Wire};
use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, Violation};

/// The data of a DataTransfer: a text of any length whose meaning the vendor defines (OCPP 1.6 ed. 2 §6.15).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Opaque(FreeText);

impl Opaque {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The text, taken out.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_string()
    }
}

impl From<String> for Opaque {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Opaque {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Wire for Opaque {
    const KIND: Kind = FreeText::KIND;

    fn check(&self) -> Result<(), Unsendable> {
        self.0.check()
    }

    /// *Deviation:* an object or list that came in place of a text is kept as its JSON, byte for byte.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        match Scalar::of(raw) {
            Scalar::List | Scalar::Object => {
                repair.note(DeviationKind::ObjectForText, raw.get());
                Ok(Self::from(raw.get()))
            }
            _ => FreeText::accept(raw, repair).map(Self),
        }
    }
}
