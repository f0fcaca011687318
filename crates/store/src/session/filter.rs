//! What a list of sessions can be asked for.

use domain::session::Authentication;
use domain::{NodeId, SessionId, UtcMillis};

/// Which sessions. Everything that is set must hold; the default is all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SessionFilter {
    /// At this node or below it.
    pub node: Option<NodeId>,
    /// When they began.
    pub started_at: Span,
    /// When they ended; a running session has not.
    pub ended_at: Span,
    /// When the portal learned of them.
    pub received_at: Span,
    /// How long they ran, seconds; a running session has no duration yet.
    pub duration_s: Bounds,
    /// Energy, Wh.
    pub energy_wh: Bounds,
    /// Meter at the end, Wh; of a running session the newest reading.
    pub meter_end_wh: Bounds,
    /// The charge box id has this in it.
    pub node_identity: Option<String>,
    /// The site's name, as it was, has this in it.
    pub site: Option<String>,
    /// The floor's name, as it was, has this in it.
    pub floor: Option<String>,
    /// The station's name, as it was, has this in it.
    pub station: Option<String>,
    /// The user's e-mail address has this in it; finds only what is within reach of personal data.
    pub email: Option<String>,
    /// The tag has this in it; finds only what is within reach of personal data.
    pub tag: Option<String>,
    /// The stop's reason has this in it.
    pub stop_reason: Option<String>,
    /// One of these outlet numbers; any when empty.
    pub outlets: Vec<u16>,
    /// Authorised in one of these ways; any when empty.
    pub authentications: Vec<Authentication>,
    /// Just this one.
    pub session_id: Option<SessionId>,
    /// Whether they still run.
    pub active: Option<bool>,
}

/// A span of time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// At this moment or later.
    pub from: Option<UtcMillis>,
    /// Before this moment.
    pub to: Option<UtcMillis>,
}

/// Bounds of a number, both within.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// So much or more.
    pub min: Option<i64>,
    /// So much or less.
    pub max: Option<i64>,
}

/// What sessions can be sorted by. What is missing comes as if it were largest: a running session has the latest end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SessionSort {
    /// When they began.
    #[default]
    StartedAt,
    /// When they ended.
    EndedAt,
    /// How long they ran.
    DurationS,
    /// Energy.
    EnergyWh,
    /// Meter at the end.
    MeterEndWh,
    /// When the portal learned of them.
    ReceivedAt,
    /// Their ids.
    SessionId,
    /// The charge box id.
    NodeIdentity,
    /// The site's name.
    Site,
    /// The floor's name.
    Floor,
    /// The station's name.
    Station,
    /// The outlet's number.
    Outlet,
    /// How they were authorised.
    Authentication,
    /// The user's e-mail address.
    Email,
    /// The tag.
    Tag,
    /// The stop's reason.
    StopReason,
}

/// A page of sessions to be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SessionQuery {
    /// Which sessions.
    pub filter: SessionFilter,
    /// What they are sorted by.
    pub sort: SessionSort,
    /// Largest first.
    pub descending: bool,
    /// The page before's `next_cursor`.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: u32,
}

/// Sums of sessions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SessionTotals {
    /// How many, or what was capped at.
    pub count: i64,
    /// Whether there are more; the sums are of those counted then.
    pub capped: bool,
    /// Energy, Wh.
    pub energy_wh: i64,
    /// Duration, seconds; of running sessions until now.
    pub duration_s: i64,
}

impl SessionTotals {
    /// Where no sums are kept, counting stops at so many sessions: one more than a workbook has rows, so that it is known whether
    /// an export fits.
    pub const CAP: i64 = 1_048_576;
}
