//! The central system, driven over sockets in memory by raw text frames, on a real database.

#![expect(clippy::unwrap_used, reason = "the functions that tests share are tests too")]

mod admission;
mod authority;
mod batch;
mod campaign;
mod certificate;
mod charging_profile;
mod command;
mod conformance;
mod connection;
mod crowd;
mod durability;
mod field;
mod local_list;
mod message_log;
mod meter;
mod portal;
mod registration;
mod reservation;
mod restart;
mod security_upgrade;
mod session;
mod soap;
mod station;
mod status;
mod tag;
mod transfer;
mod upload;
