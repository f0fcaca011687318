//! DeleteCertificate: remove a certificate from a station.

use super::certificate_hash_data::CertificateHashData;
use crate::enumeration::enumeration;
use crate::message::message;

message! {
    "DeleteCertificate":
    /// Which one (security whitepaper, `DeleteCertificate.req`).
    pub struct DeleteCertificateRequest {
        /// The certificate.
        required certificate_hash_data "certificateHashData": CertificateHashData,
    }
    /// What became of it (security whitepaper, `DeleteCertificate.conf`).
    pub struct DeleteCertificateResponse {
        /// The verdict.
        required status "status": DeleteCertificateStatus,
    }
}

enumeration! {
    /// What became of it (security whitepaper, `DeleteCertificateStatusEnumType`).
    pub enum DeleteCertificateStatus {
        /// It is removed.
        "Accepted" Accepted,
        /// It could not be removed.
        "Failed" Failed,
        /// There is none such.
        "NotFound" NotFound,
    }
}
