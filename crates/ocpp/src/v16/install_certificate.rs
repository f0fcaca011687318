//! InstallCertificate: give a station a root certificate.

use super::certificate_hash_data::CertificateUse;
use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "InstallCertificate":
    /// Which one (security whitepaper, `InstallCertificate.req`).
    pub struct InstallCertificateRequest {
        /// What it is for.
        required certificate_type "certificateType": CertificateUse,
        /// The certificate, in PEM.
        required certificate "certificate": Text<5500>,
    }
    /// What became of it (security whitepaper, `InstallCertificate.conf`).
    pub struct InstallCertificateResponse {
        /// The verdict.
        required status "status": InstallCertificateStatus,
    }
}

enumeration! {
    /// What became of it (security whitepaper, `InstallCertificateStatusEnumType`).
    pub enum InstallCertificateStatus {
        /// It is stored.
        "Accepted" Accepted,
        /// It is valid and could not be stored.
        "Failed" Failed,
        /// It is not valid, or there are too many.
        "Rejected" Rejected,
    }
}
