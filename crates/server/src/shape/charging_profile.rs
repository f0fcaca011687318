//! Charging profiles.

use domain::charging_profile::{ProfileKind, ProfilePurpose, RateUnit, Recurrency};
use domain::{SessionId, UtcMillis};
use serde::Serialize;
use store::charging_profile::InstalledProfile;
use utoipa::ToSchema;

use super::word;

/// A limit from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChargingPeriod {
    /// Seconds from the start of the schedule; the first is 0.
    pub start_s: u32,
    /// The limit, in the profile's unit; at most one decimal.
    pub limit: f64,
    /// How many phases may be used, 1 to 3.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub phases: Option<u8>,
}

/// How much may be drawn, when.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChargingProfile {
    /// The outlet's number; 0: the station, or every outlet by default.
    pub outlet: u16,
    /// Its id at the station; the portal gives one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub profile_id: Option<i64>,
    /// What it is for.
    #[schema(value_type = word::ProfilePurpose)]
    pub purpose: ProfilePurpose,
    /// Its rank among those of the same purpose; the highest holds.
    pub stack_level: u32,
    /// What its times are relative to.
    #[schema(value_type = word::ProfileKind)]
    pub kind: ProfileKind,
    /// How often it begins anew; needed when it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<word::Recurrency>, nullable = false)]
    pub recurrency: Option<Recurrency>,
    /// From when on it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<word::Time>, nullable = false)]
    pub valid_from: Option<UtcMillis>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<word::Time>, nullable = false)]
    pub valid_to: Option<UtcMillis>,
    /// How long the schedule lasts, seconds; its last period goes on when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub duration_s: Option<u32>,
    /// When the schedule begins; needed when it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<word::Time>, nullable = false)]
    pub start_at: Option<UtcMillis>,
    /// Amperes on each phase, or watts in all.
    #[schema(value_type = word::RateUnit)]
    pub unit: RateUnit,
    /// Below this rate charging makes no sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub min_charging_rate: Option<f64>,
    /// The limits, the earliest first.
    pub periods: Vec<ChargingPeriod>,
    /// The session, when it is for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>, nullable = false)]
    pub session_id: Option<SessionId>,
}

/// A profile that a station has taken.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChargingProfileInstalled {
    /// Its id at the station.
    pub id: i64,
    /// The profile.
    pub profile: ChargingProfile,
    /// When the station took it.
    #[schema(value_type = word::Time)]
    pub installed_at: UtcMillis,
    /// Who had it installed.
    pub by: String,
}

impl From<domain::charging_profile::ChargingProfile> for ChargingProfile {
    fn from(profile: domain::charging_profile::ChargingProfile) -> ChargingProfile {
        let periods = profile.periods.into_iter().map(|period| ChargingPeriod {
            start_s: period.start_s,
            limit: period.limit,
            phases: period.phases,
        });
        ChargingProfile {
            outlet: profile.outlet,
            profile_id: profile.profile_id,
            purpose: profile.purpose,
            stack_level: profile.stack_level,
            kind: profile.kind,
            recurrency: profile.recurrency,
            valid_from: profile.valid_from,
            valid_to: profile.valid_to,
            duration_s: profile.duration_s,
            start_at: profile.start_at,
            unit: profile.unit,
            min_charging_rate: profile.min_charging_rate,
            periods: periods.collect(),
            session_id: profile.session_id,
        }
    }
}

impl From<InstalledProfile> for ChargingProfileInstalled {
    fn from(installed: InstalledProfile) -> ChargingProfileInstalled {
        ChargingProfileInstalled {
            id: installed.id,
            profile: installed.profile.into(),
            installed_at: installed.installed_at,
            by: installed.by,
        }
    }
}
