//! What all edits of nodes share: finding the node within reach, its version, and what follows from a change.

use domain::NodeId;
use domain::access::Reach;
use domain::node::NodeKind;

use crate::database::Kind::Integer;
use crate::database::{Assembly, Connection, Rows, RowsStatement, sql};
use crate::error::EditError;
use crate::reach;

/// A node about to be edited.
pub(super) struct Standing {
    pub(super) kind: NodeKind,
    pub(super) site_id: Option<NodeId>,
    pub(super) floor_id: Option<NodeId>,
    pub(super) version: i64,
}

impl Standing {
    /// Whether the version is the one that the caller knew.
    pub(super) fn check(&self, expected: i64) -> Result<(), EditError> {
        if self.version == expected {
            Ok(())
        } else {
            Err(EditError::VersionMismatch { expected, current: self.version })
        }
    }
}

/// Finds a node that may be edited.
///
/// # Errors
/// [`EditError::NotFound`] when there is none within reach.
pub(super) async fn standing(id: NodeId, reach: &Reach, connection: &mut Connection) -> Result<Standing, EditError> {
    let mut query = Assembly::new("SELECT kind, site_id, floor_id, version FROM node WHERE id = ");
    query.bind(id).push(" AND ");
    reach::nodes(&mut query, reach);
    if !connection.is_sqlite() {
        // Two processes that share the database edit one after the other.
        query.push(" FOR UPDATE OF node");
    }
    let row = connection.optional(query.statement()).await?.ok_or(EditError::NotFound)?;
    Ok(Standing {
        kind: row.word("kind")?,
        site_id: row.optional_id("site_id", NodeId)?,
        floor_id: row.optional_id("floor_id", NodeId)?,
        version: row.get("version")?,
    })
}

/// Tells a taken charge box id or number from other refusals.
pub(super) fn taken(error: sqlx::Error) -> EditError {
    let Some(refusal) = error.as_database_error().filter(|refusal| refusal.is_unique_violation()) else {
        return error.into();
    };
    // PostgreSQL names the index, SQLite the columns.
    let told = format!("{} {}", refusal.constraint().unwrap_or_default(), refusal.message());
    if told.contains("charge_box_id") {
        EditError::Taken { field: "chargeBoxId" }
    } else if told.contains("outlet_number") || told.contains("outlet.number") {
        EditError::Taken { field: "number" }
    } else {
        error.into()
    }
}

static FORGET: RowsStatement = RowsStatement::new(
    "WITH v (station_id, outlet) AS (",
    &[Integer, Integer],
    ") UPDATE placement SET present = FALSE FROM v \
     WHERE placement.station_id = v.station_id AND placement.outlet = v.outlet AND placement.present",
);

/// Makes the next session at these outlets note anew where they stand.
pub(super) async fn forget_placements(outlets: &[(NodeId, u16)], connection: &mut Connection) -> Result<(), EditError> {
    let mut rows = Rows::with_capacity(outlets.len(), &FORGET);
    for (station_id, number) in outlets {
        rows.push(*station_id).push(*number);
    }
    FORGET.run(connection, rows).await?;
    Ok(())
}

/// Makes the next session at every outlet below a node note anew where it stands.
pub(super) async fn forget_placements_below(
    id: NodeId,
    kind: NodeKind,
    connection: &mut Connection,
) -> Result<(), EditError> {
    let statement = match kind {
        NodeKind::Site => sql("UPDATE placement SET present = FALSE WHERE site_id = $1 AND present"),
        NodeKind::Floor => sql("UPDATE placement SET present = FALSE WHERE floor_id = $1 AND present"),
        NodeKind::Station => sql("UPDATE placement SET present = FALSE WHERE station_id = $1 AND present"),
        // The name of an outlet is no part of where it stands, its number is: see the callers.
        NodeKind::System | NodeKind::GridController | NodeKind::Outlet => return Ok(()),
    };
    connection.execute(statement.bind(id)).await?;
    Ok(())
}
