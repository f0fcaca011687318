//! The meter of an outlet, and the current that flows through it.

use super::equipment::Supply;
use super::vehicle::{LEAST_CURRENT_A, Vehicle};

/// The grid's voltage between a phase and neutral.
pub(super) const NOMINAL_VOLTAGE_V: f64 = 230.0;
/// Until an AC charger has reached its current.
const AC_RAMP_S: f64 = 12.0;
/// Until a DC charger has reached its power.
const DC_RAMP_S: f64 = 30.0;
/// From this share on, a vehicle takes less from an AC station.
const AC_TAPER_FROM: f64 = 0.92;
/// From this share on, a vehicle takes less from a DC station.
const DC_TAPER_FROM: f64 = 0.6;

/// What flows at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Flow {
    /// Power in all, in W.
    pub power_w: f64,
    /// Current for each phase that is used, in A; for DC the current to the vehicle.
    pub current_a: f64,
    /// Voltage of a phase, in V; for DC the voltage at the vehicle.
    pub voltage_v: f64,
    /// How many phases are used; 0 for DC.
    pub phases: u8,
}

/// A meter: a register that only ever grows.
#[derive(Debug, Clone, PartialEq)]
pub struct Meter {
    register_wh: f64,
    flow: Flow,
    /// Simulated seconds since current began to flow.
    charging_s: f64,
    /// Simulated seconds in all, for noise.
    age_s: f64,
    seed: u64,
}

impl Meter {
    /// A meter that shows `register_wh`; `seed` makes its noise its own.
    #[must_use]
    pub fn new(register_wh: f64, seed: u64) -> Self {
        let flow = Flow { voltage_v: NOMINAL_VOLTAGE_V, ..Flow::default() };
        Self { register_wh, flow, charging_s: 0.0, age_s: 0.0, seed }
    }

    /// The register in whole Wh.
    #[must_use]
    pub fn register_wh(&self) -> i64 {
        self.register_wh.floor() as i64
    }

    /// What flows.
    #[must_use]
    pub fn flow(&self) -> Flow {
        self.flow
    }

    /// The temperature inside the outlet, in °C: it follows the current.
    #[must_use]
    pub fn temperature_c(&self) -> f64 {
        let per_conductor = if self.flow.phases == 0 { self.flow.current_a / 10.0 } else { self.flow.current_a };
        18.0 + per_conductor * 0.9 + self.noise(97) * 1.5
    }

    /// Lets simulated seconds pass in which nothing flows.
    pub fn rest(&mut self, seconds: f64) {
        self.age_s += seconds;
        self.charging_s = 0.0;
        let voltage_v = NOMINAL_VOLTAGE_V + self.noise(1) * 2.0;
        self.flow = Flow { voltage_v, ..Flow::default() };
    }

    /// Lets simulated seconds pass in which `vehicle` charges with at most `limit_a` for each phase.
    pub fn charge(&mut self, seconds: f64, vehicle: &mut Vehicle, supply: Supply, limit_a: f64) {
        let mut left = seconds;
        while left > 0.0 {
            let step = left.min(1.0);
            left -= step;
            self.age_s += step;
            self.charging_s += step;
            self.flow = match supply {
                Supply::Ac { phases, current_a } => self.ac(vehicle, phases, current_a.min(limit_a)),
                Supply::Dc { power_w } => self.dc(vehicle, power_w.min(limit_a * 3.0 * NOMINAL_VOLTAGE_V)),
            };
            let energy_wh = (self.flow.power_w * step / 3600.0).min(vehicle.battery_wh - vehicle.charged_wh);
            vehicle.charge(energy_wh);
            self.register_wh += energy_wh.max(0.0);
        }
        if vehicle.is_full() {
            self.flow = Flow { power_w: 0.0, current_a: 0.0, ..self.flow };
        }
    }

    fn ac(&self, vehicle: &Vehicle, phases: u8, limit_a: f64) -> Flow {
        let phases = phases.min(vehicle.phases).max(1);
        let wanted_a = vehicle.current_a.min(limit_a);
        let voltage_v = |current_a: f64| NOMINAL_VOLTAGE_V + self.noise(1) * 2.0 - current_a * 0.08;
        if wanted_a < LEAST_CURRENT_A || vehicle.is_full() {
            return Flow { voltage_v: voltage_v(0.0), phases, ..Flow::default() };
        }
        let ramp = (self.charging_s / AC_RAMP_S).min(1.0);
        // Chargers take a little less than they are offered, and never more.
        let steady_a = wanted_a * vehicle.appetite(AC_TAPER_FROM) * (0.985 + self.noise(2) * 0.012);
        let current_a = (steady_a.max(LEAST_CURRENT_A) * ramp).min(wanted_a);
        let voltage_v = voltage_v(current_a);
        Flow { power_w: current_a * voltage_v * f64::from(phases), current_a, voltage_v, phases }
    }

    fn dc(&self, vehicle: &Vehicle, limit_w: f64) -> Flow {
        let voltage_v = 340.0 + 70.0 * vehicle.share() + self.noise(1);
        let ramp = (self.charging_s / DC_RAMP_S).min(1.0);
        let wanted_w = vehicle.dc_power_w.min(limit_w);
        let steady_w = wanted_w * vehicle.appetite(DC_TAPER_FROM) * (0.985 + self.noise(2) * 0.012);
        let power_w = (steady_w * ramp).max(0.0);
        Flow { power_w, current_a: power_w / voltage_v, voltage_v, phases: 0 }
    }

    /// Between -1 and 1, changing slowly, and always the same at the same age: so a run can be repeated.
    fn noise(&self, kind: u64) -> f64 {
        const SLOT_S: f64 = 9.0;
        let slot = (self.age_s / SLOT_S).floor();
        let within = self.age_s / SLOT_S - slot;
        let at = |slot: f64| scattered(self.seed ^ kind.rotate_left(48) ^ slot as u64);
        at(slot) * (1.0 - within) + at(slot + 1.0) * within
    }
}

/// A number between -1 and 1 that looks random and depends on nothing but `from` (the finaliser of SplitMix64).
fn scattered(from: u64) -> f64 {
    let mut bits = from.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    (bits >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::vehicle::VehicleModel;
    use super::*;

    const AC: Supply = Supply::Ac { phases: 3, current_a: 32.0 };

    #[test]
    fn the_curve_ramps_up_stays_and_tapers() {
        let mut meter = Meter::new(0.0, 1);
        let mut vehicle = VehicleModel::Family.vehicle(0.85);
        meter.charge(3.0, &mut vehicle, AC, 32.0);
        let early = meter.flow().power_w;
        meter.charge(60.0, &mut vehicle, AC, 32.0);
        let plateau = meter.flow().power_w;
        assert!(early < plateau * 0.4, "{early} {plateau}");
        assert!((10_300.0..11_100.0).contains(&plateau), "{plateau}");
        while vehicle.share() < 0.995 {
            meter.charge(10.0, &mut vehicle, AC, 32.0);
        }
        assert!(meter.flow().power_w < plateau * 0.6);
        meter.charge(7200.0, &mut vehicle, AC, 32.0);
        assert!(vehicle.is_full());
        assert_eq!(meter.flow().power_w, 0.0);
    }

    #[test]
    fn below_six_amperes_nothing_flows() {
        let mut meter = Meter::new(0.0, 1);
        let mut vehicle = VehicleModel::Van.vehicle(0.3);
        meter.charge(60.0, &mut vehicle, AC, 5.9);
        assert_eq!((meter.flow().power_w, meter.register_wh()), (0.0, 0));
    }

    #[test]
    fn direct_current_is_fast_and_slows_down() {
        let mut meter = Meter::new(0.0, 3);
        let mut vehicle = VehicleModel::Van.vehicle(0.2);
        let dc = Supply::Dc { power_w: 120_000.0 };
        meter.charge(60.0, &mut vehicle, dc, 500.0);
        let early = meter.flow().power_w;
        assert!((110_000.0..=120_000.0).contains(&early), "{early}");
        meter.charge(2400.0, &mut vehicle, dc, 500.0);
        assert!(meter.flow().power_w < early * 0.5);
    }

    proptest! {
        #[test]
        fn the_register_never_falls_and_never_exceeds_what_is_possible(
            steps in prop::collection::vec((0.0_f64..600.0, 0.0_f64..40.0, any::<bool>()), 1..40),
            seed: u64,
            share in 0.0_f64..1.0,
            model in prop::sample::select(VehicleModel::ALL.to_vec()),
        ) {
            let mut meter = Meter::new(1234.5, seed);
            let mut vehicle = model.vehicle(share);
            for (seconds, limit_a, charges) in steps {
                let before = meter.register_wh;
                if charges {
                    meter.charge(seconds, &mut vehicle, AC, limit_a);
                    prop_assert!(meter.flow().current_a <= limit_a.min(32.0) + 1e-9);
                } else {
                    meter.rest(seconds);
                }
                prop_assert!(meter.register_wh >= before);
                let most_wh = 3.0 * 235.0 * limit_a.min(32.0) * seconds / 3600.0;
                prop_assert!(meter.register_wh - before <= most_wh + 1e-6);
                prop_assert!(vehicle.charged_wh <= vehicle.battery_wh);
                prop_assert!((200.0..250.0).contains(&meter.flow().voltage_v));
            }
        }
    }
}
