//! `PATCH /nodes/{id}`.

use axum::Json;
use axum::response::IntoResponse;
use domain::NodeId;
use domain::change::TopologyChange;
use serde::Deserialize;
use store::EditError;
use store::node::{NodeSettings, NodeUpdate};
use utoipa::ToSchema;

use super::settings::{OutletChange, SiteChange, StationChange};
use super::{Deed, right_to, scope_of, stored, tell};
use crate::access::Access;
use crate::api::value;
use crate::extract::{Body, IfMatch, Path, etag};
use crate::problem::Problem;
use crate::shape::Node;

/// What to change of a node; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NodeChange {
    /// Its name.
    #[schema(nullable = false)]
    name: Option<String>,
    /// Free text.
    #[schema(nullable = false)]
    description: Option<String>,
    /// Of a site.
    #[schema(nullable = false)]
    site: Option<SiteChange>,
    /// Of a station.
    #[schema(nullable = false)]
    station: Option<StationChange>,
    /// Of an outlet.
    #[schema(nullable = false)]
    outlet: Option<OutletChange>,
}

/// Change a node
///
/// The system, sites and floors need more than `configureStations`: `editSystem` or `editTopology`.
#[utoipa::path(
    patch,
    path = "/api/v1/nodes/{id}",
    tag = "nodes",
    params(("id" = i64, Path, description = "The node"), ("If-Match" = String, Header, description = "The ETag of what was read")),
    request_body = NodeChange,
    responses((status = 200, body = Node))
)]
pub(super) async fn change(
    access: Access,
    Path(id): Path<i64>,
    IfMatch(version): IfMatch,
    Body(change): Body<NodeChange>,
) -> Result<impl IntoResponse, Problem> {
    let (portal, id) = (&access.portal, NodeId(id));
    let present = stored(&access, id).await?;
    let reach = right_to(&access, Deed::Change, present.kind())?;
    if present.version != version {
        return Err(Problem::version_mismatch(super::shape(&access, present)));
    }
    let before = present.settings.clone();
    let update = change.applied_to(present)?;
    let (name, settings) = (update.name.clone(), update.settings.clone());
    match portal.store.update_node(id, version, update, reach).await {
        Err(EditError::VersionMismatch { .. }) => {
            return Err(Problem::version_mismatch(super::read(&access, id).await?));
        }
        other => other?,
    };
    tell(&access, TopologyChange::Updated, id, &name, scope_of(portal, id).await?).await?;
    if connects_otherwise(&before, &settings) {
        portal.csms.disconnect(id);
    }
    let node = super::read(&access, id).await?;
    Ok((etag(node.version), Json(node)))
}

/// Whether a station must prove anew who it is.
fn connects_otherwise(before: &NodeSettings, after: &NodeSettings) -> bool {
    match (before, after) {
        (NodeSettings::Station(before), NodeSettings::Station(after)) => {
            before.security_profile != after.security_profile || before.charge_box_id != after.charge_box_id
        }
        _ => false,
    }
}

impl NodeChange {
    fn applied_to(self, node: store::node::Node) -> Result<NodeUpdate, Problem> {
        let unfit = |field: &str| Problem::invalid(field, "A node of this kind has no such settings.");
        let settings = match (node.settings, self.site, self.station, self.outlet) {
            (settings, None, None, None) => settings,
            (NodeSettings::Site(site), Some(change), None, None) => NodeSettings::Site(change.applied_to(site)?),
            (NodeSettings::Station(station), None, Some(change), None) => {
                NodeSettings::Station(change.applied_to(station)?)
            }
            (NodeSettings::Outlet(outlet), None, None, Some(change)) => {
                NodeSettings::Outlet(change.applied_to(outlet)?)
            }
            (NodeSettings::Site(_), _, Some(_), _) | (NodeSettings::Outlet(_), _, Some(_), _) => {
                return Err(unfit("station"));
            }
            (_, Some(_), _, _) => return Err(unfit("site")),
            (_, _, _, Some(_)) => return Err(unfit("outlet")),
            (_, _, Some(_), _) => return Err(unfit("station")),
        };
        Ok(NodeUpdate {
            name: self.name.map_or(Ok(node.name), |name| value::text("name", &name, 1..=100))?,
            description: self
                .description
                .map_or(Ok(node.description), |description| value::text("description", &description, 0..=2_000))?,
            settings,
        })
    }
}
