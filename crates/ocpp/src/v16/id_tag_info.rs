//! What a tag may do.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::object;
use crate::wire::Text;

/// An identifier of a person or vehicle: at most 20 characters, case without meaning (OCPP 1.6 ed. 2 §7.28).
pub type IdToken = Text<20>;

object! {
    /// What the central system says of a tag (OCPP 1.6 ed. 2 §7.27).
    pub struct IdTagInfo xml ["status", "expiryDate", "parentIdTag"] {
        /// When a station should forget the tag from its cache.
        optional expiry_date "expiryDate": Timestamp,
        /// The group that the tag belongs to; members may stop each other's transactions.
        optional parent_id_tag "parentIdTag": IdToken,
        /// The verdict.
        required status "status": AuthorizationStatus,
    }
}

enumeration! {
    /// The verdict on a tag (OCPP 1.6 ed. 2 §7.2).
    pub enum AuthorizationStatus {
        /// It may charge.
        "Accepted" Accepted,
        /// It has been blocked.
        "Blocked" Blocked,
        /// It was valid once.
        "Expired" Expired,
        /// It is not known.
        "Invalid" Invalid,
        /// It is charging elsewhere and may not twice.
        "ConcurrentTx" ConcurrentTx,
    }
}
