//! ChangeConfiguration: set a configuration key.

use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "ChangeConfiguration":
    /// What to set (OCPP 1.6 ed. 2 §6.9).
    pub struct ChangeConfigurationRequest {
        /// The key.
        required key "key": Text<50>,
        /// Its new value.
        required value "value": Text<500>,
    }
    /// What became of it (OCPP 1.6 ed. 2 §6.10).
    pub struct ChangeConfigurationResponse {
        /// The verdict.
        required status "status": ConfigurationStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.6 ed. 2 §7.22).
    pub enum ConfigurationStatus {
        /// It is set.
        "Accepted" Accepted,
        /// It is not set.
        "Rejected" Rejected,
        /// It is set and takes effect after a restart.
        "RebootRequired" RebootRequired,
        /// The key is not known.
        "NotSupported" NotSupported,
    }
}
