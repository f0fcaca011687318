//! What persons do is a line in the event log.

use domain::NodeId;
use store::event::NewEvent;

use crate::access::Access;
use crate::problem::Problem;

/// Where something was done; nothing of it for the portal as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// The site.
    pub(super) site_id: Option<NodeId>,
    /// The station.
    pub(super) station_id: Option<NodeId>,
    /// The outlet's number.
    pub(super) outlet: Option<u16>,
}

/// Writes that the viewer has done something.
///
/// # Errors
/// When the database cannot be reached.
pub(super) async fn record(
    access: &Access,
    kind: &'static str,
    text: impl Into<String>,
    place: Place,
) -> Result<(), Problem> {
    let event = NewEvent {
        at: access.portal.now(),
        kind: kind.into(),
        station_id: place.station_id,
        site_id: place.site_id,
        outlet: place.outlet,
        text: text.into(),
        by: Some(access.viewer.name.clone()),
        detail: None,
    };
    Ok(access.portal.store.add_event(event).await?)
}
