//! SignCertificate: a station asks for a certificate.

use crate::enumeration::enumeration;
use crate::message::message;
use crate::wire::Text;

message! {
    "SignCertificate":
    /// For which key (security whitepaper, `SignCertificate.req`).
    pub struct SignCertificateRequest {
        /// The certificate signing request, in PEM.
        required csr "csr": Text<5500>,
    }
    /// Whether it will be made; CertificateSigned brings it (security whitepaper, `SignCertificate.conf`).
    pub struct SignCertificateResponse {
        /// The verdict.
        required status "status": GenericStatus,
    }
}

enumeration! {
    /// Yes or no (security whitepaper, `GenericStatusEnumType`).
    pub enum GenericStatus {
        /// Yes.
        "Accepted" Accepted,
        /// No.
        "Rejected" Rejected,
    }
}
