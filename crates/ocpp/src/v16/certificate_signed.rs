//! CertificateSigned: the certificate that a station asked for.

use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "CertificateSigned":
    /// The certificate (security whitepaper, `CertificateSigned.req`).
    pub struct CertificateSignedRequest {
        /// The certificate and those that sign it, in PEM, the station's own first.
        required certificate_chain "certificateChain": Text<10000>,
    }
    /// What became of it (security whitepaper, `CertificateSigned.conf`).
    pub struct CertificateSignedResponse {
        /// The verdict.
        required status "status": CertificateSignedStatus,
    }
}

enumeration! {
    /// What became of a certificate (security whitepaper, `CertificateSignedStatusEnumType`).
    pub enum CertificateSignedStatus {
        /// It is in use.
        "Accepted" Accepted,
        /// It is not valid or could not be stored.
        "Rejected" Rejected,
    }
}
