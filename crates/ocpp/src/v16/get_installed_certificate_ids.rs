//! GetInstalledCertificateIds: which certificates does a station have?

use super::certificate_hash_data::{CertificateHashData, CertificateUse};
use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Several;

message! {
    "GetInstalledCertificateIds":
    /// Which ones are meant (security whitepaper, `GetInstalledCertificateIds.req`).
    pub struct GetInstalledCertificateIdsRequest {
        /// What they are for.
        required certificate_type "certificateType": CertificateUse,
    }
    /// The certificates (security whitepaper, `GetInstalledCertificateIds.conf`).
    pub struct GetInstalledCertificateIdsResponse {
        /// The certificates, where there are any.
        optional certificate_hash_data "certificateHashData": Several<CertificateHashData>,
        /// Whether there are any.
        required status "status": GetInstalledCertificateStatus,
    }
}

enumeration! {
    /// Whether there are any (security whitepaper, `GetInstalledCertificateStatusEnumType`).
    pub enum GetInstalledCertificateStatus {
        /// There are.
        "Accepted" Accepted,
        /// There are none.
        "NotFound" NotFound,
    }
}
