//! Energy by quarter of an hour, and its sums by hour.

use std::collections::HashMap;

use domain::{SessionId, UtcMillis};

use crate::database::Kind::Integer;
use crate::database::{Connection, Rows, RowsStatement};

/// Milliseconds in an hour.
pub(crate) const HOUR_MS: i64 = 3_600_000;

/// Milliseconds in a day.
pub(crate) const DAY_MS: i64 = 86_400_000;

/// Energy of a session in one quarter of an hour (UTC), absolute: written again it replaces what was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuarterEnergy {
    /// When the quarter begins.
    pub at: UtcMillis,
    /// Energy in it, Wh.
    pub energy_wh: i64,
}

/// Adds to each hour the difference that the quarters make; before they are written. In order, so that two processes never wait
/// for each other in a circle.
static HOURS: RowsStatement = RowsStatement::new(
    "WITH v (session_id, quarter_at, hour_at, energy_wh) AS (",
    &[Integer, Integer, Integer, Integer],
    ") INSERT INTO energy_hour (hour_at, site_id, energy_wh) \
     SELECT v.hour_at, session.site_id, SUM(v.energy_wh - COALESCE(q.energy_wh, 0)) \
     FROM v JOIN session ON session.id = v.session_id \
     LEFT JOIN energy_quarter AS q ON q.session_id = v.session_id AND q.quarter_at = v.quarter_at \
     GROUP BY v.hour_at, session.site_id ORDER BY v.hour_at, session.site_id \
     ON CONFLICT (hour_at, site_id) DO UPDATE SET energy_wh = energy_hour.energy_wh + excluded.energy_wh",
);

static QUARTERS: RowsStatement = RowsStatement::new(
    "WITH v (session_id, quarter_at, energy_wh) AS (",
    &[Integer, Integer, Integer],
    ") INSERT INTO energy_quarter (session_id, quarter_at, station_id, site_id, energy_wh) \
     SELECT v.session_id, v.quarter_at, session.station_id, session.site_id, v.energy_wh \
     FROM v JOIN session ON session.id = v.session_id WHERE TRUE \
     ON CONFLICT (session_id, quarter_at) DO UPDATE SET energy_wh = excluded.energy_wh",
);

/// Quarters of some sessions; of several for one quarter the last holds.
#[derive(Debug, Default)]
pub(crate) struct Quarters(HashMap<(SessionId, UtcMillis), i64>);

impl Quarters {
    /// Adds quarters of a session.
    pub(crate) fn add(&mut self, session_id: SessionId, quarters: &[QuarterEnergy]) {
        self.0.extend(quarters.iter().map(|quarter| ((session_id, quarter.at), quarter.energy_wh)));
    }
}

/// Writes quarters in the transaction that is open.
pub(crate) async fn write(quarters: Quarters, connection: &mut Connection) -> Result<(), sqlx::Error> {
    if quarters.0.is_empty() {
        return Ok(());
    }
    let mut hours = Rows::with_capacity(quarters.0.len(), &HOURS);
    let mut rows = Rows::with_capacity(quarters.0.len(), &QUARTERS);
    for ((session_id, at), energy_wh) in quarters.0 {
        hours.push(session_id).push(at).push(at.0 - at.0.rem_euclid(HOUR_MS)).push(energy_wh);
        rows.push(session_id).push(at).push(energy_wh);
    }
    HOURS.run(connection, hours).await?;
    QUARTERS.run(connection, rows).await.map(drop)
}
