//! GetLocalListVersion: which local list does the station have?

use crate::message::message;

message! {
    "GetLocalListVersion":
    /// Which list (OCPP 1.6 ed. 2 §6.27).
    pub struct GetLocalListVersionRequest {}
    /// The list's version (OCPP 1.6 ed. 2 §6.28).
    pub struct GetLocalListVersionResponse {
        /// The version; 0 where the list is empty, -1 where there are no lists.
        required list_version "listVersion": i64,
    }
}
