//! Parameters that several lists take.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};

/// How many rows a page has when nothing is said.
const USUAL_ROWS: u32 = 50;

/// The most rows of a page.
const MOST_ROWS: u32 = 500;

/// How many rows a page shall have: 1 to 500, usually 50.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit(u32);

impl Limit {
    /// The number of rows.
    pub(super) const fn rows(self) -> u32 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Limit(USUAL_ROWS)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = u32::deserialize(deserializer)?;
        if (1..=MOST_ROWS).contains(&rows) { Ok(Limit(rows)) } else { Err(de::Error::custom("it must be 1 to 500")) }
    }
}

/// Several values of which any may hold, separated by commas: `outlet=1,2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choices<T>(pub(super) Vec<T>);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Choices<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let values = text.split(',').map(|value| value.trim().parse().map_err(de::Error::custom));
        values.collect::<Result<_, _>>().map(Choices)
    }
}

/// What a list is sorted by: a column, with `-` in front for the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sort<C> {
    /// The column.
    pub(super) column: C,
    /// Largest first.
    pub(super) descending: bool,
}

impl<'de, C: Deserialize<'de>> Deserialize<'de> for Sort<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let (name, descending) = text.strip_prefix('-').map_or((&*text, false), |name| (name, true));
        let column = C::deserialize(de::value::StringDeserializer::<D::Error>::new(name.to_owned()))?;
        Ok(Sort { column, descending })
    }
}

/// Text to look for: 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words(pub(super) String);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.trim().chars().count() {
            1..=200 => Ok(Words(text.trim().to_owned())),
            _ => Err(de::Error::custom("it must have 1 to 200 characters")),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::session::Authentication;

    use super::*;

    #[test]
    fn a_limit_is_within_its_bounds() {
        for (text, expected) in [("1", Some(1)), ("500", Some(500)), ("0", None), ("501", None), ("many", None)] {
            let read: Result<Limit, de::value::Error> = text
                .parse::<u32>()
                .map_err(de::Error::custom)
                .and_then(|rows| Limit::deserialize(de::IntoDeserializer::<de::value::Error>::into_deserializer(rows)));
            assert_eq!(read.ok().map(Limit::rows), expected, "{text}");
        }
    }

    #[test]
    fn a_minus_sorts_the_largest_first() {
        #[derive(Debug, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "camelCase")]
        enum Column {
            CreatedAt,
        }
        let read = |text: &str| Sort::<Column>::deserialize(de::value::StrDeserializer::<de::value::Error>::new(text));
        assert_eq!(read("createdAt").unwrap(), Sort { column: Column::CreatedAt, descending: false });
        assert_eq!(read("-createdAt").unwrap(), Sort { column: Column::CreatedAt, descending: true });
        assert!(read("--createdAt").is_err() && read("size").is_err());
    }

    #[test]
    fn choices_are_separated_by_commas() {
        let read = |text: &str| {
            Choices::<Authentication>::deserialize(de::value::StrDeserializer::<de::value::Error>::new(text))
        };
        assert_eq!(read("rfid, app").unwrap().0, [Authentication::Rfid, Authentication::App]);
        assert!(read("rfid,").is_err() && read("").is_err() && read("nfc").is_err());
    }
}
