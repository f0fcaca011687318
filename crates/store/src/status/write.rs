//! Keeping statuses.

use std::collections::HashMap;

use domain::outlet::{OutletPresent, OutletStatus};
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::Kind::{Boolean, Integer, Text};
use crate::database::{Connection, Rows, RowsStatement};
use crate::error::WriteError;
use crate::writer::{HotWrite, SessionIds};

/// A line in the history of an outlet's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStatusChange {
    /// The station.
    pub station_id: NodeId,
    /// Outlet number; 0 is the station itself.
    pub outlet: u16,
    /// The status.
    pub status: OutletStatus,
    /// The error code as sent, `None` for NoError.
    pub error_code: Option<String>,
    /// Text for people.
    pub error_text: Option<String>,
    /// When, by the station's clock where that could be read.
    pub at: UtcMillis,
    /// When the portal learned of it.
    pub received_at: UtcMillis,
    /// Whether it came after something newer.
    pub late: bool,
}

/// A line in the history and, where it is not late, the present that follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusWrite {
    /// The line.
    pub change: NewStatusChange,
    /// The present of the outlet, or of the station for outlet 0; it is taken unless a newer one is stored. Without a time
    /// of its own that of the line counts.
    pub present: Option<OutletPresent>,
}

static INSERT: RowsStatement = RowsStatement::new(
    "INSERT INTO status_change (station_id, outlet, status, error_code, error_text, at, received_at, late)",
    &[Integer, Integer, Text, Text, Text, Integer, Integer, Boolean],
    "",
);

static OUTLETS: RowsStatement = RowsStatement::new(
    "WITH v (station_id, number, status, error_code, error_text, at) AS (",
    &[Integer, Integer, Text, Text, Text, Integer],
    ") UPDATE outlet SET status = v.status, error_code = v.error_code, error_text = v.error_text, status_at = v.at \
     FROM v WHERE outlet.station_id = v.station_id AND outlet.number = v.number \
     AND (outlet.status_at IS NULL OR outlet.status_at <= v.at)",
);

static STATIONS: RowsStatement = RowsStatement::new(
    "WITH v (station_id, status, error_code, error_text, at) AS (",
    &[Integer, Text, Text, Text, Integer],
    ") UPDATE station SET status = v.status, error_code = v.error_code, error_text = v.error_text, status_at = v.at \
     FROM v WHERE station.node_id = v.station_id AND (station.status_at IS NULL OR station.status_at <= v.at)",
);

impl HotWrite for StatusWrite {
    type Answer = ();

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut history = Rows::with_capacity(writes.len(), &INSERT);
        // Of several presents of one outlet only the newest is written; of equally new ones the last.
        let mut newest: HashMap<(NodeId, u16), (UtcMillis, &OutletPresent)> = HashMap::new();
        for write in writes {
            let change = &write.change;
            history
                .push(change.station_id)
                .push(change.outlet)
                .push(change.status.as_str())
                .push(change.error_code.as_deref())
                .push(change.error_text.as_deref())
                .push(change.at)
                .push(change.received_at)
                .push(change.late);
            if let Some(present) = &write.present {
                let at = present.at.unwrap_or(change.at);
                let entry = newest.entry((change.station_id, change.outlet)).or_insert((at, present));
                if entry.0 <= at {
                    *entry = (at, present);
                }
            }
        }
        INSERT.run(connection, history).await?;
        let mut outlets = Rows::default();
        let mut stations = Rows::default();
        for ((station_id, number), (at, present)) in newest {
            let rows = if number == 0 { stations.push(station_id) } else { outlets.push(station_id).push(number) };
            rows.push(present.status.as_str())
                .push(present.error_code.as_deref())
                .push(present.error_text.as_deref())
                .push(at);
        }
        OUTLETS.run(connection, outlets).await?;
        STATIONS.run(connection, stations).await?;
        Ok(vec![(); writes.len()])
    }
}

impl Store {
    /// Keeps a status in the history and takes the present that follows from it.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn save_status(&self, status: StatusWrite) -> Result<(), WriteError> {
        self.write(status).await
    }
}
