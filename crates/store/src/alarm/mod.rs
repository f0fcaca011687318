//! Alarms: raised once for each condition, counted when reported again, cleared by the condition's end or by a person.

mod clear;
mod raise;
mod read;

pub use raise::NewAlarm;
pub use read::AlarmQuery;
