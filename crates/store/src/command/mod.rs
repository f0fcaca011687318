//! Commands to stations, from the press of a button to the station's answer.

mod batch;
mod read;
mod write;

pub use batch::{Batch, BatchCommand, NewBatch};
pub use read::StoredCommand;
pub use write::{CommandUpdate, NewCommand};
