//! Simulated charging stations: for demonstrations, tests and load.
//!
//! It shares only `ocpp` with the server, so that it cannot inherit the server's mistakes; it knows of the central system what
//! a station knows: an address, perhaps a password, and the frames that come.
//!
//! - [`station`]: a station as a state machine without sockets, tasks and clock: what happens goes in, what is to be done comes
//!   out. Outlets, meter, vehicle, configuration keys, charging profiles, answers to every CALL, and a queue that keeps what is
//!   about transactions until it is confirmed.
//! - [`access`]: passwords and certificates: how a station gets in, and whom it trusts.
//! - [`mod@line`], [`clock`], [`drive`]: what makes it live: a WebSocket that may drop, the time of day, and one loop for both.
//! - [`protocol`], [`soap`]: what stations speak; over SOAP, the frames of the station become envelopes at the edge.
//! - [`scenario`]: people and misfortune, written in TOML; [`launch`] starts a fleet that plays them.
//! - [`transfer`]: firmware that is fetched, and logs that are delivered, by FTP and HTTP.
//! - [`load`]: thousands of stations that only send and measure, with [`echo`] as the baseline.
//!
//! What it leaves to others: firmware changes nothing but the version that is told, and OCPP 2.0.1 is not spoken.

pub mod access;
pub mod address;
pub mod clock;
pub mod drive;
pub mod echo;
pub mod id_pattern;
pub mod launch;
pub mod line;
pub mod load;
pub mod protocol;
pub mod scenario;
pub mod soap;
pub mod station;
pub mod transfer;
