//! OCPP-J frames: reading what a peer sent, writing what we send (OCPP 1.6 JSON specification §4).

mod encode;
mod frame;
mod frame_error;
mod frame_kind;
mod mend;
mod message_id;
mod salvage;

pub use encode::{encode_call, encode_error, encode_result};
pub use frame::{Frame, Received};
pub use frame_error::FrameError;
pub use frame_kind::FrameKind;
pub use message_id::MessageId;
