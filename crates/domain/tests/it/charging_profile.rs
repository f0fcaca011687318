//! Charging profiles: what makes sense, and what a station can take.

use domain::charging_profile::{
    ChargingProfile, ProfileFilter, ProfileKind, ProfileLimits, ProfilePeriod, ProfilePurpose, RateUnit, Recurrency,
};
use domain::{SessionId, UtcMillis};

fn period(start_s: u32, limit: f64) -> ProfilePeriod {
    ProfilePeriod { start_s, limit, phases: None }
}

fn profile() -> ChargingProfile {
    ChargingProfile {
        outlet: 1,
        profile_id: None,
        purpose: ProfilePurpose::TxDefault,
        stack_level: 1,
        kind: ProfileKind::Absolute,
        recurrency: None,
        valid_from: None,
        valid_to: None,
        duration_s: Some(7_200),
        start_at: Some(UtcMillis(0)),
        unit: RateUnit::Ampere,
        min_charging_rate: None,
        periods: vec![period(0, 16.0), period(3_600, 6.5)],
        session_id: None,
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let limits = ProfileLimits { max_stack_level: Some(3), max_periods: Some(2), refused_unit: Some(RateUnit::Watt) };
    assert_eq!(profile().check(&limits), Ok(()));
    let recurring =
        || ChargingProfile { kind: ProfileKind::Recurring, recurrency: Some(Recurrency::Daily), ..profile() };
    assert_eq!(recurring().check(&limits), Ok(()));
    let periods = |periods| ChargingProfile { periods, ..profile() };
    let table = [
        ("stackLevel", ChargingProfile { stack_level: 4, ..profile() }),
        ("unit", ChargingProfile { unit: RateUnit::Watt, ..profile() }),
        ("periods", periods(vec![period(0, 1.0), period(1, 1.0), period(2, 1.0)])),
        ("periods", periods(vec![])),
        ("periods", periods(vec![period(1, 1.0)])),
        ("periods", periods(vec![period(0, 1.0), period(0, 2.0)])),
        ("periods", periods(vec![period(0, 1.0), period(7_200, 2.0)])),
        ("periods", periods(vec![period(0, 1.25)])),
        ("periods", periods(vec![period(0, -1.0)])),
        ("periods", periods(vec![period(0, f64::NAN)])),
        ("periods", periods(vec![ProfilePeriod { phases: Some(4), ..period(0, 1.0) }])),
        ("outlet", ChargingProfile { purpose: ProfilePurpose::ChargePointMax, ..profile() }),
        ("outlet", ChargingProfile { purpose: ProfilePurpose::Tx, outlet: 0, ..profile() }),
        ("sessionId", ChargingProfile { purpose: ProfilePurpose::Tx, ..profile() }),
        ("sessionId", ChargingProfile { session_id: Some(SessionId(1)), ..profile() }),
        ("recurrency", ChargingProfile { kind: ProfileKind::Recurring, ..profile() }),
        ("recurrency", ChargingProfile { recurrency: Some(Recurrency::Weekly), ..profile() }),
        ("startAt", ChargingProfile { start_at: None, ..recurring() }),
        ("startAt", ChargingProfile { kind: ProfileKind::Relative, ..profile() }),
        ("durationS", ChargingProfile { duration_s: Some(86_401), ..recurring() }),
        ("durationS", ChargingProfile { duration_s: Some(0), ..profile() }),
        ("validTo", ChargingProfile { valid_from: Some(UtcMillis(5)), valid_to: Some(UtcMillis(5)), ..profile() }),
        ("minChargingRate", ChargingProfile { min_charging_rate: Some(0.25), ..profile() }),
    ];
    for (field, profile) in table {
        assert_eq!(profile.check(&limits).unwrap_err().field, field, "{profile:?}");
    }
}

#[test]
fn a_profile_replaces_its_equal_and_a_filter_finds_it() {
    let known = profile();
    assert!(profile().replaces(&known));
    assert!(!ChargingProfile { stack_level: 2, ..profile() }.replaces(&known));
    let all = ProfileFilter::default();
    assert!(all.matches(7, &known));
    assert!(ProfileFilter { outlet: Some(1), purpose: Some(ProfilePurpose::TxDefault), ..all }.matches(7, &known));
    assert!(!ProfileFilter { stack_level: Some(2), ..all }.matches(7, &known));
    assert!(ProfileFilter { profile_id: Some(7), outlet: Some(9), ..all }.matches(7, &known), "an id alone decides");
    assert!(!ProfileFilter { profile_id: Some(8), ..all }.matches(7, &known));
}
