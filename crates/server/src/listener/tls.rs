//! TLS 1.2 and 1.3 by rustls, with the certificate from PEM files. A client certificate is asked for and may be left out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, SignatureScheme};
use tokio_rustls::TlsAcceptor;

/// Why TLS cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read as PEM.
    #[error("read {}: {message}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        message: String,
    },
    /// Certificate and key do not make a pair, or are of a kind that is not supported.
    #[error("use the certificate and its key")]
    Pair(#[source] rustls::Error),
}

/// Takes any client certificate whose bearer has its key, or none.
///
/// *Decision:* whether it leads to a root that is trusted, and to which station, is judged when the station asks to come in
/// (`csms`): there a refusal has a station's name, an alarm and an answer, where a failed handshake would only be a broken line; and a
/// browser or a station that shows a certificate nobody asked for is not turned away.
#[derive(Debug)]
struct Possession(Arc<CryptoProvider>);

impl ClientCertVerifier for Possession {
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Makes the acceptor of the encrypted listener from two PEM files.
///
/// # Errors
/// When a file cannot be read, holds no certificate or key, or they do not belong together.
pub fn acceptor(certificate: &Path, private_key: &Path) -> Result<TlsAcceptor, TlsError> {
    let unreadable = |path: &Path, error: rustls::pki_types::pem::Error| TlsError::File {
        path: path.to_owned(),
        message: error.to_string(),
    };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| unreadable(certificate, error))?;
    if chain.is_empty() {
        return Err(TlsError::File { path: certificate.to_owned(), message: "no certificate in it".to_owned() });
    }
    let key = PrivateKeyDer::from_pem_file(private_key).map_err(|error| unreadable(private_key, error))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let clients = Arc::new(Possession(Arc::clone(&provider)));
    let mut configuration = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Pair)?
        .with_client_cert_verifier(clients)
        .with_single_cert(chain, key)
        .map_err(TlsError::Pair)?;
    configuration.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(configuration)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let empty = folder.path().join("empty.pem");
        std::fs::write(&empty, "").unwrap();
        let error = acceptor(&empty, &empty).err().unwrap().to_string();
        assert!(error.contains("empty.pem"), "{error}");
        let absent = folder.path().join("absent.pem");
        let error = acceptor(&absent, &absent).err().unwrap().to_string();
        assert!(error.contains("absent.pem"), "{error}");
    }
}
