//! The dashboard's energy.

use domain::UtcMillis;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// Energy now against before, in the reader's time zone.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DashboardEnergy {
    /// Since midnight.
    pub today: Period,
    /// The same day last week up to the same time of day.
    pub same_day_last_week: Period,
    /// Since Monday.
    pub week: Period,
    /// Last week up to the same moment.
    pub previous_week: Period,
    /// Since the first of the month.
    pub month: Period,
    /// Last month up to the same moment.
    pub previous_month: Period,
    /// The 23 to 25 hours of today.
    pub hours: Vec<HourEnergy>,
}

/// Energy and sessions in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Energy that flowed in it, Wh.
    pub energy_wh: i64,
    /// Sessions that began in it.
    pub sessions: i64,
}

/// Energy in one hour of today and in the same hour of the same day last week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HourEnergy {
    /// When the hour begins.
    #[schema(value_type = word::Time)]
    pub start: UtcMillis,
    /// Energy, Wh.
    pub energy_wh: i64,
    /// Energy in the same hour last week, Wh.
    pub previous_energy_wh: i64,
}
