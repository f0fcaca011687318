//! Charging sessions: what is known of one, how it was authorised and what is odd about it; below, how one starts, ends
//! and gets its readings.

pub mod end;
pub mod reading;
pub mod start;
pub mod stop;

use serde::{Deserialize, Serialize};

use crate::id::{NodeId, SessionId, UserId};
use crate::time::UtcMillis;
use crate::word::words;

words! {
    /// How a session was authorised.
    Authentication {
        /// Nobody was asked.
        Anonymous = "anonymous",
        /// By an RFID tag.
        Rfid = "rfid",
        /// From the driver's app.
        App = "app",
        /// Started from the portal.
        Remote = "remote",
        /// By the car's contract certificate.
        PlugAndCharge = "plugAndCharge",
        /// By an external service.
        ExternalService = "externalService",
    }
}

impl Authentication {
    /// The number that external lists use: Anonymous 0 … External service 5.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

words! {
    /// Something odd about a session that a person should see.
    SessionFlag {
        /// Another session began, or the station said so, without a stop.
        EndedWithoutStop = "endedWithoutStop",
        /// A stop which matched no start.
        Orphan = "orphan",
        /// More energy than the outlet can give in the time.
        ImplausibleEnergy = "implausibleEnergy",
        /// The meter's register jumped back or dropped out.
        RegisterJump = "registerJump",
        /// The station's clock was impossible or far off.
        OddClock = "oddClock",
        /// Told long after it happened.
        DeliveredLate = "deliveredLate",
        /// The tag was not accepted, yet the station charged.
        RefusedTag = "refusedTag",
    }
}

/// A set of [`SessionFlag`]s; a bit each, in the order of declaration, which is kept in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionFlags(pub i64);

impl SessionFlags {
    /// None.
    pub const NONE: SessionFlags = SessionFlags(0);

    /// The set with one more flag.
    #[must_use]
    pub const fn with(self, flag: SessionFlag) -> SessionFlags {
        SessionFlags(self.0 | (1 << flag as u8))
    }

    /// The set of those flags that hold.
    pub fn of(flags: impl IntoIterator<Item = (SessionFlag, bool)>) -> SessionFlags {
        flags.into_iter().filter(|(_, holds)| *holds).fold(Self::NONE, |set, (flag, _)| set.with(flag))
    }

    /// The set without a flag.
    #[must_use]
    pub const fn without(self, flag: SessionFlag) -> SessionFlags {
        SessionFlags(self.0 & !(1 << flag as u8))
    }

    /// The union of two sets.
    #[must_use]
    pub const fn and(self, other: SessionFlags) -> SessionFlags {
        SessionFlags(self.0 | other.0)
    }

    /// Whether a flag is in the set.
    pub const fn has(self, flag: SessionFlag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// The flags in the set.
    pub fn iter(self) -> impl Iterator<Item = SessionFlag> {
        SessionFlag::ALL.iter().copied().filter(move |flag| self.has(*flag))
    }
}

impl Serialize for SessionFlags {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for SessionFlags {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let flags = Vec::<SessionFlag>::deserialize(deserializer)?;
        Ok(flags.into_iter().fold(Self::NONE, Self::with))
    }
}

words! {
    /// The answer given to a tag (OCPP 1.6 ed. 2 §7.2).
    AuthorisationStatus {
        /// May charge.
        Accepted = "accepted",
        /// Known and blocked.
        Blocked = "blocked",
        /// Known and expired.
        Expired = "expired",
        /// Not known, or not here, or not now.
        Invalid = "invalid",
        /// Known and already charging elsewhere.
        ConcurrentTx = "concurrentTx",
    }
}

/// Where an outlet stood when a session ran: names as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Placement {
    /// The site.
    pub site_id: Option<NodeId>,
    /// The site's name.
    pub site_name: String,
    /// The floor.
    pub floor_id: Option<NodeId>,
    /// The floor's name.
    pub floor_name: Option<String>,
    /// The station.
    pub station_id: NodeId,
    /// The station's name.
    pub station_name: String,
    /// The station's charge box id.
    pub charge_box_id: String,
    /// The outlet, where it is configured.
    pub outlet_id: Option<NodeId>,
    /// The outlet's number.
    pub outlet: u16,
}

/// A charging session, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Unique in the portal; the transaction id of OCPP 1.5 and 1.6.
    pub id: SessionId,
    /// Where.
    pub placement: Placement,
    /// When it began, by the station's clock where that could be read.
    pub started_at: UtcMillis,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<UtcMillis>,
    /// When the portal learned of it: the server log date.
    pub received_at: UtcMillis,
    /// Meter at the start, Wh.
    pub meter_start_wh: Option<i64>,
    /// Meter at the end, or the newest reading while it runs, Wh.
    pub meter_end_wh: Option<i64>,
    /// Energy so far, Wh; never negative.
    pub energy_wh: i64,
    /// Power now, W, while it runs and where known.
    pub power_w: Option<f64>,
    /// How it was authorised.
    pub authentication: Authentication,
    /// What the station was answered at the start.
    pub start_status: AuthorisationStatus,
    /// The user, where the tag belongs to one.
    pub user_id: Option<UserId>,
    /// The user's e-mail address.
    pub email: Option<String>,
    /// The tag as sent at the start.
    pub tag: Option<String>,
    /// OCPP's reason word of the stop.
    pub stop_reason: Option<String>,
    /// What is odd.
    pub flags: SessionFlags,
    /// The start's time as sent, where it was odd.
    pub started_at_text: Option<String>,
    /// The stop's time as sent, where it was odd.
    pub ended_at_text: Option<String>,
}

impl Session {
    /// Whether it still runs.
    pub fn is_active(&self) -> bool {
        self.ended_at.is_none()
    }

    /// How long it ran, or has run until `now`, in ms; never negative.
    pub fn duration_ms(&self, now: UtcMillis) -> i64 {
        self.ended_at.unwrap_or(now).since(self.started_at).max(0)
    }
}
