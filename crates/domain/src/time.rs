//! Points in time as the portal keeps them: milliseconds since 1970-01-01T00:00:00Z.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time in UTC, in milliseconds since 1970. In JSON it is RFC 3339 with three decimals and `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UtcMillis(pub i64);

impl UtcMillis {
    /// Milliseconds from `earlier` to this; negative when `earlier` is later.
    pub const fn since(self, earlier: UtcMillis) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This point moved by some milliseconds, forward or back.
    pub const fn plus_ms(self, milliseconds: i64) -> UtcMillis {
        UtcMillis(self.0.saturating_add(milliseconds))
    }

    /// The same point as jiff's type, clamped to the years that jiff knows.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }
}

impl From<Timestamp> for UtcMillis {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_millisecond())
    }
}

impl fmt::Display for UtcMillis {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.3}", self.timestamp())
    }
}

impl Serialize for UtcMillis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcMillis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse::<Timestamp>().map(Self::from).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::UtcMillis;

    #[test]
    fn json_has_three_decimals_and_z() {
        let written = serde_json::to_string(&UtcMillis(1_553_096_316_000)).unwrap();
        assert_eq!(written, "\"2019-03-20T15:38:36.000Z\"");
        assert_eq!(serde_json::from_str::<UtcMillis>(&written).unwrap(), UtcMillis(1_553_096_316_000));
    }
}
