//! `POST /nodes`.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::change::TopologyChange;
use domain::node::NodeKind;
use domain::{NodeId, TemplateId};
use serde::Deserialize;
use store::node::{NodeSettings, SiteSettings, StationSettings};
use utoipa::ToSchema;

use super::settings::{OutletChange, SiteChange, StationChange, read_charge_box_id};
use super::{Deed, right_to, scope_of, tell};
use crate::access::Access;
use crate::api::value;
use crate::extract::{Body, etag};
use crate::problem::Problem;
use crate::shape::{Node, word};

/// The most outlets that a station is made with.
const MOST_OUTLETS: u16 = 100;

/// A node to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NewNode {
    /// What it is; not the system.
    #[schema(value_type = word::NodeKind)]
    kind: NodeKind,
    /// What it stands below.
    parent_id: i64,
    /// Its name.
    name: String,
    /// Free text.
    #[serde(default)]
    description: String,
    /// Of a site.
    #[schema(nullable = false)]
    site: Option<SiteChange>,
    /// Of a station; needed for one.
    #[schema(nullable = false)]
    station: Option<NewStation>,
    /// Of an outlet; needed for one.
    #[schema(nullable = false)]
    outlet: Option<OutletChange>,
}

/// What a new station has.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewStation {
    /// With how many usual outlets it is made, numbered from 1.
    #[serde(default)]
    outlets: u16,
    /// The name by which the physical station knows itself.
    charge_box_id: String,
    /// Whether drivers of other sites may see it.
    #[schema(nullable = false)]
    public: Option<bool>,
    /// OCPP security profile: 0, 1 or 2.
    #[schema(nullable = false)]
    security_profile: Option<u8>,
    /// Whether a handshake without a subprotocol is taken as 1.6.
    #[schema(nullable = false)]
    accept_missing_subprotocol: Option<bool>,
    /// Its own heartbeat interval, seconds; null: the portal's.
    heartbeat_interval_s: Option<u32>,
    /// The template that its configuration shall follow.
    #[schema(value_type = Option<i64>)]
    configuration_template_id: Option<TemplateId>,
}

impl NewStation {
    fn read(self) -> Result<StationSettings, Problem> {
        let change = StationChange {
            charge_box_id: None,
            public: self.public,
            security_profile: self.security_profile,
            accept_missing_subprotocol: self.accept_missing_subprotocol,
            heartbeat_interval_s: Some(self.heartbeat_interval_s),
            configuration_template_id: Some(self.configuration_template_id),
            ..StationChange::default()
        };
        change.applied_to(StationSettings::plain(read_charge_box_id(self.charge_box_id)?))
    }
}

/// Make a node
///
/// A station may be made with its outlets at once.
#[utoipa::path(
    post,
    path = "/api/v1/nodes",
    tag = "nodes",
    request_body = NewNode,
    responses((status = 201, body = Node))
)]
pub(super) async fn create(access: Access, Body(new): Body<NewNode>) -> Result<impl IntoResponse, Problem> {
    let reach = right_to(&access, Deed::Place, new.kind)?;
    let node = new.read()?;
    let (portal, name) = (&access.portal, node.name.clone());
    let id = portal.store.create_node(node, portal.now(), reach).await?;
    tell(&access, TopologyChange::Created, id, &name, scope_of(portal, id).await?).await?;
    let node = super::read(&access, id).await?;
    let location = [(header::LOCATION, format!("/api/v1/nodes/{id}"))];
    Ok((StatusCode::CREATED, location, etag(node.version), Json(node)))
}

impl NewNode {
    fn read(self) -> Result<store::node::NewNode, Problem> {
        for (given, kind, field) in [
            (self.site.is_some(), NodeKind::Site, "site"),
            (self.station.is_some(), NodeKind::Station, "station"),
            (self.outlet.is_some(), NodeKind::Outlet, "outlet"),
        ] {
            if given && kind != self.kind {
                return Err(Problem::invalid(field, format!("A node of kind {} has no such settings.", self.kind)));
            }
        }
        let mut outlets = 0;
        let settings = match self.kind {
            NodeKind::System => return Err(Problem::invalid("kind", "There is one system only.")),
            NodeKind::Site => NodeSettings::Site(self.site.unwrap_or_default().applied_to(SiteSettings::default())?),
            NodeKind::Floor => NodeSettings::Floor,
            NodeKind::GridController => NodeSettings::GridController,
            NodeKind::Station => {
                let station =
                    self.station.ok_or_else(|| Problem::invalid("station", "A station needs its settings."))?;
                if station.outlets > MOST_OUTLETS {
                    return Err(Problem::invalid("station.outlets", format!("At most {MOST_OUTLETS}.")));
                }
                outlets = station.outlets;
                NodeSettings::Station(station.read()?)
            }
            NodeKind::Outlet => {
                let outlet = self.outlet.ok_or_else(|| Problem::invalid("outlet", "An outlet needs its settings."))?;
                NodeSettings::Outlet(outlet.into_new()?)
            }
        };
        Ok(store::node::NewNode {
            parent_id: NodeId(self.parent_id),
            name: value::text("name", &self.name, 1..=100)?,
            description: value::text("description", &self.description, 0..=2_000)?,
            settings,
            outlets,
        })
    }
}
