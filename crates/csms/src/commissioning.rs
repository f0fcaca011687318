//! What the portal asks of a station by itself: its configuration when it is new, its status when it has come back
//! (`ocpp.md` rules 1 and 9).

mod reading;

use std::sync::Arc;

use domain::change::{Change, ChangeBody};
use domain::command::{Command, CommandState, TriggeredMessage};
use domain::configuration::keys_to_write;
use domain::registration::{KeyWrite, ReportedKey};
use ocpp::v16::{MASK, is_secret_key};
use store::station::{Extent, StationKey};
use store::{EditError, StoreError};

use crate::adapter::v16::call::{Lesson, Verdict};
use crate::central_system::CentralSystem;
use crate::certificate;
use crate::event::{EventKind, Happening};
use crate::exchange::exchange;
use crate::line::{CallFailure, Line};
use crate::station::Station;
use reading::read_configuration;

/// Why a station is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It was never asked, or has new firmware: everything.
    NewStation,
    /// It has booted, and stations are kept to their templates: everything, where it has a template.
    KeptBoot,
    /// It does not list its keys when a person asks for them: its configuration in slices.
    Unlisted,
    /// It has come back without booting: its status.
    Reconnect,
}

/// Begins to ask a station, in the background.
pub(crate) fn begin(system: &Arc<CentralSystem>, station: &Arc<Station>, reason: Reason) {
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move {
        let outcome = match reason {
            Reason::NewStation => provision(&system_in_task, &station).await,
            Reason::KeptBoot => keep(&system_in_task, &station).await,
            Reason::Unlisted => read_known(&system_in_task, &station).await,
            Reason::Reconnect => {
                ask_for_status(&system_in_task, &station).await;
                Ok(())
            }
        };
        if let Err(error) = outcome {
            tracing::info!(station = %station.charge_box_id, error = %error, "failed to commission a station");
        }
    });
}

/// Reads a station in slices whose keys a person asked for and which does not list them.
pub(crate) fn after_reading(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    command: &Command,
    state: CommandState,
) {
    let asked_for_all = matches!(command, Command::GetConfiguration { keys } if keys.is_empty());
    let is_told = state == CommandState::Accepted && !station.with(|state| state.lists_no_keys);
    if asked_for_all && !is_told && station.line().is_some() {
        begin(system, station, Reason::Unlisted);
    }
}

/// Asks a station that has come back for its status, unless it boots first: then it tells by itself.
pub(crate) fn after_reconnect(system: &Arc<CentralSystem>, station: &Arc<Station>, line: &Arc<Line>) {
    let (system_in_task, station, line) = (Arc::clone(system), Arc::clone(station), Arc::clone(line));
    system.spawn(async move {
        tokio::time::sleep(system_in_task.options.status_request_delay).await;
        let is_wanted = station.with(|state| {
            let is_current = state.line.as_ref().is_some_and(|current| current.order == line.order);
            is_current && state.booted_at.is_none_or(|booted_at| booted_at < line.since)
        });
        if is_wanted {
            begin(&system_in_task, &station, Reason::Reconnect);
        }
    });
}

/// Why commissioning stopped half-way; it begins anew with the station's next boot.
#[derive(Debug, thiserror::Error)]
enum CommissioningFailure {
    #[error(transparent)]
    Call(#[from] CallFailure),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Read(#[from] StoreError),
}

async fn provision(system: &Arc<CentralSystem>, station: &Arc<Station>) -> Result<(), CommissioningFailure> {
    let template = template_keys(system, station).await?;
    let (keys, extent) = read_configuration(system, station, &template).await?;
    save(system, station, &keys, extent).await?;
    station.with(|state| state.is_configuration_read = true);
    write_policies(system, station, &keys, &template).await?;
    ask_for_status(system, station).await;
    Ok(())
}

/// Brings a station that has booted back to its template. One that tells its status by itself is not asked for it.
async fn keep(system: &Arc<CentralSystem>, station: &Arc<Station>) -> Result<(), CommissioningFailure> {
    let template = template_keys(system, station).await?;
    if template.is_empty() {
        return Ok(());
    }
    let (keys, extent) = read_configuration(system, station, &template).await?;
    save(system, station, &keys, extent).await?;
    write_policies(system, station, &keys, &template).await
}

/// Reads the keys that are known by name.
async fn read_known(system: &Arc<CentralSystem>, station: &Arc<Station>) -> Result<(), CommissioningFailure> {
    let template = template_keys(system, station).await?;
    let keys = reading::known(system, station, &template).await?;
    Ok(save(system, station, &keys, Extent::Known).await?)
}

async fn template_keys(system: &CentralSystem, station: &Station) -> Result<Vec<KeyWrite>, StoreError> {
    Ok(system.store.template_of(station.id).await?.map_or_else(Vec::new, |template| template.settings.keys))
}

/// Keeps what was read of a station's configuration, and tells of it.
pub(crate) async fn save(
    system: &CentralSystem,
    station: &Arc<Station>,
    keys: &[ReportedKey],
    extent: Extent,
) -> Result<(), EditError> {
    let at = system.now();
    let stored = keys.iter().map(|key| {
        // A secret is neither kept nor shown: whoever may read a station's configuration could pose as the station.
        let shown = |value: &String| if is_secret_key(&key.key) { MASK.to_owned() } else { value.clone() };
        StationKey { key: key.key.clone(), value: key.value.as_ref().map(shown), read_only: key.read_only }
    });
    system.store.save_configuration(station.id, stored.collect(), extent, at).await?;
    let body = ChangeBody::Configuration { station_id: station.id };
    system.bus.publish(Change { at, scope: station.scope(), body });
    Ok(())
}

/// Writes what the policies demand and what differs, unless the station keeps rebooting because of it.
async fn write_policies(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    keys: &[ReportedKey],
    template: &[KeyWrite],
) -> Result<(), CommissioningFailure> {
    let (trial, own_heartbeat_s) = station.with(|state| (state.trial, state.settings.heartbeat_interval_s));
    if trial.is_left_alone() {
        return Ok(());
    }
    for KeyWrite { key, value } in keys_to_write(keys, &system.policies(), own_heartbeat_s, template) {
        // Before it is sent: the station may reboot at once.
        station.with(|state| state.trial = state.trial.written(system.now()));
        let command = Command::ChangeConfiguration { key: key.clone(), value: value.clone() };
        let verdict = exchange(system, station, &command).await?;
        system.events.tell(Happening {
            station: Some(station),
            outlet: None,
            kind: EventKind::Configuration,
            text: format!("the portal wrote {key} = {value}: {}", verdict.word),
            at: system.now(),
            by: None,
        });
        learn(system, station, &verdict).await?;
    }
    Ok(())
}

/// Takes in what an answer taught.
pub(crate) async fn learn(system: &CentralSystem, station: &Arc<Station>, verdict: &Verdict) -> Result<(), EditError> {
    match &verdict.lesson {
        Lesson::Nothing => Ok(()),
        Lesson::ListVersion(version) => system.store.save_list_version(station.id, *version, system.now()).await,
        Lesson::Certificate(lesson) => certificate::learn(system, station, lesson).await,
        Lesson::Configuration { keys, whole } => {
            // One that lists none keeps them to itself: what is known of it stays.
            if *whole {
                station.with(|state| state.lists_no_keys = keys.is_empty());
            }
            let extent = if *whole && !keys.is_empty() { Extent::Whole } else { Extent::Some };
            save(system, station, keys, extent).await
        }
        Lesson::Written { key, value, reboot_required } => {
            let key = ReportedKey { key: key.clone(), value: Some(value.clone()), read_only: false };
            save(system, station, &[key], Extent::Some).await?;
            if *reboot_required {
                system.store.save_reboot_state(station.id, Some(true), None).await?;
            }
            Ok(())
        }
    }
}

/// Asks for the status of the station and of each outlet. A station that does not know how is not asked again.
async fn ask_for_status(system: &Arc<CentralSystem>, station: &Arc<Station>) {
    let (refuses, numbers) = station.with(|state| {
        let numbers: Vec<u16> = state.outlets.iter().map(|outlet| outlet.number).collect();
        (state.refuses_triggers, numbers)
    });
    if refuses {
        return;
    }
    // Without a connector it is about all of them; asked for a station whose outlets are not known.
    let wanted: Vec<Option<u16>> =
        if numbers.is_empty() { vec![None] } else { numbers.into_iter().map(Some).collect() };
    for outlet in wanted {
        let command =
            Command::TriggerMessage { message: TriggeredMessage::StatusNotification, outlet, extended: false };
        match exchange(system, station, &command).await {
            Ok(verdict) if verdict.word == "NotImplemented" => {
                station.with(|state| state.refuses_triggers = true);
                return;
            }
            Ok(_) => {}
            Err(CallFailure::Refused { code, .. }) if code == "NotImplemented" || code == "NotSupported" => {
                station.with(|state| state.refuses_triggers = true);
                return;
            }
            Err(error) => {
                tracing::debug!(station = %station.charge_box_id, error = %error, "failed to ask for a status");
                return;
            }
        }
    }
}
