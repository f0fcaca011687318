//! What has changed, as told to everyone inside who wants to hear: browsers' streams, alarms, services.
//!
//! A change is a hint; the database is the truth.

use std::sync::Arc;

use crate::alarm::Alarm;
use crate::id::{CampaignId, CommandId, NodeId, TransferId, UserId};
use crate::outlet::{OutletPresent, State};
use crate::session::Session;
use crate::time::UtcMillis;
use crate::word::words;

/// A change and whom it concerns.
#[derive(Debug, Clone)]
pub struct Change {
    /// When.
    pub at: UtcMillis,
    /// Where: decides who may hear of it.
    pub scope: Scope,
    /// What.
    pub body: ChangeBody,
}

/// Where a change happened, for access and for the filter by node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// The site.
    pub site_id: Option<NodeId>,
    /// The floor.
    pub floor_id: Option<NodeId>,
    /// The station.
    pub station_id: Option<NodeId>,
    /// The outlet.
    pub outlet_id: Option<NodeId>,
    /// Whether the station is public, so that drivers may know its state.
    pub public: bool,
    /// The driver it is about.
    pub user_id: Option<UserId>,
}

/// What has changed.
#[derive(Debug, Clone)]
pub enum ChangeBody {
    /// An outlet's present.
    Outlet {
        /// The outlet.
        id: NodeId,
        /// Its station.
        station_id: NodeId,
        /// Its number.
        number: u16,
        /// Its status and fault.
        present: OutletPresent,
        /// Its state with the line taken in.
        state: State,
        /// Power, W, while charging.
        power_w: Option<f64>,
    },
    /// A station came, went, or changed its own status.
    Station {
        /// The station.
        id: NodeId,
        /// Whether it is there.
        online: bool,
        /// Its own state: available, fault, unavailable or offline.
        state: State,
    },
    /// A session.
    Session {
        /// How.
        change: SessionChange,
        /// The session as it stands.
        session: Arc<Session>,
    },
    /// An alarm.
    Alarm {
        /// How.
        change: AlarmChange,
        /// The alarm as it stands.
        alarm: Arc<Alarm>,
    },
    /// A command went one step on.
    Command {
        /// Which one.
        id: CommandId,
        /// Its station.
        station_id: NodeId,
    },
    /// A reservation went one step on.
    Reservation {
        /// Which one.
        id: i64,
    },
    /// A file's way to or from a station went on.
    Transfer {
        /// Which one.
        id: TransferId,
        /// Its station.
        station_id: NodeId,
    },
    /// A firmware campaign went on at a station of it, or as a whole.
    Campaign {
        /// Which one.
        id: CampaignId,
    },
    /// A station's configuration was read.
    Configuration {
        /// The station.
        station_id: NodeId,
    },
    /// The tree changed.
    Topology {
        /// How.
        change: TopologyChange,
        /// The node.
        id: NodeId,
    },
    /// A station's certificates, requests for them or the raising of its security profile changed; the portal's own where no
    /// station is named.
    Security {
        /// The station.
        station_id: Option<NodeId>,
    },
    /// An API token no longer holds: its streams end.
    TokenGone {
        /// The hash by which the store knew it.
        token_hash: Arc<str>,
    },
    /// What a user may do has changed: their streams end and they sign in anew.
    Access {
        /// The user.
        user_id: UserId,
    },
}

words! {
    /// What happened to a session.
    SessionChange {
        /// It began.
        Started = "started",
        /// A new reading.
        Progress = "progress",
        /// It ended.
        Ended = "ended",
    }
}

words! {
    /// What happened to an alarm.
    AlarmChange {
        /// It began.
        Raised = "raised",
        /// It was reported again.
        Counted = "counted",
        /// It ended.
        Cleared = "cleared",
    }
}

words! {
    /// What happened to a node.
    TopologyChange {
        /// It was made.
        Created = "created",
        /// Its name or settings changed.
        Updated = "updated",
        /// It stands elsewhere now.
        Moved = "moved",
        /// It is gone.
        Deleted = "deleted",
    }
}
