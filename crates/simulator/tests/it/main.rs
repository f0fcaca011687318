//! Simulated stations against a small central system within the test.
//!
//! Where nothing else is needed, the line is in memory and the clock is paused, so that hours of a scenario pass at once and
//! every run is the same.

#![expect(clippy::unwrap_used, reason = "the functions that tests share are tests too")]

mod boot;
mod central_system;
mod command;
mod demo;
mod files;
mod load;
mod offline;
mod scenario;
mod security;
mod session;
mod soap;
