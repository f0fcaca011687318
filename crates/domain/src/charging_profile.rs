//! Charging profiles: how much may be drawn, when (OCPP 1.6 ed. 2 §3.13, §5.16).

use serde::{Deserialize, Serialize};

use crate::command::Unfit;
use crate::id::SessionId;
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// What a profile is for.
    ProfilePurpose {
        /// The most that the whole station draws.
        ChargePointMax = "chargePointMax",
        /// What sessions have that were given none of their own.
        TxDefault = "txDefault",
        /// One session.
        Tx = "tx",
    }
}

words! {
    /// What the times of a profile are relative to.
    ProfileKind {
        /// A moment.
        Absolute = "absolute",
        /// A moment, day after day or week after week.
        Recurring = "recurring",
        /// The start of charging.
        Relative = "relative",
    }
}

words! {
    /// How often a recurring profile begins anew.
    Recurrency {
        /// Every day.
        Daily = "daily",
        /// Every week.
        Weekly = "weekly",
    }
}

words! {
    /// The unit of a limit.
    RateUnit {
        /// Amperes on each phase.
        Ampere = "A",
        /// Watts in all.
        Watt = "W",
    }
}

/// A limit from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfilePeriod {
    /// Seconds from the start of the schedule.
    pub start_s: u32,
    /// The limit, in the profile's unit; at most one decimal.
    pub limit: f64,
    /// How many phases may be used, 1 to 3; the station takes 3 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phases: Option<u8>,
}

/// A profile, and where it is to be installed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChargingProfile {
    /// The outlet's number; 0 is the station, or every outlet by default.
    pub outlet: u16,
    /// Its id at the station; the portal gives one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_id: Option<i64>,
    /// What it is for.
    pub purpose: ProfilePurpose,
    /// Its rank among those of the same purpose; the highest holds.
    pub stack_level: u32,
    /// What its times are relative to.
    pub kind: ProfileKind,
    /// How often it begins anew, where it recurs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrency: Option<Recurrency>,
    /// From when on it holds; at once where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<UtcMillis>,
    /// Until when it holds; for ever where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<UtcMillis>,
    /// How long the schedule lasts, seconds; its last period goes on where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_s: Option<u32>,
    /// When the schedule begins, where it is not relative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_at: Option<UtcMillis>,
    /// The unit of its limits.
    pub unit: RateUnit,
    /// Below this rate charging makes no sense, in the profile's unit; at most one decimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_charging_rate: Option<f64>,
    /// The limits, the earliest first.
    pub periods: Vec<ProfilePeriod>,
    /// The session, where it is for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<SessionId>,
}

/// Which profiles are meant: all that match what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfileFilter {
    /// The one with this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_id: Option<i64>,
    /// Those of this outlet; 0 is the station.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<u16>,
    /// Those with this purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<ProfilePurpose>,
    /// Those of this rank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_level: Option<u32>,
}

impl ProfileFilter {
    /// Whether a profile is meant. An id alone decides (OCPP 1.6 ed. 2 §6.13).
    pub fn matches(&self, id: i64, profile: &ChargingProfile) -> bool {
        match self.profile_id {
            Some(wanted) => wanted == id,
            None => {
                self.outlet.is_none_or(|outlet| outlet == profile.outlet)
                    && self.purpose.is_none_or(|purpose| purpose == profile.purpose)
                    && self.stack_level.is_none_or(|level| level == profile.stack_level)
            }
        }
    }
}

/// What a station can take of profiles, as its configuration says (OCPP 1.6 ed. 2 §9.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProfileLimits {
    /// ChargeProfileMaxStackLevel.
    pub max_stack_level: Option<u32>,
    /// ChargingScheduleMaxPeriods.
    pub max_periods: Option<u32>,
    /// Whether ChargingScheduleAllowedChargingRateUnit leaves out the ampere, or the watt.
    pub refused_unit: Option<RateUnit>,
}

/// Seconds of a day and of a week.
const DAY_S: u32 = 86_400;
const WEEK_S: u32 = 7 * DAY_S;

impl ChargingProfile {
    /// Whether the profile makes sense, by itself and to a station with these limits (OCPP 1.6 ed. 2 §5.16.4, §7.8, §7.13, §7.14).
    ///
    /// # Errors
    /// The first member that does not fit.
    pub fn check(&self, limits: &ProfileLimits) -> Result<(), Unfit> {
        self.check_purpose()?;
        self.check_times()?;
        if let Some(most) = limits.max_stack_level.filter(|most| self.stack_level > *most) {
            return Err(Unfit::new("stackLevel", format!("The station takes at most {most}.")));
        }
        if limits.refused_unit == Some(self.unit) {
            return Err(Unfit::new("unit", format!("The station does not take limits in {}.", self.unit)));
        }
        if let Some(most) = limits.max_periods.filter(|most| self.periods.len() > *most as usize) {
            return Err(Unfit::new("periods", format!("The station takes at most {most} periods.")));
        }
        self.check_periods()
    }

    fn check_purpose(&self) -> Result<(), Unfit> {
        match self.purpose {
            ProfilePurpose::ChargePointMax if self.outlet != 0 => {
                Err(Unfit::new("outlet", "The maximum of the station is set for the station as a whole: outlet 0."))
            }
            ProfilePurpose::Tx if self.outlet == 0 => {
                Err(Unfit::new("outlet", "A session's profile is set at its outlet."))
            }
            ProfilePurpose::Tx if self.session_id.is_none() => {
                Err(Unfit::new("sessionId", "A session's profile needs its session."))
            }
            ProfilePurpose::ChargePointMax | ProfilePurpose::TxDefault if self.session_id.is_some() => {
                Err(Unfit::new("sessionId", "Only a profile for a session has one."))
            }
            ProfilePurpose::ChargePointMax if self.kind == ProfileKind::Relative => {
                Err(Unfit::new("kind", "The station's maximum has no start of charging to be relative to."))
            }
            _ => Ok(()),
        }
    }

    fn check_times(&self) -> Result<(), Unfit> {
        if self.valid_from.zip(self.valid_to).is_some_and(|(from, to)| to <= from) {
            return Err(Unfit::new("validTo", "It must be later than the beginning."));
        }
        let longest_s = match (self.kind, self.recurrency) {
            (ProfileKind::Recurring, None) => {
                return Err(Unfit::new("recurrency", "A recurring profile is daily or weekly."));
            }
            (ProfileKind::Recurring, Some(Recurrency::Daily)) => DAY_S,
            (ProfileKind::Recurring, Some(Recurrency::Weekly)) => WEEK_S,
            (_, Some(_)) => return Err(Unfit::new("recurrency", "Only a recurring profile has one.")),
            (_, None) => u32::MAX,
        };
        if self.kind == ProfileKind::Recurring && self.start_at.is_none() {
            return Err(Unfit::new("startAt", "A recurring profile needs the moment from which it recurs."));
        }
        if self.kind == ProfileKind::Relative && self.start_at.is_some() {
            return Err(Unfit::new("startAt", "A relative profile starts when charging does."));
        }
        if self.duration_s == Some(0) {
            return Err(Unfit::new("durationS", "It must last for a while."));
        }
        if self.duration_s.is_some_and(|duration_s| duration_s > longest_s) {
            return Err(Unfit::new("durationS", "It must not be longer than the time after which it begins anew."));
        }
        Ok(())
    }

    fn check_periods(&self) -> Result<(), Unfit> {
        let periods = |reason: &str| Err(Unfit::new("periods", reason));
        if self.periods.first().is_none_or(|first| first.start_s != 0) {
            return periods("The first period must begin at 0 s.");
        }
        if !self.periods.is_sorted_by(|one, next| one.start_s < next.start_s) {
            return periods("Each period must begin later than the one before.");
        }
        if self.duration_s.is_some_and(|duration_s| self.periods.iter().any(|period| period.start_s >= duration_s)) {
            return periods("Each period must begin before the schedule ends.");
        }
        if !self.periods.iter().all(|period| has_one_decimal(period.limit)) {
            return periods("A limit is zero or more, with at most one decimal.");
        }
        if self.periods.iter().any(|period| period.phases.is_some_and(|phases| !(1..=3).contains(&phases))) {
            return periods("A limit holds for 1 to 3 phases.");
        }
        if self.min_charging_rate.is_some_and(|rate| !has_one_decimal(rate)) {
            return Err(Unfit::new("minChargingRate", "It is zero or more, with at most one decimal."));
        }
        Ok(())
    }

    /// Whether a station drops `other` when it takes this one (OCPP 1.6 ed. 2 §3.13.2).
    pub fn replaces(&self, other: &ChargingProfile) -> bool {
        self.outlet == other.outlet && self.purpose == other.purpose && self.stack_level == other.stack_level
    }
}

/// What the wire carries: zero or more with at most one decimal, and no more than a station could mean.
fn has_one_decimal(value: f64) -> bool {
    (0.0..=10_000_000.0).contains(&value) && (value * 10.0 - (value * 10.0).round()).abs() < 1e-6
}
