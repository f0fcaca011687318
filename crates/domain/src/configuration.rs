//! What a station's configuration shall be, and what of it must be written (`ocpp.md` rule 1).

use crate::policy::Policies;
use crate::registration::{KeyWrite, ReportedKey};

/// A key of which a station does not have the value that it shall have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDifference {
    /// Its name: as the station writes it, else as it is wanted.
    pub key: String,
    /// What it shall hold.
    pub wanted: String,
    /// What it holds, as far as the station told.
    pub has: Option<String>,
    /// Whether the station told of the key at all.
    pub is_told: bool,
    /// Whether the station refuses to change it.
    pub read_only: bool,
}

/// The keys in which a station differs from what is wanted, in the order of the wish.
///
/// Keys are found without regard to case (OCPP 1.5 says `HeartBeatInterval`).
pub fn differences(reported: &[ReportedKey], wanted: &[KeyWrite]) -> Vec<KeyDifference> {
    let difference = |wish: &KeyWrite| {
        let told = reported.iter().find(|key| is_same_key(&key.key, &wish.key));
        let has = told.and_then(|key| key.value.as_deref());
        let differs = has.is_none_or(|has| !is_same_value(has, &wish.value));
        differs.then(|| KeyDifference {
            key: told.map_or_else(|| wish.key.trim().to_owned(), |key| key.key.clone()),
            wanted: wish.value.clone(),
            has: has.map(str::to_owned),
            is_told: told.is_some(),
            read_only: told.is_some_and(|key| key.read_only),
        })
    };
    wanted.iter().filter_map(difference).collect()
}

/// Which keys the portal writes by itself so that a station follows the policies and its template: only those that the station
/// has, that can be written and that differ.
///
/// `heartbeat_interval_s` is the station's own and stands over the template, which stands over the policies. A meter value interval
/// of 0 leaves it as it is.
pub fn keys_to_write(
    reported: &[ReportedKey],
    policies: &Policies,
    heartbeat_interval_s: Option<u32>,
    template: &[KeyWrite],
) -> Vec<KeyWrite> {
    let wish = |key: &str, seconds: u32| KeyWrite { key: key.to_owned(), value: seconds.to_string() };
    let mut wanted = Vec::with_capacity(2 + template.len());
    wanted.extend(heartbeat_interval_s.map(|seconds| wish(HEARTBEAT, seconds)));
    let policy = [
        (HEARTBEAT, Some(policies.heartbeat_interval_s)),
        (METER_VALUES, Some(policies.meter_value_interval_s).filter(|interval_s| *interval_s > 0)),
    ];
    let by_policy = policy.into_iter().filter_map(|(key, seconds)| seconds.map(|seconds| wish(key, seconds)));
    for wish in template.iter().cloned().chain(by_policy) {
        // What stands further up holds.
        if !wanted.iter().any(|other: &KeyWrite| is_same_key(&other.key, &wish.key)) {
            wanted.push(wish);
        }
    }
    let differing = differences(reported, &wanted).into_iter().filter(|key| key.is_told && !key.read_only);
    differing.map(|key| KeyWrite { key: key.key, value: key.wanted }).collect()
}

const HEARTBEAT: &str = "HeartbeatInterval";
const METER_VALUES: &str = "MeterValueSampleInterval";

/// Whether two texts name the same key.
pub fn is_same_key(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether two values mean the same: as numbers, as booleans in any case, as lists without regard to blanks around their commas.
pub fn is_same_value(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    if one == other {
        return true;
    }
    if let (Ok(one), Ok(other)) = (one.parse::<f64>(), other.parse::<f64>()) {
        return one == other;
    }
    let is_boolean = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    if is_boolean(one) && is_boolean(other) {
        return one.eq_ignore_ascii_case(other);
    }
    let is_list = one.contains(',') || other.contains(',');
    is_list && one.split(',').map(str::trim).eq(other.split(',').map(str::trim))
}
