//! Reservations: an outlet that is kept for a tag, from asking for it to its use or its end (OCPP 1.6 ed. 2 §5.13, §5.1).

use crate::id::{NodeId, SessionId, UserId};
use crate::tag::same_tag;
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// How far a reservation has come.
    ReservationState {
        /// The station has not answered yet.
        Pending = "pending",
        /// The station keeps the outlet.
        Accepted = "accepted",
        /// The station does not keep it.
        Rejected = "rejected",
        /// Who it was for came and charged.
        Used = "used",
        /// It was given up.
        Cancelled = "cancelled",
        /// Nobody came in time.
        Expired = "expired",
        /// The station could not be asked.
        Failed = "failed",
    }
}

impl ReservationState {
    /// Whether nothing more will happen to the reservation.
    pub const fn is_final(self) -> bool {
        !matches!(self, ReservationState::Pending | ReservationState::Accepted)
    }
}

/// A reservation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Its id, as the station knows it, too.
    pub id: i64,
    /// The station.
    pub station_id: NodeId,
    /// The outlet's number; 0 is any of the station's.
    pub outlet: u16,
    /// For which tag.
    pub tag: String,
    /// For which group beside it.
    pub parent_tag: Option<String>,
    /// Whose tag it is.
    pub user_id: Option<UserId>,
    /// How far it has come.
    pub state: ReservationState,
    /// When it was asked for.
    pub created_at: UtcMillis,
    /// Until when it holds.
    pub until: UtcMillis,
    /// When it ended.
    pub ended_at: Option<UtcMillis>,
    /// The session that used it.
    pub session_id: Option<SessionId>,
    /// The station's own word, or why it ended.
    pub outcome: Option<String>,
    /// Who asked for it.
    pub by: String,
}

/// A tag that comes to an outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival<'a> {
    /// The outlet's number.
    pub outlet: u16,
    /// The tag.
    pub tag: &'a str,
    /// Its group.
    pub parent_tag: Option<&'a str>,
    /// When.
    pub at: UtcMillis,
}

impl Reservation {
    /// Whether it keeps an outlet at a moment.
    pub fn holds(&self, outlet: u16, at: UtcMillis) -> bool {
        self.state == ReservationState::Accepted && at < self.until && (self.outlet == 0 || self.outlet == outlet)
    }

    /// Whether it is for this tag or its group.
    pub fn is_for(&self, tag: &str, parent_tag: Option<&str>) -> bool {
        let group = self.parent_tag.as_deref();
        same_tag(&self.tag, tag)
            || group
                .is_some_and(|group| parent_tag.is_some_and(|parent| same_tag(group, parent)) || same_tag(group, tag))
    }
}

/// Whether an outlet is kept for somebody else. A reservation of any outlet keeps none in particular from others: which one stays
/// free is for the station to see to (OCPP 1.6 ed. 2 §5.13).
pub fn is_kept_from(reservations: &[Reservation], arrival: Arrival<'_>) -> bool {
    let mut here =
        reservations.iter().filter(|known| known.outlet != 0 && known.holds(arrival.outlet, arrival.at)).peekable();
    here.peek().is_some() && !here.any(|known| known.is_for(arrival.tag, arrival.parent_tag))
}

/// The reservation that a session uses up: the one that the station names, else one for its tag at this outlet, else one for its
/// tag at any outlet.
pub fn used_by<'a>(
    reservations: &'a [Reservation],
    named: Option<i64>,
    arrival: Arrival<'_>,
) -> Option<&'a Reservation> {
    let by_name = named.and_then(|id| reservations.iter().find(|known| known.id == id && !known.state.is_final()));
    let fits =
        |known: &&Reservation| known.holds(arrival.outlet, arrival.at) && known.is_for(arrival.tag, arrival.parent_tag);
    by_name.or_else(|| reservations.iter().filter(fits).max_by_key(|known| known.outlet))
}
