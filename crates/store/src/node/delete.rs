//! Deleting a node that has no children.

use domain::access::Reach;
use domain::node::NodeKind;
use domain::session::{SessionFlag, SessionFlags};
use domain::{NodeId, SessionId, UtcMillis};

use super::edit::{forget_placements, forget_placements_below, standing};
use crate::Store;
use crate::database::{Connection, sql};
use crate::error::EditError;
use crate::session::{SessionClosing, SessionEnd, end_sessions};

impl Store {
    /// Deletes a node; `version` is the one that the caller knew. Its history stays: sessions keep the names of where they
    /// ran. Open sessions of a station end now, flagged as ended without a stop; active alarms of the node end.
    ///
    /// # Errors
    /// When it is not found within reach, was changed meanwhile, has children, is the system, or is the only site of some driver.
    pub async fn delete_node(&self, id: NodeId, version: i64, at: UtcMillis, reach: Reach) -> Result<(), EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let node = standing(id, &reach, connection).await?;
                match node.kind {
                    NodeKind::System => return Err(EditError::BadPlace),
                    NodeKind::Site if reach != Reach::All => return Err(EditError::NotFound),
                    _ => {}
                }
                node.check(version)?;
                let child = sql("SELECT id FROM node WHERE parent_id = $1 LIMIT 1").bind(id);
                if connection.optional(child).await?.is_some() {
                    return Err(EditError::HasChildren);
                }
                match node.kind {
                    NodeKind::Site => check_drivers(id, connection).await?,
                    NodeKind::Station => end_open_sessions(id, at, connection).await?,
                    NodeKind::Outlet => forget_outlet(id, connection).await?,
                    _ => {}
                }
                forget_placements_below(id, node.kind, connection).await?;
                connection
                    .execute(
                        sql("UPDATE alarm SET cleared_at = $2 WHERE node_id = $1 AND cleared_at IS NULL")
                            .bind(id)
                            .bind(at),
                    )
                    .await?;
                // A child that another process adds meanwhile makes the database refuse.
                connection.execute(sql("DELETE FROM node WHERE id = $1").bind(id)).await.map_err(|error| {
                    let child = error.as_database_error().is_some_and(|error| error.is_foreign_key_violation());
                    if child { EditError::HasChildren } else { error.into() }
                })?;
                Ok(())
            })
        })
        .await
    }
}

/// *Decision:* a site is not deleted while it is the only one of some driver. A driver of no site is bound to none and may charge
/// anywhere, so that deleting it would widen what they may do without anyone having said so.
async fn check_drivers(id: NodeId, connection: &mut Connection) -> Result<(), EditError> {
    if !connection.is_sqlite() {
        // Nobody's sites change between the look and the deletion.
        connection.execute(sql("LOCK TABLE user_site IN SHARE ROW EXCLUSIVE MODE")).await?;
    }
    let query = sql("SELECT COUNT(*) FROM user_site JOIN app_user ON app_user.id = user_site.user_id \
         WHERE site_id = $1 AND role = 'driver' AND NOT EXISTS (SELECT 1 FROM user_site AS other \
         WHERE other.user_id = user_site.user_id AND other.site_id <> user_site.site_id)");
    match connection.one(query.bind(id)).await?.first()? {
        0 => Ok(()),
        users => Err(EditError::OnlySiteOfDrivers { users }),
    }
}

async fn forget_outlet(id: NodeId, connection: &mut Connection) -> Result<(), EditError> {
    let query = sql("SELECT station_id, number FROM outlet WHERE node_id = $1").bind(id);
    if let Some(row) = connection.optional(query).await? {
        forget_placements(&[(row.id("station_id", NodeId)?, row.small("number")?)], connection).await?;
    }
    Ok(())
}

async fn end_open_sessions(station_id: NodeId, at: UtcMillis, connection: &mut Connection) -> Result<(), EditError> {
    let query = sql("SELECT id, started_at, energy_wh FROM session WHERE station_id = $1 AND ended_at IS NULL");
    let mut closings = Vec::new();
    for row in connection.all(query.bind(station_id)).await? {
        closings.push(SessionClosing {
            id: row.id("id", SessionId)?,
            end: SessionEnd {
                ended_at: at.max(row.time("started_at")?),
                meter_end_wh: None,
                energy_wh: row.get("energy_wh")?,
                stop_reason: None,
                flags: SessionFlags::NONE.with(SessionFlag::EndedWithoutStop),
                ended_at_text: None,
                readings: Vec::new(),
                quarters: Vec::new(),
            },
        });
    }
    end_sessions(&closings.iter().collect::<Vec<_>>(), connection).await?;
    Ok(())
}
