//! Simulated charging stations, for demos, tests and load.
//!
//! It shares only `ocpp` with the server, so that it cannot inherit the server's mistakes.

pub mod address;
pub mod clock;
pub mod drive;
pub mod echo;
pub mod id_pattern;
pub mod launch;
pub mod line;
pub mod load;
pub mod scenario;
pub mod station;
