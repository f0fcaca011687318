//! Whether who posts may post as the station that it names (`ocpp.md`, SOAP connections).

use std::net::IpAddr;

use domain::station::SoapBinding;

use crate::handshake::{Handshake, Refusal};

/// Checks from where a post comes and which certificate it shows, where the station is bound to them. Its security profile is checked
/// beside this, as for a socket.
pub(crate) fn check(binding: &SoapBinding, handshake: &Handshake) -> Result<(), Refusal> {
    if handshake.soap.is_none() {
        return Ok(());
    }
    let address = handshake.address.parse::<IpAddr>().ok();
    if binding.address_range.is_some_and(|range| !address.is_some_and(|address| range.contains(address))) {
        return Err(Refusal::AddressRange);
    }
    let shown = handshake.client_certificate.as_ref().map(|certificate| certificate.fingerprint());
    if binding.certificate.as_deref().is_some_and(|bound| shown != Some(bound)) {
        return Err(Refusal::Credential);
    }
    Ok(())
}
