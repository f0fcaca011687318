//! A station in memory: its cached settings, its present, its open sessions and the line to it.
//!
//! All of it can be rebuilt from the database. Everything sits behind one short lock for each station, which is never held across
//! an await; messages of one station are served one after the other, because whoever serves them holds the station's [`Seat`].

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::change::{Change, ChangeBody, Scope};
use domain::clock::StationClock;
use domain::outlet::{OutletPresent, State};
use domain::registration::ProvisioningTrial;
use domain::reservation::Reservation;
use domain::station::Protocol;
use domain::status::shown_present;
use domain::{ChargeBoxId, NodeId, SessionId, UtcMillis};
use ocpp::Deviation;
use store::station::CountedDeviation;
use tokio::sync::Notify;

use crate::answered::Answered;
use crate::deviations::Deviations;
use crate::line::Line;
use crate::live::StationLive;
use crate::message_log::Pending;
use crate::outlet::{OpenSession, Outlet};
use crate::remote_start::RemoteStarts;
use crate::socket::CloseReason;
use crate::storm::Reconnects;

/// A configured station.
#[derive(Debug)]
pub(crate) struct Station {
    pub(crate) id: NodeId,
    pub(crate) charge_box_id: ChargeBoxId,
    state: Mutex<StationState>,
    heard_ms: AtomicI64,
    saved_heard_ms: AtomicI64,
    saved_skew_ms: AtomicI64,
    unsaved_deviations: Mutex<Deviations>,
    pub(crate) pending_messages: Mutex<Pending>,
    memory: Mutex<Option<Box<Memory>>>,
    seat_free: Notify,
    /// Told when it has another line, and when it has booted.
    line_changed: Notify,
    /// How many edits were told of, and how many of them are in memory: the settings are stale where they differ.
    edits_told: AtomicU64,
    edits_taken: AtomicU64,
}

/// What is known of a station this moment.
#[derive(Debug)]
pub(crate) struct StationState {
    pub(crate) settings: Arc<Settings>,
    /// Told for connector 0.
    pub(crate) own: OutletPresent,
    /// By number.
    pub(crate) outlets: Vec<Outlet>,
    pub(crate) line: Option<Arc<Line>>,
    /// The order of the newest connection that ever took over.
    newest_order: u64,
    /// Since when there is no line.
    pub(crate) offline_since: UtcMillis,
    pub(crate) reconnects: Reconnects,
    pub(crate) remote_starts: RemoteStarts,
    /// The reservations that hold or wait.
    pub(crate) reservations: Vec<Reservation>,
    /// Whether the alarm *Reconnect storm* is active.
    pub(crate) in_storm: bool,
    /// Whether the alarm *No network contact* or *Not registered* is active.
    pub(crate) is_missed: bool,
    /// Whether it has ever been registered.
    pub(crate) is_registered: bool,
    /// Whether it keeps rebooting because of what the portal writes into it.
    pub(crate) trial: ProvisioningTrial,
    /// Whether its configuration was ever read.
    pub(crate) is_configuration_read: bool,
    /// The firmware that it last booted with.
    pub(crate) firmware_version: Option<String>,
    /// Whether it does not tell its keys when it is asked for all of them.
    pub(crate) lists_no_keys: bool,
    /// Whether it has said that it does not know TriggerMessage.
    pub(crate) refuses_triggers: bool,
    /// When it last booted in this process.
    pub(crate) booted_at: Option<UtcMillis>,
    /// Whether a fault alarm of the station itself may be active.
    pub(crate) is_faulty: bool,
    /// Whether commands may wait for it in the database: of an earlier process, or given while it was offline.
    pub(crate) may_have_commands: bool,
    /// By what it speaks, or spoke last.
    pub(crate) protocol: Option<Protocol>,
    /// By which address it last reached the portal.
    pub(crate) reached_at: Option<String>,
    pub(crate) clock: StationClock,
    /// The address at which it says that it can be called, over SOAP; absent before it is known whether it says one.
    pub(crate) callback_told: Option<Option<String>>,
    /// Why the last call to it over SOAP did not reach it.
    pub(crate) call_failure: Option<String>,
    /// When its newest session began, once that was asked for on this connection: a start that is newer cannot be one that is
    /// sent again. Another machine may have served the station between two connections.
    pub(crate) newest_start: Option<UtcMillis>,
}

/// What a person configured, as far as the central system needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) name: String,
    pub(crate) site_id: Option<NodeId>,
    pub(crate) site_name: String,
    pub(crate) floor_id: Option<NodeId>,
    pub(crate) floor_name: Option<String>,
    pub(crate) is_public: bool,
    /// Seconds; the portal's policy when absent.
    pub(crate) heartbeat_interval_s: Option<u32>,
}

/// What a station's connections hand on from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) answered: Answered,
}

impl Station {
    pub(crate) fn new(
        id: NodeId,
        charge_box_id: ChargeBoxId,
        state: StationState,
        last_seen: Option<UtcMillis>,
    ) -> Self {
        let heard_ms = last_seen.map_or(0, |at| at.0);
        Self {
            id,
            charge_box_id,
            state: Mutex::new(state),
            heard_ms: AtomicI64::new(heard_ms),
            saved_heard_ms: AtomicI64::new(heard_ms),
            saved_skew_ms: AtomicI64::new(0),
            unsaved_deviations: Mutex::default(),
            pending_messages: Mutex::default(),
            memory: Mutex::new(Some(Box::default())),
            seat_free: Notify::new(),
            line_changed: Notify::new(),
            edits_told: AtomicU64::new(1),
            edits_taken: AtomicU64::new(0),
        }
    }

    /// Looks at or changes what is known; the lock is held just as long as `look` runs.
    pub(crate) fn with<R>(&self, look: impl FnOnce(&mut StationState) -> R) -> R {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Marks the settings as to be read anew before they are relied on.
    pub(crate) fn outdate(&self) {
        self.edits_told.fetch_add(1, Ordering::AcqRel);
    }

    /// The edit up to which the settings must be read, if they are stale; to be given to [`Station::took`].
    pub(crate) fn stale(&self) -> Option<u64> {
        let told = self.edits_told.load(Ordering::Acquire);
        (told > self.edits_taken.load(Ordering::Acquire)).then_some(told)
    }

    /// Notes that the settings were read after this edit.
    pub(crate) fn took(&self, edit: u64) {
        self.edits_taken.fetch_max(edit, Ordering::AcqRel);
    }

    /// Notes that something was heard.
    pub(crate) fn heard(&self, at: UtcMillis) {
        self.heard_ms.fetch_max(at.0, Ordering::Relaxed);
    }

    /// When anything was last heard; `None` for never.
    pub(crate) fn last_heard(&self) -> Option<UtcMillis> {
        Some(self.heard_ms.load(Ordering::Relaxed)).filter(|at| *at > 0).map(UtcMillis)
    }

    /// When anything was last heard, if that has not been saved yet; from now on it counts as saved.
    pub(crate) fn take_unsaved_heard(&self) -> Option<UtcMillis> {
        let heard = self.heard_ms.load(Ordering::Relaxed);
        let saved = self.saved_heard_ms.swap(heard, Ordering::Relaxed);
        (heard > saved).then_some(UtcMillis(heard))
    }

    /// How far the clock is ahead, ms, if that is another figure than was saved; from now on it counts as saved. What a message
    /// tells of the clock is known a little later than that it was heard.
    pub(crate) fn take_unsaved_skew_ms(&self) -> Option<i64> {
        let skew_ms = self.clock_skew_ms().unwrap_or(0);
        (self.saved_skew_ms.swap(skew_ms, Ordering::Relaxed) != skew_ms).then_some(skew_ms)
    }

    /// Counts what was forgiven in a message, to be saved with the next round.
    pub(crate) fn deviated(&self, action: &str, deviations: &[Deviation], at: UtcMillis) {
        self.unsaved_deviations.lock().unwrap_or_else(PoisonError::into_inner).note(action, deviations, at);
    }

    /// Takes back that what was heard and forgiven is saved.
    pub(crate) fn not_saved(&self, deviations: u64) {
        self.saved_heard_ms.store(0, Ordering::Relaxed);
        self.unsaved_deviations.lock().unwrap_or_else(PoisonError::into_inner).add(deviations);
    }

    /// How many deviations are not saved yet, and which; from now on they count as saved.
    pub(crate) fn take_unsaved_deviations(&self) -> (i64, Vec<CountedDeviation>) {
        let unsaved = std::mem::take(&mut *self.unsaved_deviations.lock().unwrap_or_else(PoisonError::into_inner));
        let (count, kinds) = unsaved.into_counted();
        (i64::try_from(count).unwrap_or(i64::MAX), kinds)
    }

    /// Makes a line the current one and closes the one before; `false` when a newer one is already there.
    pub(crate) fn take_over(&self, line: &Arc<Line>) -> bool {
        let taken = self.with(|state| {
            if line.order < state.newest_order {
                return false;
            }
            state.newest_order = line.order;
            state.protocol = Some(line.protocol);
            if let Some(stale) = state.line.replace(Arc::clone(line)) {
                stale.close(CloseReason::Superseded);
            }
            true
        });
        if taken {
            self.line_changed.notify_waiters();
        }
        taken
    }

    /// Makes the line of a station that posts the current one, and gives it, unless the current one is as good.
    pub(crate) fn take_over_by_post(&self, line: Line) -> Option<Arc<Line>> {
        let taken = self.with(|state| {
            let is_as_good = |current: &Arc<Line>| current.protocol == line.protocol && !current.is_over();
            if state.line.as_ref().is_some_and(is_as_good) {
                return None;
            }
            let line = Arc::new(line);
            state.newest_order = state.newest_order.max(line.order);
            state.protocol = Some(line.protocol);
            if let Some(stale) = state.line.replace(Arc::clone(&line)) {
                stale.close(CloseReason::Superseded);
            }
            Some(line)
        });
        if taken.is_some() {
            self.line_changed.notify_waiters();
        }
        taken
    }

    /// Takes a line away, if it is the current one; `false` when a newer one took over.
    pub(crate) fn leave(&self, line: &Line, at: UtcMillis) -> bool {
        self.with(|state| {
            let is_current = state.line.as_ref().is_some_and(|current| current.order == line.order);
            if is_current {
                state.line = None;
                state.offline_since = at;
            }
            is_current
        })
    }

    /// The current line.
    pub(crate) fn line(&self) -> Option<Arc<Line>> {
        self.with(|state| state.line.clone())
    }

    /// Waits for a line whose order is above `after`.
    pub(crate) async fn line_after(&self, after: Option<u64>) -> Arc<Line> {
        loop {
            let changed = self.line_changed.notified();
            let mut changed = std::pin::pin!(changed);
            changed.as_mut().enable();
            if let Some(line) = self.line().filter(|line| after.is_none_or(|after| line.order > after)) {
                return line;
            }
            changed.await;
        }
    }

    /// Notes that the station has booted.
    pub(crate) fn booted(&self, at: UtcMillis) {
        self.with(|state| state.booted_at = Some(at));
        self.line_changed.notify_waiters();
    }

    /// Waits until the station has booted over a line.
    pub(crate) async fn boot_over(&self, line: &Line) {
        loop {
            let changed = self.line_changed.notified();
            let mut changed = std::pin::pin!(changed);
            changed.as_mut().enable();
            if self.with(|state| state.booted_at.is_some_and(|booted_at| booted_at >= line.since)) {
                return;
            }
            changed.await;
        }
    }

    /// Takes the seat from which this station's messages are served, as soon as it is free.
    pub(crate) async fn seat(self: &Arc<Self>) -> Seat {
        loop {
            let freed = self.seat_free.notified();
            let mut freed = std::pin::pin!(freed);
            freed.as_mut().enable();
            if let Some(memory) = self.memory.lock().unwrap_or_else(PoisonError::into_inner).take() {
                return Seat { station: Arc::clone(self), memory: Some(memory) };
            }
            freed.await;
        }
    }

    /// Forgets answers that are too old to be asked for again, unless the station is being served right now.
    pub(crate) fn forget_old_answers(&self, now: UtcMillis) {
        if let Some(memory) = &mut *self.memory.lock().unwrap_or_else(PoisonError::into_inner) {
            memory.answered.forget_old(now);
        }
    }

    /// How far the clock is ahead, ms, where it is off.
    pub(crate) fn clock_skew_ms(&self) -> Option<i64> {
        self.with(|state| state.clock.skew_ms())
    }

    /// Where changes of this station happen.
    pub(crate) fn scope(&self) -> Scope {
        self.with(|state| state.scope(self.id))
    }

    /// The station as readers see it.
    pub(crate) fn live(&self) -> StationLive {
        let last_seen_at = self.last_heard();
        self.with(|state| StationLive {
            id: self.id,
            online: state.line.is_some(),
            state: state.state(),
            protocol: state.line.as_ref().map(|line| line.protocol),
            connected_at: state.line.as_ref().map(|line| line.since),
            last_seen_at,
            remote_address: state.line.as_ref().map(|line| line.address.clone()),
            call_failure: state.call_failure.clone(),
            outlets: state.outlets.iter().map(|outlet| outlet.live(&state.own, state.line.is_some())).collect(),
        })
    }
}

impl StationState {
    /// What is known of a station whose settings these are, before anything was heard.
    pub(crate) fn new(settings: Settings, now: UtcMillis) -> Self {
        Self {
            settings: Arc::new(settings),
            own: OutletPresent::UNKNOWN,
            outlets: Vec::new(),
            line: None,
            newest_order: 0,
            offline_since: now,
            reconnects: Reconnects::default(),
            remote_starts: RemoteStarts::default(),
            reservations: Vec::new(),
            in_storm: false,
            is_missed: false,
            is_registered: false,
            trial: ProvisioningTrial::default(),
            is_configuration_read: false,
            firmware_version: None,
            lists_no_keys: false,
            refuses_triggers: false,
            booted_at: None,
            is_faulty: false,
            may_have_commands: true,
            protocol: None,
            reached_at: None,
            clock: StationClock::default(),
            callback_told: None,
            call_failure: None,
            newest_start: None,
        }
    }

    /// The session without a stop that has this id, and its outlet.
    pub(crate) fn open_session(&self, id: SessionId) -> Option<(&Outlet, &OpenSession)> {
        self.outlets
            .iter()
            .find_map(|outlet| outlet.open_sessions().find(|open| open.session.id == id).map(|open| (outlet, open)))
    }

    pub(crate) fn open_session_mut(&mut self, id: SessionId) -> Option<&mut OpenSession> {
        self.outlets.iter_mut().find_map(|outlet| outlet.open_session_mut(id))
    }

    pub(crate) fn outlet(&self, number: u16) -> Option<&Outlet> {
        self.outlets.iter().find(|outlet| outlet.number == number)
    }

    pub(crate) fn outlet_mut(&mut self, number: u16) -> Option<&mut Outlet> {
        self.outlets.iter_mut().find(|outlet| outlet.number == number)
    }

    pub(crate) fn scope(&self, station_id: NodeId) -> Scope {
        Scope {
            site_id: self.settings.site_id,
            floor_id: self.settings.floor_id,
            station_id: Some(station_id),
            outlet_id: None,
            public: self.settings.is_public,
            user_id: None,
        }
    }

    /// Notes when a session began that was just stored.
    pub(crate) fn note_start(&mut self, started_at: UtcMillis) {
        self.newest_start = self.newest_start.map(|newest| newest.max(started_at));
    }

    /// Whether a fault alarm of an outlet, or of the station itself (0), may be active.
    pub(crate) fn is_faulty(&self, number: u16) -> bool {
        if number == 0 { self.is_faulty } else { self.outlet(number).is_some_and(|outlet| outlet.is_faulty) }
    }

    pub(crate) fn set_faulty(&mut self, number: u16, is_faulty: bool) {
        if number == 0 {
            self.is_faulty = is_faulty;
        } else if let Some(outlet) = self.outlet_mut(number) {
            outlet.is_faulty = is_faulty;
        }
    }

    /// An outlet's present as a change for the bus.
    pub(crate) fn outlet_change(&self, station_id: NodeId, number: u16, at: UtcMillis) -> Option<Change> {
        let outlet = self.outlet(number)?;
        let present = shown_present(&outlet.present, &self.own).clone();
        Some(Change {
            at,
            scope: Scope { outlet_id: Some(outlet.id), ..self.scope(station_id) },
            body: ChangeBody::Outlet {
                id: outlet.id,
                station_id,
                number,
                state: present.status.state(self.line.is_some()),
                present,
                power_w: outlet.power_w(),
            },
        })
    }

    /// What colours the station itself.
    pub(crate) fn state(&self) -> State {
        match self.own.status.state(self.line.is_some()) {
            // A station that has said nothing of itself and is there is available.
            State::Unknown => State::Available,
            other => other,
        }
    }
}

/// The right to serve a station's messages; there is one for each station, and it is given back when dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    station: Arc<Station>,
    memory: Option<Box<Memory>>,
}

impl Seat {
    pub(crate) fn station(&self) -> &Arc<Station> {
        &self.station
    }

    pub(crate) fn memory(&mut self) -> &mut Memory {
        self.memory.get_or_insert_default()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let memory = self.memory.take().unwrap_or_default();
        *self.station.memory.lock().unwrap_or_else(PoisonError::into_inner) = Some(memory);
        self.station.seat_free.notify_one();
    }
}
