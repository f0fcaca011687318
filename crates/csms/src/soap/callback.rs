//! Where a station can be called.

use std::net::IpAddr;

use domain::callback::{self, CallbackFault};
use store::station::StationCallback;
use url::Url;

/// Whether a station that speaks SOAP can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reachability {
    /// Where it is called: the pinned address, else the one that it named, where that may be called.
    pub address: Option<String>,
    /// Why it cannot be called; `None` where it can.
    pub fault: Option<CallbackFault>,
    /// Why the last call failed to reach it; `None` once one did.
    pub last_failure: Option<String>,
}

impl Reachability {
    /// Judges what is known of a station that posted from `peer`.
    pub fn of(callback: &StationCallback, peer: Option<IpAddr>, last_failure: Option<String>) -> Self {
        match place(callback, peer) {
            Ok(address) => Self { address: Some(address.into()), fault: None, last_failure },
            Err(fault) => Self { address: None, fault: Some(fault), last_failure: None },
        }
    }
}

/// Where to call: the pinned address, else the one that the station named.
///
/// A person may pin any address: who configures stations is trusted with that.
pub(super) fn place(callback: &StationCallback, peer: Option<IpAddr>) -> Result<Url, CallbackFault> {
    match &callback.pinned {
        Some(pinned) => callback::read(pinned),
        None => callback::judge(callback.told.as_deref(), peer),
    }
}
