//! A simulated station as a state machine: what happens goes in, what is to be done comes out.
//!
//! It knows no sockets, no tasks and no clock: every entry takes the time. [`crate::drive`] gives it a line and a clock, and
//! [`crate::scenario`] somebody who plugs in, presents tags and drives away.

mod act;
mod answer;
mod certificates;
mod configuration;
mod confirm;
mod connection;
mod equipment;
mod journal;
mod known_tags;
mod limits;
mod meter;
mod outbox;
mod outgoing;
mod outlet;
mod phrase;
mod samples;
mod security;
mod session;
mod status;
mod timetable;
mod update;
mod upload;
mod vehicle;

pub use act::{Act, ActError, Resent};
pub use configuration::Configuration;
pub use equipment::{Equipment, Mishap, OutletNumber, StationId, Supply};
pub use meter::{Flow, Meter};
pub use outlet::{Fault, Outlet, Session};
pub use vehicle::{LEAST_CURRENT_A, Vehicle, VehicleModel};

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use ocpp::rpc::{Frame, encode_error};
use ocpp::v16::{BootNotificationRequest, ChargePointStatus};

use crate::access::Password;
use crate::transfer::{Transfer, TransferError};

use certificates::Certificates;
use journal::Journal;
use known_tags::KnownTags;
use limits::{Limits, Scope};
use outbox::Outbox;
use outgoing::{Outgoing, SessionKey};
use security::ProfileChange;
use update::Update;
use upload::Upload;

/// What is to be done outside of the station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send this frame; the line is up.
    Send(String),
    /// Drop the line, and connect again after so long: the station restarts.
    Restart {
        /// How long it takes.
        away: SignedDuration,
    },
    /// The next connection is made with what [`Station::access`] says now.
    Access,
    /// Close the line in order and connect again at once.
    Reconnect,
    /// Move a file, and say with [`Station::transferred`] what came of it.
    Transfer {
        /// Which.
        id: TransferId,
        /// What.
        transfer: Transfer,
    },
    /// Something was odd; for the log.
    Trouble(String),
}

/// Whether the central system has accepted the station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Registration {
    /// Not yet; the next BootNotification goes out then.
    Wanted { at: Timestamp },
    /// It has.
    Accepted,
}

/// A restart that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Restart {
    /// When at the latest.
    at: Timestamp,
    /// Whether it waits until everything is delivered.
    gentle: bool,
}

/// A transfer of a file that the station has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransferId(u64);

/// A simulated station.
#[derive(Debug)]
pub struct Station {
    id: StationId,
    equipment: Equipment,
    configuration: Configuration,
    outlets: Vec<Outlet>,
    /// What is wrong with the station as a whole.
    fault: Option<Fault>,
    operative: bool,
    /// The state and fault of connector 0 that were reported last.
    reported: Option<(ChargePointStatus, Option<Fault>)>,
    known_tags: KnownTags,
    limits: Limits,
    update: Option<Update>,
    uploads: Vec<Upload>,
    transfers_begun: u64,
    journal: Journal,
    /// When something happened last.
    seen: Timestamp,
    certificates: Certificates,
    password: Option<Password>,
    profile_change: Option<ProfileChange>,
    /// Whether the line is to be made anew.
    reconnect: bool,
    /// Whether it has started and not yet said so.
    started: bool,
    registration: Registration,
    online: bool,
    outbox: Outbox,
    /// The ids of transactions whose stop is not confirmed yet.
    transactions: HashMap<SessionKey, i64>,
    /// Start and stop as they were sent last, to be sent again.
    last_start: Option<(String, Outgoing)>,
    last_stop: Option<(String, Outgoing)>,
    heartbeat_at: Option<Timestamp>,
    aligned_at: Option<Timestamp>,
    restart: Option<Restart>,
    sessions_begun: u64,
    messages_made: u64,
    /// The beginning of every message id: no two runs have the same.
    id_prefix: u32,
    effects: VecDeque<Effect>,
}

/// How long a restart takes.
const RESTART_TIME: SignedDuration = SignedDuration::from_secs(4);
/// How long a soft reset waits for messages on transactions.
const RESTART_GRACE: SignedDuration = SignedDuration::from_secs(10);

impl Station {
    /// A station that has just been switched on and has no line yet. `seed` makes its noise and registers its own.
    #[must_use]
    pub fn new(id: impl Into<StationId>, equipment: Equipment, seed: u64, now: Timestamp) -> Self {
        let outlet = |number: u32| {
            let seed = seed.wrapping_mul(31).wrapping_add(u64::from(number));
            let register_wh = first_register_wh(seed, equipment.supply, now);
            Outlet::new(OutletNumber::new(number), register_wh, seed, now)
        };
        let started_ms = now.as_millisecond() as u64;
        Self {
            id: id.into(),
            configuration: Configuration::new(&equipment),
            outlets: (1..=equipment.outlets).map(outlet).collect(),
            equipment,
            fault: None,
            operative: true,
            reported: None,
            known_tags: KnownTags::default(),
            limits: Limits::default(),
            update: None,
            uploads: Vec::new(),
            transfers_begun: 0,
            journal: Journal::default(),
            seen: now,
            certificates: Certificates::default(),
            password: None,
            profile_change: None,
            reconnect: false,
            started: true,
            registration: Registration::Wanted { at: now },
            online: false,
            outbox: Outbox::default(),
            transactions: HashMap::new(),
            last_start: None,
            last_stop: None,
            heartbeat_at: None,
            aligned_at: None,
            restart: None,
            sessions_begun: 0,
            messages_made: 0,
            id_prefix: (started_ms ^ seed.rotate_left(20)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32) as u32,
            effects: VecDeque::new(),
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &StationId {
        &self.id
    }

    /// What it is made of.
    #[must_use]
    pub fn equipment(&self) -> &Equipment {
        &self.equipment
    }

    /// Its configuration keys.
    #[must_use]
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// Its outlets, in order.
    #[must_use]
    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// One outlet.
    #[must_use]
    pub fn outlet(&self, number: OutletNumber) -> Option<&Outlet> {
        self.outlets.get(number.index()?)
    }

    /// Whether the line is up.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.online
    }

    /// Whether the line is up and the central system has accepted the station.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        self.online && self.registration == Registration::Accepted
    }

    /// The transaction that runs at an outlet, where the central system has given it an id.
    #[must_use]
    pub fn transaction(&self, number: OutletNumber) -> Option<i64> {
        let session = self.outlet(number)?.session.as_ref()?;
        self.transactions.get(&session.key).copied()
    }

    /// How many messages on transactions are not confirmed.
    #[must_use]
    pub fn unconfirmed(&self) -> usize {
        self.outbox.unconfirmed()
    }

    /// Sets a configuration key as an installer would, whatever the rules for the central system are.
    pub fn configure(&mut self, key: &str, value: &str) -> bool {
        use ocpp::v16::ConfigurationStatus::{Accepted, RebootRequired};
        matches!(self.configuration.change(key, value), Accepted | RebootRequired)
    }

    /// A frame has come.
    pub fn receive(&mut self, text: &str, now: Timestamp) {
        self.live(now);
        match Frame::parse(text) {
            Ok(received) => match received.frame {
                Frame::Call { id, action, payload } => {
                    let answer = self.answer(&id, &action, &payload, now);
                    self.effects.push_back(Effect::Send(answer));
                }
                Frame::CallResult { id, payload } => self.confirm(&id, payload.get(), now),
                Frame::CallError { id, code_text, description, .. } => self.refused(&id, &code_text, &description, now),
            },
            Err(error) => {
                if let Some(id) = error.answer_to() {
                    self.effects.push_back(Effect::Send(encode_error(id, error.code, &error.message)));
                }
                self.trouble(format!("failed to {error}"));
            }
        }
        self.tick(now);
    }

    /// A transfer is over; what was fetched, or why not.
    pub fn transferred(&mut self, id: TransferId, result: &Result<Vec<u8>, TransferError>, now: Timestamp) {
        self.live(now);
        // One that a restart or a newer order has made useless is nobody's.
        let _ = self.downloaded(id, result, now) || self.uploaded(id, result, now);
        self.tick(now);
    }

    /// The next thing to be done outside.
    pub fn next_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    fn live(&mut self, now: Timestamp) {
        self.seen = now;
        for outlet in &mut self.outlets {
            outlet.live(now, self.equipment.supply, self.equipment.time_scale);
        }
    }

    /// Says something as soon as it is its turn. Without a line, only what is about transactions is kept;
    /// what the station's protocol has no words for is not said.
    fn say(&mut self, outgoing: Outgoing) {
        if (!self.online && !outgoing.is_durable()) || !outgoing.is_of(self.equipment.protocol) {
            return;
        }
        let id = self.new_message_id();
        self.outbox.push(id, outgoing);
    }

    fn new_message_id(&mut self) -> String {
        self.messages_made += 1;
        format!("{:08x}-{}", self.id_prefix, self.messages_made)
    }

    fn new_transfer_id(&mut self) -> TransferId {
        self.transfers_begun += 1;
        TransferId(self.transfers_begun)
    }

    /// Remembers something for diagnostics.
    fn note(&mut self, text: impl Into<String>) {
        self.journal.note(self.seen, false, text.into());
    }

    fn trouble(&mut self, text: String) {
        self.note(text.clone());
        self.effects.push_back(Effect::Trouble(text));
    }

    /// What the station says when it starts.
    fn boot_notification(&self) -> BootNotificationRequest {
        use ocpp::Text;

        let Equipment { vendor, model, firmware, .. } = &self.equipment;
        let mut request = BootNotificationRequest::new(Text::cut(vendor), Text::cut(model));
        request.firmware_version = Some(Text::cut(firmware));
        request.charge_point_serial_number = Some(Text::cut(self.serial_number()));
        request.charge_box_serial_number = Some(Text::cut(self.id.as_str()));
        request.meter_type = Some("Simulated".into());
        request
    }

    fn serial_number(&self) -> &str {
        self.equipment.serial_number.as_deref().unwrap_or(self.id.as_str())
    }

    /// What charging profiles are asked about for an outlet.
    fn scope(&self, outlet: &Outlet) -> Scope {
        let phases = match self.equipment.supply {
            Supply::Ac { phases, .. } => phases.max(1),
            Supply::Dc { .. } => 3,
        };
        let started = outlet.session.as_ref().map(|session| session.started);
        Scope { connector: outlet.number.connector(), phases, started }
    }
}

/// What a meter shows when its station is switched on.
///
/// *Decision:* as if it had been in use at full power all the time since 2026, so that a meter does not go back when the
/// program that simulates it is started again.
fn first_register_wh(seed: u64, supply: Supply, now: Timestamp) -> f64 {
    const BEGINNING_OF_2026_S: i64 = 1_767_225_600;
    /// Registers are integers of 32 bits; beyond this they begin anew.
    const LARGEST_WH: f64 = 1.5e9;
    let own_wh = 10_000 + seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 5_000_000;
    let hours = (now.as_second() - BEGINNING_OF_2026_S).max(0) as f64 / 3600.0;
    (own_wh as f64 + hours * supply.most_w()) % LARGEST_WH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_does_not_go_back_when_the_program_is_started_again() {
        let began: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let first = Station::new("A", Equipment::default(), 3, began);
        let again = Station::new("A", Equipment::default(), 3, began + SignedDuration::from_hours(2));
        let register_wh = |station: &Station| station.outlets()[0].meter.register_wh();
        assert!(register_wh(&again) >= register_wh(&first) + 2 * 11_000);
        let other = Station::new("A", Equipment::default(), 4, began);
        assert_ne!(register_wh(&other), register_wh(&first));
    }
}
