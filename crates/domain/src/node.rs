//! The navigator's tree: what stands below what, and what may be deleted or moved.

use crate::word::words;

words! {
    /// What a node is.
    NodeKind {
        /// The root, one in each portal.
        System = "system",
        /// A place with an address.
        Site = "site",
        /// A part of a site with its own plan.
        Floor = "floor",
        /// A charging station.
        Station = "station",
        /// A meter at the main fuse of a site.
        GridController = "gridController",
        /// A socket or a cable with a plug on a station.
        Outlet = "outlet",
    }
}

impl NodeKind {
    /// Whether a node of this kind can stand directly below one of kind `parent`.
    ///
    /// A station stands on a floor or directly on its site; a grid controller stands on a site.
    pub const fn fits_below(self, parent: NodeKind) -> bool {
        matches!(
            (self, parent),
            (NodeKind::Site, NodeKind::System)
                | (NodeKind::Floor, NodeKind::Site)
                | (NodeKind::Station, NodeKind::Site | NodeKind::Floor)
                | (NodeKind::GridController, NodeKind::Site)
                | (NodeKind::Outlet, NodeKind::Station)
        )
    }

    /// Whether a node of this kind can be moved to another parent: stations and grid controllers.
    pub const fn can_move(self) -> bool {
        matches!(self, NodeKind::Station | NodeKind::GridController)
    }
}
