//! What the portal asks of a station by itself: its configuration when it is new, its status when it has come back
//! (`ocpp.md` rules 1 and 9).

use std::sync::Arc;

use domain::change::{Change, ChangeBody};
use domain::command::{Command, TriggeredMessage};
use domain::registration::{KeyWrite, ReportedKey, keys_to_write};
use ocpp::v16::{MASK, is_secret_key};
use store::EditError;
use store::station::StationKey;

use crate::adapter::v16::call::{Lesson, Verdict};
use crate::central_system::CentralSystem;
use crate::event::{EventKind, Happening};
use crate::exchange::exchange;
use crate::line::{CallFailure, Line};
use crate::station::Station;

/// The key which tells how many keys may be asked for at once (OCPP 1.6 ed. 2 §9.1.7).
const MAX_KEYS: &str = "GetConfigurationMaxKeys";

/// How many keys are asked for at once where the station does not tell.
const SLICE: usize = 10;

/// The most keys asked for at once, whatever the station tells.
const LARGEST_SLICE: usize = 50;

/// The keys that are asked for by name where a station cannot list its own: those of OCPP 1.6 ed. 2 §9 that the portal shows or
/// sets, and those of the security extension.
const KNOWN_KEYS: [&str; 44] = [
    "AllowOfflineTxForUnknownId",
    "AuthorizationCacheEnabled",
    "AuthorizeRemoteTxRequests",
    "BlinkRepeat",
    "ClockAlignedDataInterval",
    "ConnectionTimeOut",
    "ConnectorPhaseRotation",
    "ConnectorPhaseRotationMaxLength",
    "GetConfigurationMaxKeys",
    "HeartbeatInterval",
    "LightIntensity",
    "LocalAuthorizeOffline",
    "LocalPreAuthorize",
    "MaxEnergyOnInvalidId",
    "MeterValuesAlignedData",
    "MeterValuesAlignedDataMaxLength",
    "MeterValuesSampledData",
    "MeterValuesSampledDataMaxLength",
    "MeterValueSampleInterval",
    "MinimumStatusDuration",
    "NumberOfConnectors",
    "ResetRetries",
    "StopTransactionOnEVSideDisconnect",
    "StopTransactionOnInvalidId",
    "StopTxnAlignedData",
    "StopTxnSampledData",
    "SupportedFeatureProfiles",
    "TransactionMessageAttempts",
    "TransactionMessageRetryInterval",
    "UnlockConnectorOnEVSideDisconnect",
    "WebSocketPingInterval",
    "LocalAuthListEnabled",
    "LocalAuthListMaxLength",
    "SendLocalListMaxLength",
    "ReserveConnectorZeroSupported",
    "ChargeProfileMaxStackLevel",
    "ChargingScheduleAllowedChargingRateUnit",
    "ChargingScheduleMaxPeriods",
    "ConnectorSwitch3to1PhaseSupported",
    "MaxChargingProfilesInstalled",
    "SupportedFileTransferProtocols",
    "AdditionalRootCertificateCheck",
    "CpoName",
    "SecurityProfile",
];

/// Why a station is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It was never asked, or has new firmware: everything.
    NewStation,
    /// It has come back without booting: its status.
    Reconnect,
}

/// Begins to ask a station, in the background.
pub(crate) fn begin(system: &Arc<CentralSystem>, station: &Arc<Station>, reason: Reason) {
    let (system_in_task, station) = (Arc::clone(system), Arc::clone(station));
    system.spawn(async move {
        let outcome = match reason {
            Reason::NewStation => provision(&system_in_task, &station).await,
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
}

async fn provision(system: &Arc<CentralSystem>, station: &Arc<Station>) -> Result<(), CommissioningFailure> {
    let (keys, whole) = read_configuration(system, station).await?;
    save(system, station, &keys, whole).await?;
    station.with(|state| state.is_configuration_read = true);
    write_policies(system, station, &keys).await?;
    ask_for_status(system, station).await;
    Ok(())
}

/// Reads the whole configuration; in slices where the station refuses to tell all of it at once.
async fn read_configuration(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
) -> Result<(Vec<ReportedKey>, bool), CallFailure> {
    match get(system, station, Vec::new()).await {
        Ok(keys) if !keys.is_empty() => return Ok((keys, true)),
        Ok(_) | Err(CallFailure::Refused { .. } | CallFailure::BadAnswer(_) | CallFailure::TimedOut) => {}
        Err(error) => return Err(error),
    }
    let told = get(system, station, vec![MAX_KEYS.to_owned()]).await?;
    let slice = told
        .first()
        .and_then(|key| key.value.as_deref()?.trim().parse::<usize>().ok())
        .map_or(SLICE, |most| most.clamp(1, LARGEST_SLICE));
    let mut keys = Vec::new();
    for names in KNOWN_KEYS.chunks(slice) {
        keys.extend(get(system, station, names.iter().map(|name| (*name).to_owned()).collect()).await?);
    }
    Ok((keys, false))
}

async fn get(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    keys: Vec<String>,
) -> Result<Vec<ReportedKey>, CallFailure> {
    match exchange(system, station, &Command::GetConfiguration { keys }).await?.lesson {
        Lesson::Configuration { keys, .. } => Ok(keys),
        _ => Ok(Vec::new()),
    }
}

/// Keeps what was read of a station's configuration, and tells of it.
pub(crate) async fn save(
    system: &CentralSystem,
    station: &Arc<Station>,
    keys: &[ReportedKey],
    whole: bool,
) -> Result<(), EditError> {
    let at = system.now();
    let stored = keys.iter().map(|key| {
        // A secret is neither kept nor shown: whoever may read a station's configuration could pose as the station.
        let shown = |value: &String| if is_secret_key(&key.key) { MASK.to_owned() } else { value.clone() };
        StationKey { key: key.key.clone(), value: key.value.as_ref().map(shown), read_only: key.read_only }
    });
    system.store.save_configuration(station.id, stored.collect(), whole, at).await?;
    let body = ChangeBody::Configuration { station_id: station.id };
    system.bus.publish(Change { at, scope: station.scope(), body });
    Ok(())
}

/// Writes what the policies demand and what differs, unless the station keeps rebooting because of it.
async fn write_policies(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    keys: &[ReportedKey],
) -> Result<(), CommissioningFailure> {
    let (trial, own_heartbeat_s) = station.with(|state| (state.trial, state.settings.heartbeat_interval_s));
    if trial.is_left_alone() {
        return Ok(());
    }
    for KeyWrite { key, value } in keys_to_write(keys, &system.policies(), own_heartbeat_s) {
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
        Lesson::Configuration { keys, whole } => save(system, station, keys, *whole).await,
        Lesson::Written { key, value, reboot_required } => {
            let key = ReportedKey { key: key.clone(), value: Some(value.clone()), read_only: false };
            save(system, station, &[key], false).await?;
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
        let command = Command::TriggerMessage { message: TriggeredMessage::StatusNotification, outlet };
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
