//! Reading whole sessions, for the central system: with everything known of them.

use domain::access::Reach;
use domain::session::{Authentication, AuthorisationStatus, Placement, Session, SessionFlags};
use domain::{NodeId, SessionId, UserId, UtcMillis};

use crate::Store;
use crate::database::{Assembly, Row, sql};
use crate::error::StoreError;
use crate::reach;

/// Begins a query of whole sessions; conditions follow. Who charged (user, e-mail, tag) is read only where `personal` reaches,
/// and is NULL elsewhere.
pub(crate) fn session_query(personal: Option<&Reach>) -> Assembly {
    session_query_with(personal, "session.id")
}

/// The same with an expression more among the columns, as `sort_key`.
pub(crate) fn session_query_with(personal: Option<&Reach>, sort_key: &'static str) -> Assembly {
    let mut query = Assembly::new("SELECT ");
    query.push(sort_key).push(
        " AS sort_key, session.id AS id, session.outlet AS outlet, session.station_id AS station_id, started_at, ended_at, \
         received_at, meter_start_wh, meter_end_wh, energy_wh, power_w, authentication, start_status, stop_reason, \
         flags, started_at_text, ended_at_text, session.site_id AS site_id, site_name, session.floor_id AS floor_id, floor_name, \
         station_name, charge_box_id, outlet_id, ",
    );
    match personal {
        Some(Reach::All) => {
            query.push("session.user_id AS user_id, id_tag, app_user.email AS email");
        }
        Some(personal) => {
            query.push("CASE WHEN ");
            reach::rows(&mut query, personal, "session.site_id", Some("session.user_id"));
            query.push(" THEN session.user_id END AS user_id, CASE WHEN ");
            reach::rows(&mut query, personal, "session.site_id", Some("session.user_id"));
            query.push(" THEN id_tag END AS id_tag, CASE WHEN ");
            reach::rows(&mut query, personal, "session.site_id", Some("session.user_id"));
            query.push(" THEN app_user.email END AS email");
        }
        None => {
            query.push("CAST(NULL AS BIGINT) AS user_id, CAST(NULL AS TEXT) AS id_tag, CAST(NULL AS TEXT) AS email");
        }
    }
    query.push(
        " FROM session JOIN placement ON placement.id = session.placement_id \
         LEFT JOIN app_user ON app_user.id = session.user_id WHERE ",
    );
    query
}

/// Begins a query of whole sessions for the portal's own use.
pub(crate) fn whole_session_query() -> Assembly {
    session_query(Some(&Reach::All))
}

/// Reads a session from a row with those columns.
pub(crate) fn session_from(row: &Row) -> Result<Session, StoreError> {
    let id = row.id("id", SessionId)?;
    let authentication = row.get::<i64>("authentication")?;
    let authentication = usize::try_from(authentication)
        .ok()
        .and_then(|number| Authentication::ALL.get(number))
        .copied()
        .ok_or_else(|| StoreError::bad_row("session", id, format!("authentication {authentication}")))?;
    Ok(Session {
        id,
        placement: Placement {
            site_id: row.optional_id("site_id", NodeId)?,
            site_name: row.get("site_name")?,
            floor_id: row.optional_id("floor_id", NodeId)?,
            floor_name: row.get("floor_name")?,
            station_id: row.id("station_id", NodeId)?,
            station_name: row.get("station_name")?,
            charge_box_id: row.get("charge_box_id")?,
            outlet_id: row.optional_id("outlet_id", NodeId)?,
            outlet: row.small("outlet")?,
        },
        started_at: row.time("started_at")?,
        ended_at: row.optional_time("ended_at")?,
        received_at: row.time("received_at")?,
        meter_start_wh: row.get("meter_start_wh")?,
        meter_end_wh: row.get("meter_end_wh")?,
        energy_wh: row.get("energy_wh")?,
        power_w: row.get("power_w")?,
        authentication,
        start_status: row.word("start_status")?,
        user_id: row.optional_id("user_id", UserId)?,
        email: row.get("email")?,
        tag: row.get("id_tag")?,
        stop_reason: row.get("stop_reason")?,
        flags: SessionFlags(row.get("flags")?),
        started_at_text: row.get("started_at_text")?,
        ended_at_text: row.get("ended_at_text")?,
    })
}

/// What identifies a start that a station sends again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResentStart {
    /// The station.
    pub station_id: NodeId,
    /// Outlet number.
    pub outlet: u16,
    /// When it began.
    pub started_at: UtcMillis,
    /// The tag in its normal form.
    pub tag_normal: Option<String>,
    /// Meter at the start, Wh.
    pub meter_start_wh: Option<i64>,
}

/// A start that is stored already, and what was answered to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartedBefore {
    /// Its id.
    pub id: SessionId,
    /// What the station was answered.
    pub start_status: AuthorisationStatus,
}

/// Where a tag is charging now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSessionOfTag {
    /// The session.
    pub id: SessionId,
    /// The station.
    pub station_id: NodeId,
    /// Outlet number.
    pub outlet: u16,
}

impl Store {
    /// A session by its id, with all that is known of it, for the portal's own use.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        let mut query = whole_session_query();
        query.push("session.id = ").bind(id);
        self.readers().optional(query.statement()).await?.as_ref().map(session_from).transpose()
    }

    /// The session that ran at an outlet at a point in time, or began before it and still runs; the newest of several.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session_at(
        &self,
        station_id: NodeId,
        outlet: u16,
        at: UtcMillis,
    ) -> Result<Option<Session>, StoreError> {
        let mut query = whole_session_query();
        query.push("session.station_id = ").bind(station_id).push(" AND session.outlet = ").bind(outlet);
        query.push(" AND started_at <= ").bind(at).push(" AND (ended_at IS NULL OR ended_at >= ").bind(at);
        query.push(") ORDER BY started_at DESC, session.id DESC LIMIT 1");
        self.readers().optional(query.statement()).await?.as_ref().map(session_from).transpose()
    }

    /// An outlet's open session, where within reach; the newest of several.
    pub(crate) async fn open_session_of_outlet(
        &self,
        outlet_id: NodeId,
        reach: &Reach,
        personal: Option<&Reach>,
    ) -> Result<Option<Session>, StoreError> {
        let mut query = session_query(personal);
        query.push("session.station_id = (SELECT outlet.station_id FROM outlet WHERE node_id = ").bind(outlet_id);
        query.push(") AND session.outlet = (SELECT number FROM outlet WHERE node_id = ").bind(outlet_id);
        query.push(") AND ended_at IS NULL AND ");
        reach::rows(&mut query, reach, "session.site_id", Some("session.user_id"));
        query.push(" ORDER BY session.id DESC LIMIT 1");
        self.readers().optional(query.statement()).await?.as_ref().map(session_from).transpose()
    }

    /// When the station's newest session began, whatever outlet it was at; nothing where it never had one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn newest_start(&self, station_id: NodeId) -> Result<Option<UtcMillis>, StoreError> {
        let query = sql("SELECT MAX(started_at) AS newest FROM session WHERE station_id = $1").bind(station_id);
        self.readers().one(query).await?.optional_time("newest")
    }

    /// The start that a station sends again, if it is stored: same outlet, time, tag and meter (`ocpp.md`, rule 3).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find_resent_start(&self, start: &ResentStart) -> Result<Option<StartedBefore>, StoreError> {
        let query =
            sql("SELECT id, start_status FROM session WHERE station_id = $1 AND started_at = $2 AND outlet = $3 \
             AND COALESCE(tag_normal, '') = COALESCE($4, '') AND COALESCE(meter_start_wh, -1) = COALESCE($5, -1) \
             ORDER BY id DESC LIMIT 1")
            .bind(start.station_id)
            .bind(start.started_at)
            .bind(start.outlet)
            .bind(start.tag_normal.as_deref())
            .bind(start.meter_start_wh);
        let row = self.readers().optional(query).await?;
        row.map(|row| Ok(StartedBefore { id: row.id("id", SessionId)?, start_status: row.word("start_status")? }))
            .transpose()
    }

    /// Where a tag is charging now, in any of the normal forms in which stations may have told it; the newest session first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn open_sessions_of_tag(&self, normals: &[String]) -> Result<Vec<OpenSessionOfTag>, StoreError> {
        let mut query = Assembly::new("SELECT id, station_id, outlet FROM session WHERE tag_normal IN ");
        query.list(normals).push(" AND ended_at IS NULL ORDER BY id DESC");
        let rows = self.readers().all(query.statement()).await?;
        rows.iter()
            .map(|row| {
                Ok(OpenSessionOfTag {
                    id: row.id("id", SessionId)?,
                    station_id: row.id("station_id", NodeId)?,
                    outlet: row.small("outlet")?,
                })
            })
            .collect()
    }
}
