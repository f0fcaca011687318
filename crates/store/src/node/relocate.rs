//! Moving a station or a grid controller to another parent.

use domain::NodeId;
use domain::access::Reach;

use super::edit::{forget_placements_below, standing};
use crate::Store;
use crate::database::sql;
use crate::error::EditError;

impl Store {
    /// Moves a node and what stands below it; `version` is the one that the caller knew. Returns its new version.
    ///
    /// Past sessions stay where they ran; the next one notes the new place.
    ///
    /// # Errors
    /// When the node or its new parent is not found within reach, the node was changed meanwhile, or it cannot stand there.
    pub async fn move_node(&self, id: NodeId, version: i64, parent_id: NodeId, reach: Reach) -> Result<i64, EditError> {
        self.edit(move |connection| {
            Box::pin(async move {
                let node = standing(id, &reach, connection).await?;
                node.check(version)?;
                let parent = standing(parent_id, &reach, connection).await.map_err(|error| match error {
                    EditError::NotFound => EditError::NoSuch { field: "parentId" },
                    other => other,
                })?;
                if !node.kind.can_move() || !node.kind.fits_below(parent.kind) {
                    return Err(EditError::BadPlace);
                }
                forget_placements_below(id, node.kind, connection).await?;
                connection
                    .execute(
                        sql("UPDATE node SET parent_id = $2, version = version + 1 WHERE id = $1")
                            .bind(id)
                            .bind(parent_id),
                    )
                    .await?;
                connection
                    .execute(
                        sql("UPDATE node SET site_id = $2, floor_id = $3 WHERE id = $1 OR station_id = $1")
                            .bind(id)
                            .bind(parent.site_id)
                            .bind(parent.floor_id),
                    )
                    .await?;
                // Who may see an alarm follows the node while the alarm is active.
                connection
                    .execute(
                        sql("UPDATE alarm SET site_id = $2 WHERE cleared_at IS NULL AND (node_id = $1 OR station_id = $1)")
                            .bind(id)
                            .bind(parent.site_id),
                    )
                    .await?;
                Ok(version + 1)
            })
        })
        .await
    }
}
