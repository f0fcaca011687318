//! The central system: a connection per station, one operation per thing reported or commanded, the bus, live state and
//! background jobs.
//!
//! It leaves the wire forms to `ocpp`, the rules to `domain` and the SQL to `store`, and knows no HTTP framework: the server
//! asks [`CentralSystem::admit`] whether a handshake may go on, upgrades it, and hands the socket to [`CentralSystem::serve`] as
//! a stream of [`Incoming`] and a sink of [`Outgoing`] frames. Everything is scoped to one [`CentralSystem`]; there are no
//! globals.
//!
//! The walk of a message: `connection` reads a frame → `adapter` turns it into the portal's words → `operation` asks the rules of
//! `domain` and hands the write to `store` → after its commit the answer goes back → `live` state and the `bus` hear of it.
//!
//! What the server uses:
//!
//! ```text
//! CentralSystem::start(store: Store, options: Options, clock: Arc<dyn Clock>) -> Result<Arc<CentralSystem>, StartError>   (async)
//! admit(&self, Handshake) -> Result<Admission, Refusal>                                                               (async)
//! serve(self: &Arc<Self>, Admission, socket)                                                                          (async)
//! command(self: &Arc<Self>, station: NodeId, Command, By) -> Result<CommandId, CommandRefused>                        (async)
//! wait_for(&self, CommandId, timeout: Duration) -> Option<CommandState>     the final state, None when it is not final in time
//! station(&self, NodeId) -> Option<StationLive>, stations(&self) -> Vec<StationLive>, overlay(&self, &mut Session)
//! bus(&self) -> &Arc<Bus>          .subscribe(after: Option<u64>), .newest(), .publish(Change)
//! topology_changed(&self, TopologyChange, NodeId, Scope)  after the commit of any edit; publishes it and refreshes what is cached
//! policies_changed(&self)          after the settings were written                                                    (async)
//! disconnect(&self, NodeId)        after a credential or security profile was changed
//! clear_alarm(&self, AlarmId, by: &str) -> Result<Option<Alarm>, StoreError>                                          (async)
//! unknown_station_dismissed(&self, charge_box_id: &str, by: &str)                                                     (async)
//! recent_messages(&self, NodeId) -> Vec<…>         message log entries that are not written yet, newest first
//! metrics(&self) -> &Metrics
//! shutdown(&self)                  closes all sockets, drains and flushes                                             (async)
//! ```

mod adapter;
mod admission;
mod alarms;
mod answered;
mod bus;
mod central_system;
mod clock;
mod command;
mod commissioning;
mod connection;
mod conversation;
mod credential;
mod event;
mod exchange;
mod handshake;
mod held;
mod held_lines;
mod jobs;
mod line;
mod live;
mod loading;
mod message_log;
pub mod metrics;
mod operation;
mod options;
mod outlet;
mod presence;
mod remote_start;
mod session_end;
mod socket;
mod station;
mod stations;
mod storm;

pub use bus::{Bus, Delivery, Numbered, Subscription};
pub use central_system::{CentralSystem, StartError};
pub use clock::{Clock, SystemClock};
pub use command::{By, CommandRefused};
pub use credential::CredentialKey;
pub use handshake::{Admission, BasicCredential, ClientCertificate, Handshake, Refusal};
pub use live::{OutletLive, SessionLive, StationLive};
pub use metrics::Metrics;
pub use options::Options;
pub use socket::{CloseReason, Incoming, Outgoing};
