//! Where stations knock: `/Ocpp/websocket/{chargeBoxId}`.
//!
//! Here a request becomes a `csms::Handshake`, and a socket becomes frames; who may come in is decided in `csms`.

mod basic;
mod endpoint;
mod key;
mod path;
mod socket;

pub use endpoint::answer;
pub use key::{KeyError, credential_key};
pub use path::charge_box_id;
