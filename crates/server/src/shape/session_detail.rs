//! A session with all there is on it: detail, totals, curve, readings, status changes and messages.

use domain::UtcMillis;
use domain::outlet::OutletStatus;
use domain::session::AuthorisationStatus;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Session, word};

/// A session with what lists leave out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionDetail {
    /// The session.
    #[serde(flatten)]
    pub session: Session,
    /// What the station was answered at the start.
    #[schema(value_type = word::AuthorisationStatus)]
    pub start_status: AuthorisationStatus,
    /// The start's time as sent, where it was odd.
    pub started_at_text: Option<String>,
    /// The stop's time as sent, where it was odd.
    pub ended_at_text: Option<String>,
    /// How many meter readings there are.
    pub readings: i64,
}

impl SessionDetail {
    /// The detail of a session at `now` with so many readings; without `personal_data` nobody learns who charged.
    pub fn of(session: &domain::session::Session, now: UtcMillis, personal_data: bool, readings: i64) -> SessionDetail {
        SessionDetail {
            session: Session::of(session, now, personal_data),
            start_status: session.start_status,
            started_at_text: session.started_at_text.clone(),
            ended_at_text: session.ended_at_text.clone(),
            readings,
        }
    }
}

/// The sums of what is filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionTotals {
    /// How many sessions, or what was capped at.
    pub count: i64,
    /// Whether there are more; the sums are of those counted then.
    pub capped: bool,
    /// Energy, Wh.
    pub energy_wh: i64,
    /// Duration, seconds.
    pub duration_s: i64,
}

/// How a session went over time.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Curve {
    /// At most 1,000 points in order of time; where there were more readings, the peaks of power are kept. Once the session has
    /// ended, the last point is its end, or a reading after it.
    pub points: Vec<CurvePoint>,
}

/// A session at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CurvePoint {
    /// When, by the station's clock.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
    /// Power, W; where the station tells none, the average since the reading before.
    pub power_w: Option<f64>,
    /// Energy since the start, Wh.
    pub energy_wh: Option<i64>,
    /// Current of the phase that carries most, A.
    pub current_a: Option<f64>,
    /// The car's state of charge.
    pub soc_percent: Option<f64>,
}

/// All samples that a station took at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// When, by the station's clock where that could be read.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
    /// When the portal learned of it.
    #[schema(value_type = word::Time)]
    pub received_at: UtcMillis,
    /// The samples, in the order sent.
    pub samples: Vec<Sample>,
}

/// One sampled value, in its base unit and as sent.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    /// OCPP's measurand.
    pub measurand: String,
    /// The value in `unit`; null where it is no number.
    pub value: Option<f64>,
    /// The base unit: Wh, W, A, V, …
    pub unit: String,
    /// The phase, where told.
    pub phase: Option<String>,
    /// The location, where told.
    pub location: Option<String>,
    /// The context, where told.
    pub context: Option<String>,
    /// The value as sent.
    pub original: String,
    /// The unit as sent, where it differs from `unit`.
    pub original_unit: Option<String>,
    /// Whether the value is signed data.
    pub signed: bool,
}

impl From<domain::report::Sample> for Sample {
    fn from(sample: domain::report::Sample) -> Sample {
        Sample {
            measurand: sample.measurand.into_owned(),
            value: sample.value,
            unit: sample.unit.into_owned(),
            phase: sample.phase.map(Into::into),
            location: sample.location.map(Into::into),
            context: sample.context.map(Into::into),
            original: sample.original.into(),
            original_unit: sample.original_unit.map(Into::into),
            signed: sample.signed,
        }
    }
}

/// A status that a station told of an outlet.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatusChange {
    /// When it began, by the station's clock where that could be read.
    #[schema(value_type = word::Time)]
    pub at: UtcMillis,
    /// When the portal learned of it.
    #[schema(value_type = word::Time)]
    pub received_at: UtcMillis,
    /// The outlet's number; 0 is the station.
    pub outlet: u16,
    /// The status.
    #[schema(value_type = word::OutletStatus)]
    pub status: OutletStatus,
    /// OCPP's error code.
    pub error_code: Option<String>,
    /// The station's words on the fault.
    pub error_text: Option<String>,
    /// Whether it came too late to be the present.
    pub late: bool,
}

/// An answer of several things that all fit on one page.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Items<T> {
    /// The things.
    pub items: Vec<T>,
}

impl From<store::session::SessionTotals> for SessionTotals {
    fn from(totals: store::session::SessionTotals) -> SessionTotals {
        SessionTotals {
            count: totals.count,
            capped: totals.capped,
            energy_wh: totals.energy_wh,
            duration_s: totals.duration_s,
        }
    }
}

impl From<store::reading::StoredReading> for Reading {
    fn from(reading: store::reading::StoredReading) -> Reading {
        Reading {
            at: reading.at,
            received_at: reading.received_at,
            samples: reading.samples.into_iter().map(Sample::from).collect(),
        }
    }
}

impl From<store::status::StatusChange> for StatusChange {
    fn from(change: store::status::StatusChange) -> StatusChange {
        StatusChange {
            at: change.at,
            received_at: change.received_at,
            outlet: change.outlet,
            status: change.status,
            error_code: change.error_code,
            error_text: change.error_text,
            late: change.late,
        }
    }
}
