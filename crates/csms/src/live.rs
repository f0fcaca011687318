//! Live state: what the portal knows of stations and outlets this very moment, as values for readers.

use domain::outlet::{OutletPresent, State};
use domain::session::Session;
use domain::station::Protocol;
use domain::{NodeId, SessionId, UtcMillis};

/// A station as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct StationLive {
    /// The station.
    pub id: NodeId,
    /// Whether it has a connection.
    pub online: bool,
    /// What colours it when it has no outlets: available, fault, unavailable or offline.
    pub state: State,
    /// By what it speaks, while it is connected.
    pub protocol: Option<Protocol>,
    /// Since when it is connected.
    pub connected_at: Option<UtcMillis>,
    /// When anything was last heard of it.
    pub last_seen_at: Option<UtcMillis>,
    /// From where it is connected.
    pub remote_address: Option<String>,
    /// Why the last call to it over SOAP did not reach it.
    pub call_failure: Option<String>,
    /// Its outlets, by number.
    pub outlets: Vec<OutletLive>,
}

/// An outlet as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct OutletLive {
    /// The outlet.
    pub id: NodeId,
    /// Its number.
    pub number: u16,
    /// Status and fault as told.
    pub present: OutletPresent,
    /// What colours it: the status with the line taken in.
    pub state: State,
    /// Power, W, while a session runs and where known.
    pub power_w: Option<f64>,
    /// The open session.
    pub session: Option<SessionLive>,
}

/// What is newer in memory than in the database of an open session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionLive {
    /// The session.
    pub id: SessionId,
    /// Energy so far, Wh.
    pub energy_wh: i64,
    /// The newest register reading, Wh.
    pub meter_wh: Option<i64>,
    /// Power now, W, where known.
    pub power_w: Option<f64>,
}

impl SessionLive {
    /// Puts what is newer into a session as read from the database.
    pub fn overlay(&self, session: &mut Session) {
        if session.id != self.id || !session.is_active() {
            return;
        }
        session.energy_wh = self.energy_wh;
        session.power_w = self.power_w;
        session.meter_end_wh = self.meter_wh.or(session.meter_end_wh);
    }
}
