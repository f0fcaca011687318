//! A change as text: an event with its id, as it goes over the line.

use axum::body::Bytes;
use csms::Numbered;
use domain::access::Reach;
use domain::change::{ChangeBody, TopologyChange};
use serde::Serialize;

use super::audience::Part;
use crate::portal::Portal;
use crate::problem::Problem;
use crate::shape::delta::{
    AlarmDelta, CampaignDelta, ConfigurationDelta, OutletDelta, SecurityDelta, SessionDelta, StationDelta,
    TopologyDelta,
};
use crate::shape::{Alarm, Command, NavigatorNode, Reservation, Session, Transfer};

/// Renders that part of a change; reads from the database what a change only names.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn render(portal: &Portal, numbered: &Numbered, part: Part) -> Result<Bytes, Problem> {
    let (id, change) = (numbered.id, &*numbered.change);
    Ok(match &change.body {
        ChangeBody::Outlet { id: outlet, station_id, number, present, state, power_w } => {
            let delta = OutletDelta {
                id: *outlet,
                station_id: *station_id,
                number: *number,
                status: present.status,
                state: *state,
                power_w: *power_w,
                error_code: present.error_code.clone(),
                at: change.at,
            };
            event(id, "outlet", &delta)
        }
        ChangeBody::Station { id: station, online, state } => {
            event(id, "station", &StationDelta { id: *station, online: *online, state: *state, at: change.at })
        }
        ChangeBody::Session { change: how, session } => {
            let session = Session::of(session, change.at, part == Part::Whole);
            event(id, "session", &SessionDelta { change: *how, session })
        }
        ChangeBody::Alarm { change: how, alarm } => {
            event(id, "alarm", &AlarmDelta { change: *how, alarm: Alarm::from(&**alarm) })
        }
        ChangeBody::Command { id: command, .. } => {
            let stored = portal.store.command(*command, &Reach::All).await?;
            stored.map_or_else(|| bare(id), |stored| event(id, "command", &Command::from(stored)))
        }
        ChangeBody::Reservation { id: reservation } => {
            let stored = portal.store.reservation(*reservation, &Reach::All).await?;
            let shape = |stored| Reservation::of(stored, part == Part::Whole);
            stored.map_or_else(|| bare(id), |stored| event(id, "reservation", &shape(stored)))
        }
        ChangeBody::Configuration { station_id } => {
            event(id, "configuration", &ConfigurationDelta { station_id: *station_id, read_at: change.at })
        }
        ChangeBody::Transfer { id: transfer, .. } => {
            let stored = portal.store.transfer(*transfer).await?;
            stored.map_or_else(|| bare(id), |stored| event(id, "transfer", &Transfer::from(stored)))
        }
        ChangeBody::Campaign { id: campaign } => event(id, "campaign", &CampaignDelta { id: *campaign }),
        ChangeBody::Topology { change: how, id: node } => {
            let stored = match how {
                // It may stand elsewhere now, which is none of this listener's business.
                TopologyChange::Deleted => None,
                _ => portal.store.navigator_node(*node, &Reach::All).await?,
            };
            let line = stored.map(|stored| {
                let station = stored.station_id.and_then(|station| portal.csms.station(station));
                NavigatorNode::of(stored, station.as_ref())
            });
            event(id, "topology", &TopologyDelta { change: *how, id: *node, node: line })
        }
        ChangeBody::Security { station_id } => event(id, "security", &SecurityDelta { station_id: *station_id }),
        ChangeBody::Access { .. } | ChangeBody::TokenGone { .. } => bare(id),
    })
}

fn event(id: u64, name: &str, data: &impl Serialize) -> Bytes {
    let data = serde_json::to_string(data).expect("shapes of texts and numbers can be written");
    format!("id: {id}\nevent: {name}\ndata: {data}\n\n").into()
}

/// Nothing to tell but that it was dealt with.
fn bare(id: u64) -> Bytes {
    format!("id: {id}\n\n").into()
}
