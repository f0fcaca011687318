//! What stations say: the typed messages of every OCPP version and the frames that carry them.
//!
//! The crate turns bytes into messages and messages into bytes, and knows nothing else: no sockets, no clock, no tasks, no rules
//! about what a message means. It is strict in what it writes and forgiving in what it reads; whatever it forgives it reports as
//! a [`Deviation`], and what it cannot forgive as a [`Violation`] with the code to answer with.
//!
//! - [`rpc`]: OCPP-J frames. [`rpc::Frame::parse`] splits a frame, [`decode`] reads its payload, `encode_…` write frames.
//! - [`soap`]: SOAP envelopes, whose payloads are read and written by the same tables.
//! - [`v15`]: the messages of OCPP 1.5, where they differ from those of 1.6.
//! - [`v16`]: the messages of OCPP 1.6 with the security extension, one file for each pair of request and response.
//! - [`message`]: the traits that tie request, response and action together.
//! - [`shape`]: the same messages as data, for the official schemas and for XML.
//!
//! ```
//! use ocpp::rpc::{Frame, encode_result};
//! use ocpp::v16::{HeartbeatRequest, HeartbeatResponse};
//! use ocpp::{Timestamp, decode};
//!
//! let received = Frame::parse(r#"[2,"17","Heartbeat",{}]"#)?;
//! let Frame::Call { id, payload, .. } = received.frame else { panic!("not a CALL") };
//! let heartbeat = decode::<HeartbeatRequest>(payload.get())?;
//! assert!(heartbeat.deviations.is_empty());
//! let answer = encode_result(&id, &HeartbeatResponse::new(Timestamp::from_utc_ms(0)))?;
//! assert_eq!(answer, r#"[3,"17",{"currentTime":"1970-01-01T00:00:00.000Z"}]"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod decode;
mod deviation;
mod enumeration;
mod error_code;
pub mod message;
pub mod repair;
pub mod rpc;
pub mod shape;
pub mod soap;
mod subprotocol;
mod timestamp;
pub mod v15;
pub mod v16;
mod violation;
mod wire;

pub use decode::{Decoded, decode, salvage};
pub use deviation::{Deviation, DeviationKind};
pub use error_code::ErrorCode;
pub use subprotocol::{SUBPROTOCOLS, Subprotocol, Version, choose_subprotocol};
pub use timestamp::{Timestamp, TimestampOddity, TimestampReading};
pub use violation::{Unsendable, UnsendableReason, Violation};
pub use wire::{Decimal, FreeText, Opaque, Several, Text, UNLIMITED, Wire};
