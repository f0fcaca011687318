//! What a reported status changes (`ocpp.md` rule 6; OCPP 1.6 ed. 2 §4.9).

use crate::clock::StationClock;
use crate::fault::Fault;
use crate::outlet::{OutletPresent, OutletStatus};
use crate::report::StatusReport;
use crate::time::UtcMillis;

/// A line in the history of statuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusEntry {
    /// Outlet number; 0 is the station.
    pub outlet: u16,
    /// The status.
    pub status: OutletStatus,
    /// The error code, one of OCPP's.
    pub error_code: Option<String>,
    /// The station's text on it.
    pub error_text: Option<String>,
    /// When, by the station where that can be believed.
    pub at: UtcMillis,
    /// The time as told, where it was odd.
    pub at_text: Option<String>,
    /// When it was received.
    pub received_at: UtcMillis,
    /// Whether it came late: long after it happened, or after something newer.
    pub late: bool,
}

/// What a reported status changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusDecision {
    /// Its line in the history; always written.
    pub entry: StatusEntry,
    /// The new present of the outlet, or of the station for outlet 0; `None` when the report is older than the present.
    pub present: Option<OutletPresent>,
}

/// Decides what a reported status changes; `present` is that of the outlet, or of the station itself for outlet 0.
///
/// Events are put in order by when they happened (see [`StationClock::happened_at`]), which falls back on the receipt; of two
/// that happened at once the one received last counts. A fault with no error keeps the earlier cause. An unknown error code
/// becomes OtherError with the raw code in the text.
///
/// *Decision:* a clock that is wrong cannot freeze the present: one that is ahead counts as the receipt; one that was never set
/// (before 2010) too; one that is behind is found out by `clock` with the second report, which then counts.
pub fn decide_status(
    present: &OutletPresent,
    report: &StatusReport,
    received_at: UtcMillis,
    clock: &StationClock,
) -> StatusDecision {
    let time = report.at.resolve_by(clock, received_at);
    let happened_at = clock.happened_at(&time, received_at);
    let newest = present.at.is_none_or(|present_at| happened_at >= present_at);
    let fault = Fault::read(report.error_code.as_deref(), report.error_text.as_deref());
    let (error_code, error_text) = match fault {
        Some(fault) => (Some(fault.code.as_str().to_owned()), fault.text),
        None => (None, report.error_text.clone()),
    };
    let entry = StatusEntry {
        outlet: report.outlet,
        status: report.status,
        error_code: error_code.clone(),
        error_text: error_text.clone(),
        at: time.at,
        at_text: time.text,
        received_at,
        late: time.late || !newest,
    };
    let next = || {
        let keeps_cause = report.status == OutletStatus::Faulted && error_code.is_none();
        OutletPresent {
            status: if report.outlet == 0 { station_status(report.status) } else { report.status },
            error_code: error_code.or_else(|| present.error_code.clone().filter(|_| keeps_cause)),
            error_text: error_text.or_else(|| present.error_text.clone().filter(|_| keeps_cause)),
            at: Some(happened_at),
        }
    };
    StatusDecision { entry, present: newest.then(next) }
}

/// The present that an outlet shows, given what its station said of itself (outlet 0).
///
/// The station's own status stands over the outlet's only while it is Faulted or Unavailable, and only over what the outlet
/// said before; when the station is back, so is what the outlet said.
pub fn shown_present<'a>(outlet: &'a OutletPresent, station: &'a OutletPresent) -> &'a OutletPresent {
    let stands_over = matches!(station.status, OutletStatus::Faulted | OutletStatus::Unavailable);
    if stands_over && outlet.at <= station.at { station } else { outlet }
}

/// The statuses that a station itself can have (OCPP 1.6 ed. 2 §4.9): available, unavailable, in fault.
///
/// *Deviation:* some stations report an outlet's status for outlet 0 as well; they are in service.
fn station_status(status: OutletStatus) -> OutletStatus {
    match status {
        OutletStatus::Faulted | OutletStatus::Unavailable | OutletStatus::Unknown => status,
        _ => OutletStatus::Available,
    }
}
