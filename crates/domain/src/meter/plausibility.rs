//! Whether an outlet can have given as much energy as its meter says.

/// Voltage between phase and neutral that is reckoned with, V.
pub const NOMINAL_VOLTAGE_V: f64 = 230.0;

/// How far above its rating an outlet is believed: voltage and current may each be some percent over.
const MARGIN: f64 = 1.25;

/// Energy that is always believed, Wh: what a short session gains by a clock or a register that is read a little late.
const GRACE_WH: f64 = 500.0;

const HOUR_MS: f64 = 3_600_000.0;

/// What an outlet is built to give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// Current per phase, A.
    pub current_a: f64,
    /// Phases, 1 to 3.
    pub phases: u8,
}

impl Rating {
    /// The power that the outlet is built to give, W.
    pub fn power_w(self) -> f64 {
        self.current_a * f64::from(self.phases) * NOMINAL_VOLTAGE_V
    }

    /// Whether the outlet cannot have given `energy_wh` in `duration_ms`.
    pub fn is_exceeded(self, energy_wh: i64, duration_ms: i64) -> bool {
        implausible(energy_wh, duration_ms, self.current_a, self.phases, NOMINAL_VOLTAGE_V)
    }
}

/// Whether an outlet cannot have given `energy_wh` in `duration_ms`: more than rating × time, a quarter more and 500 Wh.
///
/// Such energy is flagged, not hidden (`ocpp.md` rule 5). A rating that is no positive number says nothing and exceeds
/// nothing.
pub fn implausible(energy_wh: i64, duration_ms: i64, rated_current_a: f64, phases: u8, voltage_v: f64) -> bool {
    let power_w = rated_current_a * f64::from(phases) * voltage_v;
    if !power_w.is_finite() || power_w <= 0.0 {
        return false;
    }
    energy_wh as f64 > power_w * (duration_ms.max(0) as f64 / HOUR_MS) * MARGIN + GRACE_WH
}
