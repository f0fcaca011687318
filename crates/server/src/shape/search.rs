//! What a search finds.

use domain::NodeId;
use domain::node::NodeKind;
use serde::Serialize;
use store::search::FoundKind;
use utoipa::ToSchema;

/// Something that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchHitKind,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Where it is, or to whom it belongs.
    pub subtitle: String,
    /// The node to go to; null where it has none.
    #[schema(value_type = Option<i64>)]
    pub node_id: Option<NodeId>,
}

/// What a search can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum SearchHitKind {
    /// A site.
    Site,
    /// A floor.
    Floor,
    /// A station.
    Station,
    /// An outlet.
    Outlet,
    /// A user.
    User,
    /// A tag.
    Tag,
    /// A session.
    Session,
}

impl SearchHit {
    /// The shape of what was found; `None` for what has no page of its own.
    pub fn of(found: store::search::Found) -> Option<SearchHit> {
        let kind = match found.kind {
            FoundKind::Node(NodeKind::Site) => SearchHitKind::Site,
            FoundKind::Node(NodeKind::Floor) => SearchHitKind::Floor,
            FoundKind::Node(NodeKind::Station) => SearchHitKind::Station,
            FoundKind::Node(NodeKind::Outlet) => SearchHitKind::Outlet,
            FoundKind::Node(NodeKind::System | NodeKind::GridController) => return None,
            FoundKind::User => SearchHitKind::User,
            FoundKind::Tag => SearchHitKind::Tag,
            FoundKind::Session => SearchHitKind::Session,
        };
        Some(SearchHit { kind, id: found.id, title: found.title, subtitle: found.subtitle, node_id: found.node_id })
    }
}
