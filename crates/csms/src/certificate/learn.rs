//! What stations' answers teach about their certificates.

use std::sync::Arc;

use domain::certificate::{CertificateHash, CertificateState, CertificateUse};
use store::EditError;
use store::certificate::InstalledCertificate;

use super::facts::CertificateFacts;
use crate::central_system::CentralSystem;
use crate::station::Station;

/// What the portal learns of certificates by an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CertificateLesson {
    /// The root certificates of one use that the station has.
    Listed { kind: CertificateUse, hashes: Vec<CertificateHash> },
    /// The station has taken a root certificate (PEM).
    Installed { kind: CertificateUse, certificate: String },
    /// The station has none such any more.
    Removed { hash: CertificateHash },
    /// The station has taken its own certificate, or refused it.
    Signed { chain: String, accepted: bool },
}

/// Keeps what an answer taught, and tells of it.
pub(crate) async fn learn(
    system: &CentralSystem,
    station: &Arc<Station>,
    lesson: &CertificateLesson,
) -> Result<(), EditError> {
    let at = system.now();
    match lesson {
        CertificateLesson::Listed { kind, hashes } => {
            let of = |hash: &CertificateHash| InstalledCertificate {
                kind: *kind,
                hash: hash.clone(),
                subject: None,
                not_after: None,
                seen_at: at,
            };
            system.store.save_installed_certificates(station.id, *kind, hashes.iter().map(of).collect()).await?;
        }
        CertificateLesson::Installed { kind, certificate } => {
            if let Some(installed) = installed(*kind, certificate, at) {
                system.store.certificate_installed(station.id, installed).await?;
            }
        }
        CertificateLesson::Removed { hash } => system.store.certificate_removed(station.id, hash.clone()).await?,
        CertificateLesson::Signed { chain, accepted } => {
            let state = if *accepted { CertificateState::Installed } else { CertificateState::Rejected };
            if let Ok(facts) = CertificateFacts::of_pem(chain) {
                system.store.certificate_answered(facts.fingerprint, state, at).await?;
            }
        }
    }
    system.tell_security(Some(station));
    Ok(())
}

/// A certificate that a station took, as the station will name it; only a root can be named.
fn installed(kind: CertificateUse, pem: &str, at: domain::UtcMillis) -> Option<InstalledCertificate> {
    let facts = CertificateFacts::of_pem(pem).ok()?;
    let (subject, not_after) = (Some(facts.subject), Some(facts.not_after));
    facts.hash.map(|hash| InstalledCertificate { kind, hash, subject, not_after, seen_at: at })
}
