//! The navigator's tree, flat.

use csms::StationLive;
use domain::NodeId;
use domain::node::NodeKind;
use domain::outlet::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// The whole tree that a viewer may see.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Navigator {
    /// Its nodes; a parent stands before its children.
    pub items: Vec<NavigatorNode>,
    /// Where the event stream goes on from this: send it as `after`.
    pub event_id: u64,
}

/// A node in the navigator.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NavigatorNode {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: NodeId,
    /// What it is.
    #[schema(value_type = word::NodeKind)]
    pub kind: NodeKind,
    /// What it stands below; null for the system, and where the viewer does not see the parent.
    #[schema(value_type = Option<i64>)]
    pub parent_id: Option<NodeId>,
    /// Its name.
    pub name: String,
    /// Of a station: its charge box id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub charge_box_id: Option<String>,
    /// Of an outlet: its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub number: Option<u16>,
    /// Of an outlet, and of a station for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<word::State>, nullable = false)]
    pub state: Option<State>,
    /// Of an outlet while charging: power, W.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub power_w: Option<f64>,
    /// Of a station: whether it is connected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub online: Option<bool>,
}

impl NavigatorNode {
    /// The line of a node as the database knows it, with its station's present put in.
    pub fn of(node: store::node::NavigatorNode, station: Option<&StationLive>) -> NavigatorNode {
        let is_station = node.kind == NodeKind::Station;
        let outlet = station.filter(|_| node.kind == NodeKind::Outlet).map(|station| {
            station.outlets.iter().find(|outlet| outlet.id == node.id).map_or((State::Unknown, None), |outlet| {
                (outlet.state, outlet.power_w.filter(|_| outlet.state == State::Charging))
            })
        });
        let of_station = station.filter(|_| is_station);
        NavigatorNode {
            id: node.id,
            kind: node.kind,
            parent_id: node.parent_id,
            name: node.name,
            charge_box_id: node.charge_box_id,
            number: node.number,
            state: outlet.map(|(state, _)| state).or(of_station.map(|station| station.state)),
            power_w: outlet.and_then(|(_, power_w)| power_w),
            online: of_station.map(|station| station.online),
        }
    }
}
