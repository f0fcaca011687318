//! Where a station that speaks SOAP can be called: it names an address of its own, or a person pins one.
//!
//! The portal will post to that address, so a station must not be able to point it at the portal's own insides.

use std::net::IpAddr;

use url::{Host, Url};

use crate::word::words;

words! {
    /// Why a station cannot be called at the address that it named.
    CallbackFault {
        /// It named none.
        None = "none",
        /// What it named is no address of the web.
        Invalid = "invalid",
        /// It named an address of the portal's own machine or link.
        Local = "local",
        /// It named an address of a private network and is not in one itself, as far as the portal sees: there is a router between.
        Private = "private",
    }
}

impl CallbackFault {
    /// The fault in words, completing "failed to reach the station: ".
    pub const fn text(self) -> &'static str {
        match self {
            CallbackFault::None => "it named no address at which it can be called",
            CallbackFault::Invalid => "the address that it named is no address of the web",
            CallbackFault::Local => "the address that it named is one of the portal's own machine or link",
            CallbackFault::Private => {
                "the address that it named is that of a private network, where it does not come from"
            }
        }
    }
}

/// Reads an address at which a station may be called: `http` or `https`, without a user and a password.
///
/// # Errors
/// [`CallbackFault::Invalid`].
pub fn read(address: &str) -> Result<Url, CallbackFault> {
    let url = Url::parse(address.trim()).map_err(|_| CallbackFault::Invalid)?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.has_host();
    if matches!(url.scheme(), "http" | "https") && is_plain { Ok(url) } else { Err(CallbackFault::Invalid) }
}

/// Judges the address that a station named, which comes from `peer`. A host with a name is judged again once it is looked up.
///
/// # Errors
/// Why the station cannot be called there.
pub fn judge(told: Option<&str>, peer: Option<IpAddr>) -> Result<Url, CallbackFault> {
    let url = read(told.filter(|told| !told.trim().is_empty()).ok_or(CallbackFault::None)?)?;
    match url.host() {
        Some(Host::Ipv4(address)) => judge_address(IpAddr::V4(address), peer)?,
        Some(Host::Ipv6(address)) => judge_address(IpAddr::V6(address), peer)?,
        Some(Host::Domain(_)) | None => {}
    }
    Ok(url)
}

/// Judges where a call would really go.
///
/// *Decision:* the station's own address, as the portal sees it, is always allowed. Beside it, addresses of the portal's machine and
/// link never are, and those of private networks only where the station comes from one.
///
/// # Errors
/// Why the station cannot be called there.
pub fn judge_address(address: IpAddr, peer: Option<IpAddr>) -> Result<(), CallbackFault> {
    let (address, peer) = (address.to_canonical(), peer.map(|peer| peer.to_canonical()));
    let both_loopback = address.is_loopback() && peer.is_some_and(|peer| peer.is_loopback());
    if peer == Some(address) || both_loopback {
        return Ok(());
    }
    if is_local(address) {
        return Err(CallbackFault::Local);
    }
    if is_private(address) && !peer.is_some_and(|peer| is_private(peer) || peer.is_loopback()) {
        return Err(CallbackFault::Private);
    }
    Ok(())
}

/// Loopback, link-local, unspecified, multicast, broadcast.
fn is_local(address: IpAddr) -> bool {
    let special = address.is_loopback() || address.is_unspecified() || address.is_multicast();
    special
        || match address {
            IpAddr::V4(address) => address.is_link_local() || address.is_broadcast() || address.octets()[0] == 0,
            IpAddr::V6(address) => address.is_unicast_link_local(),
        }
}

/// Private networks, and the shared ones of carriers (RFC 1918, RFC 4193, RFC 6598).
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            address.is_private() || (first == 100 && (64..128).contains(&second))
        }
        IpAddr::V6(address) => address.is_unique_local(),
    }
}
