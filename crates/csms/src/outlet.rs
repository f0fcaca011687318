//! An outlet in memory: its settings, its present and its open sessions.

use domain::change::Scope;
use domain::meter::{EnergyMeter, Rating, RegisterPoint};
use domain::outlet::{OutletMode, OutletPresent};
use domain::quarter::{Quarter, QuarterEnergy};
use domain::session::Session;
use domain::session::end::RunningSession;
use domain::session::reading::SessionSpan;
use domain::session::start::{EarlierStart, StartKey};
use domain::session::stop::StopCandidate;
use domain::status::shown_present;
use domain::{NodeId, SessionId, UtcMillis};

use crate::live::{OutletLive, SessionLive};

/// An outlet of a station.
#[derive(Debug)]
pub(crate) struct Outlet {
    pub(crate) id: NodeId,
    pub(crate) number: u16,
    pub(crate) mode: OutletMode,
    /// What it is built to give, where that was read.
    pub(crate) rating: Option<Rating>,
    pub(crate) present: OutletPresent,
    /// Whether a fault alarm of it may be active.
    pub(crate) is_faulty: bool,
    /// The session that runs.
    pub(crate) session: Option<Box<OpenSession>>,
    /// Sessions whose starts were delivered late and whose stops are still to come.
    pub(crate) waiting: Vec<OpenSession>,
    /// The session that ended last, so that its late readings find it without asking the database.
    pub(crate) ended: Option<SessionSpan>,
    /// The start that was reported last, and what was answered; it may be sent again.
    pub(crate) started: Option<(StartKey, EarlierStart)>,
}

/// A session that has no stop yet, with everything that its readings change.
#[derive(Debug, Clone)]
pub(crate) struct OpenSession {
    pub(crate) session: Session,
    pub(crate) running: RunningSession,
    /// When its newest reading was taken.
    pub(crate) last_reading_at: Option<UtcMillis>,
    /// Quarters that are newer than in the database.
    pub(crate) unsaved_quarters: Vec<Quarter>,
    /// Whether energy or power are newer than in the database.
    pub(crate) is_unsaved: bool,
    /// Whether the energy was counted from the readings; not for what was just read at the program's start.
    pub(crate) is_counted: bool,
    /// When its progress was last told to the bus.
    pub(crate) published_at: UtcMillis,
}

impl Outlet {
    /// An outlet of which nothing is known but where it is.
    pub(crate) fn new(id: NodeId, number: u16, present: OutletPresent) -> Self {
        Self {
            id,
            number,
            mode: OutletMode::Rfid,
            rating: None,
            present,
            is_faulty: false,
            session: None,
            waiting: Vec::new(),
            ended: None,
            started: None,
        }
    }

    /// Takes in a session without a stop; of several the one that began last runs.
    pub(crate) fn take_in(&mut self, open: OpenSession) {
        match &mut self.session {
            None => self.session = Some(Box::new(open)),
            Some(running) if running.session.started_at <= open.session.started_at => {
                self.waiting.push(std::mem::replace(&mut **running, open));
            }
            Some(_) => self.waiting.push(open),
        }
    }

    /// The outlet as readers see it, given what the station said of itself.
    pub(crate) fn live(&self, station: &OutletPresent, online: bool) -> OutletLive {
        let present = shown_present(&self.present, station);
        OutletLive {
            id: self.id,
            number: self.number,
            present: present.clone(),
            state: present.status.state(online),
            power_w: self.power_w(),
            session: self.session.as_deref().map(OpenSession::live),
        }
    }

    /// Power now, W, while a session runs and where known.
    pub(crate) fn power_w(&self) -> Option<f64> {
        self.session.as_ref().and_then(|open| open.session.power_w)
    }

    /// All sessions without a stop.
    pub(crate) fn open_sessions(&self) -> impl Iterator<Item = &OpenSession> {
        self.session.as_deref().into_iter().chain(&self.waiting)
    }

    /// The session without a stop that has this id.
    pub(crate) fn open_session_mut(&mut self, id: SessionId) -> Option<&mut OpenSession> {
        self.session.as_deref_mut().into_iter().chain(&mut self.waiting).find(|open| open.session.id == id)
    }

    /// Takes a session away that has ended.
    pub(crate) fn end_session(&mut self, id: SessionId, ended_at: UtcMillis) -> Option<OpenSession> {
        let open = match self.session.take_if(|open| open.session.id == id) {
            Some(open) => *open,
            None => {
                let index = self.waiting.iter().position(|open| open.session.id == id)?;
                self.waiting.remove(index)
            }
        };
        self.ended = Some(SessionSpan { id, started_at: open.session.started_at, ended_at: Some(ended_at) });
        Some(open)
    }

    /// Marks everything that its sessions' readings change as not in the database.
    pub(crate) fn mark_unsaved(&mut self) {
        for open in self.session.as_deref_mut().into_iter().chain(&mut self.waiting) {
            open.is_unsaved = true;
            open.unsaved_quarters = open.running.quarters.quarters().to_vec();
        }
    }

    /// From when to when the sessions ran that are known here.
    pub(crate) fn spans(&self) -> Vec<SessionSpan> {
        self.open_sessions().map(OpenSession::span).chain(self.ended).collect()
    }
}

impl OpenSession {
    /// A session that has just begun, or one read from the database with what its readings told.
    pub(crate) fn new(session: Session, running: RunningSession) -> Self {
        Self {
            session,
            running,
            last_reading_at: None,
            unsaved_quarters: Vec::new(),
            is_unsaved: false,
            is_counted: true,
            published_at: UtcMillis(i64::MIN),
        }
    }

    /// A session as it was stored, whose readings are still to be counted.
    pub(crate) fn uncounted(session: Session) -> Self {
        let running = RunningSession {
            started_at: session.started_at,
            meter: EnergyMeter::begin(session.started_at, session.meter_start_wh),
            quarters: QuarterEnergy::default(),
            flags: session.flags,
            rating: None,
        };
        Self { is_counted: false, ..Self::new(session, running) }
    }

    pub(crate) fn live(&self) -> SessionLive {
        SessionLive {
            id: self.session.id,
            energy_wh: self.session.energy_wh,
            meter_wh: self.session.meter_end_wh,
            power_w: self.session.power_w,
        }
    }

    fn span(&self) -> SessionSpan {
        SessionSpan { id: self.session.id, started_at: self.session.started_at, ended_at: None }
    }

    /// Takes one reading: its register counts for the energy, and the newest one's power is the present.
    pub(crate) fn observe(&mut self, at: UtcMillis, register_wh: Option<i64>, power_w: Option<f64>) {
        let before = self.running.meter.last();
        if let Some(register_wh) = register_wh {
            let changed = self.running.observe(RegisterPoint { at, register_wh });
            self.changed(changed);
            self.session.energy_wh = self.running.meter.energy_wh();
            self.session.meter_end_wh = self.running.meter.last().map(|last| last.register_wh);
        }
        if self.last_reading_at.is_none_or(|last| at >= last) {
            self.session.power_w = power_w.or_else(|| average_power_w(before?, self.running.meter.last()?));
            self.last_reading_at = Some(at);
        }
        self.session.flags = self.running.flags_at(at);
        self.is_unsaved = true;
    }

    /// Whether a reading of this time is newer than every one that is stored, so that it cannot have been stored before.
    pub(crate) fn is_news(&self, at: UtcMillis) -> bool {
        self.last_reading_at.is_none_or(|last| at > last)
    }

    /// Takes what was counted anew from the readings; all of it is written again, since nobody knows what was written before.
    pub(crate) fn recount(&mut self, last_reading_at: Option<UtcMillis>) {
        self.session.energy_wh = self.running.meter.energy_wh();
        self.session.meter_end_wh = self.running.meter.last().map(|last| last.register_wh);
        self.last_reading_at = last_reading_at;
        self.unsaved_quarters = self.running.quarters.quarters().to_vec();
        self.is_unsaved = last_reading_at.is_some();
    }

    /// Takes changed quarters as not yet saved; the figures are absolute, so the newest of each counts.
    fn changed(&mut self, quarters: Vec<Quarter>) {
        for quarter in quarters {
            match self.unsaved_quarters.iter_mut().find(|earlier| earlier.start == quarter.start) {
                Some(earlier) => *earlier = quarter,
                None => self.unsaved_quarters.push(quarter),
            }
        }
    }
}

/// Who may hear of a session, given where its station is.
pub(crate) fn session_scope(session: &Session, station: Scope) -> Scope {
    Scope { outlet_id: session.placement.outlet_id, user_id: session.user_id, ..station }
}

/// A session as one that a stop may be about.
pub(crate) fn stop_candidate(session: &Session) -> StopCandidate {
    StopCandidate {
        id: session.id,
        outlet: session.placement.outlet,
        tag: session.tag.clone(),
        started_at: session.started_at,
        ended_at: session.ended_at,
        meter_start_wh: session.meter_start_wh,
        meter_end_wh: session.meter_end_wh,
        flags: session.flags,
    }
}

/// What flowed between two register readings as a power, where the station measures none.
fn average_power_w(before: RegisterPoint, now: RegisterPoint) -> Option<f64> {
    let duration_ms = now.at.since(before.at);
    let energy_wh = now.register_wh - before.register_wh;
    (duration_ms > 0 && energy_wh >= 0).then(|| energy_wh as f64 * 3_600_000.0 / duration_ms as f64)
}
