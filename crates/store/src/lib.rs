//! The only SQL: SQLite and PostgreSQL behind one interface, with a group-commit writer.
//!
//! [`Store`] is opened once for each portal's database and cloned freely. Everything that writes goes through one writer task,
//! which commits many callers' writes together and answers each after the commit; reads use a pool and never wait for it.
//! Frequent writes are typed and share statements; the others are short pieces of code that run in the writer's transaction.
//!
//! Each module is a resource: what it can write, what it can read, and the checked conversion of its rows into the vocabulary
//! of `domain`. Reads for people take the [`Reach`](domain::access::Reach) of the capability they need and apply it in SQL.
//!
//! What is left to others: rules (`domain`), protocols (`csms`), sessions of browsers and HTTP (`server`). There is no SQL
//! outside this crate, and no down migration in it.

#![deny(missing_docs)]

pub mod alarm;
mod below;
pub mod campaign;
pub mod certificate;
pub mod charging_profile;
pub mod command;
mod database;
mod energy;
pub mod error;
pub mod event;
mod fold;
pub mod image;
pub mod local_list;
pub mod message;
pub mod node;
mod options;
mod page;
mod reach;
pub mod reading;
pub mod reservation;
pub mod search;
pub mod security_upgrade;
pub mod session;
pub mod setting;
pub mod station;
pub mod status;
mod store;
pub mod tag;
pub mod template;
#[cfg(feature = "testing")]
pub mod testing;
pub mod token;
pub mod transfer;
pub mod upload;
pub mod user;
mod writer;

pub use error::{EditError, StoreError, WriteError};
pub use options::StoreOptions;
pub use page::{Count, Page};
pub use store::Store;

// What the central system uses all the time, by its short name.
pub use reading::NewReading;
pub use session::{
    NewSession, QuarterEnergy, ResentStart, SessionClosing, SessionEnd, SessionProgress, StartedSession, StopOutcome,
};
pub use status::{NewStatusChange, StatusWrite};
