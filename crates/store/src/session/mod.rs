//! Charging sessions: starting, following, ending and finding them.

mod end;
mod progress;
mod quarter;
mod read;
mod start;

pub use end::{SessionClosing, SessionEnd, StopOutcome};
pub(crate) use progress::ProgressWrite;
pub use progress::SessionProgress;
pub use quarter::QuarterEnergy;
pub use read::{OpenSessionOfTag, ResentStart, StartedBefore};
pub(crate) use read::{session_columns, session_from};
pub use start::{NewSession, StartedSession};
