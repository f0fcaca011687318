//! GetConfiguration: read configuration keys.

use crate::message::{message, object};
use crate::wire::Text;

message! {
    "GetConfiguration":
    /// Which keys to read (OCPP 1.6 ed. 2 §6.23).
    pub struct GetConfigurationRequest {
        /// The keys; absent or empty means all.
        optional key "key": Vec<Text<50>>,
    }
    /// Their values (OCPP 1.6 ed. 2 §6.24).
    pub struct GetConfigurationResponse {
        /// The keys that are known.
        optional configuration_key "configurationKey": Vec<KeyValue>,
        /// The keys that are not.
        optional unknown_key "unknownKey": Vec<Text<50>>,
    }
}

object! {
    /// A configuration key (OCPP 1.6 ed. 2 §7.29).
    pub struct KeyValue {
        /// The key.
        required key "key": Text<50>,
        /// Whether it cannot be set.
        required readonly "readonly": bool,
        /// Its value; absent where the key is known and has none.
        optional value "value": Text<500>,
    }
}
