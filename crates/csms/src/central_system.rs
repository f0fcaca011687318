//! The central system of one portal: what all its connections, operations and jobs share, and what the server asks of it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use domain::alarm::{Alarm, AlarmType};
use domain::change::{AlarmChange, Change, ChangeBody, Scope, TopologyChange};
use domain::policy::Policies;
use domain::registration::ProvisioningTrial;
use domain::session::Session;
use domain::{AlarmId, NodeId, UtcMillis};
use ocpp::Deviation;
use store::message::LoggedMessage;
use store::{EditError, Store, StoreError};
use tokio::sync::{Notify, broadcast};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

use crate::bus::Bus;
use crate::certificate::CertificateFacts;
use crate::clock::Clock;
use crate::command::Commands;
use crate::event::Events;
use crate::held_lines::HeldLines;
use crate::line::Line;
use crate::live::StationLive;
use crate::message_log::{self, MessageLog};
use crate::metrics::Metrics;
use crate::options::Options;
use crate::socket::CloseReason;
use crate::station::Station;
use crate::station_limits::{self, ListLimits};
use crate::stations::Stations;
use crate::storm::Strangers;
use crate::{alarms, jobs, loading, reservation};

/// How long shutdown waits for connections to finish the message that they are serving.
const DRAIN: Duration = Duration::from_secs(10);

/// The central system of one portal.
pub struct CentralSystem {
    pub(crate) store: Store,
    pub(crate) options: Options,
    clock: Arc<dyn Clock>,
    policies: RwLock<Arc<Policies>>,
    pub(crate) stations: Stations,
    pub(crate) held: HeldLines,
    pub(crate) strangers: Mutex<Strangers>,
    pub(crate) bus: Arc<Bus>,
    pub(crate) metrics: Metrics,
    pub(crate) message_log: MessageLog,
    pub(crate) events: Events,
    pub(crate) commands: Commands,
    /// Told when a campaign may have something to do.
    pub(crate) campaign_news: Notify,
    pub(crate) started_at: UtcMillis,
    /// The chain that the portal's own TLS listener shows, its own certificate first.
    tls_chain: RwLock<Vec<CertificateFacts>>,
    /// Orders admissions.
    pub(crate) admissions: AtomicU64,
    /// Numbers our calls.
    pub(crate) calls: AtomicU64,
    is_shutting_down: AtomicBool,
    stop: CancellationToken,
    connections: TaskTracker,
    tasks: TaskTracker,
}

/// Why the central system could not start.
#[derive(Debug, thiserror::Error)]
#[error("start the central system")]
pub struct StartError(#[from] StoreError);

impl CentralSystem {
    /// Rebuilds what was known from the database and starts the background jobs.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn start(store: Store, options: Options, clock: Arc<dyn Clock>) -> Result<Arc<Self>, StartError> {
        let now = clock.now();
        let policies = store.policies().await?;
        let stations = loading::all(&store, now).await?;
        let (events, waiting_events) = Events::new(store.clone());
        let system = Arc::new(Self {
            bus: Arc::new(Bus::new(options.bus_capacity, now)),
            message_log: MessageLog::new(options.message_log_bytes),
            policies: RwLock::new(Arc::new(policies)),
            stations,
            held: HeldLines::default(),
            strangers: Mutex::default(),
            metrics: Metrics::default(),
            events,
            commands: Commands::default(),
            campaign_news: Notify::new(),
            started_at: now,
            tls_chain: RwLock::default(),
            admissions: AtomicU64::new(1),
            calls: AtomicU64::new(1),
            is_shutting_down: AtomicBool::new(false),
            stop: CancellationToken::new(),
            connections: TaskTracker::new(),
            tasks: TaskTracker::new(),
            store,
            options,
            clock,
        });
        reservation::load(&system).await?;
        jobs::start(&system, waiting_events);
        Ok(system)
    }

    /// The time of day.
    pub(crate) fn now(&self) -> UtcMillis {
        self.clock.now()
    }

    /// The portal's policies.
    pub(crate) fn policies(&self) -> Arc<Policies> {
        Arc::clone(&self.policies.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs a task in the background until it ends or the portal shuts down.
    pub(crate) fn spawn(self: &Arc<Self>, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = task => {}
            }
        });
    }

    /// Runs a job that ends by itself when it is told to stop.
    pub(crate) fn spawn_job<F: Future<Output = ()> + Send + 'static>(&self, job: impl FnOnce(CancellationToken) -> F) {
        self.tasks.spawn(job(self.stop.clone()));
    }

    /// Runs what stands for a connection until it ends by itself; shutdown asks it to and waits.
    pub(crate) fn spawn_connection(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.connections.spawn(task);
    }

    /// Takes part in the count of connections; nothing when the portal shuts down.
    pub(crate) fn serving(&self, _line: &Line) -> Option<TaskTrackerToken> {
        (!self.is_shutting_down()).then(|| self.connections.token())
    }

    pub(crate) fn is_shutting_down(&self) -> bool {
        self.is_shutting_down.load(Ordering::Acquire)
    }

    /// Counts what was forgiven in a station's answer.
    pub(crate) fn forgave(&self, station: &Station, action: &str, deviations: &[Deviation]) {
        if !deviations.is_empty() {
            self.metrics.deviations.add(deviations.len() as u64);
            station.deviated(action, deviations, self.now());
        }
    }

    /// A configured station, from memory or else from the database, its settings fresh.
    pub(crate) async fn find_station(&self, id: NodeId) -> Result<Option<Arc<Station>>, StoreError> {
        loading::find(self, id).await
    }

    /// Tells which chain the portal's own TLS listener shows, its own certificate first.
    pub fn set_tls_chain(&self, chain: Vec<CertificateFacts>) {
        *self.tls_chain.write().unwrap_or_else(PoisonError::into_inner) = chain;
    }

    /// The chain that the portal's own TLS listener shows; empty without one.
    pub fn tls_chain(&self) -> Vec<CertificateFacts> {
        self.tls_chain.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The bus: what has changed.
    pub fn bus(&self) -> &Arc<Bus> {
        &self.bus
    }

    /// The figures.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// A station as it is now.
    pub fn station(&self, id: NodeId) -> Option<StationLive> {
        self.stations.get(id).map(|station| station.live())
    }

    /// All stations as they are now, in no order.
    pub fn stations(&self) -> Vec<StationLive> {
        self.stations.all().iter().map(|station| station.live()).collect()
    }

    /// Puts what is newer in memory into a session as read from the database.
    pub fn overlay(&self, session: &mut Session) {
        if !session.is_active() {
            return;
        }
        if let Some(station) = self.stations.get(session.placement.station_id) {
            let live = station.with(|state| state.open_session(session.id).map(|(_, open)| open.live()));
            if let Some(live) = live {
                live.overlay(session);
            }
        }
    }

    /// What a station can take of lists of tags, as its configuration says.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn list_limits(&self, id: NodeId) -> Result<ListLimits, StoreError> {
        match self.stations.get(id) {
            Some(station) => station_limits::list_limits(self, &station).await,
            None => Ok(ListLimits::default()),
        }
    }

    /// Messages of a station that are not known to be in the database yet, oldest first.
    pub fn recent_messages(&self, id: NodeId) -> Vec<LoggedMessage> {
        self.stations.get(id).map(|station| message_log::pending(&station)).unwrap_or_default()
    }

    /// Messages of a station as they are logged from now on; who reads too slowly misses some and is told so. `None` where there
    /// is no such station.
    pub fn watch_messages(&self, id: NodeId) -> Option<broadcast::Receiver<Arc<LoggedMessage>>> {
        self.stations.get(id).map(|station| message_log::watch(&station))
    }

    /// Tells that a person edited the tree, after the edit is committed: what is cached is read anew, a deleted station's socket is
    /// closed, a station that was held or unknown and is configured now is let in. `scope` is where the node stands (or stood).
    pub async fn topology_changed(self: &Arc<Self>, change: TopologyChange, id: NodeId, scope: Scope) {
        if let Err(error) = loading::follow(self, change, id, &scope).await {
            tracing::warn!(node = %id, error = %error, "failed to take in an edit; it is read with the next connection");
        }
        let body = ChangeBody::Topology { change, id };
        self.bus.publish(Change { at: self.now(), scope, body });
    }

    /// Tells that the portal's settings were changed, after that is committed.
    ///
    /// # Errors
    /// When the database cannot be read; the earlier policies hold on.
    pub async fn policies_changed(&self) -> Result<(), StoreError> {
        let policies = self.store.policies().await?;
        *self.policies.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(policies);
        Ok(())
    }

    /// Closes a station's connection, so that it has to prove itself anew: after its credential or profile was changed.
    pub fn disconnect(&self, id: NodeId) {
        if let Some(line) = self.stations.get(id).and_then(|station| station.line()) {
            line.close(CloseReason::Changed);
        }
    }

    /// Tells that a person cleared an alarm, after that is committed, with the alarm as it stands.
    pub fn alarm_cleared(&self, alarm: Alarm) {
        let station = alarm.key.node_id.and_then(|id| self.station_of(id));
        alarms::tell(self, station.as_ref(), AlarmChange::Cleared, alarm, self.now());
    }

    /// Clears an alarm by a person's hand, and tells of it.
    ///
    /// # Errors
    /// [`EditError::NotFound`] when there is none within `reach`.
    pub async fn clear_alarm(&self, id: AlarmId, by: &str, reach: domain::access::Reach) -> Result<Alarm, EditError> {
        let alarm = self.store.clear_alarm_by(id, by.to_owned(), self.now(), reach).await?;
        if let (AlarmType::ConfigurationLoop, Some(station)) = (alarm.key.kind, alarm.key.node_id) {
            self.write_again(station).await?;
        }
        self.alarm_cleared(alarm.clone());
        Ok(alarm)
    }

    /// Lets the portal write into a station again that was left alone because it kept rebooting.
    async fn write_again(&self, id: NodeId) -> Result<(), EditError> {
        self.store.save_reboot_state(id, None, Some(0)).await?;
        if let Some(station) = self.stations.get(id) {
            station.with(|state| state.trial = ProvisioningTrial::default());
        }
        Ok(())
    }

    /// Forgets a station that tried to connect and is not configured: a person dismissed it.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn dismiss_unknown_station(&self, charge_box_id: &str) -> Result<bool, EditError> {
        let was_known = self.store.forget_unknown_station(charge_box_id).await?;
        alarms::clear_unknown(self, charge_box_id, self.now()).await?;
        Ok(was_known)
    }

    /// The station that a node is, or is an outlet of.
    fn station_of(&self, id: NodeId) -> Option<Arc<Station>> {
        self.stations.get(id).or_else(|| {
            let has_outlet =
                |station: &Arc<Station>| station.with(|state| state.outlets.iter().any(|outlet| outlet.id == id));
            self.stations.all().into_iter().find(has_outlet)
        })
    }

    /// Closes all sockets, lets what is under way finish, and writes what waits. The store is left open.
    pub async fn shutdown(&self) {
        self.is_shutting_down.store(true, Ordering::Release);
        for station in self.stations.all() {
            if let Some(line) = station.line() {
                line.close(CloseReason::ShuttingDown);
            }
        }
        self.held.close_all(CloseReason::ShuttingDown);
        self.connections.close();
        if tokio::time::timeout(DRAIN, self.connections.wait()).await.is_err() {
            tracing::warn!("some connections did not end in time; they are left");
        }
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(DRAIN, self.tasks.wait()).await.is_err() {
            tracing::warn!("some background jobs did not end in time; they are left");
        }
    }
}
