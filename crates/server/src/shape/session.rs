//! A session in lists, in an outlet and in the event stream.

use domain::session::{Authentication, SessionFlags};
use domain::{NodeId, SessionId, UserId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// A charging session.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Unique; the transaction id of OCPP 1.5 and 1.6.
    #[schema(value_type = i64)]
    pub id: SessionId,
    /// When it began.
    #[schema(value_type = word::Time)]
    pub started_at: UtcMillis,
    /// When it ended; null while it runs.
    #[schema(value_type = Option<word::Time>)]
    pub ended_at: Option<UtcMillis>,
    /// How long it ran, or has run so far, seconds.
    pub duration_s: i64,
    /// Whether it still runs.
    pub active: bool,
    /// The station's charge box id.
    pub node_identity: String,
    /// The site, while it exists.
    #[schema(value_type = Option<i64>)]
    pub site_id: Option<NodeId>,
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// The outlet, where it is configured.
    #[schema(value_type = Option<i64>)]
    pub outlet_id: Option<NodeId>,
    /// The site's name as it was when the session ran.
    pub site_name: String,
    /// The floor's name as it was.
    pub floor_name: Option<String>,
    /// The station's name as it was.
    pub station_name: String,
    /// The outlet's number.
    pub outlet: u16,
    /// Energy, Wh.
    pub energy_wh: i64,
    /// Meter at the start, Wh.
    pub meter_start_wh: Option<i64>,
    /// Meter at the end, or the newest reading, Wh.
    pub meter_end_wh: Option<i64>,
    /// Power now, W.
    pub power_w: Option<f64>,
    /// How it was authorised.
    #[schema(value_type = word::Authentication)]
    pub authentication: Authentication,
    /// When the portal learned of it.
    #[schema(value_type = word::Time)]
    pub received_at: UtcMillis,
    /// The user; null where unknown or not for the viewer.
    #[schema(value_type = Option<i64>)]
    pub user_id: Option<UserId>,
    /// The user's e-mail address; null where unknown or not for the viewer.
    pub email: Option<String>,
    /// The tag as sent; null where unknown or not for the viewer.
    pub tag: Option<String>,
    /// OCPP's reason of the stop.
    pub stop_reason: Option<String>,
    /// What is odd about it.
    #[schema(value_type = Vec<word::SessionFlag>)]
    pub flags: SessionFlags,
}

impl Session {
    /// The shape of a session at `now`; without `personal_data` nobody learns who charged.
    pub fn of(session: &domain::session::Session, now: UtcMillis, personal_data: bool) -> Session {
        let place = &session.placement;
        Session {
            id: session.id,
            started_at: session.started_at,
            ended_at: session.ended_at,
            duration_s: session.duration_ms(now) / 1_000,
            active: session.is_active(),
            node_identity: place.charge_box_id.clone(),
            site_id: place.site_id,
            station_id: place.station_id,
            outlet_id: place.outlet_id,
            site_name: place.site_name.clone(),
            floor_name: place.floor_name.clone(),
            station_name: place.station_name.clone(),
            outlet: place.outlet,
            energy_wh: session.energy_wh,
            meter_start_wh: session.meter_start_wh,
            meter_end_wh: session.meter_end_wh,
            power_w: session.power_w,
            authentication: session.authentication,
            received_at: session.received_at,
            user_id: session.user_id.filter(|_| personal_data),
            email: session.email.clone().filter(|_| personal_data),
            tag: session.tag.clone().filter(|_| personal_data),
            stop_reason: session.stop_reason.clone(),
            flags: session.flags,
        }
    }
}
