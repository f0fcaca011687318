//! ClearCache: forget the tags of the authorisation cache.

use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "ClearCache":
    /// Forget them (OCPP 1.6 ed. 2 §6.11).
    pub struct ClearCacheRequest {}
    /// What became of it (OCPP 1.6 ed. 2 §6.12).
    pub struct ClearCacheResponse {
        /// The verdict.
        required status "status": ClearCacheStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.20).
    pub enum ClearCacheStatus {
        /// They are forgotten.
        "Accepted" Accepted,
        /// They are not.
        "Rejected" Rejected,
    }
}
