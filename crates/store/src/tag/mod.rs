//! RFID tags and whom they belong to.

mod find;

pub use find::{KnownTag, TagUser};
