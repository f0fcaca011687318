//! ChangeConfiguration: set a configuration key. 1.5 cannot say that a reboot is needed.

use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "ChangeConfiguration":
    /// What to set (OCPP 1.5 §6.9).
    pub struct ChangeConfigurationRequest {
        /// The key.
        required key "key": Text<50>,
        /// Its new value.
        required value "value": Text<500>,
    }
    /// What became of it (OCPP 1.5 §6.10).
    pub struct ChangeConfigurationResponse {
        /// The verdict.
        required status "status": ConfigurationStatus,
    }
}

enumeration! {
    /// What became of it (OCPP 1.5 §7). *Deviation:* 1.6's `RebootRequired` is kept as `Unlisted`.
    pub open enum ConfigurationStatus {
        /// It is set.
        "Accepted" Accepted,
        /// It is not set.
        "Rejected" Rejected,
        /// The key is not known.
        "NotSupported" NotSupported,
    }
}
