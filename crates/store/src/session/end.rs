//! Ending sessions: the session, its day's sums and its last readings in one commit.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::session::SessionFlags;
use domain::{NodeId, SessionId, UtcMillis};

use super::quarter::{self, DAY_MS, QuarterEnergy, Quarters};
use crate::Store;
use crate::database::Kind::{Integer, Text};
use crate::database::{Connection, Row, Rows, RowsStatement};
use crate::error::{StoreError, WriteError};
use crate::reading::{self, EncodedReading, NewReading};
use crate::writer::{HotWrite, SessionIds};

/// How a session ended.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionEnd {
    /// When, by the station's clock where that could be read.
    pub ended_at: UtcMillis,
    /// Meter at the end, Wh; the newest reading stays when absent.
    pub meter_end_wh: Option<i64>,
    /// Energy, Wh, never negative.
    pub energy_wh: i64,
    /// OCPP's reason word.
    pub stop_reason: Option<String>,
    /// Flags to add.
    pub flags: SessionFlags,
    /// The stop's time as sent, where it was odd.
    pub ended_at_text: Option<String>,
    /// The readings that came with the stop; they get the session's id.
    pub readings: Vec<NewReading>,
    /// The quarters of an hour that have changed.
    pub quarters: Vec<QuarterEnergy>,
}

/// A running session and how it ended.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionClosing {
    /// The session.
    pub id: SessionId,
    /// How it ended.
    pub end: SessionEnd,
}

/// What a stop came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopOutcome {
    /// The session is ended now.
    Ended,
    /// It had ended before: nothing is changed.
    AlreadyEnded,
    /// There is no such session: nothing is changed.
    Unknown,
}

static UPDATE: RowsStatement = RowsStatement::new(
    "WITH v (id, ended_at, meter_end_wh, energy_wh, stop_reason, flags, ended_at_text) AS (",
    &[Integer, Integer, Integer, Integer, Text, Integer, Text],
    ") UPDATE session SET ended_at = v.ended_at, meter_end_wh = COALESCE(v.meter_end_wh, session.meter_end_wh), \
     energy_wh = v.energy_wh, power_w = NULL, stop_reason = v.stop_reason, flags = session.flags | v.flags, \
     ended_at_text = v.ended_at_text, \
     duration_s = CASE WHEN v.ended_at > session.started_at THEN (v.ended_at - session.started_at) / 1000 ELSE 0 END \
     FROM v WHERE session.id = v.id AND session.ended_at IS NULL \
     RETURNING session.id AS id, site_id, started_at, duration_s, session.energy_wh AS energy_wh",
);

static KNOWN: RowsStatement = RowsStatement::new(
    "WITH v (id) AS (",
    &[Integer],
    ") SELECT session.id AS id FROM v JOIN session ON session.id = v.id",
);

static DAY: RowsStatement = RowsStatement::new(
    "INSERT INTO session_day (day, site_id, sessions, energy_wh, duration_s)",
    &[Integer, Integer, Integer, Integer, Integer],
    "ON CONFLICT (day, site_id) DO UPDATE SET sessions = session_day.sessions + excluded.sessions, \
     energy_wh = session_day.energy_wh + excluded.energy_wh, duration_s = session_day.duration_s + excluded.duration_s",
);

/// What a day's sums need to know of a session that has ended.
pub(super) struct Ended {
    pub(super) id: SessionId,
    pub(super) site_id: NodeId,
    pub(super) started_at: UtcMillis,
    pub(super) duration_s: i64,
    pub(super) energy_wh: i64,
}

impl Ended {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id("id", SessionId)?,
            site_id: row.id("site_id", NodeId)?,
            started_at: row.time("started_at")?,
            duration_s: row.get("duration_s")?,
            energy_wh: row.get("energy_wh")?,
        })
    }
}

/// Ends the sessions that still run; of several ends of one session the first holds.
pub(crate) async fn end(
    closings: &[&SessionClosing],
    connection: &mut Connection,
) -> Result<Vec<StopOutcome>, sqlx::Error> {
    if closings.is_empty() {
        return Ok(Vec::new());
    }
    let mut first: HashMap<SessionId, usize> = HashMap::with_capacity(closings.len());
    let mut rows = Rows::with_capacity(closings.len(), &UPDATE);
    for (index, closing) in closings.iter().enumerate() {
        if *first.entry(closing.id).or_insert(index) == index {
            let end = &closing.end;
            rows.push(closing.id)
                .push(end.ended_at)
                .push(end.meter_end_wh)
                .push(end.energy_wh)
                .push(end.stop_reason.as_deref())
                .push(end.flags.0)
                .push(end.ended_at_text.as_deref());
        }
    }
    let returned = UPDATE.run(connection, rows).await?;
    let ended = returned.iter().map(Ended::from_row).collect::<Result<Vec<_>, _>>().map_err(StoreError::into_sqlx)?;
    let ended_ids: HashSet<SessionId> = ended.iter().map(|ended| ended.id).collect();
    add_to_days(&ended, connection).await?;
    let newly = |index: &usize, closing: &SessionClosing| {
        first.get(&closing.id) == Some(index) && ended_ids.contains(&closing.id)
    };
    let ends: Vec<(SessionId, &SessionEnd)> = (0..)
        .zip(closings)
        .filter(|(index, closing)| newly(index, closing))
        .map(|(_, closing)| (closing.id, &closing.end))
        .collect();
    write_last_readings(&ends, connection).await?;
    let known = if ended_ids.len() == closings.len() { HashSet::new() } else { known(closings, connection).await? };
    Ok((0..)
        .zip(closings)
        .map(|(index, closing)| {
            if newly(&index, closing) {
                StopOutcome::Ended
            } else if known.contains(&closing.id) {
                StopOutcome::AlreadyEnded
            } else {
                StopOutcome::Unknown
            }
        })
        .collect())
}

/// Adds ended sessions to the sums of the days on which they began.
pub(super) async fn add_to_days(ended: &[Ended], connection: &mut Connection) -> Result<(), sqlx::Error> {
    // In order, so that two processes never wait for each other in a circle.
    let mut days: BTreeMap<(i64, NodeId), (i64, i64, i64)> = BTreeMap::new();
    for session in ended {
        let day = session.started_at.0.div_euclid(DAY_MS);
        let sums = days.entry((day, session.site_id)).or_default();
        sums.0 += 1;
        sums.1 += session.energy_wh;
        sums.2 += session.duration_s;
    }
    let mut rows = Rows::with_capacity(days.len(), &DAY);
    for ((day, site_id), (sessions, energy_wh, duration_s)) in days {
        rows.push(day).push(site_id).push(sessions).push(energy_wh).push(duration_s);
    }
    DAY.run(connection, rows).await.map(drop)
}

/// Writes the readings and quarters that came with ends.
pub(super) async fn write_last_readings(
    ends: &[(SessionId, &SessionEnd)],
    connection: &mut Connection,
) -> Result<(), sqlx::Error> {
    let mut readings = Vec::new();
    let mut quarters = Quarters::default();
    for (id, end) in ends {
        readings.extend(
            end.readings
                .iter()
                .map(|reading| EncodedReading::from(NewReading { session_id: Some(*id), ..reading.clone() })),
        );
        quarters.add(*id, &end.quarters);
    }
    reading::insert(&readings.iter().collect::<Vec<_>>(), connection).await?;
    quarter::write(quarters, connection).await
}

async fn known(closings: &[&SessionClosing], connection: &mut Connection) -> Result<HashSet<SessionId>, sqlx::Error> {
    let mut rows = Rows::with_capacity(closings.len(), &KNOWN);
    for closing in closings {
        rows.push(closing.id);
    }
    let returned = KNOWN.run(connection, rows).await?;
    returned.iter().map(|row| row.id("id", SessionId)).collect::<Result<_, _>>().map_err(StoreError::into_sqlx)
}

impl HotWrite for SessionClosing {
    type Answer = StopOutcome;

    async fn apply(
        writes: &[&Self],
        connection: &mut Connection,
        _: &mut SessionIds,
    ) -> Result<Vec<StopOutcome>, sqlx::Error> {
        end(writes, connection).await
    }
}

impl Store {
    /// Ends a session; returns when that is committed. A second stop changes nothing.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn stop_session(&self, closing: SessionClosing) -> Result<StopOutcome, WriteError> {
        self.write(closing).await
    }
}
