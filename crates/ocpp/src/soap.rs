//! SOAP envelopes: OCPP 1.5 and 1.6 over HTTP (OCPP 1.5 and OCPP 1.6 SOAP implementation specification).
//!
//! [`Envelope::read`] takes a document apart; [`Envelope::decode`] and [`Envelope::salvage`] turn its payload into a message by
//! the same table as JSON (see [`crate::shape`]), with the same tolerance; [`write_request`], [`write_response`] and
//! [`write_fault`] write envelopes whose elements, order and namespaces are those of the official service descriptions.
//!
//! Nothing here follows a DOCTYPE or an entity that XML does not define itself, and size, depth and number of elements are
//! bounded, since a document is read before anyone knows who sent it.

mod describe;
mod element;
mod envelope;
mod fault;
mod headers;
mod masked;
mod payload;
mod service;
mod write;

pub use describe::describe;
pub use element::{DocumentError, MAX_BYTES, MAX_DEPTH, text_of_bytes};
pub use envelope::{Envelope, EnvelopeError};
pub use fault::{Fault, FaultCode, ReceivedFault};
pub use headers::{ANONYMOUS, Addressing, Dialect, Headers};
pub use masked::masked;
pub use service::{Service, Version, last_segment};
pub use write::{Answering, Calling, write_fault, write_request, write_request_of, write_response, write_response_of};
