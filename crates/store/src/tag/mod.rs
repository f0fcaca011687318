//! RFID tags and whom they belong to.

mod edit;
mod find;
mod list;

pub use edit::TagSettings;
pub use find::{KnownTag, TagUser};
pub(crate) use list::push_reach;
pub use list::{Tag, TagQuery, TagSort};
