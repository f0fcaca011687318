//! Lists that may be empty, and lists that may not.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;

use super::Wire;
use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, UnsendableReason, Violation};

impl<T: Wire> Wire for Vec<T> {
    const KIND: Kind = Kind::List { of: &T::KIND, at_least: 0 };

    fn check(&self) -> Result<(), Unsendable> {
        for (index, element) in self.iter().enumerate() {
            element.check().map_err(|error| error.within(&format!("[{index}]")))?;
        }
        Ok(())
    }

    /// *Deviation:* one object without brackets around it is a list of one.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        match Scalar::of(raw) {
            Scalar::List => repair.elements(raw),
            Scalar::Null => Err(repair.wrong_type("a list", raw)),
            _ => {
                let single = T::accept(raw, repair)?;
                repair.note(DeviationKind::SingleForList, raw.get());
                Ok(vec![single])
            }
        }
    }
}

/// A list that has at least one element when it is sent. What a peer sent empty is kept empty and noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Several<T>(Vec<T>);

impl<T> Several<T> {
    /// The elements, taken out.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T: Wire> Wire for Several<T> {
    const KIND: Kind = Kind::List { of: &T::KIND, at_least: 1 };

    fn check(&self) -> Result<(), Unsendable> {
        if self.0.is_empty() {
            return Err(Unsendable::new(UnsendableReason::EmptyList));
        }
        self.0.check()
    }

    /// *Deviation:* an empty list is kept empty.
    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        let elements = Vec::accept(raw, repair)?;
        if elements.is_empty() {
            repair.note(DeviationKind::EmptyList, raw.get());
        }
        Ok(Self(elements))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Several<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let elements = Vec::deserialize(deserializer)?;
        if elements.is_empty() { Err(de::Error::custom("empty list")) } else { Ok(Self(elements)) }
    }
}

impl<T> Deref for Several<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Several<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for Several<T> {
    fn from(elements: Vec<T>) -> Self {
        Self(elements)
    }
}

impl<T> IntoIterator for Several<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Several<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
