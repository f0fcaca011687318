//! Table and property tests of the rules, one module per rule.

mod access;
mod authorise;
mod callback;
mod clock;
mod configuration;
mod contact;
mod draw;
mod energy;
mod energy_period;
mod fault;
mod normalise;
mod quarter;
mod registration;
mod session;
mod status;
mod tag;
