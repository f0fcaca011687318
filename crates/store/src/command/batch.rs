//! One command for many stations, with a result for each.

use domain::access::Reach;
use domain::command::{Command, CommandState};
use domain::{NodeId, UserId, UtcMillis};

use super::StoredCommand;
use super::read::{command_columns, command_from};
use crate::Store;
use crate::database::Kind::Integer;
use crate::database::{Assembly, Row, Rows, RowsStatement, sql};
use crate::error::{EditError, StoreError};
use crate::reach;

/// A command for many stations.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBatch {
    /// The stations.
    pub stations: Vec<NodeId>,
    /// The command, as it may be kept.
    pub command: Command,
    /// When it was given.
    pub created_at: UtcMillis,
    /// Until when it may still be delivered.
    pub expires_at: UtcMillis,
    /// Whether it waits for stations that are offline.
    pub waits: bool,
    /// The user who gave it.
    pub by_user_id: Option<UserId>,
    /// Who gave it, by name.
    pub by: String,
}

/// A command that was given to many stations, and how far it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Its id.
    pub id: i64,
    /// The command.
    pub command: Command,
    /// When it was given.
    pub created_at: UtcMillis,
    /// Until when it may still be delivered.
    pub expires_at: UtcMillis,
    /// Who gave it, by name.
    pub by: String,
    /// How many stations are in each state, within reach; only states that occur.
    pub counts: Vec<(CommandState, i64)>,
}

/// A batch's command for one station.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchCommand {
    /// The command.
    pub command: StoredCommand,
    /// The station's name, while it exists.
    pub station_name: Option<String>,
}

static MEMBERS: RowsStatement = RowsStatement::new(
    "INSERT INTO command (batch_id, station_id, site_id, name, parameters, state, created_at, expires_at, waits, \
     by_user_id, by_name) WITH member (batch_id, station_id) AS (",
    &[Integer, Integer],
    ") SELECT member.batch_id, node.id, node.site_id, '', '', 'queued', 0, 0, FALSE, NULL, '' FROM member \
     JOIN node ON node.id = member.station_id AND node.kind = 'station'",
);

fn batch_from(row: &Row) -> Result<Batch, StoreError> {
    Ok(Batch {
        id: row.get("id")?,
        command: row.json("parameters")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        by: row.get("by_name")?,
        counts: Vec::new(),
    })
}

impl Store {
    /// Keeps a command for many stations, queued; gives the batch's id. Nodes that are no stations are left out.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn new_batch(&self, new: NewBatch) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let parameters = serde_json::to_string(&new.command).expect("texts and numbers are always JSON");
                let batch = sql("INSERT INTO command_batch (parameters, created_at, expires_at, by_user_id, by_name) \
                     VALUES ($1, $2, $3, $4, $5) RETURNING id");
                let batch = batch.bind(parameters.clone()).bind(new.created_at).bind(new.expires_at);
                let id: i64 = connection.one(batch.bind(new.by_user_id).bind(new.by.clone())).await?.get("id")?;
                let mut members = Rows::with_capacity(new.stations.len(), &MEMBERS);
                for station in new.stations {
                    members.push(id).push(station);
                }
                MEMBERS.run(connection, members).await?;
                let common = sql("UPDATE command SET name = $2, parameters = $3, created_at = $4, expires_at = $5, \
                     waits = $6, by_user_id = $7, by_name = $8 WHERE batch_id = $1");
                let common = common.bind(id).bind(new.command.name().as_str()).bind(parameters).bind(new.created_at);
                let common = common.bind(new.expires_at).bind(new.waits).bind(new.by_user_id).bind(new.by);
                connection.execute(common).await?;
                Ok(id)
            })
        })
        .await
    }

    /// The commands of a batch that wait, in the order of their ids.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn queued_of_batch(&self, id: i64) -> Result<Vec<StoredCommand>, StoreError> {
        let query = sql(concat!(
            "SELECT ",
            command_columns!(),
            " FROM command WHERE batch_id = $1 AND state = 'queued' ORDER BY id"
        ));
        self.readers().all(query.bind(id)).await?.iter().map(command_from).collect()
    }

    /// A batch with how far it has come at the stations within reach; `None` where it has none there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn batch(&self, id: i64, reach: &Reach) -> Result<Option<Batch>, StoreError> {
        let query = sql("SELECT id, parameters, created_at, expires_at, by_name FROM command_batch WHERE id = $1");
        let Some(row) = self.readers().optional(query.bind(id)).await? else { return Ok(None) };
        let mut batch = batch_from(&row)?;
        let mut query = Assembly::new("SELECT state, COUNT(*) AS count FROM command WHERE batch_id = ");
        query.bind(id).push(" AND ");
        reach::rows(&mut query, reach, "command.site_id", None);
        query.push(" GROUP BY state ORDER BY state");
        for row in &self.readers().all(query.statement()).await? {
            batch.counts.push((row.word("state")?, row.get("count")?));
        }
        Ok(Some(batch).filter(|batch| !batch.counts.is_empty()))
    }

    /// A page of a batch's commands within reach, in the order of their ids; `after` is the last id of the page before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn batch_commands(
        &self,
        id: i64,
        after: Option<i64>,
        limit: u32,
        reach: &Reach,
    ) -> Result<Vec<BatchCommand>, StoreError> {
        let mut query = Assembly::new(concat!(
            "SELECT ",
            command_columns!(),
            ", (SELECT node.name FROM node WHERE node.id = command.station_id) AS station_name \
             FROM command WHERE batch_id = "
        ));
        query.bind(id).push(" AND id > ").bind(after.unwrap_or(0)).push(" AND ");
        reach::rows(&mut query, reach, "command.site_id", None);
        query.push(" ORDER BY id LIMIT ").bind(limit);
        let from = |row: &Row| Ok(BatchCommand { command: command_from(row)?, station_name: row.get("station_name")? });
        self.readers().all(query.statement()).await?.iter().map(from).collect()
    }

    /// The newest batches with a station within reach, each with how far it has come there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn batches(&self, limit: u32, reach: &Reach) -> Result<Vec<Batch>, StoreError> {
        let mut query = Assembly::new(
            "SELECT id, parameters, created_at, expires_at, by_name FROM command_batch WHERE EXISTS \
             (SELECT 1 FROM command WHERE command.batch_id = command_batch.id AND ",
        );
        reach::rows(&mut query, reach, "command.site_id", None);
        query.push(") ORDER BY id DESC LIMIT ").bind(limit);
        let mut batches = Vec::new();
        for row in &self.readers().all(query.statement()).await? {
            batches.extend(self.batch(row.get("id")?, reach).await?);
        }
        Ok(batches)
    }

    /// The stations at or below some nodes that are within reach, in the order of their ids.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn stations_below(&self, nodes: &[NodeId], reach: &Reach) -> Result<Vec<NodeId>, StoreError> {
        let mut query = Assembly::new("SELECT node.id FROM node WHERE node.kind = 'station' AND ");
        if !nodes.contains(&NodeId::SYSTEM) {
            query.push("(node.id IN ").list(nodes.iter().copied());
            query.push(" OR node.site_id IN ").list(nodes.iter().copied());
            query.push(" OR node.floor_id IN ").list(nodes.iter().copied()).push(") AND ");
        }
        reach::nodes(&mut query, reach);
        query.push(" ORDER BY node.id");
        self.readers().all(query.statement()).await?.iter().map(|row| row.id("id", NodeId)).collect()
    }
}
