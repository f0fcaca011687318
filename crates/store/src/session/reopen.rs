//! Taking back an end that was only a guess.

use domain::session::SessionFlag;
use domain::{NodeId, SessionId};

use super::quarter::DAY_MS;
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

impl Store {
    /// Takes back the end of a session that had been ended without a stop, because its stop came after all; the day's sums
    /// with it. Tells whether there was such an end.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn reopen_session(&self, id: SessionId) -> Result<bool, EditError> {
        let guess = 1_i64 << SessionFlag::EndedWithoutStop as u8;
        self.edit(move |connection| {
            Box::pin(async move {
                let query = sql("SELECT site_id, started_at, energy_wh, duration_s FROM session \
                     WHERE id = $1 AND ended_at IS NOT NULL AND (flags & $2) <> 0");
                let Some(ended) = connection.optional(query.bind(id).bind(guess)).await? else { return Ok(false) };
                let day = ended.time("started_at")?.0.div_euclid(DAY_MS);
                connection
                    .execute(
                        sql("UPDATE session_day SET sessions = sessions - 1, energy_wh = energy_wh - $3, \
                             duration_s = duration_s - $4 WHERE day = $1 AND site_id = $2")
                        .bind(day)
                        .bind(ended.id("site_id", NodeId)?)
                        .bind(ended.get::<i64>("energy_wh")?)
                        .bind(ended.get::<Option<i64>>("duration_s")?.unwrap_or(0)),
                    )
                    .await?;
                connection
                    .execute(
                        sql("UPDATE session SET ended_at = NULL, ended_at_text = NULL, duration_s = NULL, \
                             stop_reason = NULL, flags = flags - $2 WHERE id = $1")
                        .bind(id)
                        .bind(guess),
                    )
                    .await?;
                Ok(true)
            })
        })
        .await
    }
}
