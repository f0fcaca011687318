//! What was odd in a station's messages, counted by message, kind and member.

use domain::access::Reach;
use domain::{NodeId, UtcMillis};

use crate::Store;
use crate::database::Kind::{Integer, Text};
use crate::database::{Row, Rows, RowsStatement, sql};
use crate::error::{EditError, StoreError};

/// *Decision:* so many different deviations of a station are remembered, those that came last: a station may invent members.
const REMEMBERED: i64 = 300;

/// A deviation and how often it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedDeviation {
    /// The message, such as `StartTransaction`.
    pub action: String,
    /// What was odd, such as `number_as_text`.
    pub kind: String,
    /// Where in the message, without the places in lists; empty for the whole.
    pub member: String,
    /// How often.
    pub count: i64,
    /// When it first came.
    pub first_at: UtcMillis,
    /// When it last came.
    pub last_at: UtcMillis,
    /// What was received then, an excerpt.
    pub example: String,
}

static COUNT: RowsStatement = RowsStatement::new(
    "WITH v (station_id, action, kind, member, count, first_at, last_at, example) AS (",
    &[Integer, Text, Text, Text, Integer, Integer, Integer, Text],
    ") INSERT INTO station_deviation (station_id, action, kind, member, count, first_at, last_at, example) \
     SELECT v.station_id, v.action, v.kind, v.member, v.count, v.first_at, v.last_at, v.example \
     FROM v JOIN station ON station.node_id = v.station_id WHERE TRUE \
     ON CONFLICT (station_id, action, kind, member) DO UPDATE SET count = station_deviation.count + excluded.count, \
     last_at = excluded.last_at, example = excluded.example",
);

impl Store {
    /// Adds to what is counted; best that of many stations at a time. Of one station each deviation stands once.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn count_deviations(&self, deviations: Vec<(NodeId, CountedDeviation)>) -> Result<(), EditError> {
        if deviations.is_empty() {
            return Ok(());
        }
        self.edit(move |connection| {
            Box::pin(async move {
                let mut rows = Rows::with_capacity(deviations.len(), &COUNT);
                for (station_id, deviation) in &deviations {
                    rows.push(*station_id)
                        .push(&deviation.action)
                        .push(&deviation.kind)
                        .push(&deviation.member)
                        .push(deviation.count)
                        .push(deviation.first_at)
                        .push(deviation.last_at)
                        .push(&deviation.example);
                }
                COUNT.run(connection, rows).await?;
                Ok(())
            })
        })
        .await
    }

    /// Forgets of each station's deviations those beyond the most that are remembered, which came longest ago.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn forget_surplus_deviations(&self) -> Result<u64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM station_deviation WHERE (station_id, action, kind, member) IN \
                     (SELECT station_id, action, kind, member FROM (SELECT station_id, action, kind, member, \
                     ROW_NUMBER() OVER (PARTITION BY station_id ORDER BY last_at DESC, action, kind, member) AS place \
                     FROM station_deviation) AS placed WHERE place > $1)");
                Ok(connection.execute(delete.bind(REMEMBERED)).await?)
            })
        })
        .await
    }

    /// A station's deviations, the last one first; `None` where the station is not within reach.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn deviations(
        &self,
        station_id: NodeId,
        reach: &Reach,
    ) -> Result<Option<Vec<CountedDeviation>>, StoreError> {
        if !self.reaches_node(station_id, reach).await? {
            return Ok(None);
        }
        let query = sql("SELECT action, kind, member, count, first_at, last_at, example FROM station_deviation \
             WHERE station_id = $1 ORDER BY last_at DESC, action, kind, member");
        let rows = self.readers().all(query.bind(station_id)).await?;
        rows.iter().map(counted).collect::<Result<_, _>>().map(Some)
    }

    /// Begins to count a station's deviations anew, as after its firmware was repaired.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn forget_deviations(&self, station_id: NodeId) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let delete = sql("DELETE FROM station_deviation WHERE station_id = $1");
                connection.execute(delete.bind(station_id)).await?;
                connection
                    .execute(sql("UPDATE station SET deviations = 0 WHERE node_id = $1").bind(station_id))
                    .await?;
                Ok(())
            })
        })
        .await
    }
}

fn counted(row: &Row) -> Result<CountedDeviation, StoreError> {
    Ok(CountedDeviation {
        action: row.get("action")?,
        kind: row.get("kind")?,
        member: row.get("member")?,
        count: row.get("count")?,
        first_at: row.time("first_at")?,
        last_at: row.time("last_at")?,
        example: row.get("example")?,
    })
}
