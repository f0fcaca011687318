//! Background jobs: what may be written a little later, and what time brings about. Each is idempotent, and each writes what
//! waits once more when the portal shuts down.

use std::sync::Arc;
use std::time::Duration;

use domain::UtcMillis;
use domain::alarm::AlarmType;
use domain::contact::contact_alarm;
use domain::policy::Policies;
use futures_util::future::try_join_all;
use store::event::NewEvent;
use store::message::MessageBlock;
use store::session::SessionProgress;
use store::station::StationSeen;
use store::{EditError, WriteError};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::alarms::{self, Condition};
use crate::campaign;
use crate::central_system::CentralSystem;
use crate::command;
use crate::reservation;
use crate::session_end::quarter;
use crate::station::Station;
use crate::{certificate, security_upgrade, transfer};

/// How many lines of the event log are written at once at most.
const EVENTS_AT_ONCE: usize = 256;

/// How many stations are looked at together, so that their alarms share a commit.
const LOOKED_AT_ONCE: usize = 64;

/// How much of the message log is written with one commit at most, bytes before packing; one station's share may be more.
const LOGGED_AT_ONCE: usize = 256 << 10;

/// How often old messages are forgotten.
const RETENTION: Duration = Duration::from_secs(3_600);

const DAY_MS: i64 = 86_400_000;

/// Starts all jobs.
pub(crate) fn start(system: &Arc<CentralSystem>, events: mpsc::Receiver<NewEvent>) {
    let shared = Arc::clone(system);
    system.spawn_job(|stop| write_events(shared, events, stop));
    let shared = Arc::clone(system);
    system.spawn_job(|stop| write_messages(shared, stop));
    let shared = Arc::clone(system);
    system.spawn_job(|stop| every(system.options.progress_interval, stop, move || write_progress(Arc::clone(&shared))));
    let shared = Arc::clone(system);
    system.spawn_job(|stop| every(system.options.seen_interval, stop, move || write_seen(Arc::clone(&shared))));
    let shared = Arc::clone(system);
    system
        .spawn_job(|stop| every(system.options.contact_interval, stop, move || look_for_silence(Arc::clone(&shared))));
    let shared = Arc::clone(system);
    system.spawn_job(|stop| every(system.options.expiry_interval, stop, move || end_overdue(Arc::clone(&shared))));
    let shared = Arc::clone(system);
    system.spawn_job(|stop| {
        every(system.options.certificate_interval, stop, move || {
            let shared = Arc::clone(&shared);
            async move {
                certificate::look_for_ends(Arc::clone(&shared)).await;
                security_upgrade::look_for_stuck(shared).await;
            }
        })
    });
    let shared = Arc::clone(system);
    system.spawn_job(|stop| every(RETENTION, stop, move || forget_messages(Arc::clone(&shared))));
    let shared = Arc::clone(system);
    system.spawn_job(|stop| {
        every(system.options.contact_interval, stop, move || transfer::look_for_silence(Arc::clone(&shared)))
    });
    let shared = Arc::clone(system);
    system.spawn_job(|stop| campaign::run(shared, stop));
}

/// Does something again and again until told to stop, and then once more.
async fn every<F: Future<Output = ()>>(interval: Duration, stop: CancellationToken, work: impl Fn() -> F) {
    let mut timer = tokio::time::interval(interval);
    timer.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    timer.tick().await;
    loop {
        tokio::select! {
            () = stop.cancelled() => return work().await,
            _ = timer.tick() => work().await,
        }
    }
}

/// Writes the lines of the event log as they come.
async fn write_events(system: Arc<CentralSystem>, mut waiting: mpsc::Receiver<NewEvent>, stop: CancellationToken) {
    let mut events = Vec::with_capacity(EVENTS_AT_ONCE);
    loop {
        tokio::select! {
            biased;
            count = waiting.recv_many(&mut events, EVENTS_AT_ONCE) => if count == 0 { return },
            () = stop.cancelled() => return,
        }
        // Tried again while the database cannot be reached; what comes meanwhile waits in the queue.
        while let Err(error) = add_events(&system, &events).await {
            tracing::warn!(error = %error, "failed to write the event log");
            if !matches!(error, WriteError::Unavailable(_)) || stop.is_cancelled() {
                break;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        events.clear();
    }
}

/// Adds lines all at once, so that they share a commit.
async fn add_events(system: &CentralSystem, events: &[NewEvent]) -> Result<(), WriteError> {
    try_join_all(events.iter().map(|event| system.store.add_event(event.clone()))).await.map(drop)
}

/// Writes the message log in rounds, sooner where a station's buffer is full.
async fn write_messages(system: Arc<CentralSystem>, stop: CancellationToken) {
    loop {
        let stopping = tokio::select! {
            () = tokio::time::sleep(system.options.message_log_interval) => false,
            () = system.message_log.some_full() => false,
            () = stop.cancelled() => true,
        };
        let shared = Arc::clone(&system);
        let runtime = tokio::runtime::Handle::current();
        // Packing is work for a thread of its own: it would keep a worker from its stations.
        let written = tokio::task::spawn_blocking(move || runtime.block_on(write_message_blocks(&shared))).await;
        if let Err(error) = written {
            tracing::error!(error = %error, "writing the message log panicked; these messages are lost");
        }
        if stopping {
            return;
        }
    }
}

async fn write_message_blocks(system: &CentralSystem) {
    let taken = system.message_log.take();
    let mut rest = taken.blocks.as_slice();
    while !rest.is_empty() {
        let (some, others) = rest.split_at(logged_at_once(rest));
        rest = others;
        if let Err(error) = system.store.log_messages(some).await {
            let count: usize = some.iter().map(|block| block.messages.len()).sum();
            system.metrics.message_log_dropped.add(count as u64);
            tracing::warn!(error = %error, count, "failed to write the message log; these messages are dropped");
        }
    }
    system.message_log.written(&taken, &system.metrics);
}

/// How many of these blocks share a commit: a start or a stop in the same commit must not wait for all of the log.
fn logged_at_once(blocks: &[MessageBlock]) -> usize {
    let mut bytes = 0;
    let fitting = blocks.iter().take_while(|block| {
        bytes += block.messages.iter().map(|message| message.text.len()).sum::<usize>();
        bytes <= LOGGED_AT_ONCE
    });
    fitting.count().max(1)
}

/// Writes the energy so far of running sessions, where it has changed.
async fn write_progress(system: Arc<CentralSystem>) {
    let stations = system.stations.all();
    let mut progress = Vec::new();
    for station in &stations {
        station.with(|state| {
            for outlet in &mut state.outlets {
                let sessions = outlet.session.as_deref_mut().into_iter().chain(&mut outlet.waiting);
                for open in sessions.filter(|open| open.is_unsaved) {
                    open.is_unsaved = false;
                    progress.push(SessionProgress {
                        id: open.session.id,
                        energy_wh: open.session.energy_wh,
                        meter_end_wh: open.session.meter_end_wh,
                        power_w: open.session.power_w,
                        flags: open.session.flags,
                        quarters: std::mem::take(&mut open.unsaved_quarters).into_iter().map(quarter).collect(),
                    });
                }
            }
        });
    }
    if progress.is_empty() {
        return;
    }
    if let Err(error) = system.store.save_progress(progress).await {
        tracing::warn!(error = %error, "failed to write the progress of sessions; it is tried again");
        for station in stations {
            station.with(|state| state.outlets.iter_mut().for_each(|outlet| outlet.mark_unsaved()));
        }
    }
}

/// Writes when stations were last heard, their clocks and deviations, where something is new.
async fn write_seen(system: Arc<CentralSystem>) {
    let (mut seen, mut counted) = (Vec::new(), Vec::new());
    for station in system.stations.all() {
        let heard = station.take_unsaved_heard();
        let (deviations, kinds) = station.take_unsaved_deviations();
        counted.extend(kinds.into_iter().map(|kind| (station.id, kind)));
        let skew_ms = station.take_unsaved_skew_ms();
        if heard.is_none() && deviations == 0 && skew_ms.is_none() {
            continue;
        }
        let Some(at) = heard.or_else(|| station.last_heard()) else { continue };
        let clock_skew_ms = Some(station.clock_skew_ms().unwrap_or(0));
        seen.push(StationSeen { station_id: station.id, at, clock_skew_ms, deviations });
    }
    if let Err(error) = system.store.count_deviations(counted).await {
        tracing::warn!(error = %error, "failed to count deviations by their kind; these are missing there");
    }
    if seen.is_empty() {
        return;
    }
    if let Err(error) = system.store.station_seen(seen.clone()).await {
        tracing::warn!(error = %error, "failed to write when stations were last seen; it is tried again");
        for seen in seen {
            if let Some(station) = system.stations.get(seen.station_id) {
                station.not_saved(u64::try_from(seen.deviations).unwrap_or(0));
            }
        }
    }
}

/// Raises and clears what follows from silence and from storms.
async fn look_for_silence(system: Arc<CentralSystem>) {
    let now = system.now();
    let policies = system.policies();
    for stations in system.stations.all().chunks(LOOKED_AT_ONCE) {
        let looks = stations.iter().map(|station| look_at(&system, station, &policies, now));
        if let Err(error) = try_join_all(looks).await {
            tracing::warn!(error = %error, "failed to raise or clear an alarm; it is tried again");
            return;
        }
    }
}

async fn look_at(
    system: &CentralSystem,
    station: &Arc<Station>,
    policies: &Policies,
    now: UtcMillis,
) -> Result<(), EditError> {
    // While the portal was not there it could hear nobody.
    let last_heard = station.last_heard().map(|heard| heard.max(system.started_at));
    let (missed, was_missed, storm_over, is_offline) = station.with(|state| {
        let missed = contact_alarm(last_heard, state.settings.heartbeat_interval_s, policies, now);
        let storm_over = state.in_storm && !state.reconnects.is_storm(now);
        (missed, state.is_missed, storm_over, state.line.is_none())
    });
    if is_offline {
        station.forget_old_answers(now);
    }
    if storm_over {
        alarms::clear(system, station, station.id, &[AlarmType::ReconnectStorm], now).await?;
        station.with(|state| state.in_storm = false);
    }
    match missed {
        // A station that has a line is heard by its pings, or its line is dropped.
        Some(kind) if !was_missed && is_offline => {
            let subject = String::new();
            let condition = Condition { kind, node_id: Some(station.id), subject, outlet: None, text: None };
            alarms::raise(system, Some(station), condition, now).await?;
            station.with(|state| state.is_missed = true);
        }
        None if was_missed => {
            let kinds = [AlarmType::NotRegistered, AlarmType::NoNetworkContact];
            alarms::clear(system, station, station.id, &kinds, now).await?;
            station.with(|state| state.is_missed = false);
        }
        _ => {}
    }
    Ok(())
}

/// Ends what waited longer than it may.
async fn end_overdue(system: Arc<CentralSystem>) {
    command::expire(&system).await;
    reservation::expire(&system).await;
}

/// Forgets messages that are older than the policy keeps them, and deviations beyond those that are remembered.
async fn forget_messages(system: Arc<CentralSystem>) {
    let kept_ms = i64::from(system.policies().message_log_days) * DAY_MS;
    if let Err(error) = system.store.forget_messages(system.now().plus_ms(-kept_ms)).await {
        tracing::warn!(error = %error, "failed to forget old messages; it is tried again");
    }
    if let Err(error) = system.store.forget_surplus_deviations().await {
        tracing::warn!(error = %error, "failed to forget surplus deviations; it is tried again");
    }
}
