//! Whether a chain of certificates leads to a root that is trusted.

use std::time::Duration;

use domain::UtcMillis;
use rustls::pki_types::{CertificateDer, UnixTime};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, Error, KeyUsage, anchor_from_trusted_cert};

/// Why a chain is not trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChainFault {
    /// It holds no longer, or not yet.
    OutOfTime,
    /// It leads to none of the roots, or cannot be read.
    Foreign,
}

/// Checks a client's chain, its own certificate first, against roots (DER).
pub(super) fn verify(chain: &[Vec<u8>], roots: &[Vec<u8>], now: UtcMillis) -> Result<(), ChainFault> {
    let certificates: Vec<CertificateDer<'_>> = chain.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let (own, others) = certificates.split_first().ok_or(ChainFault::Foreign)?;
    let own = EndEntityCert::try_from(own).map_err(|_| ChainFault::Foreign)?;
    let roots: Vec<CertificateDer<'_>> = roots.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    // A root that cannot be read leads nowhere.
    let anchors: Vec<_> = roots.iter().filter_map(|root| anchor_from_trusted_cert(root).ok()).collect();
    let now = UnixTime::since_unix_epoch(Duration::from_millis(u64::try_from(now.0).unwrap_or(0)));
    let verified =
        own.verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, others, now, KeyUsage::client_auth(), None, None);
    match verified {
        Ok(_) => Ok(()),
        Err(Error::CertExpired { .. } | Error::CertNotValidYet { .. }) => Err(ChainFault::OutOfTime),
        Err(_) => Err(ChainFault::Foreign),
    }
}
