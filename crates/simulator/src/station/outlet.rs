//! One outlet: what is plugged in, who charges, what is wrong.

use jiff::Timestamp;
use ocpp::v16::{ChargePointErrorCode, ChargePointStatus, ReadingContext};

use super::equipment::{OutletNumber, Supply};
use super::meter::Meter;
use super::outgoing::SessionKey;
use super::vehicle::{LEAST_CURRENT_A, Vehicle};

/// A session that runs.
#[derive(Debug, Clone)]
pub struct Session {
    pub(crate) key: SessionKey,
    /// The tag for which it runs.
    pub tag: String,
    /// The group of that tag.
    pub(crate) parent_tag: Option<String>,
    /// When it began.
    pub started: Timestamp,
    /// The meter's register then, in Wh.
    pub meter_start_wh: i64,
    pub(crate) next_sample: Option<Timestamp>,
    pub(crate) begin_samples: Vec<ocpp::v16::MeterValue>,
}

/// A tag that may charge as soon as a vehicle is plugged in.
#[derive(Debug, Clone)]
pub(crate) struct Permit {
    pub tag: String,
    pub parent_tag: Option<String>,
    /// When it lapses; only while no vehicle is plugged in.
    pub lapses: Timestamp,
}

/// An outlet that is kept for someone.
#[derive(Debug, Clone)]
pub(crate) struct Reservation {
    pub id: i64,
    pub tag: String,
    pub parent_tag: Option<String>,
    pub until: Timestamp,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What, in OCPP's words.
    pub code: ChargePointErrorCode,
    /// Further words.
    pub info: Option<String>,
    /// The vendor's own code.
    pub vendor_code: Option<String>,
}

/// An outlet.
#[derive(Debug, Clone)]
pub struct Outlet {
    /// Its number.
    pub number: OutletNumber,
    /// What is plugged in.
    pub vehicle: Option<Vehicle>,
    /// Its meter.
    pub meter: Meter,
    /// The session that runs.
    pub session: Option<Session>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    pub(crate) operative: bool,
    /// Whether it is kept free because firmware is installed.
    pub(crate) updating: bool,
    /// What its availability becomes when the session has ended.
    pub(crate) scheduled: Option<bool>,
    pub(crate) reservation: Option<Reservation>,
    pub(crate) permit: Option<Permit>,
    /// Whether a tag is being asked about.
    pub(crate) asking: bool,
    /// Whether the session has ended and the vehicle is still there.
    pub(crate) finishing: bool,
    /// What charging profiles allow, in A for each phase.
    pub(crate) limit_a: f64,
    /// The state and fault that were reported last.
    pub(crate) reported: Option<(ChargePointStatus, Option<Fault>)>,
    /// Until when simulated time has passed for it.
    pub(crate) lived_until: Timestamp,
}

impl Outlet {
    /// A free outlet whose meter shows `register_wh`.
    pub(crate) fn new(number: OutletNumber, register_wh: f64, seed: u64, now: Timestamp) -> Self {
        Self {
            number,
            vehicle: None,
            meter: Meter::new(register_wh, seed),
            session: None,
            fault: None,
            operative: true,
            updating: false,
            scheduled: None,
            reservation: None,
            permit: None,
            asking: false,
            finishing: false,
            limit_a: f64::INFINITY,
            reported: None,
            lived_until: now,
        }
    }

    /// The state as a station reports it (OCPP 1.6 ed. 2 §4.9).
    #[must_use]
    pub fn status(&self) -> ChargePointStatus {
        if self.fault.is_some() {
            ChargePointStatus::Faulted
        } else if self.session.is_some() {
            match &self.vehicle {
                _ if self.limit_a < LEAST_CURRENT_A => ChargePointStatus::SuspendedStation,
                Some(vehicle) if !vehicle.is_full() => ChargePointStatus::Charging,
                _ => ChargePointStatus::SuspendedVehicle,
            }
        } else if self.finishing && self.vehicle.is_some() {
            ChargePointStatus::Finishing
        } else if !self.operative || self.updating {
            ChargePointStatus::Unavailable
        } else if self.vehicle.is_some() || self.permit.is_some() {
            ChargePointStatus::Preparing
        } else if self.reservation.is_some() {
            ChargePointStatus::Reserved
        } else {
            ChargePointStatus::Available
        }
    }

    /// Whether a tag is being asked about or may charge as soon as a vehicle is there.
    #[must_use]
    pub fn is_awaiting(&self) -> bool {
        self.asking || self.permit.is_some()
    }

    /// Whether someone may begin to charge here.
    pub(crate) fn is_usable(&self) -> bool {
        self.fault.is_none() && self.operative && !self.updating && self.session.is_none()
    }

    /// The energy of the session that runs, in Wh.
    #[must_use]
    pub fn session_energy_wh(&self) -> i64 {
        self.session.as_ref().map_or(0, |session| self.meter.register_wh() - session.meter_start_wh)
    }

    /// Lets time pass until `now`; `time_scale` seconds for each second of the clock.
    pub(crate) fn live(&mut self, now: Timestamp, supply: Supply, time_scale: f64) {
        let seconds = now.duration_since(self.lived_until).as_secs_f64() * time_scale;
        if seconds <= 0.0 {
            return;
        }
        self.lived_until = now;
        match (&self.session, &mut self.vehicle) {
            (Some(_), Some(vehicle)) if self.fault.is_none() => {
                self.meter.charge(seconds, vehicle, supply, self.limit_a);
            }
            _ => self.meter.rest(seconds),
        }
    }

    /// What the meter says now.
    pub(crate) fn sample(&self, now: Timestamp, measurands: &str, context: ReadingContext) -> ocpp::v16::MeterValue {
        super::samples::meter_value(self, now, measurands, context)
    }
}
