//! Where a page ends and the next begins: the values by which its last row was sorted.

use std::cmp::Ordering;

use crate::database::{Bind, Value};
use crate::error::StoreError;

/// A value by which a row was sorted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub(crate) enum Key {
    /// NULL.
    Null,
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
}

impl Key {
    /// The order of keys; what is missing comes as if it were largest.
    pub(crate) fn order(&self, other: &Key) -> Ordering {
        match (self, other) {
            (Key::Null, Key::Null) => Ordering::Equal,
            (Key::Null, _) => Ordering::Greater,
            (_, Key::Null) => Ordering::Less,
            (Key::Integer(one), Key::Integer(other)) => one.cmp(other),
            (Key::Text(one), Key::Text(other)) => one.cmp(other),
            (Key::Integer(_), Key::Text(_)) => Ordering::Less,
            (Key::Text(_), Key::Integer(_)) => Ordering::Greater,
        }
    }
}

impl Bind for Key {
    fn value(self) -> Value {
        match self {
            Key::Null => i64::null(),
            Key::Integer(number) => number.value(),
            Key::Text(text) => text.value(),
        }
    }
    fn null() -> Value {
        i64::null()
    }
}

/// The values by which a page's last row was sorted; opaque to whoever carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor(pub(crate) Vec<Key>);

impl Cursor {
    /// Reads a cursor with so many keys.
    ///
    /// # Errors
    /// When the text is none.
    pub(crate) fn read(text: &str, keys: usize) -> Result<Self, StoreError> {
        let bytes = unhex(text).ok_or(StoreError::BadCursor)?;
        let keys_read: Vec<Key> = serde_json::from_slice(&bytes).map_err(|_| StoreError::BadCursor)?;
        if keys_read.len() == keys { Ok(Self(keys_read)) } else { Err(StoreError::BadCursor) }
    }

    /// Writes it in characters that need no escaping in an address.
    pub(crate) fn write(&self) -> String {
        let json = serde_json::to_vec(&self.0).expect("texts and numbers are always JSON");
        json.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|index| u8::from_str_radix(&text[index..index + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Key};

    #[test]
    fn a_cursor_is_read_as_written() {
        let cursor = Cursor(vec![Key::Null, Key::Integer(-5), Key::Text("å\"".to_owned())]);
        assert_eq!(Cursor::read(&cursor.write(), 3).unwrap(), cursor);
        assert!(Cursor::read(&cursor.write(), 2).is_err());
        for odd in ["", "5", "zz", "5b5d5d", "é"] {
            assert!(Cursor::read(odd, 1).is_err(), "{odd}");
        }
    }
}
