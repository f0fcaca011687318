//! Where stations knock: `/Ocpp/websocket/{chargeBoxId}`, and over SOAP `/Ocpp/CentralSystemService15` and `…16`.
//!
//! Here a request becomes a `csms::Handshake`, and a socket becomes frames; who may come in is decided in `csms`.

mod basic;
mod courier;
mod endpoint;
mod key;
mod path;
mod soap;
mod socket;

pub use courier::HttpCourier;
pub use endpoint::answer;
pub use key::{KeyError, credential_key};
pub use path::charge_box_id;
pub use soap::{answer_soap, soap_version};
