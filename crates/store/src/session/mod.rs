//! Charging sessions: starting, following, ending and finding them.

mod end;
mod filter;
mod list;
mod progress;
mod quarter;
mod read;
mod reopen;
mod start;

pub(crate) use end::end as end_sessions;
pub use end::{SessionClosing, SessionEnd, StopOutcome};
pub use filter::{Bounds, SessionFilter, SessionQuery, SessionSort, SessionTotals, Span};
pub use list::SessionExport;
pub(crate) use progress::ProgressWrite;
pub use progress::SessionProgress;
pub use quarter::QuarterEnergy;
pub(crate) use quarter::{DAY_MS, HOUR_MS};
pub use read::{OpenSessionOfTag, ResentStart, StartedBefore};
pub(crate) use read::{session_from, session_query_with, whole_session_query};
pub use start::{NewSession, StartedSession};
