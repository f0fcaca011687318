//! A station has booted (`ocpp.md` rule 1; OCPP 1.6 ed. 2 §4.2).

use domain::alarm::AlarmType;
use domain::registration::Registration;
use domain::report::BootReport;
use store::station::StationBooted;

use super::{Context, OperationFailure};
use crate::alarms::{self, Condition};
use crate::commissioning::{self, Reason};
use crate::event::{EventKind, Happening};
use crate::transfer;

/// What a booting station is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BootVerdict {
    pub(crate) registration: Registration,
    /// Seconds between heartbeats, or until the next attempt.
    pub(crate) interval_s: u32,
}

/// Stores what the station told of itself and accepts it; who is not configured never comes here.
pub(crate) async fn boot(context: &Context<'_>, report: BootReport) -> Result<BootVerdict, OperationFailure> {
    let booted = StationBooted { station_id: context.station.id, at: context.at, report: report.clone() };
    context.system.store.station_booted(booted).await?;
    let firmware = report.firmware_version.clone();
    let (trial_before, trial, is_new) = context.station.with(|state| {
        let before = state.trial;
        state.trial = before.booted(context.at);
        state.is_registered = true;
        let has_new_firmware = state.firmware_version.is_some() && state.firmware_version != firmware;
        state.firmware_version = firmware;
        state.refuses_triggers &= !has_new_firmware;
        state.lists_no_keys &= !has_new_firmware;
        (before, state.trial, has_new_firmware || !state.is_configuration_read)
    });
    context.station.booted(context.at);
    if trial.boots != trial_before.boots {
        context.system.store.save_reboot_state(context.station.id, None, Some(u32::from(trial.boots))).await?;
    }
    if trial.is_left_alone() && !trial_before.is_left_alone() {
        let condition = Condition {
            kind: AlarmType::ConfigurationLoop,
            node_id: Some(context.station.id),
            subject: String::new(),
            outlet: None,
            text: None,
        };
        alarms::raise(context.system, Some(context.station), condition, context.at).await?;
    }
    tell(context, &report);
    transfer::booted(context.system, context.station, report.firmware_version.as_deref()).await;
    if is_new {
        commissioning::begin(context.system, context.station, Reason::NewStation);
    } else if context.system.policies().keep_configuration {
        commissioning::begin(context.system, context.station, Reason::KeptBoot);
    }
    let own = context.station.with(|state| state.settings.heartbeat_interval_s);
    let interval_s = own.unwrap_or_else(|| context.system.policies().heartbeat_interval_s);
    Ok(BootVerdict { registration: Registration::Accepted, interval_s })
}

fn tell(context: &Context<'_>, report: &BootReport) {
    let firmware = report.firmware_version.as_deref().unwrap_or("unknown");
    context.system.events.tell(Happening {
        station: Some(context.station),
        outlet: None,
        kind: EventKind::Boot,
        text: format!("booted: {} {}, firmware {firmware}", report.vendor, report.model),
        at: context.at,
        by: None,
    });
}
