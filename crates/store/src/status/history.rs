//! Reading the history of statuses.

use domain::access::Reach;
use domain::outlet::OutletStatus;
use domain::{NodeId, SessionId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row};
use crate::error::StoreError;
use crate::reach;

/// A line in the history of an outlet's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChange {
    /// When, by the station's clock where that could be read.
    pub at: UtcMillis,
    /// When the portal learned of it.
    pub received_at: UtcMillis,
    /// Outlet number; 0 is the station itself.
    pub outlet: u16,
    /// The status.
    pub status: OutletStatus,
    /// The error code as sent, `None` for NoError.
    pub error_code: Option<String>,
    /// Text for people.
    pub error_text: Option<String>,
    /// Whether it came after something newer.
    pub late: bool,
}

/// How long before and after a session statuses are shown with it, ms.
const AROUND_MS: i64 = 5 * 60 * 1_000;

/// The most lines that are shown with a session.
const MOST: i64 = 2_000;

impl Store {
    /// The statuses of a session's outlet, and of its station, from some minutes before until some minutes after it, in the
    /// order of their times; none where the session is not within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn statuses_of_session(
        &self,
        id: SessionId,
        now: UtcMillis,
        reach: &Reach,
    ) -> Result<Vec<StatusChange>, StoreError> {
        let mut query =
            Assembly::new("SELECT station_id, outlet, started_at, ended_at FROM session WHERE session.id = ");
        query.bind(id).push(" AND ");
        reach::rows(&mut query, reach, "session.site_id", Some("session.user_id"));
        let Some(session) = self.readers().optional(query.statement()).await? else { return Ok(Vec::new()) };
        let station_id = session.id("station_id", NodeId)?;
        let from = session.time("started_at")?.plus_ms(-AROUND_MS);
        let to = session.optional_time("ended_at")?.unwrap_or(now).plus_ms(AROUND_MS);
        let mut query = Assembly::new(
            "SELECT at, received_at, outlet, status, error_code, error_text, late FROM status_change \
             WHERE station_id = ",
        );
        query.bind(station_id).push(" AND outlet IN ").list([0, session.get::<i64>("outlet")?]);
        query.push(" AND at >= ").bind(from).push(" AND at <= ").bind(to);
        query.push(" ORDER BY at, id LIMIT ").bind(MOST);
        self.readers().all(query.statement()).await?.iter().map(status_from).collect()
    }
}

fn status_from(row: &Row) -> Result<StatusChange, StoreError> {
    Ok(StatusChange {
        at: row.time("at")?,
        received_at: row.time("received_at")?,
        outlet: row.small("outlet")?,
        status: row.word("status")?,
        error_code: row.get("error_code")?,
        error_text: row.get("error_text")?,
        late: row.get("late")?,
    })
}
