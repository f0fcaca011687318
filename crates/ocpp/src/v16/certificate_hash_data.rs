//! What tells one certificate from another.

use crate::enumeration::enumeration;
use crate::message::object;
use crate::wire::Text;

object! {
    /// The hashes that name a certificate (security whitepaper, `CertificateHashDataType`).
    pub struct CertificateHashData {
        /// How the hashes were made.
        required hash_algorithm "hashAlgorithm": HashAlgorithm,
        /// Hash of the issuer's distinguished name, in hexadecimal digits.
        required issuer_name_hash "issuerNameHash": Text<128>,
        /// Hash of the issuer's public key, in hexadecimal digits.
        required issuer_key_hash "issuerKeyHash": Text<128>,
        /// The certificate's serial number, in hexadecimal digits.
        required serial_number "serialNumber": Text<40>,
    }
}

enumeration! {
    /// How a hash is made (security whitepaper, `HashAlgorithmEnumType`).
    pub enum HashAlgorithm {
        "SHA256" Sha256,
        "SHA384" Sha384,
        "SHA512" Sha512,
    }
}

enumeration! {
    /// What a certificate is for (security whitepaper, `CertificateUseEnumType`).
    pub enum CertificateUse {
        /// To recognise the central system.
        "CentralSystemRootCertificate" CentralSystemRootCertificate,
        /// To recognise the maker's firmware.
        "ManufacturerRootCertificate" ManufacturerRootCertificate,
    }
}
