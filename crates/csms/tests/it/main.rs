//! The central system, driven over sockets in memory by raw text frames, on a real database.

mod admission;
mod command;
mod connection;
mod durability;
mod message_log;
mod meter;
mod portal;
mod registration;
mod restart;
mod session;
mod station;
mod status;
