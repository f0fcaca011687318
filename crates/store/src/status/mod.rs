//! Statuses of outlets and stations: their history, and the present which only newer ones change.

mod history;
mod write;

pub use history::StatusChange;
pub use write::{NewStatusChange, StatusWrite};
