//! The event log: what stations reported and persons did.

mod list;
mod write;

pub use list::{Event, EventQuery};
pub use write::NewEvent;
