//! Starting sessions, each with what it closes, in one commit.

use std::collections::BTreeSet;

use domain::session::{Authentication, AuthorisationStatus, SessionFlags};
use domain::{NodeId, SessionId, TagId, UserId, UtcMillis};

use super::end::{self, Ended, SessionClosing, SessionEnd};
use crate::Store;
use crate::database::Kind::{Integer, Text};
use crate::database::{Connection, Rows, RowsStatement};
use crate::error::{StoreError, WriteError};
use crate::writer::{HotWrite, SessionIds};

/// A session that has begun.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSession {
    /// The station.
    pub station_id: NodeId,
    /// Outlet number; the outlet need not be configured.
    pub outlet: u16,
    /// When it began, by the station's clock where that could be read.
    pub started_at: UtcMillis,
    /// When the portal learned of it.
    pub received_at: UtcMillis,
    /// Meter at the start, Wh.
    pub meter_start_wh: Option<i64>,
    /// How it was authorised.
    pub authentication: Authentication,
    /// What the station is answered.
    pub start_status: AuthorisationStatus,
    /// The user, where the tag belongs to one.
    pub user_id: Option<UserId>,
    /// The tag, where known.
    pub tag_id: Option<TagId>,
    /// The tag as sent.
    pub id_tag: Option<String>,
    /// The tag in its normal form.
    pub tag_normal: Option<String>,
    /// What is odd.
    pub flags: SessionFlags,
    /// The start's time as sent, where it was odd.
    pub started_at_text: Option<String>,
    /// The open session that this one ends.
    pub closes: Option<SessionClosing>,
    /// How it ended, where that is already known: an orphan stop, a session imported.
    pub end: Option<SessionEnd>,
}

/// A session as it was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartedSession {
    /// Its id, which is also the transaction id: positive, below 2³¹.
    pub id: SessionId,
}

/// Notes where an outlet stands now, unless that is noted already. What is not configured has no outlet id.
static PLACE: RowsStatement = RowsStatement::new(
    "WITH v (station_id, outlet) AS (",
    &[Integer, Integer],
    ") INSERT INTO placement (site_id, site_name, site_search, floor_id, floor_name, floor_search, station_id, \
     station_name, station_search, charge_box_id, charge_box_search, outlet_id, outlet, present) \
     SELECT site.id, site.name, site.search, floor.id, floor.name, floor.search, place.id, place.name, place.search, \
     station.charge_box_id, station.charge_box_search, outlet.node_id, v.outlet, TRUE \
     FROM v JOIN node AS place ON place.id = v.station_id JOIN station ON station.node_id = v.station_id \
     JOIN node AS site ON site.id = place.site_id LEFT JOIN node AS floor ON floor.id = place.floor_id \
     LEFT JOIN outlet ON outlet.station_id = v.station_id AND outlet.number = v.outlet \
     WHERE NOT EXISTS (SELECT 1 FROM placement AS known WHERE known.station_id = v.station_id \
     AND known.outlet = v.outlet AND known.present) ON CONFLICT DO NOTHING",
);

static INSERT: RowsStatement = RowsStatement::new(
    "WITH v (id, station_id, outlet, user_id, tag_id, id_tag, tag_normal, started_at, ended_at, received_at, \
     meter_start_wh, meter_end_wh, energy_wh, duration_s, authentication, start_status, stop_reason, flags, \
     started_at_text, ended_at_text) AS (",
    &[
        Integer, Integer, Integer, Integer, Integer, Text, Text, Integer, Integer, Integer, Integer, Integer, Integer,
        Integer, Integer, Text, Text, Integer, Text, Text,
    ],
    ") INSERT INTO session (id, placement_id, site_id, floor_id, station_id, outlet, user_id, tag_id, id_tag, tag_normal, \
     started_at, ended_at, received_at, meter_start_wh, meter_end_wh, energy_wh, duration_s, authentication, \
     start_status, stop_reason, flags, started_at_text, ended_at_text) \
     SELECT v.id, placement.id, placement.site_id, placement.floor_id, v.station_id, v.outlet, v.user_id, v.tag_id, v.id_tag, \
     v.tag_normal, v.started_at, v.ended_at, v.received_at, v.meter_start_wh, v.meter_end_wh, v.energy_wh, \
     v.duration_s, v.authentication, v.start_status, v.stop_reason, v.flags, v.started_at_text, v.ended_at_text \
     FROM v LEFT JOIN placement ON placement.station_id = v.station_id AND placement.outlet = v.outlet \
     AND placement.present \
     RETURNING id, site_id",
);

impl HotWrite for NewSession {
    type Answer = StartedSession;

    async fn apply(
        writes: &[&Self],
        connection: &mut Connection,
        session_ids: &mut SessionIds,
    ) -> Result<Vec<StartedSession>, sqlx::Error> {
        let closings: Vec<&SessionClosing> = writes.iter().filter_map(|write| write.closes.as_ref()).collect();
        end::end(&closings, connection).await?;
        place(writes, connection).await?;
        note_tags(writes, connection).await?;
        let mut started = Vec::with_capacity(writes.len());
        let mut rows = Rows::with_capacity(writes.len(), &INSERT);
        for session in writes {
            let id = session_ids.next().ok_or_else(|| sqlx::Error::InvalidArgument("no session id is left".into()))?;
            started.push(StartedSession { id: SessionId(id) });
            push_row(&mut rows, id, session);
        }
        let returned = INSERT.run(connection, rows).await?;
        write_ends(writes, &started, &returned, connection).await?;
        Ok(started)
    }

    fn session_ids(&self) -> usize {
        1
    }
}

fn push_row(rows: &mut Rows, id: i64, session: &NewSession) {
    let end = session.end.as_ref();
    let flags = end.map_or(session.flags, |end| session.flags.and(end.flags));
    rows.push(id)
        .push(session.station_id)
        .push(session.outlet)
        .push(session.user_id)
        .push(session.tag_id)
        .push(session.id_tag.as_deref())
        .push(session.tag_normal.as_deref())
        .push(session.started_at)
        .push(end.map(|end| end.ended_at))
        .push(session.received_at)
        .push(session.meter_start_wh)
        .push(end.and_then(|end| end.meter_end_wh).or(session.meter_start_wh))
        .push(end.map_or(0, |end| end.energy_wh))
        .push(end.map(|end| duration_s(session, end)))
        .push(i64::from(session.authentication.number()))
        .push(session.start_status.as_str())
        .push(end.and_then(|end| end.stop_reason.as_deref()))
        .push(flags.0)
        .push(session.started_at_text.as_deref())
        .push(end.and_then(|end| end.ended_at_text.as_deref()));
}

fn duration_s(session: &NewSession, end: &SessionEnd) -> i64 {
    end.ended_at.since(session.started_at).max(0) / 1000
}

static TAGS: RowsStatement =
    RowsStatement::new("INSERT INTO session_tag (normal)", &[Text], "ON CONFLICT (normal) DO NOTHING");

/// Notes the tags, in order, so that two processes never wait for each other in a circle.
async fn note_tags(writes: &[&NewSession], connection: &mut Connection) -> Result<(), sqlx::Error> {
    let tags: BTreeSet<&str> = writes.iter().filter_map(|write| write.tag_normal.as_deref()).collect();
    let mut rows = Rows::with_capacity(tags.len(), &TAGS);
    for tag in tags {
        rows.push(tag);
    }
    TAGS.run(connection, rows).await.map(drop)
}

async fn place(writes: &[&NewSession], connection: &mut Connection) -> Result<(), sqlx::Error> {
    let outlets: BTreeSet<(NodeId, u16)> = writes.iter().map(|write| (write.station_id, write.outlet)).collect();
    let mut rows = Rows::with_capacity(outlets.len(), &PLACE);
    for (station_id, outlet) in outlets {
        rows.push(station_id).push(outlet);
    }
    PLACE.run(connection, rows).await.map(drop)
}

/// What goes with sessions that are stored when they have already ended.
async fn write_ends(
    writes: &[&NewSession],
    started: &[StartedSession],
    returned: &[crate::database::Row],
    connection: &mut Connection,
) -> Result<(), sqlx::Error> {
    let ends: Vec<(SessionId, &NewSession, &SessionEnd)> = started
        .iter()
        .zip(writes)
        .filter_map(|(started, write)| Some((started.id, *write, write.end.as_ref()?)))
        .collect();
    if ends.is_empty() {
        return Ok(());
    }
    let sites = returned
        .iter()
        .map(|row| Ok((row.id("id", SessionId)?, row.id("site_id", NodeId)?)))
        .collect::<Result<std::collections::HashMap<_, _>, StoreError>>()
        .map_err(StoreError::into_sqlx)?;
    let ended: Vec<Ended> = ends
        .iter()
        .filter_map(|(id, write, end)| {
            Some(Ended {
                id: *id,
                site_id: *sites.get(id)?,
                started_at: write.started_at,
                duration_s: duration_s(write, end),
                energy_wh: end.energy_wh,
            })
        })
        .collect();
    end::add_to_days(&ended, connection).await?;
    let ends: Vec<(SessionId, &SessionEnd)> = ends.into_iter().map(|(id, _, end)| (id, end)).collect();
    end::write_last_readings(&ends, connection).await
}

impl Store {
    /// Stores a session that has begun, and ends the open one that it closes, at once; returns when that is committed.
    ///
    /// # Errors
    /// When the database cannot be reached, or the station does not exist any more.
    pub async fn start_session(&self, session: NewSession) -> Result<StartedSession, WriteError> {
        self.write(session).await
    }
}
