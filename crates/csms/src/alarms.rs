//! Alarms: raised and cleared in the database, then told to the bus. The rules are in `domain`.

use std::sync::Arc;

use domain::alarm::{Alarm, AlarmKey, AlarmType};
use domain::change::{AlarmChange, Change, ChangeBody, Scope};
use domain::fault::{FAULT_ALARMS, FaultAlarm, fault_alarm};
use domain::outlet::OutletPresent;
use domain::{NodeId, UtcMillis};
use store::EditError;
use store::alarm::NewAlarm;

use crate::central_system::CentralSystem;
use crate::operation::Context;
use crate::station::Station;

/// A condition that deserves an alarm.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) kind: AlarmType,
    pub(crate) node_id: Option<NodeId>,
    /// What tells conditions of one type and node apart; for unknown stations the charge box id.
    pub(crate) subject: String,
    pub(crate) outlet: Option<u16>,
    pub(crate) text: Option<String>,
}

/// Raises the alarm of a condition, or counts it up.
pub(crate) async fn raise(
    system: &CentralSystem,
    station: Option<&Arc<Station>>,
    condition: Condition,
    at: UtcMillis,
) -> Result<(), EditError> {
    let Condition { kind, node_id, subject, outlet, text } = condition;
    let node_name = match station {
        Some(station) => station.charge_box_id.as_str().to_owned(),
        None if kind == AlarmType::UnknownStation => subject.clone(),
        // About the portal itself.
        None => system.store.settings().await?.portal_name,
    };
    let key = AlarmKey { kind, node_id, subject };
    let (alarm, change) = system.store.raise_alarm(NewAlarm { key, node_name, outlet, text, at }).await?;
    tell(system, station, change, alarm, at);
    Ok(())
}

/// Clears the alarms of some types at a node, because what they tell of is over.
pub(crate) async fn clear(
    system: &CentralSystem,
    station: &Arc<Station>,
    node_id: NodeId,
    kinds: &[AlarmType],
    at: UtcMillis,
) -> Result<(), EditError> {
    for alarm in system.store.clear_alarms_of(node_id, kinds.to_vec(), at).await? {
        tell(system, Some(station), AlarmChange::Cleared, alarm, at);
    }
    Ok(())
}

/// Clears the alarm of a charge box id that was unknown.
pub(crate) async fn clear_unknown(system: &CentralSystem, charge_box_id: &str, at: UtcMillis) -> Result<(), EditError> {
    let key = AlarmKey { kind: AlarmType::UnknownStation, node_id: None, subject: charge_box_id.to_owned() };
    if let Some(alarm) = system.store.clear_alarm(key, at).await? {
        tell(system, None, AlarmChange::Cleared, alarm, at);
    }
    Ok(())
}

/// Raises or clears what a new present of an outlet, or of the station itself, means for its alarms.
pub(crate) async fn follow_fault(
    context: &Context<'_>,
    node_id: NodeId,
    number: u16,
    present: &OutletPresent,
) -> Result<(), EditError> {
    match fault_alarm(present) {
        FaultAlarm::Raise { kind, subject, text } => {
            context.station.with(|state| state.set_faulty(number, true));
            let outlet = Some(number).filter(|number| *number > 0);
            let subject = subject.as_str().to_owned();
            let condition = Condition { kind, node_id: Some(node_id), subject, outlet, text };
            raise(context.system, Some(context.station), condition, context.at).await
        }
        FaultAlarm::Clear => {
            // Nearly every status is free of faults, and then there is nothing to ask of the database.
            if context.station.with(|state| state.is_faulty(number)) {
                clear(context.system, context.station, node_id, &FAULT_ALARMS, context.at).await?;
                context.station.with(|state| state.set_faulty(number, false));
            }
            Ok(())
        }
        FaultAlarm::Keep => Ok(()),
    }
}

/// Tells the bus of an alarm.
pub(crate) fn tell(
    system: &CentralSystem,
    station: Option<&Arc<Station>>,
    change: AlarmChange,
    alarm: Alarm,
    at: UtcMillis,
) {
    let outlet_id = alarm.key.node_id.filter(|id| station.is_some_and(|station| station.id != *id));
    let scope = match station {
        Some(station) => Scope { outlet_id, ..station.scope() },
        None => Scope { site_id: alarm.site_id, ..Scope::default() },
    };
    let body = ChangeBody::Alarm { change, alarm: Arc::new(alarm) };
    system.bus.publish(Change { at, scope, body });
}
