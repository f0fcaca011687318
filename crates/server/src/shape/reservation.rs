//! Reservations.

use domain::reservation::ReservationState;
use domain::{NodeId, SessionId, UserId, UtcMillis};
use serde::Serialize;
use store::reservation::ListedReservation;
use utoipa::ToSchema;

use super::word;

/// An outlet that is kept for a tag. For whom is null where the viewer may not see it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reservation {
    /// Its id, as the station knows it, too.
    pub id: i64,
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// The station's name; null when it is gone.
    pub station_name: Option<String>,
    /// The outlet's number; 0: any of the station's.
    pub outlet: u16,
    /// For which tag.
    pub tag: Option<String>,
    /// For which group beside it.
    pub parent_tag: Option<String>,
    /// Whose tag it is.
    #[schema(value_type = Option<i64>)]
    pub user_id: Option<UserId>,
    /// Whose tag it is, by e-mail address.
    pub email: Option<String>,
    /// How far it has come.
    #[schema(value_type = word::ReservationState)]
    pub state: ReservationState,
    /// When it was asked for.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Until when it holds.
    #[schema(value_type = word::Time)]
    pub until: UtcMillis,
    /// When it ended.
    #[schema(value_type = Option<word::Time>)]
    pub ended_at: Option<UtcMillis>,
    /// The session that used it.
    #[schema(value_type = Option<i64>)]
    pub session_id: Option<SessionId>,
    /// The station's own word, or why it ended.
    pub outcome: Option<String>,
    /// Who asked for it.
    pub by: String,
}

impl Reservation {
    /// The shape of a reservation; without who it is for unless the viewer may see that.
    pub fn of(listed: ListedReservation, personal_data: bool) -> Reservation {
        let ListedReservation { reservation, station_name, email } = listed;
        Reservation {
            id: reservation.id,
            station_id: reservation.station_id,
            station_name,
            outlet: reservation.outlet,
            tag: Some(reservation.tag).filter(|_| personal_data),
            parent_tag: reservation.parent_tag.filter(|_| personal_data),
            user_id: reservation.user_id.filter(|_| personal_data),
            email: email.filter(|_| personal_data),
            state: reservation.state,
            created_at: reservation.created_at,
            until: reservation.until,
            ended_at: reservation.ended_at,
            session_id: reservation.session_id,
            outcome: reservation.outcome,
            by: reservation.by,
        }
    }
}
