//! From the database into memory: at the start, when a station comes, and when a person has edited something.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use domain::alarm::AlarmType;
use domain::change::{Scope, TopologyChange};
use domain::fault::FAULT_ALARMS;
use domain::meter::Rating;
use domain::quarter::{RegisterHistory, rebuild};
use domain::registration::ProvisioningTrial;
use domain::session::Session;
use domain::session::end::RunningSession;
use domain::{NodeId, UtcMillis};
use store::station::{LiveStation, OutletRuntime, StationRuntime};
use store::{EditError, Store, StoreError};

use crate::alarms;
use crate::central_system::CentralSystem;
use crate::outlet::{OpenSession, Outlet};
use crate::socket::CloseReason;
use crate::station::{Settings, Station, StationState};
use crate::stations::Stations;

/// Everything that is known at the start: each station's present and open sessions. What only matters once a station comes is read
/// then.
pub(crate) async fn all(store: &Store, now: UtcMillis) -> Result<Stations, StoreError> {
    let mut alarms: HashMap<NodeId, HashSet<AlarmType>> = HashMap::new();
    for alarm in store.active_alarms().await? {
        if let Some(node_id) = alarm.key.node_id {
            alarms.entry(node_id).or_default().insert(alarm.key.kind);
        }
    }
    let stations = Stations::new();
    for live in store.all_live().await? {
        stations.insert(station(live, &alarms, now));
    }
    Ok(stations)
}

fn station(live: LiveStation, alarms: &HashMap<NodeId, HashSet<AlarmType>>, now: UtcMillis) -> Station {
    let has = |id: NodeId, kinds: &[AlarmType]| {
        alarms.get(&id).is_some_and(|active| kinds.iter().any(|kind| active.contains(kind)))
    };
    let settings = Settings {
        name: live.name,
        site_id: Some(live.site_id),
        site_name: String::new(),
        floor_id: live.floor_id,
        floor_name: None,
        is_public: live.public,
        heartbeat_interval_s: live.heartbeat_interval_s,
    };
    let mut state = StationState::new(settings, now);
    state.own = live.present;
    state.protocol = live.protocol;
    state.is_registered = live.registered_at.is_some();
    state.is_faulty = has(live.id, &FAULT_ALARMS);
    state.is_missed = has(live.id, &[AlarmType::NotRegistered, AlarmType::NoNetworkContact]);
    state.in_storm = has(live.id, &[AlarmType::ReconnectStorm]);
    for outlet in live.outlets {
        let is_faulty = has(outlet.id, &FAULT_ALARMS);
        state.outlets.push(Outlet { is_faulty, ..Outlet::new(outlet.id, outlet.number, outlet.present) });
    }
    for session in live.sessions {
        if let Some(outlet) = state.outlet_mut(session.placement.outlet) {
            outlet.take_in(OpenSession::uncounted(session));
        }
    }
    Station::new(live.id, live.charge_box_id, state, live.last_seen_at)
}

/// A configured station, its settings fresh; `None` when there is none.
pub(crate) async fn find(system: &CentralSystem, id: NodeId) -> Result<Option<Arc<Station>>, StoreError> {
    let known = system.stations.get(id);
    let edit = known.as_ref().map_or(Some(1), |station| station.stale());
    let Some(edit) = edit else { return Ok(known) };
    let Some(runtime) = system.store.station_runtime(id).await? else {
        forget(system, id);
        return Ok(None);
    };
    if known.is_some_and(|station| station.charge_box_id != runtime.charge_box_id) {
        forget(system, id);
    }
    let station = system.stations.insert(blank(&runtime, system.now()));
    refresh(system, &station, runtime).await?;
    station.took(edit);
    Ok(Some(station))
}

fn outdate(system: &CentralSystem, id: NodeId) {
    if let Some(station) = system.stations.get(id) {
        station.outdate();
    }
}

fn blank(runtime: &StationRuntime, now: UtcMillis) -> Station {
    let mut state = StationState::new(settings(runtime), now);
    state.own = runtime.present.clone();
    state.protocol = runtime.protocol;
    Station::new(runtime.id, runtime.charge_box_id.clone(), state, runtime.last_seen_at)
}

fn settings(runtime: &StationRuntime) -> Settings {
    Settings {
        name: runtime.name.clone(),
        site_id: Some(runtime.site_id),
        site_name: runtime.site_name.clone(),
        floor_id: runtime.floor_id,
        floor_name: runtime.floor_name.clone(),
        is_public: runtime.public,
        heartbeat_interval_s: runtime.heartbeat_interval_s,
    }
}

/// Takes in what a person may have changed, and what only the database knows of open sessions. What is live in memory stays.
async fn refresh(system: &CentralSystem, station: &Arc<Station>, runtime: StationRuntime) -> Result<(), StoreError> {
    let new_settings = settings(&runtime);
    let uncounted = station.with(|state| {
        state.settings = Arc::new(new_settings);
        state.is_registered |= runtime.registered_at.is_some();
        state.is_configuration_read = runtime.configuration_read_at.is_some();
        state.trial = ProvisioningTrial {
            boots: u8::try_from(runtime.boots_after_write).unwrap_or(u8::MAX),
            written_at: state.trial.written_at,
        };
        if let Some(boot) = &runtime.boot {
            state.firmware_version.clone_from(&boot.firmware_version);
        }
        take_outlets(state, runtime.outlets);
        let is_uncounted = |session: &Session| state.open_session(session.id).is_none_or(|(_, open)| !open.is_counted);
        let sessions = runtime.sessions.into_iter().map(|open| open.session);
        sessions.filter(is_uncounted).collect::<Vec<Session>>()
    });
    for session in uncounted {
        let number = session.placement.outlet;
        let rating = station.with(|state| state.outlet(number).and_then(|outlet| outlet.rating));
        let open = counted(system, session, rating).await?;
        station.with(|state| {
            if let Some(known) = state.open_session_mut(open.session.id) {
                // Somebody else may have counted it meanwhile, and more readings since.
                if !known.is_counted {
                    *known = open;
                }
            } else if let Some(outlet) = state.outlet_mut(number) {
                outlet.take_in(open);
            }
        });
    }
    Ok(())
}

fn take_outlets(state: &mut StationState, configured: Vec<OutletRuntime>) {
    let numbers: HashSet<u16> = configured.iter().map(|outlet| outlet.number).collect();
    state.outlets.retain(|outlet| numbers.contains(&outlet.number) || outlet.session.is_some());
    for runtime in configured {
        let rating = Some(Rating { current_a: f64::from(runtime.rated_current_a), phases: runtime.phases });
        match state.outlet_mut(runtime.number) {
            Some(outlet) => {
                outlet.id = runtime.id;
                outlet.mode = runtime.mode;
                outlet.rating = rating;
            }
            None => {
                let outlet = Outlet::new(runtime.id, runtime.number, runtime.present);
                state.outlets.push(Outlet { mode: runtime.mode, rating, ..outlet });
            }
        }
    }
    state.outlets.sort_by_key(|outlet| outlet.number);
}

/// A stored open session with its energy counted anew from its readings, so that nothing is missing after a crash.
async fn counted(system: &CentralSystem, session: Session, rating: Option<Rating>) -> Result<OpenSession, StoreError> {
    let points = system.store.register_points(session.id).await?;
    let (meter, quarters) = rebuild(&RegisterHistory {
        began_at: session.started_at,
        start_wh: session.meter_start_wh,
        readings: &points,
        stop: None,
        rating,
    });
    let running = RunningSession { started_at: session.started_at, flags: session.flags, meter, quarters, rating };
    let mut open = OpenSession::new(session, running);
    open.recount(points.iter().map(|point| point.at).max());
    Ok(open)
}

/// Takes in an edit that is committed.
pub(crate) async fn follow(
    system: &Arc<CentralSystem>,
    change: TopologyChange,
    id: NodeId,
    scope: &Scope,
) -> Result<(), EditError> {
    match scope.station_id {
        Some(station_id) if station_id == id && change == TopologyChange::Deleted => {
            forget(system, station_id);
        }
        Some(station_id) => {
            outdate(system, station_id);
            let station = find(system, station_id).await?;
            if let Some(station) = station.filter(|_| change == TopologyChange::Created && station_id == id) {
                let charge_box_id = station.charge_box_id.as_str();
                system.held.close(charge_box_id, CloseReason::Changed);
                system.store.forget_unknown_station(charge_box_id).await?;
                alarms::clear_unknown(system, charge_box_id, system.now()).await?;
            }
        }
        None => refresh_site(system, scope.site_id),
    }
    Ok(())
}

/// A site or a floor has another name: its stations are read anew in the background.
fn refresh_site(system: &Arc<CentralSystem>, site_id: Option<NodeId>) {
    let stations: Vec<Arc<Station>> = system
        .stations
        .all()
        .into_iter()
        .filter(|station| site_id.is_none() || station.with(|state| state.settings.site_id == site_id))
        .collect();
    for station in &stations {
        station.outdate();
    }
    let system_in_task = Arc::clone(system);
    system.spawn(async move {
        for station in stations {
            if let Err(error) = find(&system_in_task, station.id).await {
                tracing::warn!(station = %station.charge_box_id, error = %error, "failed to read a station anew");
            }
        }
    });
}

/// Forgets a station that is not configured any more, and closes its socket.
fn forget(system: &CentralSystem, id: NodeId) {
    if let Some(station) = system.stations.remove(id)
        && let Some(line) = station.line()
    {
        line.close(CloseReason::Changed);
    }
}
