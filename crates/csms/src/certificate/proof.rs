//! Whether a client certificate proves that its bearer is a station (Improved security for OCPP 1.6-J, A00.FR.4xx).

use domain::certificate::CertificateState;
use domain::station::{SecurityProfile, StationAdmission};
use domain::{CertificateId, UtcMillis};
use store::StoreError;

use super::chain::{self, ChainFault};
use super::facts::CertificateFacts;
use crate::central_system::CentralSystem;
use crate::handshake::ClientCertificate;

/// By what a station has proved who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proved {
    /// By the demands of which profile.
    pub(crate) profile: SecurityProfile,
    /// The certificate of the portal's that it used, if it had not used it before.
    pub(crate) first_use: Option<CertificateId>,
}

/// Why a client certificate proves nothing; fragments that complete "its certificate …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// There is none.
    #[error("is missing")]
    Missing,
    /// It leads to no root that is trusted.
    #[error("leads to no root that is trusted here")]
    Foreign,
    /// It has expired, or does not hold yet.
    #[error("has expired or does not hold yet")]
    OutOfTime,
    /// It names somebody else.
    #[error("names another station")]
    OtherStation,
    /// It was revoked, replaced or refused.
    #[error("was revoked or replaced")]
    Revoked,
}

impl CentralSystem {
    /// Checks a client certificate. One of the portal's own must be one that was signed for this station and still opens; one that
    /// leads to a root of others must have the charge box id as its common name.
    pub(crate) async fn prove_by_certificate(
        &self,
        configured: &StationAdmission,
        presented: Option<&ClientCertificate>,
        now: UtcMillis,
    ) -> Result<Result<Proved, CertificateFault>, StoreError> {
        let Some(presented) = presented else { return Ok(Err(CertificateFault::Missing)) };
        let profile = SecurityProfile::TlsClientCertificate;
        let own = self.store.authorities().await?;
        let own: Vec<_> = own.iter().filter_map(|authority| der_of(&authority.made.certificate)).collect();
        match chain::verify(presented.chain(), &own, now) {
            Ok(()) => {
                let Some(known) = self.store.certificate_by_fingerprint(presented.fingerprint()).await? else {
                    return Ok(Err(CertificateFault::OtherStation));
                };
                return Ok(if known.issued.station_id != configured.id {
                    Err(CertificateFault::OtherStation)
                } else if !known.state.opens() {
                    Err(CertificateFault::Revoked)
                } else {
                    let is_first = known.used_at.is_none() || known.state == CertificateState::Issued;
                    Ok(Proved { profile, first_use: is_first.then_some(known.id) })
                });
            }
            Err(ChainFault::OutOfTime) => return Ok(Err(CertificateFault::OutOfTime)),
            Err(ChainFault::Foreign) => {}
        }
        let roots = self.store.trusted_roots().await?;
        let roots: Vec<_> = roots.iter().filter_map(|root| der_of(&root.root.certificate)).collect();
        Ok(match chain::verify(presented.chain(), &roots, now) {
            Err(ChainFault::OutOfTime) => Err(CertificateFault::OutOfTime),
            Err(ChainFault::Foreign) => Err(CertificateFault::Foreign),
            Ok(()) if presented.common_name() == Some(configured.charge_box_id.as_str()) => {
                Ok(Proved { profile, first_use: None })
            }
            Ok(()) => Err(CertificateFault::OtherStation),
        })
    }
}

fn der_of(pem: &str) -> Option<Vec<u8>> {
    CertificateFacts::of_pem(pem).ok().map(|facts| facts.der)
}
