//! The vehicle at the other end of the cable.

/// Below this current a vehicle does not charge (IEC 61851-1).
pub const LEAST_CURRENT_A: f64 = 6.0;
/// The share of its power that a vehicle still takes just before it is full.
const LAST_SHARE: f64 = 0.12;

/// A vehicle: what it can take, and how full it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Vehicle {
    /// What the battery holds, in Wh.
    pub battery_wh: f64,
    /// What is in it, in Wh.
    pub charged_wh: f64,
    /// How many phases its charger uses.
    pub phases: u8,
    /// The current that its charger takes for each phase, in A.
    pub current_a: f64,
    /// The power that it takes from a DC station, in W.
    pub dc_power_w: f64,
}

/// Vehicles that scenarios name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VehicleModel {
    /// A plug-in hybrid: 12 kWh, one phase of 16 A.
    Hybrid,
    /// A small car: 38 kWh, one phase of 32 A, 50 kW DC.
    City,
    /// A family's car: 64 kWh, three phases of 16 A, 110 kW DC.
    Family,
    /// A van: 90 kWh, three phases of 32 A, 130 kW DC.
    Van,
}

impl VehicleModel {
    /// Every model.
    pub const ALL: [Self; 4] = [Self::Hybrid, Self::City, Self::Family, Self::Van];

    /// Such a vehicle, `share` (0 to 1) full.
    #[must_use]
    pub fn vehicle(self, share: f64) -> Vehicle {
        let (battery_kwh, phases, current_a, dc_power_kw) = match self {
            Self::Hybrid => (12.0, 1, 16.0, 40.0),
            Self::City => (38.0, 1, 32.0, 50.0),
            Self::Family => (64.0, 3, 16.0, 110.0),
            Self::Van => (90.0, 3, 32.0, 130.0),
        };
        let battery_wh = battery_kwh * 1000.0;
        Vehicle {
            battery_wh,
            charged_wh: battery_wh * share.clamp(0.0, 1.0),
            phases,
            current_a,
            dc_power_w: dc_power_kw * 1000.0,
        }
    }
}

impl Vehicle {
    /// How full it is, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        (self.charged_wh / self.battery_wh).clamp(0.0, 1.0)
    }

    /// Whether it takes no more.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.charged_wh >= self.battery_wh
    }

    /// The share (0 to 1) of its power that it takes, as full as it is: all of it until `taper_from`, then less and less.
    #[must_use]
    pub fn appetite(&self, taper_from: f64) -> f64 {
        if self.is_full() {
            return 0.0;
        }
        let beyond = (self.share() - taper_from) / (1.0 - taper_from);
        1.0 - beyond.clamp(0.0, 1.0) * (1.0 - LAST_SHARE)
    }

    /// Takes energy; what does not fit is left.
    pub fn charge(&mut self, energy_wh: f64) {
        self.charged_wh = (self.charged_wh + energy_wh).min(self.battery_wh);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appetite_falls_towards_the_end() {
        let at = |share| VehicleModel::Family.vehicle(share).appetite(0.8);
        assert_eq!(at(0.2), 1.0);
        assert_eq!(at(0.8), 1.0);
        assert!(at(0.9) < at(0.85));
        assert!(at(0.999) > 0.1);
        assert_eq!(at(1.0), 0.0);
    }
}
