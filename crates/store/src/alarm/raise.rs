//! Raising alarms.

use domain::UtcMillis;
use domain::alarm::{Alarm, AlarmKey};
use domain::change::AlarmChange;

use super::read::{alarm_columns, alarm_from};
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

/// A condition that was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlarm {
    /// The condition.
    pub key: AlarmKey,
    /// What to call the node where there is none: an unknown charge box id. Else the station's name is looked up, for an
    /// outlet's alarm too, whose number stands beside it.
    pub node_name: String,
    /// The outlet's number, where it is about one.
    pub outlet: Option<u16>,
    /// Text for people: the station's own words.
    pub text: Option<String>,
    /// When.
    pub at: UtcMillis,
}

impl Store {
    /// Raises an alarm, or counts one that is active for the same condition.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn raise_alarm(&self, alarm: NewAlarm) -> Result<(Alarm, AlarmChange), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .one(
                        sql(concat!(
                            "INSERT INTO alarm (kind, node_id, subject, site_id, station_id, node_name, outlet, text, \
                             created_at, last_at, count) \
                             SELECT $1, $2, $3, node.site_id, node.station_id, COALESCE(station.name, \
                             node.name, $4), $5, $6, $7, $7, 1 FROM (SELECT 1 AS one) AS always LEFT JOIN node ON \
                             node.id = $2 LEFT JOIN node AS station ON station.id = node.station_id WHERE TRUE \
                             ON CONFLICT (kind, COALESCE(node_id, 0), subject) WHERE cleared_at IS NULL \
                             DO UPDATE SET count = alarm.count + 1, last_at = excluded.last_at, \
                             text = COALESCE(excluded.text, alarm.text) RETURNING ",
                            alarm_columns!()
                        ))
                        .bind(alarm.key.kind.as_str())
                        .bind(alarm.key.node_id)
                        .bind(&alarm.key.subject)
                        .bind(&alarm.node_name)
                        .bind(alarm.outlet)
                        .bind(alarm.text)
                        .bind(alarm.at),
                    )
                    .await?;
                let alarm = alarm_from(&row)?;
                let change = if alarm.count == 1 { AlarmChange::Raised } else { AlarmChange::Counted };
                Ok((alarm, change))
            })
        })
        .await
    }
}
