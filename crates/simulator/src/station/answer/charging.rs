//! Smart charging: profiles and the schedule that follows from them.

use jiff::Timestamp;
use ocpp::v16::{
    ChargingProfileKind, ChargingProfilePurpose, ChargingProfileStatus, ChargingRateUnit, ClearChargingProfileRequest,
    ClearChargingProfileResponse, ClearChargingProfileStatus, GetCompositeScheduleRequest,
    GetCompositeScheduleResponse, GetCompositeScheduleStatus, SetChargingProfileRequest, SetChargingProfileResponse,
};

use super::super::Station;
use super::super::configuration::{HIGHEST_STACK_LEVEL, MOST_PERIODS};
use super::super::equipment::{OutletNumber, Supply};
use super::super::limits::Scope;
use super::super::meter::NOMINAL_VOLTAGE_V;
use super::super::samples::wire_time;

impl Station {
    /// Installs a profile, where it makes sense (OCPP 1.6 ed. 2 §5.16).
    pub(super) fn set_charging_profile(&mut self, ask: SetChargingProfileRequest) -> SetChargingProfileResponse {
        let fits = self.fits(&ask);
        let installed = fits && self.limits.install(ask.connector_id, ask.cs_charging_profiles);
        SetChargingProfileResponse::new(if installed {
            ChargingProfileStatus::Accepted
        } else {
            ChargingProfileStatus::Rejected
        })
    }

    fn fits(&self, ask: &SetChargingProfileRequest) -> bool {
        let profile = &ask.cs_charging_profiles;
        let schedule = &profile.charging_schedule;
        let known = ask.connector_id == 0 || self.outlet_at(ask.connector_id).is_some();
        let purpose = match profile.charging_profile_purpose {
            ChargingProfilePurpose::ChargePointMaxProfile => ask.connector_id == 0,
            ChargingProfilePurpose::TxDefaultProfile => true,
            ChargingProfilePurpose::TxProfile => self.outlet_at(ask.connector_id).is_some_and(|number| {
                let runs = self.outlet(number).is_some_and(|outlet| outlet.session.is_some());
                let transaction = self.transaction(number);
                runs && profile.transaction_id.is_none_or(|id| Some(id) == transaction)
            }),
        };
        let recurring = profile.charging_profile_kind != ChargingProfileKind::Recurring
            || (profile.recurrency_kind.is_some() && schedule.start_schedule.is_some());
        known
            && purpose
            && recurring
            && (0..=HIGHEST_STACK_LEVEL).contains(&profile.stack_level)
            && (1..=MOST_PERIODS).contains(&schedule.charging_schedule_period.len())
    }

    /// Removes profiles (OCPP 1.6 ed. 2 §5.5).
    pub(super) fn clear_charging_profile(&mut self, ask: &ClearChargingProfileRequest) -> ClearChargingProfileResponse {
        ClearChargingProfileResponse::new(if self.limits.clear(ask) {
            ClearChargingProfileStatus::Accepted
        } else {
            ClearChargingProfileStatus::Unknown
        })
    }

    /// What an outlet, or the whole station, may take in the time to come (OCPP 1.6 ed. 2 §5.7).
    pub(super) fn composite_schedule(
        &mut self,
        ask: &GetCompositeScheduleRequest,
        now: Timestamp,
    ) -> GetCompositeScheduleResponse {
        let rejected = GetCompositeScheduleResponse::new(GetCompositeScheduleStatus::Rejected);
        let scope = match ask.connector_id {
            0 => Scope { connector: 0, phases: 3, started: None },
            connector => {
                let number = self.outlet_at(connector);
                match number.and_then(|number| self.outlet(number)) {
                    Some(outlet) => self.scope(outlet),
                    None => return rejected,
                }
            }
        };
        if ask.duration <= 0 {
            return rejected;
        }
        let outlets = if ask.connector_id == 0 { f64::from(self.equipment().outlets) } else { 1.0 };
        let most_a = match self.equipment().supply {
            Supply::Ac { current_a, .. } => current_a * outlets,
            Supply::Dc { power_w } => power_w * outlets / (NOMINAL_VOLTAGE_V * f64::from(scope.phases)),
        };
        let unit = ask.charging_rate_unit.unwrap_or(ChargingRateUnit::Ampere);
        let mut response = GetCompositeScheduleResponse::new(GetCompositeScheduleStatus::Accepted);
        response.connector_id = Some(ask.connector_id);
        response.schedule_start = Some(wire_time(now));
        response.charging_schedule = Some(self.limits.composite(scope, now, ask.duration, unit, most_a));
        response
    }

    /// The outlets at which a trigger asks for something: one, or all.
    pub(super) fn outlets_meant(&self, connector: Option<i64>) -> Option<Vec<OutletNumber>> {
        match connector {
            None | Some(0) => Some(self.outlets.iter().map(|outlet| outlet.number).collect()),
            Some(connector) => self.outlet_at(connector).map(|number| vec![number]),
        }
    }
}
