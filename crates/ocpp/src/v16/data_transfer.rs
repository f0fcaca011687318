//! DataTransfer: something between a vendor and an operator, in either direction.

use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::{Opaque, Text};

message! {
    "DataTransfer":
    /// Something that no other message says (OCPP 1.6 ed. 2 §6.15).
    pub struct DataTransferRequest {
        /// Whose vocabulary it is, such as `org.charin.uec.v1`.
        required vendor_id "vendorId": Text<255>,
        /// Which message of that vocabulary.
        optional message_id "messageId": Text<50>,
        /// The content.
        optional data "data": Opaque,
    }
    /// The answer (OCPP 1.6 ed. 2 §6.16).
    pub struct DataTransferResponse {
        /// The verdict.
        required status "status": DataTransferStatus,
        /// The content of the answer.
        optional data "data": Opaque,
    }
}

enumeration! {
    /// What became of a DataTransfer (OCPP 1.6 ed. 2 §7.23).
    pub enum DataTransferStatus {
        /// It was understood and accepted.
        "Accepted" Accepted,
        /// It was understood and rejected.
        "Rejected" Rejected,
        /// The vendor is known and the message is not.
        "UnknownMessageId" UnknownMessageId,
        /// The vendor is not known.
        "UnknownVendorId" UnknownVendorId,
    }
}
