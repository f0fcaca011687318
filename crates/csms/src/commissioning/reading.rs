//! Reading a station's whole configuration, of whichever kind the station is (OCPP 1.6 ed. 2 §5.8).

use std::sync::Arc;

use domain::access::Reach;
use domain::command::Command;
use domain::configuration::is_same_key;
use domain::registration::{KeyWrite, ReportedKey};
use store::StoreError;
use store::station::Extent;

use super::CommissioningFailure;
use crate::adapter::v16::call::Lesson;
use crate::central_system::CentralSystem;
use crate::exchange::exchange;
use crate::line::CallFailure;
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

/// After so many slices in a row without an answer a station is not asked for further ones.
const SILENT_SLICES: usize = 2;

/// Reads all keys of a station; those that are known by name where it does not list its own.
///
/// *Deviation:* some stations refuse a call for all keys at once, some leave it unanswered, some answer it with none.
pub(super) async fn read_configuration(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    template: &[KeyWrite],
) -> Result<(Vec<ReportedKey>, Extent), CommissioningFailure> {
    if !station.with(|state| state.lists_no_keys) {
        match get(system, station, Vec::new()).await {
            Ok(keys) if !keys.is_empty() => return Ok((keys, Extent::Whole)),
            Err(error) if !is_stations_own(&error) => return Err(error.into()),
            Ok(_) | Err(_) => station.with(|state| state.lists_no_keys = true),
        }
    }
    Ok((known(system, station, template).await?, Extent::Known))
}

/// Reads the keys that are known by name, in slices of at most as many as the station takes: those of OCPP, those of its template,
/// and those that it told before.
///
/// # Errors
/// When the connection ends, or the station answers nothing at all.
pub(super) async fn known(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    template: &[KeyWrite],
) -> Result<Vec<ReportedKey>, CommissioningFailure> {
    let names = names(system, station, template).await?;
    let slice = slice_size(system, station).await?;
    let mut keys = Vec::new();
    let mut silent = 0;
    for slice in names.chunks(slice) {
        match get(system, station, slice.to_vec()).await {
            Ok(told) => {
                silent = 0;
                keys.extend(told);
            }
            Err(CallFailure::TimedOut) if silent + 1 < SILENT_SLICES => silent += 1,
            Err(CallFailure::Refused { .. } | CallFailure::BadAnswer(_)) => {
                silent = 0;
                keys.extend(one_by_one(system, station, slice).await?);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(keys)
}

/// Asks for each key of a slice that was refused: one unknown key makes some stations refuse them all.
async fn one_by_one(
    system: &Arc<CentralSystem>,
    station: &Arc<Station>,
    names: &[String],
) -> Result<Vec<ReportedKey>, CallFailure> {
    let mut keys = Vec::new();
    for name in names {
        match get(system, station, vec![name.clone()]).await {
            Ok(told) => keys.extend(told),
            Err(CallFailure::Refused { .. } | CallFailure::BadAnswer(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(keys)
}

/// How many keys a station takes in one call; the usual slice where it does not tell.
async fn slice_size(system: &Arc<CentralSystem>, station: &Arc<Station>) -> Result<usize, CallFailure> {
    let told = match get(system, station, vec![MAX_KEYS.to_owned()]).await {
        Err(error) if !is_stations_own(&error) => return Err(error),
        told => told.unwrap_or_default(),
    };
    let most = told.first().and_then(|key| key.value.as_deref()?.trim().parse::<usize>().ok());
    Ok(most.map_or(SLICE, |most| most.clamp(1, LARGEST_SLICE)))
}

async fn names(system: &CentralSystem, station: &Station, template: &[KeyWrite]) -> Result<Vec<String>, StoreError> {
    let before = system.store.station_configuration(station.id, &Reach::All).await?.unwrap_or_default();
    let own = before.keys.into_iter().map(|key| key.key).chain(template.iter().map(|key| key.key.trim().to_owned()));
    let mut names: Vec<String> = KNOWN_KEYS.iter().map(|name| (*name).to_owned()).collect();
    for name in own {
        if !names.iter().any(|known| is_same_key(known, &name)) {
            names.push(name);
        }
    }
    Ok(names)
}

/// Whether a failure is the station's way, and not that of the line to it.
fn is_stations_own(error: &CallFailure) -> bool {
    matches!(error, CallFailure::Refused { .. } | CallFailure::BadAnswer(_) | CallFailure::TimedOut)
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
