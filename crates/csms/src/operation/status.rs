//! The status of an outlet, or of the station itself (`ocpp.md` rule 6; OCPP 1.6 ed. 2 §4.9).

use domain::change::{Change, ChangeBody, Scope};
use domain::outlet::{OutletPresent, OutletStatus};
use domain::report::StatusReport;
use domain::status::{StatusDecision, decide_status};
use store::status::{NewStatusChange, StatusWrite};

use super::{Context, OperationFailure, outlet};
use crate::alarms;
use crate::event::{EventKind, Happening};

/// Stores the status, then takes it as the present unless something newer is known.
pub(crate) async fn status(context: &Context<'_>, report: StatusReport) -> Result<(), OperationFailure> {
    outlet::ensure(context, report.outlet).await?;
    let time = report.at.resolve(context.at);
    let StatusDecision { entry, present } = context.station.with(|state| {
        state.clock = state.clock.observe(&time, context.at);
        let before = match state.outlet(report.outlet) {
            Some(outlet) => &outlet.present,
            None if report.outlet == 0 => &state.own,
            None => &OutletPresent::UNKNOWN,
        };
        decide_status(before, &report, context.at, &state.clock)
    });
    let change = NewStatusChange {
        station_id: context.station.id,
        outlet: entry.outlet,
        status: entry.status,
        error_code: entry.error_code,
        error_text: entry.error_text,
        at: entry.at,
        received_at: entry.received_at,
        late: entry.late,
    };
    context.system.store.save_status(StatusWrite { change, present: present.clone() }).await?;
    if let Some(present) = present {
        take(context, report.outlet, present).await?;
    }
    Ok(())
}

/// Takes a stored present into memory, and tells of it.
async fn take(context: &Context<'_>, number: u16, present: OutletPresent) -> Result<(), OperationFailure> {
    let is_new_fault = present.status == OutletStatus::Faulted || present.error_code.is_some();
    let (node_id, changes, differs) = context.station.with(|state| {
        let scope = state.scope(context.station.id);
        if number == 0 {
            let differs = !same(&state.own, &present);
            state.own = present.clone();
            return (Some(context.station.id), station_changes(context, state, &scope), differs);
        }
        let Some(outlet) = state.outlet_mut(number) else { return (None, Vec::new(), false) };
        let differs = !same(&outlet.present, &present);
        outlet.present = present.clone();
        let id = outlet.id;
        (Some(id), state.outlet_change(context.station.id, number, context.at).into_iter().collect(), differs)
    });
    for change in changes {
        context.system.bus.publish(change);
    }
    if is_new_fault && differs {
        context.system.events.tell(Happening {
            station: Some(context.station),
            outlet: Some(number),
            kind: EventKind::Fault,
            text: fault_text(&present),
            at: context.at,
            by: None,
        });
    }
    if let Some(node_id) = node_id {
        alarms::follow_fault(context, node_id, number, &present).await?;
    }
    Ok(())
}

/// The station's own status changes what every outlet shows.
fn station_changes(context: &Context<'_>, state: &crate::station::StationState, scope: &Scope) -> Vec<Change> {
    let body = ChangeBody::Station { id: context.station.id, online: state.line.is_some(), state: state.state() };
    let own = Change { at: context.at, scope: scope.clone(), body };
    let outlets =
        state.outlets.iter().filter_map(|outlet| state.outlet_change(context.station.id, outlet.number, context.at));
    std::iter::once(own).chain(outlets).collect()
}

fn same(one: &OutletPresent, other: &OutletPresent) -> bool {
    one.status == other.status && one.error_code == other.error_code && one.error_text == other.error_text
}

fn fault_text(present: &OutletPresent) -> String {
    let code = present.error_code.as_deref().unwrap_or("fault without a code");
    match &present.error_text {
        Some(text) => format!("{code}: {text}"),
        None => code.to_owned(),
    }
}
