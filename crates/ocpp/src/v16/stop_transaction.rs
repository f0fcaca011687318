//! StopTransaction: a transaction has ended.

use super::id_tag_info::{IdTagInfo, IdToken};
use super::meter_value::MeterValue;
use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "StopTransaction":
    /// What has ended (OCPP 1.6 ed. 2 §6.49).
    pub struct StopTransactionRequest xml [
        "transactionId", "idTag", "timestamp", "meterStop", "reason", "transactionData",
    ] {
        /// By whom, where someone stopped it.
        optional id_tag "idTag": IdToken,
        /// The meter's register then, in Wh.
        required meter_stop "meterStop": i64,
        /// When.
        required timestamp "timestamp": Timestamp,
        /// The transaction's id.
        required transaction_id "transactionId": i64,
        /// Why; absent means `Local`.
        optional reason "reason": Reason,
        /// Samples for billing.
        optional transaction_data "transactionData": Vec<MeterValue>,
    }
    /// It was received (OCPP 1.6 ed. 2 §6.50).
    pub struct StopTransactionResponse {
        /// What the tag may do, where one was given.
        optional id_tag_info "idTagInfo": IdTagInfo,
    }
}

enumeration! {
    /// Why a transaction ended (OCPP 1.6 ed. 2 §7.36).
    pub open enum Reason {
        /// The emergency stop was pressed.
        "EmergencyStop" EmergencyStop,
        /// The vehicle was unplugged.
        "EVDisconnected" VehicleDisconnected,
        /// A hard reset was asked for.
        "HardReset" HardReset,
        /// Someone at the station.
        "Local" Local,
        /// Anything else.
        "Other" Other,
        /// The power failed.
        "PowerLoss" PowerLoss,
        /// The station restarted, not having been asked to.
        "Reboot" Reboot,
        /// The central system asked for it.
        "Remote" Remote,
        /// A soft reset was asked for.
        "SoftReset" SoftReset,
        /// The connector was unlocked by the central system.
        "UnlockCommand" UnlockCommand,
        /// The tag turned out not to be allowed.
        "DeAuthorized" DeAuthorized,
    }
}
