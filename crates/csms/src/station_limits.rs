//! What a station can take, as its configuration says.

use domain::access::Reach;
use domain::charging_profile::{ProfileLimits, RateUnit};
use store::StoreError;

use crate::central_system::CentralSystem;
use crate::station::Station;

/// How many tags go into one message where the station does not tell.
const USUAL_TAGS_AT_ONCE: usize = 100;

/// What a station can take of lists of tags (OCPP 1.6 ed. 2 §9.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListLimits {
    /// LocalAuthListMaxLength: how many tags its list holds.
    pub most: Option<usize>,
    /// SendLocalListMaxLength: how many tags one message may hold.
    pub most_at_once: usize,
}

impl Default for ListLimits {
    fn default() -> Self {
        Self { most: None, most_at_once: USUAL_TAGS_AT_ONCE }
    }
}

/// A station's configuration keys that tell what it can take.
struct Keys(Vec<(String, String)>);

impl Keys {
    async fn of(system: &CentralSystem, station: &Station) -> Result<Self, StoreError> {
        let configuration = system.store.station_configuration(station.id, &Reach::All).await?;
        let keys = configuration.map(|configuration| configuration.keys).unwrap_or_default();
        Ok(Self(keys.into_iter().filter_map(|key| Some((key.key, key.value?))).collect()))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }
}

/// What a station can take of lists of tags.
pub(crate) async fn list_limits(system: &CentralSystem, station: &Station) -> Result<ListLimits, StoreError> {
    let keys = Keys::of(system, station).await?;
    let most_at_once = keys.number("SendLocalListMaxLength").filter(|most| *most > 0);
    Ok(ListLimits {
        most: keys.number("LocalAuthListMaxLength").filter(|most| *most > 0),
        most_at_once: most_at_once.unwrap_or(USUAL_TAGS_AT_ONCE),
    })
}

/// What a station can take of charging profiles.
pub(crate) async fn profile_limits(system: &CentralSystem, station: &Station) -> Result<ProfileLimits, StoreError> {
    let keys = Keys::of(system, station).await?;
    let allowed = keys.text("ChargingScheduleAllowedChargingRateUnit").unwrap_or_default().to_ascii_lowercase();
    // The key's words are Current and Power; *Deviation:* some stations write the units themselves.
    let has = |words: [&str; 2]| allowed.split(',').any(|word| words.contains(&word.trim()));
    let refused_unit = match (has(["current", "a"]), has(["power", "w"])) {
        (true, false) => Some(RateUnit::Watt),
        (false, true) => Some(RateUnit::Ampere),
        _ => None,
    };
    Ok(ProfileLimits {
        max_stack_level: keys.number("ChargeProfileMaxStackLevel"),
        max_periods: keys.number("ChargingScheduleMaxPeriods").filter(|most| *most > 0),
        refused_unit,
    })
}

/// Whether a station says that it cannot keep *any* outlet (OCPP 1.6 ed. 2 §9.3.1).
pub(crate) async fn refuses_reserving_any(system: &CentralSystem, station: &Station) -> Result<bool, StoreError> {
    let keys = Keys::of(system, station).await?;
    Ok(keys.text("ReserveConnectorZeroSupported").is_some_and(|value| value.eq_ignore_ascii_case("false")))
}
