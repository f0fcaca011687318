//! The group-commit writer: one thread, one connection, many callers to a commit.
//!
//! The thread takes whatever waits in its queue (no timer, so nothing is delayed when little is going on), writes all of it in one
//! transaction with many rows to a statement, commits, and then answers each caller. While it commits, the next batch gathers.
//! A batch that the database refuses is rolled back and each of its writes is tried alone, so that a bad one fails alone. When
//! the database cannot be reached, every caller is told so and the connection is made anew for the next batch.

mod batch;
mod checkpoint;
mod edit;
mod lane;
mod queue;
mod session_ids;
mod task;

pub(crate) use batch::Queued;
pub(crate) use edit::Work;
pub(crate) use lane::{HotWrite, Pending};
pub(crate) use queue::Writer;
pub(crate) use session_ids::SessionIds;
