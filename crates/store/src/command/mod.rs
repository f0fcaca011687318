//! Commands to stations, from the press of a button to the station's answer.

mod read;
mod write;

pub use read::StoredCommand;
pub use write::{CommandUpdate, NewCommand};
