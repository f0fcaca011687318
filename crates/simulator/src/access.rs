//! How a station proves who it is, and whom it trusts (OCPP 1.6 security whitepaper §3, security profiles).

use std::fmt;
use std::sync::Arc;

use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::{Error as PemError, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

/// How a station and its central system recognise each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecurityProfile {
    /// Not at all (profile 0).
    #[default]
    Open,
    /// The station by a password, in the clear (profile 1).
    Basic,
    /// The central system by its certificate, the station by a password (profile 2).
    TlsBasic,
    /// Both by certificates (profile 3).
    TlsCertificate,
}

impl SecurityProfile {
    /// The profile of this number.
    #[must_use]
    pub fn of(number: u32) -> Option<Self> {
        [Self::Open, Self::Basic, Self::TlsBasic, Self::TlsCertificate].into_iter().find(|it| it.number() == number)
    }

    /// Its number, 0 to 3.
    #[must_use]
    pub const fn number(self) -> u32 {
        self as u32
    }

    /// Whether the connection is encrypted.
    #[must_use]
    pub const fn is_encrypted(self) -> bool {
        matches!(self, Self::TlsBasic | Self::TlsCertificate)
    }

    /// Whether a password is sent.
    #[must_use]
    pub const fn has_password(self) -> bool {
        matches!(self, Self::Basic | Self::TlsBasic)
    }
}

/// What a station connects with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// In which way.
    pub profile: SecurityProfile,
    /// Its Basic password.
    pub password: Option<Password>,
    /// The authorities whose certificates it trusts.
    pub trusted: Vec<CertificateDer<'static>>,
    /// Its own certificate.
    pub identity: Option<Identity>,
}

/// A certificate with those that sign it, and the key that it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: Arc<PrivateKeyDer<'static>>,
}

/// Why certificates or keys cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// A text is not what PEM should be.
    #[error("read PEM: {0}")]
    Pem(PemError),
    /// There is nothing in it.
    #[error("find a certificate in the PEM text")]
    Empty,
    /// They cannot be used for TLS.
    #[error("prepare TLS: {0}")]
    Tls(#[from] rustls::Error),
}

impl Access {
    /// With the security profile that follows from what there is: what an installer would have set.
    #[must_use]
    pub fn settled(mut self, encrypted: bool) -> Self {
        self.profile = match (encrypted, &self.identity, &self.password) {
            (true, Some(_), _) => SecurityProfile::TlsCertificate,
            (true, None, _) => SecurityProfile::TlsBasic,
            (false, _, Some(_)) => SecurityProfile::Basic,
            (false, _, None) => SecurityProfile::Open,
        };
        self
    }

    /// The TLS settings that follow: only the trusted authorities, and the station's own certificate in profile 3.
    ///
    /// # Errors
    ///
    /// A certificate or the key cannot be used.
    pub fn tls(&self) -> Result<Arc<ClientConfig>, AccessError> {
        let mut roots = RootCertStore::empty();
        for root in &self.trusted {
            roots.add(root.clone())?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots);
        let own = self.identity.as_ref().filter(|_| self.profile == SecurityProfile::TlsCertificate);
        Ok(Arc::new(match own {
            Some(own) => config.with_client_auth_cert(own.chain.clone(), own.key.clone_key())?,
            None => config.with_no_client_auth(),
        }))
    }
}

impl Identity {
    /// Reads a certificate chain, the own certificate first, and its key, both in PEM.
    ///
    /// # Errors
    ///
    /// Says what cannot be read.
    pub fn read(chain: &str, key: &str) -> Result<Self, AccessError> {
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(AccessError::Pem)?;
        Ok(Self::new(certificates(chain)?, key))
    }

    /// A chain, the own certificate first, and the key.
    #[must_use]
    pub fn new(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Self {
        Self { chain, key: Arc::new(key) }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Identity").field("chain", &self.chain.len()).finish_non_exhaustive()
    }
}

/// Reads the certificates of a PEM text, at least one.
///
/// # Errors
///
/// Says what cannot be read.
pub fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, AccessError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let certificates = read.map_err(AccessError::Pem)?;
    if certificates.is_empty() { Err(AccessError::Empty) } else { Ok(certificates) }
}

/// A Basic password, which is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Vec<u8>);

impl Password {
    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Password {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}
