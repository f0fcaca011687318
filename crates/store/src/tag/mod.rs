//! RFID tags and whom they belong to.

mod edit;
mod find;
mod list;

pub use edit::TagSettings;
pub use find::{KnownTag, TagUser};
pub use list::{Tag, TagQuery, TagSort};
