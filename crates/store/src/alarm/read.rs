//! Reading alarms.

use domain::alarm::{Alarm, AlarmKey};
use domain::{AlarmId, NodeId};

use crate::Store;
use crate::database::{Row, sql};
use crate::error::StoreError;

/// The columns of an alarm.
macro_rules! alarm_columns {
    () => {
        "alarm.id AS id, alarm.kind AS kind, node_id, subject, alarm.site_id AS site_id, node_name, outlet, text, \
         alarm.created_at AS created_at, last_at, count, cleared_at, cleared_by"
    };
}
pub(super) use alarm_columns;

pub(super) fn alarm_from(row: &Row) -> Result<Alarm, StoreError> {
    Ok(Alarm {
        id: row.id("id", AlarmId)?,
        key: AlarmKey {
            kind: row.word("kind")?,
            node_id: row.optional_id("node_id", NodeId)?,
            subject: row.get("subject")?,
        },
        node_name: row.get("node_name")?,
        outlet: row.optional_small("outlet")?,
        text: row.get("text")?,
        site_id: row.optional_id("site_id", NodeId)?,
        created_at: row.time("created_at")?,
        last_at: row.time("last_at")?,
        count: row.get("count")?,
        cleared_at: row.optional_time("cleared_at")?,
        cleared_by: row.get("cleared_by")?,
    })
}

impl Store {
    /// All active alarms, the oldest first, for the portal's own use.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn active_alarms(&self) -> Result<Vec<Alarm>, StoreError> {
        let query = sql(concat!("SELECT ", alarm_columns!(), " FROM alarm WHERE cleared_at IS NULL"));
        let mut alarms = self.readers().all(query).await?.iter().map(alarm_from).collect::<Result<Vec<_>, _>>()?;
        alarms.sort_by_key(|alarm| alarm.id);
        Ok(alarms)
    }
}
