//! The log of protocol messages: blocks of JSON lines, compressed, so that it costs the hot path next to nothing.

mod filter;
mod gathered;
mod packed;
mod read;
mod write;

pub use filter::MessageFilter;
pub use gathered::{FoundMessage, MessagePage, MessagePosition};
pub use packed::{Direction, LoggedMessage, MessageKind, number_in};
pub(crate) use packed::{pack, unpack};
pub use read::MessageQuery;
pub use write::MessageBlock;
pub(crate) use write::PackedMessages;
