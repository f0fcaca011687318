//! Stations that speak SOAP: the messages of the station, which are frames of OCPP 1.6 JSON, as envelopes, and back.
//!
//! The station itself knows nothing of it. What it asks is posted to the central system; what the central system asks comes to
//! a service that the station hosts for as long as its line is up (OCPP 1.5 and OCPP 1.6 SOAP implementation specification).

mod exchange;
mod host;
mod line;
mod older;
mod translate;

pub use host::Hosting;
pub(crate) use line::{Ends, SoapLine};
