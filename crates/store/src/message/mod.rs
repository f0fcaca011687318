//! The log of protocol messages: blocks of JSON lines, compressed, so that it costs the hot path next to nothing.

mod packed;
mod read;
mod write;

pub use packed::{Direction, LoggedMessage, MessageKind};
pub(crate) use packed::{pack, unpack};
pub use read::MessageQuery;
pub use write::MessageBlock;
pub(crate) use write::PackedMessages;
