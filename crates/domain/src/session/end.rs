//! How a session ends: its time, its energy and what is odd about it.

use super::{SessionFlag, SessionFlags};
use crate::clock::ResolvedTime;
use crate::meter::{EnergyMeter, Rating, RegisterPoint, draw};
use crate::quarter::{self, Quarter, QuarterEnergy};
use crate::report::{Reading, SessionStopped};
use crate::time::UtcMillis;

/// OCPP's reason of a stop that tells none (OCPP 1.6 ed. 2 §6.49).
pub const DEFAULT_REASON: &str = "Local";

/// A session as it stands before its end.
#[derive(Debug, Clone, PartialEq)]
pub struct RunningSession {
    /// When it began.
    pub started_at: UtcMillis,
    /// Its energy so far.
    pub meter: EnergyMeter,
    /// The same by quarter-hour.
    pub quarters: QuarterEnergy,
    /// What is odd so far.
    pub flags: SessionFlags,
    /// What its outlet is built to give, where known.
    pub rating: Option<Rating>,
}

/// A session's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionEnd {
    /// When; not before the start.
    pub ended_at: UtcMillis,
    /// The time as told, where it was odd.
    pub ended_at_text: Option<String>,
    /// Meter at the end, Wh.
    pub meter_end_wh: Option<i64>,
    /// Energy, Wh.
    pub energy_wh: i64,
    /// OCPP's reason, where the station stopped it.
    pub reason: Option<String>,
    /// All that is odd about the session.
    pub flags: SessionFlags,
    /// The quarter-hours whose energy changed, absolute; zero where there is none any more.
    pub quarters: Vec<Quarter>,
}

/// An orphan session, made from a stop that matched no start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// When it began: at the earliest of its readings, else when it ended.
    pub started_at: UtcMillis,
    /// The register of that reading, Wh.
    pub meter_start_wh: Option<i64>,
    /// Its end.
    pub end: SessionEnd,
}

/// Ends a session by its stop: readings that came with the stop count first, then the stop's register settles the energy.
///
/// Flags what is odd: the clock, late delivery, a register that jumped or a stop below the start, implausible energy. The flag
/// for an end without a stop is taken away. A stop told for before the start ends the session at its start.
pub fn end_by_stop(mut session: RunningSession, report: &SessionStopped, time: &ResolvedTime) -> SessionEnd {
    let mut changed = Vec::new();
    for point in register_points(&report.readings, time.at) {
        changed.extend(session.observe(point));
    }
    let ended_at = time.at.max(session.started_at);
    let stop = RegisterPoint { at: ended_at, register_wh: report.meter_wh };
    let (settled, last) =
        quarter::finish(session.meter, &mut session.quarters, stop, session.started_at, session.rating);
    changed.extend(last);
    session.meter = settled;
    let before_start = time.at < session.started_at;
    let flags =
        SessionFlags::of([(SessionFlag::OddClock, time.odd || before_start), (SessionFlag::DeliveredLate, time.late)]);
    SessionEnd {
        ended_at,
        ended_at_text: time.text.clone().or_else(|| before_start.then(|| time.at.to_string())),
        meter_end_wh: (report.meter_wh >= 0).then_some(report.meter_wh),
        energy_wh: settled.energy_wh(),
        reason: Some(report.reason.clone().unwrap_or_else(|| DEFAULT_REASON.to_owned())),
        flags: session.flags_at(ended_at).and(flags).without(SessionFlag::EndedWithoutStop),
        quarters: newest(changed),
    }
}

/// Ends a session of which no stop was heard, with what its readings told.
pub fn end_without_stop(session: &RunningSession, ended_at: UtcMillis) -> SessionEnd {
    let ended_at = ended_at.max(session.started_at);
    SessionEnd {
        ended_at,
        ended_at_text: None,
        meter_end_wh: session.meter.last().map(|last| last.register_wh),
        energy_wh: session.meter.energy_wh(),
        reason: None,
        flags: session.flags_at(ended_at).with(SessionFlag::EndedWithoutStop),
        quarters: Vec::new(),
    }
}

/// Makes a session from a stop that matches none: from its readings where it brought any, else of no length and no energy.
pub fn orphan(report: &SessionStopped, time: &ResolvedTime) -> Orphan {
    let first = register_points(&report.readings, time.at).into_iter().min_by_key(|point| point.at);
    let started_at = first.map_or(time.at, |first| first.at.min(time.at));
    let meter_start_wh = first.map(|first| first.register_wh);
    let session = RunningSession {
        started_at,
        meter: EnergyMeter::begin(started_at, meter_start_wh),
        quarters: QuarterEnergy::default(),
        flags: SessionFlags::NONE.with(SessionFlag::Orphan),
        rating: None,
    };
    Orphan { started_at, meter_start_wh, end: end_by_stop(session, report, time) }
}

/// The registers of readings, in the order sent; a reading whose time cannot be believed is taken for `fallback_at`.
pub fn register_points(readings: &[Reading], fallback_at: UtcMillis) -> Vec<RegisterPoint> {
    let point = |reading: &Reading| {
        let register_wh = draw(reading).energy_wh?;
        Some(RegisterPoint { at: reading.at.resolve(fallback_at).at, register_wh })
    };
    readings.iter().filter_map(point).collect()
}

impl RunningSession {
    /// Takes one more register reading; gives the quarter-hours whose energy changed, absolute.
    pub fn observe(&mut self, point: RegisterPoint) -> Vec<Quarter> {
        let (meter, step) = self.meter.observe(point);
        self.meter = meter;
        step.map(|step| self.quarters.add(&step)).unwrap_or_default()
    }

    /// What is odd about the session if it is looked at, or ends, at this moment.
    pub fn flags_at(&self, at: UtcMillis) -> SessionFlags {
        let duration_ms = at.since(self.started_at);
        let exceeded = self.rating.is_some_and(|rating| rating.is_exceeded(self.meter.energy_wh(), duration_ms));
        let flags = self.flags.without(SessionFlag::ImplausibleEnergy).and(self.meter.flags());
        if exceeded { flags.with(SessionFlag::ImplausibleEnergy) } else { flags }
    }
}

/// Each quarter once, with its newest figure.
fn newest(changed: Vec<Quarter>) -> Vec<Quarter> {
    let mut newest: Vec<Quarter> = Vec::with_capacity(changed.len());
    for quarter in changed {
        match newest.iter_mut().find(|earlier| earlier.start == quarter.start) {
            Some(earlier) => *earlier = quarter,
            None => newest.push(quarter),
        }
    }
    newest
}
