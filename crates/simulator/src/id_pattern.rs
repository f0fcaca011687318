//! Ids of many stations from one pattern.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A pattern such as `DEMO-{:04}`, which gives `DEMO-0001`, `DEMO-0002` and so on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct IdPattern {
    before: String,
    /// How many digits at least; `None` where the pattern is one plain id.
    digits: Option<usize>,
    after: String,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("read the id pattern {0:?}: a number's place is written {{}} or, with leading zeros to 4 digits, {{:04}}")]
pub struct IdPatternError(String);

impl IdPattern {
    /// The id with this number.
    #[must_use]
    pub fn id(&self, number: usize) -> String {
        match self.digits {
            Some(digits) => format!("{}{number:0digits$}{}", self.before, self.after),
            None => self.before.clone(),
        }
    }

    /// Whether different numbers give different ids.
    #[must_use]
    pub fn has_number(&self) -> bool {
        self.digits.is_some()
    }
}

impl FromStr for IdPattern {
    type Err = IdPatternError;

    fn from_str(text: &str) -> Result<Self, IdPatternError> {
        let error = || IdPatternError(text.to_owned());
        let Some((before, rest)) = text.split_once('{') else {
            if text.is_empty() || text.contains('}') {
                return Err(error());
            }
            return Ok(Self { before: text.to_owned(), digits: None, after: String::new() });
        };
        let (format, after) = rest.split_once('}').ok_or_else(error)?;
        if after.contains(['{', '}']) {
            return Err(error());
        }
        let digits = match format {
            "" => 0,
            _ => format.strip_prefix(":0").and_then(|digits| digits.parse().ok()).ok_or_else(error)?,
        };
        if digits > 12 {
            return Err(error());
        }
        Ok(Self { before: before.to_owned(), digits: Some(digits), after: after.to_owned() })
    }
}

impl TryFrom<String> for IdPattern {
    type Error = IdPatternError;

    fn try_from(text: String) -> Result<Self, IdPatternError> {
        text.parse()
    }
}

impl fmt::Display for IdPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits {
            Some(0) => write!(formatter, "{}{{}}{}", self.before, self.after),
            Some(digits) => write!(formatter, "{}{{:0{digits}}}{}", self.before, self.after),
            None => formatter.write_str(&self.before),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_their_place() {
        for (pattern, id) in [("DEMO-{:04}", "DEMO-0007"), ("{}x", "7x"), ("CP-1001", "CP-1001")] {
            let parsed: IdPattern = pattern.parse().unwrap();
            assert_eq!(parsed.id(7), id);
            assert_eq!(parsed.to_string(), pattern);
        }
    }

    #[test]
    fn other_braces_are_refused() {
        for pattern in ["", "A{", "A}", "A{:4}", "A{:04}{}", "A{name}", "A{:0999}"] {
            assert!(pattern.parse::<IdPattern>().is_err(), "{pattern}");
        }
    }
}
