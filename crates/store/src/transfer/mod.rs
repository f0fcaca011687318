//! Files' ways to and from stations: from the command that asks for one to the station's last word.

mod read;
mod write;

pub use read::Transfer;
pub use write::{NewTransfer, TransferStep};
