//! The central system: a connection per station, one operation per thing reported or commanded, the bus, live state and
//! background jobs.
//!
//! It leaves the wire forms to `ocpp`, the rules to `domain` and the SQL to `store`, and knows no HTTP framework: the server
//! asks [`CentralSystem::admit`] whether a handshake may go on, upgrades it, and hands the socket to [`CentralSystem::serve`] as
//! a stream of [`Incoming`] and a sink of [`Outgoing`] frames. Everything is scoped to one [`CentralSystem`]; there are no
//! globals.
//!
//! The walk of a message: `connection` reads a frame → `conversation` takes it apart, answers what is broken or repeated →
//! `adapter` turns it into the portal's words → `operation` asks the rules of `domain` and hands the write to `store` → after its
//! commit the station's memory changes, the `bus` hears of it and the answer goes back.
//!
//! The walk of a command: `command` keeps it and finds the station's `line` → the connection's task takes it from the line's queue
//! when its turn comes → the answer goes through the adapter → outcome, event log, bus.
//!
//! What the server does: it asks for a station's present ([`CentralSystem::station`]), puts what is newer into sessions it read
//! ([`CentralSystem::overlay`]), follows the [`Bus`], gives commands ([`CentralSystem::command`]), and tells what people edited
//! after it is committed ([`CentralSystem::topology_changed`], [`CentralSystem::policies_changed`], [`CentralSystem::disconnect`]).
//!
//! Invariants: nothing is confirmed to a station before it is committed; everything in memory can be rebuilt from the database;
//! no lock is held across an await; a station's messages are served one after the other, by whoever holds its seat; each task
//! ends at shutdown, each wait on a peer has a deadline, each queue is bounded.

mod adapter;
mod admission;
mod alarms;
mod answered;
mod batch;
mod bus;
mod campaign;
mod central_system;
pub mod certificate;
mod clock;
mod command;
mod commissioning;
mod connection;
mod conversation;
mod credential;
mod deviations;
mod event;
mod exchange;
mod file_server;
mod handshake;
mod held;
mod held_lines;
mod jobs;
mod line;
mod live;
mod loading;
mod local_list;
mod message_log;
pub mod metrics;
mod operation;
mod options;
mod outlet;
mod presence;
mod remote_start;
mod reservation;
mod security_upgrade;
mod serving;
mod session_end;
mod soap;
mod socket;
mod station;
mod station_limits;
mod stations;
mod storm;
mod transfer;
mod upload;

pub use batch::BatchOrder;
pub use bus::{Bus, Delivery, Numbered, Subscription};
pub use central_system::{CentralSystem, StartError};
pub use clock::{Clock, SystemClock};
pub use command::{By, CommandRefused, Order};
pub use credential::CredentialKey;
pub use file_server::FileServer;
pub use handshake::{Admission, BasicCredential, ClientCertificate, Handshake, Refusal};
pub use live::{OutletLive, SessionLive, StationLive};
pub use metrics::Metrics;
pub use ocpp::v16::is_secret_key;
pub use options::Options;
pub use security_upgrade::UpgradeRefused;
pub use soap::{Courier, CourierFailure, Reachability, SoapAnswer, SoapPost};
pub use socket::{CloseReason, Incoming, Outgoing};
pub use station_limits::ListLimits;
pub use upload::Application;
