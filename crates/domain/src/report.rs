//! What a station reports, in the portal's words. Each protocol version's adapter in `csms` makes these values.

use std::borrow::Cow;

use crate::outlet::OutletStatus;
use crate::time::UtcMillis;
pub use crate::transfer::TransferKind;

/// A short word which is nearly always one of a known few, so that the usual case allocates nothing.
pub type Name = Cow<'static, str>;

/// A point in time as a station told it: perhaps absent, impossible or by a wrong clock.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportedTime {
    /// What could be read of it.
    pub utc: Option<UtcMillis>,
    /// The text as sent, kept when it was odd (no zone, an impossible date, nothing readable).
    pub odd_text: Option<Box<str>>,
}

/// What a station told of itself at boot (OCPP 1.6 ed. 2 §4.2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BootReport {
    /// Who made it.
    pub vendor: String,
    /// Which model.
    pub model: String,
    /// Serial number of the charge point.
    pub serial_number: Option<String>,
    /// Serial number of the charge box inside (deprecated in 1.6, the usual one in 1.5).
    pub charge_box_serial_number: Option<String>,
    /// Firmware version.
    pub firmware_version: Option<String>,
    /// The SIM card's number.
    pub iccid: Option<String>,
    /// The subscriber's number.
    pub imsi: Option<String>,
    /// Type of the main meter.
    pub meter_type: Option<String>,
    /// Serial number of the main meter.
    pub meter_serial_number: Option<String>,
}

/// A status of an outlet, or of the station itself (outlet 0) (OCPP 1.6 ed. 2 §4.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// Outlet number; 0 is the station.
    pub outlet: u16,
    /// The status.
    pub status: OutletStatus,
    /// The error code as sent, `None` for NoError.
    pub error_code: Option<String>,
    /// Free text, vendor id and vendor error code, joined for people.
    pub error_text: Option<String>,
    /// When, by the station.
    pub at: ReportedTime,
}

/// A session has begun (OCPP 1.6 ed. 2 §4.8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionStarted {
    /// Outlet number, from 1.
    pub outlet: u16,
    /// The tag as sent.
    pub tag: String,
    /// The meter's reading in Wh.
    pub meter_wh: i64,
    /// When, by the station.
    pub at: ReportedTime,
    /// The reservation that it uses up.
    pub reservation: Option<i64>,
}

/// A session has ended (OCPP 1.6 ed. 2 §4.10).
#[derive(Debug, Clone, PartialEq)]
pub struct SessionStopped {
    /// The transaction id as sent; zero, negative or unknown for starts made offline.
    pub transaction: i64,
    /// The tag that stopped it.
    pub tag: Option<String>,
    /// The meter's reading in Wh.
    pub meter_wh: i64,
    /// When, by the station.
    pub at: ReportedTime,
    /// The reason as sent; `None` means Local.
    pub reason: Option<String>,
    /// Meter readings that came with it.
    pub readings: Vec<Reading>,
}

/// Meter readings of an outlet, or of the main meter (outlet 0) (OCPP 1.6 ed. 2 §4.7).
#[derive(Debug, Clone, PartialEq)]
pub struct MeterReport {
    /// Outlet number; 0 is the main meter.
    pub outlet: u16,
    /// The transaction they belong to, as sent.
    pub transaction: Option<i64>,
    /// The readings, in the order sent.
    pub readings: Vec<Reading>,
}

/// All samples taken at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// When, by the station.
    pub at: ReportedTime,
    /// The samples, in the order sent.
    pub samples: Vec<Sample>,
}

/// One sampled value (OCPP 1.6 ed. 2 §7.43), normalised to base units with the original kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// OCPP's measurand, `Energy.Active.Import.Register` where absent.
    pub measurand: Name,
    /// The value in `unit`; `None` when it is no number (signed data).
    pub value: Option<f64>,
    /// Base unit: Wh, W, A, V, varh, var, VA, Celsius, Percent…; a missing unit means Wh.
    pub unit: Name,
    /// Phase, where told.
    pub phase: Option<Name>,
    /// Location, where told (Outlet is the default).
    pub location: Option<Name>,
    /// Context, where told (Sample.Periodic is the default).
    pub context: Option<Name>,
    /// The value as sent, byte for byte.
    pub original: Box<str>,
    /// The unit as sent, where it differs from `unit`.
    pub original_unit: Option<Name>,
    /// Whether the value is signed data (OCMF and others).
    pub signed: bool,
}

/// A status of a firmware update, of diagnostics or of a log upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferReport {
    /// Which kind of work.
    pub kind: TransferKind,
    /// OCPP's status word as sent.
    pub status: String,
    /// The request it belongs to, where told.
    pub request: Option<i64>,
}

/// A security event (Improved security for OCPP 1.6-J, A05).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityReport {
    /// The event's type, as sent.
    pub kind: String,
    /// When, by the station.
    pub at: ReportedTime,
    /// Technical text.
    pub text: Option<String>,
}
