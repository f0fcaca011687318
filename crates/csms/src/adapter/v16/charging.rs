//! Charging profiles in the words of OCPP 1.6.

use domain::charging_profile::{ChargingProfile, ProfileFilter, ProfileKind, ProfilePurpose, RateUnit, Recurrency};
use ocpp::v16::{
    ChargingProfile as WireProfile, ChargingProfileKind, ChargingProfilePurpose, ChargingRateUnit, ChargingSchedule,
    ChargingSchedulePeriod, ClearChargingProfileRequest, RecurrencyKind, SetChargingProfileRequest,
};
use ocpp::{Decimal, Timestamp};

/// A profile's request.
pub(super) fn set(profile: &ChargingProfile) -> SetChargingProfileRequest {
    let periods = profile.periods.iter().map(|period| {
        let mut wire = ChargingSchedulePeriod::new(i64::from(period.start_s), Decimal::nearest(period.limit));
        wire.number_phases = period.phases.map(i64::from);
        wire
    });
    let mut schedule = ChargingSchedule::new(unit(profile.unit), periods.collect::<Vec<ChargingSchedulePeriod>>());
    schedule.duration = profile.duration_s.map(i64::from);
    schedule.start_schedule = profile.start_at.map(|at| Timestamp::from_utc_ms(at.0));
    schedule.min_charging_rate = profile.min_charging_rate.map(Decimal::nearest);
    let kind = match profile.kind {
        ProfileKind::Absolute => ChargingProfileKind::Absolute,
        ProfileKind::Recurring => ChargingProfileKind::Recurring,
        ProfileKind::Relative => ChargingProfileKind::Relative,
    };
    let id = profile.profile_id.unwrap_or_default();
    let level = i64::from(profile.stack_level);
    let mut wire = WireProfile::new(id, level, purpose(profile.purpose), kind, schedule);
    wire.transaction_id = profile.session_id.map(|session| session.0);
    wire.recurrency_kind = profile.recurrency.map(|recurrency| match recurrency {
        Recurrency::Daily => RecurrencyKind::Daily,
        Recurrency::Weekly => RecurrencyKind::Weekly,
    });
    wire.valid_from = profile.valid_from.map(|at| Timestamp::from_utc_ms(at.0));
    wire.valid_to = profile.valid_to.map(|at| Timestamp::from_utc_ms(at.0));
    SetChargingProfileRequest::new(i64::from(profile.outlet), wire)
}

/// The request to remove what a filter finds.
pub(super) fn clear(filter: &ProfileFilter) -> ClearChargingProfileRequest {
    ClearChargingProfileRequest {
        id: filter.profile_id,
        connector_id: filter.outlet.map(i64::from),
        charging_profile_purpose: filter.purpose.map(purpose),
        stack_level: filter.stack_level.map(i64::from),
    }
}

/// A unit of limits.
pub(super) fn unit(unit: RateUnit) -> ChargingRateUnit {
    match unit {
        RateUnit::Ampere => ChargingRateUnit::Ampere,
        RateUnit::Watt => ChargingRateUnit::Watt,
    }
}

fn purpose(purpose: ProfilePurpose) -> ChargingProfilePurpose {
    match purpose {
        ProfilePurpose::ChargePointMax => ChargingProfilePurpose::ChargePointMaxProfile,
        ProfilePurpose::TxDefault => ChargingProfilePurpose::TxDefaultProfile,
        ProfilePurpose::Tx => ChargingProfilePurpose::TxProfile,
    }
}
