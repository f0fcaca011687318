//! Signs of life, gathered by the caller: when a station was last heard, its clock, its deviations.

use std::collections::HashMap;

use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::Kind::Integer;
use crate::database::{Connection, Rows, RowsStatement};
use crate::error::WriteError;
use crate::writer::{HotWrite, SessionIds};

/// Signs of life of one station since the last time they were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StationSeen {
    /// The station.
    pub station_id: NodeId,
    /// When it was last heard.
    pub at: UtcMillis,
    /// How far its clock is ahead of ours, ms, where a message told; what was known stays when absent.
    pub clock_skew_ms: Option<i64>,
    /// Deviations to add to those counted.
    pub deviations: i64,
}

/// What one caller tells.
pub(crate) struct SeenWrite(Vec<StationSeen>);

static UPDATE: RowsStatement = RowsStatement::new(
    "WITH v (id, at, clock_skew_ms, deviations) AS (",
    &[Integer, Integer, Integer, Integer],
    ") UPDATE station SET \
     last_seen_at = CASE WHEN station.last_seen_at > v.at THEN station.last_seen_at ELSE v.at END, \
     clock_skew_ms = COALESCE(v.clock_skew_ms, station.clock_skew_ms), \
     deviations = station.deviations + v.deviations FROM v WHERE station.node_id = v.id",
);

impl HotWrite for SeenWrite {
    type Answer = ();

    fn statement() -> Option<&'static RowsStatement> {
        Some(&UPDATE)
    }

    fn rows(&self) -> usize {
        // Several for one station become one row.
        0
    }

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut stations: HashMap<NodeId, StationSeen> = HashMap::new();
        for seen in writes.iter().flat_map(|write| &write.0) {
            stations
                .entry(seen.station_id)
                .and_modify(|sum| {
                    sum.at = sum.at.max(seen.at);
                    sum.clock_skew_ms = seen.clock_skew_ms.or(sum.clock_skew_ms);
                    sum.deviations += seen.deviations;
                })
                .or_insert(*seen);
        }
        let mut rows = Rows::with_capacity(stations.len(), &UPDATE);
        for seen in stations.values() {
            rows.push(seen.station_id).push(seen.at).push(seen.clock_skew_ms).push(seen.deviations);
        }
        UPDATE.run(connection, rows).await?;
        Ok(vec![(); writes.len()])
    }
}

impl Store {
    /// Notes signs of life, best those of many stations at a time.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn station_seen(&self, seen: Vec<StationSeen>) -> Result<(), WriteError> {
        if seen.is_empty() {
            return Ok(());
        }
        self.write(SeenWrite(seen)).await
    }
}
