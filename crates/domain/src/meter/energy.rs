//! A session's energy from the readings of its outlet's register: never negative, whatever the register does.

use super::plausibility::Rating;
use crate::session::{SessionFlag, SessionFlags};
use crate::time::UtcMillis;

/// How far the stop's register may lie below the newest sample without being odd, Wh: samples and stop round differently, and
/// a sample may be read after the stop.
const STOP_TOLERANCE_WH: i64 = 100;

/// The largest register that is believed, Wh: a terawatt-hour.
pub const LARGEST_REGISTER_WH: i64 = 1_000_000_000_000;

/// The register at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterPoint {
    /// When.
    pub at: UtcMillis,
    /// The register as told, Wh.
    pub register_wh: i64,
}

/// Energy that flowed between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnergyStep {
    /// From when.
    pub from: UtcMillis,
    /// Until when; not before `from`.
    pub to: UtcMillis,
    /// How much, Wh; never negative.
    pub energy_wh: i64,
}

impl EnergyStep {
    /// The average power, W; `None` when no time passed.
    pub fn average_power_w(&self) -> Option<f64> {
        let duration_ms = self.to.since(self.from);
        (duration_ms > 0).then(|| self.energy_wh as f64 * 3_600_000.0 / duration_ms as f64)
    }
}

/// A session's energy so far, as its register's readings tell it. A value with transitions; everything in it can be had from
/// the stored session and its newest reading ([`EnergyMeter::resume`]).
///
/// The rules (`ocpp.md` rule 5, *Decision* on what a fallen register means):
/// - a register that rises adds what it rose by, over the time since the last good reading;
/// - one that falls adds nothing and is flagged; if it comes back to where it was, the gap was a drop-out and counts as if
///   the drop had not been; if it rises from where it fell to, it was reset and counts on from there;
/// - one that is negative or beyond [`LARGEST_REGISTER_WH`] adds nothing and is flagged;
/// - a reading from before the newest adds nothing, unless its register is higher although none was ever reset: then the
///   clock, not the register, was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EnergyMeter {
    start_wh: Option<i64>,
    last: Option<RegisterPoint>,
    dropped_to_wh: Option<i64>,
    energy_wh: i64,
    jumped: bool,
    was_reset: bool,
}

impl EnergyMeter {
    /// The meter of a session that begins; a register that is impossible counts as none.
    pub fn begin(at: UtcMillis, register_wh: Option<i64>) -> Self {
        let start_wh = register_wh.filter(|register_wh| is_possible(*register_wh));
        Self { start_wh, last: start_wh.map(|register_wh| RegisterPoint { at, register_wh }), ..Self::default() }
    }

    /// The meter of a session as stored: its start register, its newest good reading, its energy and its flags.
    ///
    /// A drop that was neither confirmed nor over when it was stored is forgotten; the next readings decide anew.
    pub fn resume(start_wh: Option<i64>, last: Option<RegisterPoint>, energy_wh: i64, flags: SessionFlags) -> Self {
        let start_wh = start_wh.filter(|register_wh| is_possible(*register_wh));
        let last = last.filter(|last| is_possible(last.register_wh));
        let telescoped = last.zip(start_wh).is_some_and(|(last, start)| last.register_wh - start == energy_wh);
        let jumped = flags.has(SessionFlag::RegisterJump);
        Self {
            start_wh,
            last,
            dropped_to_wh: None,
            energy_wh: energy_wh.max(0),
            jumped,
            was_reset: jumped && !telescoped,
        }
    }

    /// The register at the start, Wh.
    pub fn start_wh(&self) -> Option<i64> {
        self.start_wh
    }

    /// The newest good reading.
    pub fn last(&self) -> Option<RegisterPoint> {
        self.last
    }

    /// Energy so far, Wh; never negative.
    pub fn energy_wh(&self) -> i64 {
        self.energy_wh
    }

    /// [`SessionFlag::RegisterJump`] once the register has jumped back, been reset or dropped out.
    pub fn flags(&self) -> SessionFlags {
        if self.jumped { SessionFlags::NONE.with(SessionFlag::RegisterJump) } else { SessionFlags::NONE }
    }

    /// Takes one more reading, in the order received; gives the energy that it adds, if any.
    #[must_use]
    pub fn observe(self, point: RegisterPoint) -> (Self, Option<EnergyStep>) {
        if !is_possible(point.register_wh) {
            return (Self { jumped: true, ..self }, None);
        }
        let Some(last) = self.last else {
            return (Self { last: Some(point), ..self }, None);
        };
        let rose = point.register_wh >= last.register_wh;
        if point.at < last.at {
            return if rose && !self.was_reset {
                self.advance(RegisterPoint { at: last.at, ..point }, last.register_wh, last.at)
            } else {
                (self, None)
            };
        }
        match self.dropped_to_wh {
            _ if rose => self.advance(point, last.register_wh, last.at),
            // Two readings of one moment, in the wrong order.
            None if point.at == last.at => (self, None),
            Some(low) if point.register_wh > low => Self { was_reset: true, ..self }.advance(point, low, last.at),
            _ => (Self { dropped_to_wh: Some(point.register_wh), jumped: true, ..self }, None),
        }
    }

    /// Takes the register told with the stop, which settles the session's energy; gives the settled meter.
    ///
    /// Normally the energy is stop minus start. Where the register was reset meanwhile, what was counted stands, unless only
    /// the difference is plausible for the outlet's `rating`. A stop below the start, or none, leaves what was counted and is
    /// flagged. The energy may come out a little below what was last shown.
    #[must_use]
    pub fn finish(self, stop: RegisterPoint, began_at: UtcMillis, rating: Option<Rating>) -> Self {
        let (counted, _) = self.observe(stop);
        let Some(start_wh) = self.start_wh else { return counted };
        let difference_wh = stop.register_wh.saturating_sub(start_wh);
        if difference_wh < 0 || !is_possible(stop.register_wh) {
            return Self { jumped: true, ..counted };
        }
        let duration_ms = stop.at.since(began_at);
        let exceeded = |energy_wh| rating.is_some_and(|rating| rating.is_exceeded(energy_wh, duration_ms));
        let only_difference_plausible = exceeded(counted.energy_wh) && !exceeded(difference_wh);
        if counted.was_reset && !only_difference_plausible {
            return counted;
        }
        let fell_wh = self.last.map_or(0, |last| last.register_wh - stop.register_wh);
        Self {
            last: Some(stop),
            dropped_to_wh: None,
            energy_wh: difference_wh,
            jumped: self.jumped || fell_wh > STOP_TOLERANCE_WH,
            ..self
        }
    }

    /// Counts on from `base_wh` at `since` to `point`.
    fn advance(self, point: RegisterPoint, base_wh: i64, since: UtcMillis) -> (Self, Option<EnergyStep>) {
        let added_wh = point.register_wh - base_wh;
        let energy_wh = self.energy_wh.saturating_add(added_wh);
        let step = EnergyStep { from: since, to: point.at, energy_wh: added_wh };
        (Self { last: Some(point), dropped_to_wh: None, energy_wh, ..self }, (added_wh > 0).then_some(step))
    }
}

fn is_possible(register_wh: i64) -> bool {
    (0..=LARGEST_REGISTER_WH).contains(&register_wh)
}
