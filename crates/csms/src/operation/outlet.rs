//! Outlets that a station reports and nobody configured: they are made, so that nothing reported is lost.

use domain::change::{Change, ChangeBody, Scope, TopologyChange};
use domain::meter::Rating;
use domain::outlet::OutletPresent;
use store::node::OutletSettings;

use super::{Context, OperationFailure};
use crate::event::{EventKind, Happening};
use crate::outlet::Outlet;

/// The most outlets that a station is believed to have.
///
/// *Decision:* a number beyond it is kept in the history and makes no outlet, so that a broken station cannot fill the navigator.
const MOST_OUTLETS: u16 = 64;

/// Makes an outlet that is reported and not configured.
pub(super) async fn ensure(context: &Context<'_>, number: u16) -> Result<(), OperationFailure> {
    let is_known = context.station.with(|state| state.outlet(number).is_some());
    if is_known || number == 0 || number > MOST_OUTLETS {
        return Ok(());
    }
    let id = context.system.store.ensure_outlet(context.station.id, number, context.at).await?;
    let scope = context.station.with(|state| {
        if state.outlet(number).is_none() {
            let usual = OutletSettings::usual(number);
            let rating = Rating { current_a: f64::from(usual.rated_current_a), phases: usual.phases };
            let outlet = Outlet::new(id, number, OutletPresent::UNKNOWN);
            state.outlets.push(Outlet { mode: usual.mode, rating: Some(rating), ..outlet });
            state.outlets.sort_by_key(|outlet| outlet.number);
        }
        Scope { outlet_id: Some(id), ..state.scope(context.station.id) }
    });
    context.system.events.tell(Happening {
        station: Some(context.station),
        outlet: Some(number),
        kind: EventKind::OutletCreated,
        text: format!("outlet {number} was reported by the station and made"),
        at: context.at,
        by: None,
    });
    let body = ChangeBody::Topology { change: TopologyChange::Created, id };
    context.system.bus.publish(Change { at: context.at, scope, body });
    Ok(())
}
