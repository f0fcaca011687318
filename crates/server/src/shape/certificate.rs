//! Certificates, requests for them, and the raising of security profiles.

use csms::certificate::CertificateFacts;
use domain::certificate::{CertificateState, CertificateUse, HashAlgorithm, RequestState};
use domain::security_upgrade::{UpgradeState, UpgradeStepKind};
use domain::{CertificateId, CertificateRequestId, NodeId, UtcMillis};
use serde::Serialize;
use utoipa::ToSchema;

use super::word;

/// A certificate of the portal's own: its authority's, its TLS listener's.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PortalCertificate {
    /// Its subject.
    pub subject: String,
    /// Its serial number, hexadecimal digits.
    pub serial: String,
    /// SHA-256 of it, hexadecimal digits.
    pub fingerprint: String,
    /// From when it holds.
    #[schema(value_type = word::Time)]
    pub not_before: UtcMillis,
    /// Until when it holds.
    #[schema(value_type = word::Time)]
    pub not_after: UtcMillis,
    /// The certificate.
    pub pem: String,
}

impl From<CertificateFacts> for PortalCertificate {
    fn from(facts: CertificateFacts) -> Self {
        Self {
            pem: facts.pem(),
            subject: facts.subject,
            serial: facts.serial,
            fingerprint: facts.fingerprint,
            not_before: facts.not_before,
            not_after: facts.not_after,
        }
    }
}

/// A root of others by which stations may prove themselves.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TrustedRoot {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: CertificateId,
    /// Its subject.
    pub subject: String,
    /// SHA-256 of it, hexadecimal digits.
    pub fingerprint: String,
    /// Until when it holds.
    #[schema(value_type = word::Time)]
    pub not_after: UtcMillis,
    /// When it was added.
    #[schema(value_type = word::Time)]
    pub created_at: UtcMillis,
    /// Who added it.
    pub created_by: String,
}

impl From<store::certificate::TrustedRoot> for TrustedRoot {
    fn from(trusted: store::certificate::TrustedRoot) -> Self {
        let root = trusted.root;
        Self {
            id: trusted.id,
            subject: root.subject,
            fingerprint: root.fingerprint,
            not_after: root.not_after,
            created_at: root.created_at,
            created_by: root.created_by,
        }
    }
}

/// A station's request for a certificate.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CertificateRequest {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: CertificateRequestId,
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// The station's name.
    pub station_name: String,
    /// How far it has come.
    #[schema(value_type = word::RequestState)]
    pub state: RequestState,
    /// The subject that it names.
    pub subject: String,
    /// Kind and strength of its key.
    pub key_kind: String,
    /// What is wrong with it, where something is.
    pub fault: Option<String>,
    /// The request, PEM.
    pub csr: String,
    /// When it came.
    #[schema(value_type = word::Time)]
    pub received_at: UtcMillis,
    /// When it was decided.
    #[schema(value_type = Option<word::Time>)]
    pub decided_at: Option<UtcMillis>,
    /// Who decided; null for the portal.
    pub decided_by: Option<String>,
}

impl From<store::certificate::CertificateRequest> for CertificateRequest {
    fn from(kept: store::certificate::CertificateRequest) -> Self {
        let request = kept.request;
        Self {
            id: kept.id,
            station_id: request.station_id,
            station_name: kept.station_name,
            state: request.state,
            subject: request.subject,
            key_kind: request.key_kind,
            fault: request.fault,
            csr: request.csr,
            received_at: request.received_at,
            decided_at: kept.decided_at,
            decided_by: kept.decided_by,
        }
    }
}

/// A certificate that the portal signed for a station.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StationCertificate {
    /// Its id.
    #[schema(value_type = i64)]
    pub id: CertificateId,
    /// The station.
    #[schema(value_type = i64)]
    pub station_id: NodeId,
    /// How far it has come.
    #[schema(value_type = word::CertificateState)]
    pub state: CertificateState,
    /// Its subject.
    pub subject: String,
    /// Its serial number, hexadecimal digits.
    pub serial: String,
    /// SHA-256 of it, hexadecimal digits.
    pub fingerprint: String,
    /// From when it holds.
    #[schema(value_type = word::Time)]
    pub not_before: UtcMillis,
    /// Until when it holds.
    #[schema(value_type = word::Time)]
    pub not_after: UtcMillis,
    /// When it was signed.
    #[schema(value_type = word::Time)]
    pub issued_at: UtcMillis,
    /// Who had it signed.
    pub issued_by: String,
    /// When the station answered, or a person revoked it.
    #[schema(value_type = Option<word::Time>)]
    pub answered_at: Option<UtcMillis>,
    /// When the station first proved itself with it.
    #[schema(value_type = Option<word::Time>)]
    pub used_at: Option<UtcMillis>,
    /// The certificate.
    pub pem: String,
}

impl From<store::certificate::StationCertificate> for StationCertificate {
    fn from(kept: store::certificate::StationCertificate) -> Self {
        let issued = kept.issued;
        Self {
            id: kept.id,
            station_id: issued.station_id,
            state: kept.state,
            subject: issued.subject,
            serial: issued.serial,
            fingerprint: issued.fingerprint,
            not_before: issued.not_before,
            not_after: issued.not_after,
            issued_at: issued.issued_at,
            issued_by: issued.issued_by,
            answered_at: kept.answered_at,
            used_at: kept.used_at,
            pem: issued.certificate,
        }
    }
}

/// What names a certificate on a station.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CertificateHash {
    /// How the hashes were made.
    #[schema(value_type = word::HashAlgorithm)]
    pub algorithm: HashAlgorithm,
    /// Of the issuer's name.
    pub issuer_name_hash: String,
    /// Of the issuer's public key.
    pub issuer_key_hash: String,
    /// The certificate's serial number.
    pub serial_number: String,
}

impl From<domain::certificate::CertificateHash> for CertificateHash {
    fn from(hash: domain::certificate::CertificateHash) -> Self {
        Self {
            algorithm: hash.algorithm,
            issuer_name_hash: hash.issuer_name_hash,
            issuer_key_hash: hash.issuer_key_hash,
            serial_number: hash.serial_number,
        }
    }
}

/// A root certificate on a station.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InstalledCertificate {
    /// What it is for.
    #[schema(value_type = word::CertificateUse)]
    pub kind: CertificateUse,
    /// What names it.
    pub hash: CertificateHash,
    /// Its subject, where the portal knows it.
    pub subject: Option<String>,
    /// Until when it holds, where the portal knows that.
    #[schema(value_type = Option<word::Time>)]
    pub not_after: Option<UtcMillis>,
    /// When the station last said that it has it.
    #[schema(value_type = word::Time)]
    pub seen_at: UtcMillis,
}

impl From<store::certificate::InstalledCertificate> for InstalledCertificate {
    fn from(kept: store::certificate::InstalledCertificate) -> Self {
        Self {
            kind: kept.kind,
            hash: kept.hash.into(),
            subject: kept.subject,
            not_after: kept.not_after,
            seen_at: kept.seen_at,
        }
    }
}

/// A step of the raising of a security profile.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpgradeStep {
    /// Which one.
    #[schema(value_type = word::UpgradeStepKind)]
    pub kind: UpgradeStepKind,
    /// How far it has come.
    #[schema(value_type = word::UpgradeState)]
    pub state: UpgradeState,
    /// What was answered or seen.
    pub text: Option<String>,
    /// When its state last changed.
    #[schema(value_type = Option<word::Time>)]
    pub at: Option<UtcMillis>,
}

/// The raising of a station's security profile.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SecurityUpgrade {
    /// From which profile.
    pub from: u8,
    /// To which profile.
    pub to: u8,
    /// How far it has come.
    #[schema(value_type = word::UpgradeState)]
    pub state: UpgradeState,
    /// The steps, in their order.
    pub steps: Vec<UpgradeStep>,
    /// When it began.
    #[schema(value_type = word::Time)]
    pub started_at: UtcMillis,
    /// When it ended.
    #[schema(value_type = Option<word::Time>)]
    pub ended_at: Option<UtcMillis>,
    /// Who began it.
    pub by: String,
}

impl From<store::security_upgrade::SecurityUpgrade> for SecurityUpgrade {
    fn from(kept: store::security_upgrade::SecurityUpgrade) -> Self {
        let begun = kept.begun;
        let step = |step: domain::security_upgrade::UpgradeStep| UpgradeStep {
            kind: step.kind,
            state: step.state,
            text: step.text,
            at: step.at,
        };
        Self {
            from: begun.from.number(),
            to: begun.to.number(),
            state: kept.state,
            steps: begun.steps.into_iter().map(step).collect(),
            started_at: begun.started_at,
            ended_at: kept.ended_at,
            by: begun.by,
        }
    }
}
