//! Charging profiles and the limits that follow from them (OCPP 1.6 ed. 2 §3.13).

use jiff::{SignedDuration, Timestamp};
use ocpp::Decimal;
use ocpp::v16::{
    ChargingProfile, ChargingProfileKind, ChargingProfilePurpose, ChargingRateUnit, ChargingSchedule,
    ChargingSchedulePeriod, ClearChargingProfileRequest, RecurrencyKind,
};

use super::configuration::MOST_PROFILES;
use super::meter::NOMINAL_VOLTAGE_V;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const WEEK: SignedDuration = SignedDuration::from_hours(24 * 7);

/// How far ahead a composite schedule looks.
pub(crate) const LONGEST_COMPOSITE_S: i64 = 14 * 86_400;

/// What limits apply to: an outlet, and the transaction that runs there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    /// The connector.
    pub connector: i64,
    /// How many phases it has.
    pub phases: u8,
    /// When its session began.
    pub started: Option<Timestamp>,
}

/// All profiles that are installed, each with the connector that it is for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits {
    profiles: Vec<(i64, ChargingProfile)>,
}

impl Limits {
    /// Installs a profile; it takes the place of one with the same id, or with the same purpose and stack level at the same
    /// connector. False where there are too many.
    pub(crate) fn install(&mut self, connector: i64, profile: ChargingProfile) -> bool {
        let mut profiles = self.profiles.clone();
        profiles.retain(|(at, installed)| {
            let same_place = *at == connector
                && installed.charging_profile_purpose == profile.charging_profile_purpose
                && installed.stack_level == profile.stack_level;
            installed.charging_profile_id != profile.charging_profile_id && !same_place
        });
        if profiles.len() >= MOST_PROFILES {
            return false;
        }
        profiles.push((connector, profile));
        self.profiles = profiles;
        true
    }

    /// Removes the profiles that the request names; false where there was none.
    pub(crate) fn clear(&mut self, wanted: &ClearChargingProfileRequest) -> bool {
        let before = self.profiles.len();
        self.profiles.retain(|(connector, profile)| {
            let named = match wanted.id {
                Some(id) => profile.charging_profile_id == id,
                None => {
                    wanted.connector_id.is_none_or(|id| id == *connector)
                        && wanted.charging_profile_purpose.is_none_or(|it| it == profile.charging_profile_purpose)
                        && wanted.stack_level.is_none_or(|level| level == profile.stack_level)
                }
            };
            !named
        });
        self.profiles.len() < before
    }

    /// Removes what was for the transaction at a connector, which has ended.
    pub(crate) fn transaction_ended(&mut self, connector: i64) {
        self.profiles.retain(|(at, profile)| {
            *at != connector || profile.charging_profile_purpose != ChargingProfilePurpose::TxProfile
        });
    }

    /// The current that is allowed for each phase; infinite where nothing limits it.
    pub(crate) fn limit_a(&self, scope: Scope, at: Timestamp) -> f64 {
        let station = self.highest(ChargingProfilePurpose::ChargePointMaxProfile, &[0], scope, at);
        let own = scope
            .started
            .and_then(|_| self.highest(ChargingProfilePurpose::TxProfile, &[scope.connector], scope, at))
            .or_else(|| self.highest(ChargingProfilePurpose::TxDefaultProfile, &[scope.connector], scope, at))
            .or_else(|| self.highest(ChargingProfilePurpose::TxDefaultProfile, &[0], scope, at));
        station.unwrap_or(f64::INFINITY).min(own.unwrap_or(f64::INFINITY))
    }

    /// The limits of the coming `duration_s` seconds (at most [`LONGEST_COMPOSITE_S`]), in `unit`; `most_a` is what the hardware allows for each phase.
    pub(crate) fn composite(
        &self,
        scope: Scope,
        now: Timestamp,
        duration_s: i64,
        unit: ChargingRateUnit,
        most_a: f64,
    ) -> ChargingSchedule {
        let duration_s = duration_s.clamp(0, LONGEST_COMPOSITE_S);
        let mut moments = self.changes(scope, now, duration_s);
        moments.insert(0, 0);
        moments.sort_unstable();
        moments.dedup();
        let mut periods: Vec<ChargingSchedulePeriod> = Vec::new();
        for second in moments {
            let limit_a = self.limit_a(scope, now + SignedDuration::from_secs(second)).min(most_a);
            let limit = match unit {
                ChargingRateUnit::Ampere => limit_a,
                ChargingRateUnit::Watt => limit_a * NOMINAL_VOLTAGE_V * f64::from(scope.phases),
            };
            let limit = Decimal::nearest(limit);
            if periods.last().is_none_or(|last| last.limit != limit) {
                periods.push(ChargingSchedulePeriod::new(second, limit));
            }
        }
        let mut schedule = ChargingSchedule::new(unit, periods);
        schedule.duration = Some(duration_s);
        schedule
    }

    fn highest(&self, purpose: ChargingProfilePurpose, connectors: &[i64], scope: Scope, at: Timestamp) -> Option<f64> {
        let candidates = self.profiles.iter().filter(|(connector, profile)| {
            connectors.contains(connector) && profile.charging_profile_purpose == purpose
        });
        let limits = candidates.filter_map(|(_, profile)| Some((profile.stack_level, limit_of(profile, scope, at)?)));
        limits.max_by_key(|(level, _)| *level).map(|(_, limit)| limit)
    }

    /// The seconds from now at which a limit may change.
    fn changes(&self, scope: Scope, now: Timestamp, duration_s: i64) -> Vec<i64> {
        let mut seconds = Vec::new();
        for (_, profile) in &self.profiles {
            let schedule = &profile.charging_schedule;
            for recurrence in 0..=duration_s / period_of(profile).map_or(i64::MAX, |period| period.as_secs()) {
                let shift = period_of(profile).map_or(SignedDuration::ZERO, |period| period * recurrence as i32);
                let Some(begin) = begin_of(profile, scope, now) else { continue };
                let begin_s = (begin + shift).duration_since(now).as_secs();
                let periods = schedule.charging_schedule_period.iter().map(|period| period.start_period);
                seconds.extend(periods.chain(schedule.duration).map(|offset| begin_s.saturating_add(offset)));
            }
            for bound in [&profile.valid_from, &profile.valid_to] {
                seconds.extend(moment(bound.as_ref()).map(|bound| bound.duration_since(now).as_secs()));
            }
        }
        seconds.retain(|second| (0..duration_s).contains(second));
        seconds
    }
}

/// What a profile allows at a moment, in A for each phase; nothing where it does not hold then.
fn limit_of(profile: &ChargingProfile, scope: Scope, at: Timestamp) -> Option<f64> {
    if moment(profile.valid_from.as_ref()).is_some_and(|from| at < from)
        || moment(profile.valid_to.as_ref()).is_some_and(|to| at >= to)
    {
        return None;
    }
    let schedule = &profile.charging_schedule;
    let elapsed_s = at.duration_since(begin_of(profile, scope, at)?).as_secs();
    if elapsed_s < 0 || schedule.duration.is_some_and(|duration| elapsed_s >= duration) {
        return None;
    }
    let periods = schedule.charging_schedule_period.iter();
    let period = periods.filter(|period| period.start_period <= elapsed_s).max_by_key(|period| period.start_period)?;
    let phases = period.number_phases.unwrap_or(i64::from(scope.phases)).clamp(1, 3) as f64;
    Some(match schedule.charging_rate_unit {
        ChargingRateUnit::Ampere => period.limit.get(),
        ChargingRateUnit::Watt => period.limit.get() / (NOMINAL_VOLTAGE_V * phases.min(f64::from(scope.phases))),
    })
}

/// When the schedule of a profile begins, as it is in force at a moment.
fn begin_of(profile: &ChargingProfile, scope: Scope, at: Timestamp) -> Option<Timestamp> {
    let start = moment(profile.charging_schedule.start_schedule.as_ref());
    match profile.charging_profile_kind {
        ChargingProfileKind::Absolute => start.or(scope.started),
        ChargingProfileKind::Relative => Some(scope.started.unwrap_or(at)),
        ChargingProfileKind::Recurring => {
            let start = start?;
            let period = period_of(profile)?;
            let passed = at.duration_since(start).as_secs().div_euclid(period.as_secs());
            Some(start + period * i32::try_from(passed).ok()?)
        }
    }
}

fn period_of(profile: &ChargingProfile) -> Option<SignedDuration> {
    if profile.charging_profile_kind != ChargingProfileKind::Recurring {
        return None;
    }
    match profile.recurrency_kind? {
        RecurrencyKind::Daily => Some(DAY),
        RecurrencyKind::Weekly => Some(WEEK),
    }
}

fn moment(text: Option<&ocpp::Timestamp>) -> Option<Timestamp> {
    text.and_then(|text| text.reading().utc_ms).and_then(|ms| Timestamp::from_millisecond(ms).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(id: i64, level: i64, purpose: ChargingProfilePurpose, periods: &[(i64, f64)]) -> ChargingProfile {
        let periods =
            periods.iter().map(|(start, limit)| ChargingSchedulePeriod::new(*start, Decimal::nearest(*limit)));
        let schedule = ChargingSchedule::new(ChargingRateUnit::Ampere, periods.collect::<Vec<_>>());
        ChargingProfile::new(id, level, purpose, ChargingProfileKind::Relative, schedule)
    }

    fn scope(started: Option<Timestamp>) -> Scope {
        Scope { connector: 1, phases: 3, started }
    }

    #[test]
    fn the_transaction_goes_before_the_default_and_the_station_limits_both() {
        use ChargingProfilePurpose::{ChargePointMaxProfile, TxDefaultProfile, TxProfile};
        let now = Timestamp::UNIX_EPOCH;
        let mut limits = Limits::default();
        assert_eq!(limits.limit_a(scope(None), now), f64::INFINITY);
        limits.install(0, profile(1, 0, TxDefaultProfile, &[(0, 16.0)]));
        limits.install(1, profile(2, 0, TxDefaultProfile, &[(0, 10.0)]));
        limits.install(1, profile(3, 1, TxProfile, &[(0, 20.0)]));
        assert_eq!(limits.limit_a(scope(None), now), 10.0);
        assert_eq!(limits.limit_a(scope(Some(now)), now), 20.0);
        limits.install(0, profile(4, 0, ChargePointMaxProfile, &[(0, 13.0)]));
        assert_eq!(limits.limit_a(scope(Some(now)), now), 13.0);
        limits.transaction_ended(1);
        assert_eq!(limits.limit_a(scope(Some(now)), now), 10.0);
        let mut wanted = ClearChargingProfileRequest::new();
        wanted.charging_profile_purpose = Some(TxDefaultProfile);
        assert!(limits.clear(&wanted) && !limits.clear(&wanted));
        assert_eq!(limits.limit_a(scope(Some(now)), now), 13.0);
    }

    #[test]
    fn the_composite_schedule_has_a_period_for_each_change() {
        let now = Timestamp::UNIX_EPOCH;
        let mut limits = Limits::default();
        let default = profile(1, 0, ChargingProfilePurpose::TxDefaultProfile, &[(0, 16.0), (60, 8.0), (120, 8.0)]);
        limits.install(0, default);
        let schedule = limits.composite(scope(Some(now)), now, 300, ChargingRateUnit::Watt, 32.0);
        let periods: Vec<_> =
            schedule.charging_schedule_period.iter().map(|period| (period.start_period, period.limit.get())).collect();
        assert_eq!(periods, [(0, 16.0 * 690.0), (60, 8.0 * 690.0)]);
        assert_eq!(schedule.duration, Some(300));
    }

    #[test]
    fn daily_profiles_recur() {
        let mut daily = profile(1, 0, ChargingProfilePurpose::TxDefaultProfile, &[(0, 6.0), (3600, 16.0)]);
        daily.charging_profile_kind = ChargingProfileKind::Recurring;
        daily.recurrency_kind = Some(RecurrencyKind::Daily);
        daily.charging_schedule.start_schedule = Some(ocpp::Timestamp::from_utc_ms(0));
        let mut limits = Limits::default();
        limits.install(0, daily);
        let at = |hours: i64| limits.limit_a(scope(None), Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours));
        assert_eq!((at(0), at(1), at(24 * 9), at(24 * 9 + 5)), (6.0, 16.0, 6.0, 16.0));
    }
}
