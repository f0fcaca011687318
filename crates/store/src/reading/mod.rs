//! Meter readings: one row for each moment, its samples packed as JSON.

mod packed;
mod read;
mod write;

pub(crate) use packed::{pack, unpack};
pub use read::StoredReading;
pub use write::NewReading;
pub(crate) use write::{EncodedReading, EncodedReadings, insert};
