//! A deviation of a station, counted.

use domain::UtcMillis;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// Something that a station does not say as OCPP has it, and that is understood all the same.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountedDeviation {
    /// The message, such as `StartTransaction`; empty where it could not be told.
    pub action: String,
    /// What is odd, such as `number_as_text`.
    pub kind: String,
    /// Where in the message, such as `meterValue[].sampledValue[].value`; empty for the whole.
    pub member: String,
    /// How often.
    pub count: i64,
    /// When it first came.
    #[schema(value_type = word::Time)]
    pub first_at: UtcMillis,
    /// When it last came.
    #[schema(value_type = word::Time)]
    pub last_at: UtcMillis,
    /// An excerpt of what was received then.
    pub example: String,
}

impl From<store::station::CountedDeviation> for CountedDeviation {
    fn from(counted: store::station::CountedDeviation) -> CountedDeviation {
        CountedDeviation {
            action: counted.action,
            kind: counted.kind,
            member: counted.member,
            count: counted.count,
            first_at: counted.first_at,
            last_at: counted.last_at,
            example: counted.example,
        }
    }
}
