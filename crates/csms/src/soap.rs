//! Stations that speak SOAP: they have no socket, post each message, and are called at an address of their own.
//!
//! A post walks the same way as a frame: the envelope is taken apart, the adapter makes of its payload the 1.6 message that says
//! the same, the same operations serve it, and the answer goes back in the dialect in which was asked. While a station posts, a
//! [`visit`] keeps its line: it makes the station present, carries our calls to it one at a time, and ends when nothing was heard
//! for two heartbeats.

mod binding;
mod call;
mod callback;
mod courier;
mod occupied;
mod post;
mod refusal;
mod stranger;
mod visit;

use domain::station::Protocol;
use ocpp::soap::Version;

pub use callback::Reachability;
pub use courier::{Courier, CourierFailure};
pub use post::{SoapAnswer, SoapPost};

pub(crate) use binding::check as check_binding;

/// The protocol of a version.
pub(crate) const fn protocol(version: Version) -> Protocol {
    match version {
        Version::V15 => Protocol::Ocpp15Soap,
        Version::V16 => Protocol::Ocpp16Soap,
    }
}

/// The version of a protocol; `None` for one that is no SOAP.
pub(crate) const fn version(protocol: Protocol) -> Option<Version> {
    match protocol {
        Protocol::Ocpp15Soap => Some(Version::V15),
        Protocol::Ocpp16Soap => Some(Version::V16),
        Protocol::Ocpp16Json | Protocol::Ocpp201Json => None,
    }
}
