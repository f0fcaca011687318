//! Times as stations write them: kept as they came, read as well as they can be.

mod reading;

use std::fmt;

use jiff::SignedDuration;
use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::value::RawValue;

use crate::deviation::DeviationKind;
use crate::repair::{Repair, Scalar};
use crate::shape::Kind;
use crate::violation::{Unsendable, UnsendableReason, Violation};
use crate::wire::Wire;

/// The first millisecond of the year 0000, in UTC.
const EARLIEST_MS: i64 = -62_167_219_200_000;
/// The last millisecond of the year 9999, in UTC.
const LATEST_MS: i64 = 253_402_300_799_999;

/// A time on the wire (OCPP 1.6 ed. 2 §3.14): the text as it came.
///
/// *Deviation:* any text is taken and kept. What it means, [`Self::reading`] tells.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Timestamp {
    text: String,
}

/// What a time on the wire means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimestampReading {
    /// Milliseconds since 1970-01-01T00:00:00Z; `None` where the text does not tell.
    pub utc_ms: Option<i64>,
    /// What is odd about how it is written; of several things the one that matters most.
    pub oddity: Option<TimestampOddity>,
}

/// What is odd about how a time is written, from what matters least to what matters most.
///
/// It is about the writing only: whether a time is plausible depends on what time it is, which nobody knows here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimestampOddity {
    /// Blanks around it.
    Padded,
    /// Letters in lower case, or `UTC` for `Z`.
    OddLetters,
    /// A comma before the fraction of the second, or no digits behind it.
    OddFraction,
    /// Something else than `T` between date and time, something else than `-` within the date, or digits left out.
    OddSeparators,
    /// A zone such as `+02` or `+0200`.
    ShortZone,
    /// No seconds.
    MissingSeconds,
    /// Seconds or milliseconds since 1970, as digits.
    EpochNumber,
    /// No time of day; read as midnight UTC.
    DateOnly,
    /// No zone; read as UTC.
    MissingZone,
    /// `24:00`; read as the next day's midnight.
    Midnight24,
    /// A time of day or zone that does not exist; the former is read as the day's last instant.
    ImpossibleTime,
    /// A day that its month does not have, read as if the month had it; or a date that cannot be at all.
    ImpossibleDate,
    /// No text.
    Empty,
    /// No time at all.
    Unreadable,
}

impl TimestampOddity {
    /// A short name to count by, such as `timestamp_missing_zone`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Padded => "timestamp_padded",
            Self::OddLetters => "timestamp_odd_letters",
            Self::OddFraction => "timestamp_odd_fraction",
            Self::OddSeparators => "timestamp_odd_separators",
            Self::ShortZone => "timestamp_short_zone",
            Self::MissingSeconds => "timestamp_missing_seconds",
            Self::EpochNumber => "timestamp_epoch_number",
            Self::DateOnly => "timestamp_date_only",
            Self::MissingZone => "timestamp_missing_zone",
            Self::Midnight24 => "timestamp_midnight_24",
            Self::ImpossibleTime => "timestamp_impossible_time",
            Self::ImpossibleDate => "timestamp_impossible_date",
            Self::Empty => "timestamp_empty",
            Self::Unreadable => "timestamp_unreadable",
        }
    }
}

impl Timestamp {
    /// The time so many milliseconds after 1970-01-01T00:00:00Z, written like `2026-01-31T12:34:56.789Z`.
    ///
    /// What lies outside of the years 0 to 9999 is clamped, since it cannot be written.
    #[must_use]
    pub fn from_utc_ms(utc_ms: i64) -> Self {
        let since_epoch = SignedDuration::from_millis(utc_ms.clamp(EARLIEST_MS, LATEST_MS));
        let at = civil::datetime(1970, 1, 1, 0, 0, 0, 0)
            .checked_add(since_epoch)
            .expect("years 0 to 9999 are within the civil calendar");
        let text = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second(),
            at.millisecond()
        );
        Self { text }
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the text means. *Decision:* a moment outside of the years 0 to 9999, as a leap second or a zone at their edge makes it,
    /// is taken for the nearest inside, so that what was read can be written.
    #[must_use]
    pub fn reading(&self) -> TimestampReading {
        let reading = reading::read(&self.text);
        TimestampReading { utc_ms: reading.utc_ms.map(|utc_ms| utc_ms.clamp(EARLIEST_MS, LATEST_MS)), ..reading }
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self { text }
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned() }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, formatter)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let timestamp = Self { text: String::deserialize(deserializer)? };
        match timestamp.reading().oddity {
            None => Ok(timestamp),
            Some(oddity) => Err(de::Error::custom(oddity.as_str())),
        }
    }
}

impl Wire for Timestamp {
    const KIND: Kind = Kind::Timestamp;

    fn check(&self) -> Result<(), Unsendable> {
        match self.reading().oddity {
            None => Ok(()),
            Some(_) => Err(Unsendable::new(UnsendableReason::NotATime { text: self.text.clone() })),
        }
    }

    fn accept(raw: &RawValue, repair: &mut Repair) -> Result<Self, Violation> {
        let timestamp = match Scalar::of(raw) {
            Scalar::Text { text, .. } => Self { text: text.into_owned() },
            Scalar::Number(digits) => Self { text: digits.to_owned() },
            _ => return Err(repair.wrong_type("a time", raw)),
        };
        if let Some(oddity) = timestamp.reading().oddity {
            repair.note(DeviationKind::OddTimestamp(oddity), raw.get());
        }
        Ok(timestamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for utc_ms in [0, 1, -1, 1_769_862_896_789, EARLIEST_MS, LATEST_MS] {
            let timestamp = Timestamp::from_utc_ms(utc_ms);
            assert_eq!(timestamp.check(), Ok(()), "{timestamp}");
            assert_eq!(timestamp.reading().utc_ms, Some(utc_ms), "{timestamp}");
        }
        assert_eq!(Timestamp::from_utc_ms(1_769_862_896_789).as_str(), "2026-01-31T12:34:56.789Z");
    }

    #[test]
    fn what_is_read_at_the_edge_of_the_calendar_can_be_written() {
        for (text, utc_ms) in [
            ("9999-12-31T23:59:60Z", LATEST_MS),
            ("9999-12-31T23:59:59-12:00", LATEST_MS),
            ("0000-01-01T00:00:00+12:00", EARLIEST_MS),
        ] {
            assert_eq!(Timestamp::from(text).reading().utc_ms, Some(utc_ms), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_clamped() {
        assert_eq!(Timestamp::from_utc_ms(i64::MIN).as_str(), "0000-01-01T00:00:00.000Z");
        assert_eq!(Timestamp::from_utc_ms(i64::MAX).as_str(), "9999-12-31T23:59:59.999Z");
    }
}
