//! RemoteStartTransaction: begin a transaction for a tag.

use super::charging_profile::ChargingProfile;
use super::id_tag_info::IdToken;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "RemoteStartTransaction":
    /// What to begin (OCPP 1.6 ed. 2 §6.33).
    pub struct RemoteStartTransactionRequest {
        /// On which connector; absent leaves it to the station.
        optional connector_id "connectorId": i64,
        /// For whom.
        required id_tag "idTag": IdToken,
        /// A limit for this transaction; its purpose must be `TxProfile`.
        optional charging_profile "chargingProfile": ChargingProfile,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.34).
    pub struct RemoteStartTransactionResponse {
        /// The verdict.
        required status "status": RemoteStartStopStatus,
    }
}

enumeration! {
    /// What became of a remote start or stop (OCPP 1.6 ed. 2 §7.39).
    pub enum RemoteStartStopStatus {
        /// The station will try.
        "Accepted" Accepted,
        /// The station will not try.
        "Rejected" Rejected,
    }
}
