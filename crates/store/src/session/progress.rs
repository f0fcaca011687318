//! How far running sessions have come.

use std::collections::HashMap;

use domain::SessionId;
use domain::session::SessionFlags;

use super::quarter::{self, QuarterEnergy, Quarters};
use crate::Store;
use crate::database::Kind::{Integer, Real};
use crate::database::{Connection, Rows, RowsStatement};
use crate::error::WriteError;
use crate::writer::{HotWrite, SessionIds};

/// How far a running session has come.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionProgress {
    /// The session.
    pub id: SessionId,
    /// Energy so far, Wh.
    pub energy_wh: i64,
    /// The newest reading of the meter, Wh; what was known stays when absent.
    pub meter_end_wh: Option<i64>,
    /// Power now, W.
    pub power_w: Option<f64>,
    /// Flags to add.
    pub flags: SessionFlags,
    /// The quarters that have changed.
    pub quarters: Vec<QuarterEnergy>,
}

/// What one caller tells.
pub(crate) struct ProgressWrite(Vec<SessionProgress>);

/// A session that has ended meanwhile keeps its end.
static UPDATE: RowsStatement = RowsStatement::new(
    "WITH v (id, energy_wh, meter_end_wh, power_w, flags) AS (",
    &[Integer, Integer, Integer, Real, Integer],
    ") UPDATE session SET energy_wh = v.energy_wh, meter_end_wh = COALESCE(v.meter_end_wh, session.meter_end_wh), \
     power_w = v.power_w, flags = session.flags | v.flags \
     FROM v WHERE session.id = v.id AND session.ended_at IS NULL",
);

impl HotWrite for ProgressWrite {
    type Answer = ();

    async fn apply(writes: &[&Self], connection: &mut Connection, _: &mut SessionIds) -> Result<Vec<()>, sqlx::Error> {
        let mut latest: HashMap<SessionId, (&SessionProgress, SessionFlags)> = HashMap::new();
        let mut quarters = Quarters::default();
        for progress in writes.iter().flat_map(|write| &write.0) {
            let entry = latest.entry(progress.id).or_insert((progress, SessionFlags::NONE));
            *entry = (progress, entry.1.and(progress.flags));
            quarters.add(progress.id, &progress.quarters);
        }
        let mut rows = Rows::with_capacity(latest.len(), &UPDATE);
        for (progress, flags) in latest.values() {
            rows.push(progress.id)
                .push(progress.energy_wh)
                .push(progress.meter_end_wh)
                .push(progress.power_w)
                .push(flags.0);
        }
        UPDATE.run(connection, rows).await?;
        quarter::write(quarters, connection).await?;
        Ok(vec![(); writes.len()])
    }
}

impl Store {
    /// Notes how far running sessions have come. To be gathered by the caller: nothing is lost when it comes seldom, since
    /// readings are kept by themselves.
    ///
    /// # Errors
    /// When the database cannot be reached or refuses.
    pub async fn save_progress(&self, progress: Vec<SessionProgress>) -> Result<(), WriteError> {
        if progress.is_empty() {
            return Ok(());
        }
        self.write(ProgressWrite(progress)).await
    }
}
