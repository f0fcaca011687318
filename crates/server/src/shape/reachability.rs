//! Whether a station that speaks SOAP can be called.

use domain::callback::CallbackFault;
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// Whether a station that has no socket can be called, and why not.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reachability {
    /// Where it is called: the pinned address, else the one that it named; null where it cannot be.
    pub address: Option<String>,
    /// Why it cannot be called at the address that it named; null where it can.
    #[schema(value_type = Option<word::CallbackFault>)]
    pub fault: Option<CallbackFault>,
    /// Why the last call did not reach it; null once one did.
    pub last_failure: Option<String>,
}

impl From<csms::Reachability> for Reachability {
    fn from(reachability: csms::Reachability) -> Self {
        let csms::Reachability { address, fault, last_failure } = reachability;
        Self { address, fault, last_failure }
    }
}
