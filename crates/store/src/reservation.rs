//! Reservations, from asking for one to its use or its end.

use domain::access::Reach;
use domain::reservation::{Reservation, ReservationState};
use domain::{NodeId, SessionId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::{EditError, StoreError};
use crate::page::{Listing, Order, Page, SortKey};
use crate::reach;

macro_rules! reservation_columns {
    () => {
        "reservation.id AS id, reservation.station_id AS station_id, reservation.outlet AS outlet, id_tag, parent_tag, \
         reservation.user_id AS user_id, state, \
         reservation.created_at AS created_at, until, ended_at, session_id, outcome, by_name"
    };
}

fn reservation_from(row: &Row) -> Result<Reservation, StoreError> {
    Ok(Reservation {
        id: row.get("id")?,
        station_id: row.id("station_id", NodeId)?,
        outlet: row.small("outlet")?,
        tag: row.get("id_tag")?,
        parent_tag: row.get("parent_tag")?,
        user_id: row.optional_id("user_id", UserId)?,
        state: row.word("state")?,
        created_at: row.time("created_at")?,
        until: row.time("until")?,
        ended_at: row.optional_time("ended_at")?,
        session_id: row.optional_id("session_id", SessionId)?,
        outcome: row.get("outcome")?,
        by: row.get("by_name")?,
    })
}

/// A reservation with what a list shows beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedReservation {
    /// The reservation.
    pub reservation: Reservation,
    /// The station's name.
    pub station_name: Option<String>,
    /// Whose tag it is, by e-mail address.
    pub email: Option<String>,
}

fn listed(row: &Row) -> Result<ListedReservation, StoreError> {
    Ok(ListedReservation {
        reservation: reservation_from(row)?,
        station_name: row.get("station_name")?,
        email: row.get("email")?,
    })
}

/// Which reservations; the newest first.
#[derive(Debug, Clone, Default)]
pub struct ReservationQuery {
    /// Those that still hold or wait, or those that have ended; both where absent.
    pub active: Option<bool>,
    /// At this node or below it.
    pub node: Option<NodeId>,
    /// The page before's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: u32,
}

/// How a reservation goes on. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ReservationStep {
    /// Which one.
    pub id: i64,
    /// How far it has come.
    pub state: ReservationState,
    /// When.
    pub at: UtcMillis,
    /// The session that used it.
    pub session_id: Option<SessionId>,
    /// The station's own word, or why it ended.
    pub outcome: Option<String>,
}

const ORDER: Order =
    Order { keys: [SortKey::Integer("reservation.created_at"), SortKey::Integer("reservation.id")], descending: true };

const LISTED: &str =
    concat!("SELECT ", reservation_columns!(), ", station.name AS station_name, app_user.email AS email");

const LISTED_FROM: &str = " FROM reservation LEFT JOIN node AS station ON station.id = reservation.station_id \
     LEFT JOIN app_user ON app_user.id = reservation.user_id WHERE ";

impl Store {
    /// Keeps a reservation that is asked for; one that is known already stays as it is.
    ///
    /// # Errors
    /// When the station does not exist or the database cannot be reached.
    pub async fn new_reservation(&self, new: Reservation) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query =
                    sql("INSERT INTO reservation (id, station_id, site_id, floor_id, outlet, id_tag, parent_tag, \
                     user_id, state, created_at, until, by_name) \
                     SELECT $1, node.id, node.site_id, node.floor_id, $3, $4, $5, $6, $7, $8, $9, $10 FROM node \
                     WHERE node.id = $2 AND node.kind = 'station' ON CONFLICT (id) DO NOTHING");
                connection
                    .execute(
                        query
                            .bind(new.id)
                            .bind(new.station_id)
                            .bind(i64::from(new.outlet))
                            .bind(new.tag)
                            .bind(new.parent_tag)
                            .bind(new.user_id)
                            .bind(new.state.as_str())
                            .bind(new.created_at)
                            .bind(new.until)
                            .bind(new.by),
                    )
                    .await?;
                Ok(())
            })
        })
        .await
    }

    /// Takes a reservation one step on, unless it has ended; gives it as it stands.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is no such reservation.
    pub async fn step_reservation(&self, step: ReservationStep) -> Result<Reservation, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let query =
                    sql("UPDATE reservation SET state = $2, ended_at = $3, session_id = COALESCE($4, session_id), \
                     outcome = COALESCE($5, outcome) WHERE id = $1 AND state IN ('pending', 'accepted')");
                let ended_at = step.state.is_final().then_some(step.at);
                let query = query.bind(step.id).bind(step.state.as_str()).bind(ended_at);
                connection.execute(query.bind(step.session_id).bind(step.outcome)).await?;
                let query = sql(concat!("SELECT ", reservation_columns!(), " FROM reservation WHERE id = $1"));
                let row = connection.optional(query.bind(step.id)).await?.ok_or(EditError::NotFound)?;
                Ok(reservation_from(&row)?)
            })
        })
        .await
    }

    /// Every reservation that holds or waits, for the portal's own use.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn open_reservations(&self) -> Result<Vec<Reservation>, StoreError> {
        let query = sql(concat!("SELECT ", reservation_columns!(), " FROM reservation WHERE ended_at IS NULL"));
        self.readers().all(query).await?.iter().map(reservation_from).collect()
    }

    /// A reservation; `None` where there is none within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reservation(&self, id: i64, reach: &Reach) -> Result<Option<ListedReservation>, StoreError> {
        let mut query = Assembly::new(LISTED);
        query.push(LISTED_FROM).push("reservation.id = ").bind(id).push(" AND ");
        reach::rows(&mut query, reach, "reservation.site_id", Some("reservation.user_id"));
        self.readers().optional(query.statement()).await?.as_ref().map(listed).transpose()
    }

    /// A page of reservations within reach.
    ///
    /// # Errors
    /// When the cursor is none of this list's, or the database cannot be read.
    pub async fn reservations(
        &self,
        query: &ReservationQuery,
        reach: &Reach,
    ) -> Result<Page<ListedReservation>, StoreError> {
        let below = self.below(query.node).await?;
        let listing = Listing {
            columns: LISTED,
            tables: LISTED_FROM,
            order: ORDER,
            cursor: query.cursor.as_deref(),
            limit: query.limit,
        };
        let push = |select: &mut Assembly| {
            reach::rows(select, reach, "reservation.site_id", Some("reservation.user_id"));
            select.push(" AND ");
            below.push_reservation(select);
            select.push(match query.active {
                Some(true) => " AND ended_at IS NULL",
                Some(false) => " AND ended_at IS NOT NULL",
                None => "",
            });
        };
        listing.read(self.readers(), push, listed).await
    }
}
