//! Clearing alarms.

use domain::access::Reach;
use domain::alarm::{Alarm, AlarmKey, AlarmType};
use domain::{AlarmId, NodeId, UtcMillis};

use super::read::{alarm_columns, alarm_from};
use crate::Store;
use crate::database::{Assembly, sql};
use crate::error::EditError;
use crate::reach;

impl Store {
    /// Clears the alarm of a condition that has ended; `None` when none is active.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn clear_alarm(&self, key: AlarmKey, at: UtcMillis) -> Result<Option<Alarm>, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let row = connection
                    .optional(
                        sql(concat!(
                            "UPDATE alarm SET cleared_at = $4 WHERE kind = $1 AND COALESCE(node_id, 0) = $2 \
                             AND subject = $3 AND cleared_at IS NULL RETURNING ",
                            alarm_columns!()
                        ))
                        .bind(key.kind.as_str())
                        .bind(key.node_id.map_or(0, |id| id.0))
                        .bind(&key.subject)
                        .bind(at),
                    )
                    .await?;
                Ok(row.as_ref().map(alarm_from).transpose()?)
            })
        })
        .await
    }

    /// Clears all active alarms of a node and type whatever their subject: a NoError ends every fault of its outlet.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn clear_alarms_of(
        &self,
        node_id: NodeId,
        kinds: Vec<AlarmType>,
        at: UtcMillis,
    ) -> Result<Vec<Alarm>, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let mut update = Assembly::new("UPDATE alarm SET cleared_at = ");
                update.bind(at).push(" WHERE cleared_at IS NULL AND COALESCE(node_id, 0) = ").bind(node_id);
                update.push(" AND kind IN ").list(kinds.iter().map(|kind| kind.as_str()));
                update.push(concat!(" RETURNING ", alarm_columns!()));
                let rows = connection.all(update.statement()).await?;
                Ok(rows.iter().map(alarm_from).collect::<Result<Vec<_>, _>>()?)
            })
        })
        .await
    }

    /// Clears an alarm by a person's hand. One that is cleared already stays as it is. Returns it as it stands.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none within reach.
    pub async fn clear_alarm_by(
        &self,
        id: AlarmId,
        by: String,
        at: UtcMillis,
        reach: Reach,
    ) -> Result<Alarm, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let mut update = Assembly::new("UPDATE alarm SET cleared_by = CASE WHEN cleared_at IS NULL THEN ");
                update.bind(by).push(" ELSE cleared_by END, cleared_at = COALESCE(cleared_at, ").bind(at);
                update.push(") WHERE id = ").bind(id).push(" AND ");
                reach::rows(&mut update, &reach, "alarm.site_id", None);
                update.push(concat!(" RETURNING ", alarm_columns!()));
                let row = connection.optional(update.statement()).await?.ok_or(EditError::NotFound)?;
                Ok(alarm_from(&row)?)
            })
        })
        .await
    }
}
