//! Times and numbers that may be drawn from a range: `"30s"`, `"2m..5m 30s"`, `7.5`, `"2..8"`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use rand::{Rng, RngExt as _};
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// A time, or two between which one is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    least: Duration,
    most: Duration,
}

/// A number, or two between which one is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberRange {
    least: f64,
    most: f64,
}

/// Why a text is no time or number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RangeError {
    /// Not a time.
    #[error("{0:?} is no time: write 500ms, 30s, 2m, 1h, 1h 30m, or two of them with .. between")]
    NoTime(String),
    /// Not a number.
    #[error("{0:?} is no number: write 7.5, or two numbers with .. between")]
    NoNumber(String),
    /// The second is less than the first.
    #[error("{0:?} ends before it begins")]
    Backwards(String),
}

impl Span {
    /// Always this time.
    #[must_use]
    pub fn of(time: Duration) -> Self {
        Self { least: time, most: time }
    }

    /// Draws a time.
    pub fn draw(self, dice: &mut impl Rng) -> Duration {
        if self.least == self.most {
            return self.least;
        }
        Duration::from_secs_f64(dice.random_range(self.least.as_secs_f64()..self.most.as_secs_f64()))
    }
}

impl NumberRange {
    /// Always this number.
    #[must_use]
    pub fn of(number: f64) -> Self {
        Self { least: number, most: number }
    }

    /// Draws a number.
    pub fn draw(self, dice: &mut impl Rng) -> f64 {
        if self.least == self.most { self.least } else { dice.random_range(self.least..self.most) }
    }
}

impl FromStr for Span {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, RangeError> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let read = |part: &str| duration(part).ok_or_else(|| RangeError::NoTime(text.to_owned()));
        let (least, most) = (read(least)?, read(most)?);
        if most < least { Err(RangeError::Backwards(text.to_owned())) } else { Ok(Self { least, most }) }
    }
}

impl FromStr for NumberRange {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, RangeError> {
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let read = |part: &str| {
            let number = part.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0);
            number.ok_or_else(|| RangeError::NoNumber(text.to_owned()))
        };
        let (least, most) = (read(least)?, read(most)?);
        if most < least { Err(RangeError::Backwards(text.to_owned())) } else { Ok(Self { least, most }) }
    }
}

/// Reads times such as `1h 30m`.
fn duration(text: &str) -> Option<Duration> {
    let mut sum = Duration::ZERO;
    let mut parts = 0;
    for part in text.split_whitespace() {
        let unit_at = part.find(|character: char| character.is_ascii_alphabetic())?;
        let (number, unit) = part.split_at(unit_at);
        let seconds = match unit {
            "ms" => 0.001,
            "s" => 1.0,
            "m" | "min" => 60.0,
            "h" => 3600.0,
            "d" => 86_400.0,
            _ => return None,
        };
        let number: f64 = number.parse().ok()?;
        sum = sum.checked_add(Duration::try_from_secs_f64(number * seconds).ok()?)?;
        parts += 1;
    }
    (parts > 0).then_some(sum)
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Span;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a time such as \"30s\" or \"2m..5m\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Span, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

impl<'de> Deserialize<'de> for NumberRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = NumberRange;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number such as 7.5, or a range such as \"2..8\"")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<NumberRange, E> {
                self.visit_f64(number as f64)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<NumberRange, E> {
                self.visit_f64(number as f64)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<NumberRange, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<NumberRange, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let table = [("30s", 30.0, 30.0), ("500ms", 0.5, 0.5), ("1h 30m..2h", 5400.0, 7200.0), ("1.5m", 90.0, 90.0)];
        for (text, least, most) in table {
            let span: Span = text.parse().unwrap();
            assert_eq!((span.least.as_secs_f64(), span.most.as_secs_f64()), (least, most), "{text}");
        }
        for text in ["", "30", "s", "-5s", "5 s", "1y", "inf s"] {
            assert_eq!(text.parse::<Span>(), Err(RangeError::NoTime(text.to_owned())), "{text}");
        }
        assert_eq!("5m..5s".parse::<Span>(), Err(RangeError::Backwards("5m..5s".to_owned())));
    }

    #[test]
    fn numbers_are_read() {
        assert_eq!("2..8".parse::<NumberRange>(), Ok(NumberRange { least: 2.0, most: 8.0 }));
        for text in ["x", "-1", "NaN", "1..x"] {
            assert!(text.parse::<NumberRange>().is_err(), "{text}");
        }
    }
}
