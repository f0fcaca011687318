//! Table and property tests of the rules, one module per rule.

mod access;
mod authorise;
mod callback;
mod campaign;
mod certificate;
mod charging_profile;
mod clock;
mod configuration;
mod contact;
mod draw;
mod energy;
mod energy_period;
mod fault;
mod local_list;
mod normalise;
mod quarter;
mod registration;
mod reservation;
mod security_upgrade;
mod session;
mod status;
mod tag;
mod transfer;
