//! RFID tags and whom they belong to.

mod cache;
mod edit;
mod find;
mod list;

pub(crate) use cache::TagCache;
pub use edit::TagSettings;
pub(crate) use find::known_tag;
pub use find::{KnownTag, TagUser};
pub(crate) use list::push_reach;
pub use list::{Tag, TagQuery, TagSort};
