//! The portal's certificate authority: made on first need, renewed by a person.

use std::sync::Arc;

use store::certificate::{Authority, NewAuthority};
use store::{EditError, StoreError};

use super::facts::{CertificateFacts, UnreadableCertificate};
use super::seal::SealError;
use super::signing::{SigningError, make_authority};
use crate::central_system::CentralSystem;
use crate::event::{EventKind, Happening};

/// For what the authority's private key is sealed.
const PURPOSE: &str = "authority";

/// Why there is no authority to sign with.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// The database.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// The database.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The key cannot be sealed or opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Certificates cannot be made.
    #[error("make a certificate: {0}")]
    Signing(String),
    /// What the database holds is no certificate.
    #[error(transparent)]
    Unreadable(#[from] UnreadableCertificate),
}

impl From<SigningError> for AuthorityError {
    fn from(error: SigningError) -> Self {
        match error {
            SigningError::Randomness(error) => Self::Seal(error),
            SigningError::Library(error) => Self::Signing(error.to_string()),
        }
    }
}

impl CentralSystem {
    /// The authority in use; it is made if there is none yet.
    ///
    /// # Errors
    /// When the database cannot be reached or a key cannot be made.
    pub async fn authority(self: &Arc<Self>) -> Result<Authority, AuthorityError> {
        if let Some(present) = self.store.authorities().await?.into_iter().next() {
            return Ok(present);
        }
        self.make_authority(None, None).await
    }

    /// Makes a new authority, which signs from now on. What earlier ones signed still opens until it ends, so that stations can be
    /// given new certificates one after the other.
    ///
    /// # Errors
    /// When the database cannot be reached or a key cannot be made.
    pub async fn renew_authority(self: &Arc<Self>, by: &str) -> Result<Authority, AuthorityError> {
        let present = self.store.authorities().await?.into_iter().next();
        self.make_authority(present, Some(by)).await
    }

    /// The root by which stations recognise the portal's own TLS listener, PEM: the one that its chain ends with, or the portal's
    /// authority where that signed it; `None` where it is not known, as behind a proxy.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn portal_root(&self) -> Result<Option<String>, StoreError> {
        let chain = self.tls_chain();
        let Some(last) = chain.last() else { return Ok(None) };
        if last.hash.is_some() {
            return Ok(Some(last.pem()));
        }
        let authorities = self.store.authorities().await?;
        let signed = |authority: &&Authority| {
            let root = CertificateFacts::of_pem(&authority.made.certificate);
            root.is_ok_and(|root| last.is_signed_by(&root))
        };
        Ok(authorities.iter().find(signed).map(|authority| authority.made.certificate.clone()))
    }

    async fn make_authority(
        self: &Arc<Self>,
        present: Option<Authority>,
        by: Option<&str>,
    ) -> Result<Authority, AuthorityError> {
        let at = self.now();
        let name = self.store.settings().await?.portal_name;
        let made = make_authority(&name, at)?;
        let facts = CertificateFacts::of_pem(&made.certificate)?;
        let new = NewAuthority {
            sealed_key: self.options.sealing_key.seal(PURPOSE, &made.private_key)?,
            certificate: made.certificate,
            subject: facts.subject.clone(),
            serial: facts.serial,
            not_before: facts.not_before,
            not_after: facts.not_after,
            created_at: at,
        };
        if self.store.add_authority(new, present.map(|present| present.id)).await? {
            self.events.tell(Happening {
                station: None,
                outlet: None,
                kind: EventKind::Security,
                text: format!("made the certificate authority {}", facts.subject),
                at,
                by: by.map(str::to_owned),
            });
            self.tell_security(None);
        }
        // Another process may have been faster; then its authority is the one.
        let newest = self.store.authorities().await?.into_iter().next();
        newest.ok_or(AuthorityError::Edit(EditError::NotFound))
    }

    /// The authority in use and its private key (PKCS #8, DER).
    pub(super) async fn opened_authority(self: &Arc<Self>) -> Result<(Authority, Vec<u8>), AuthorityError> {
        let authority = self.authority().await?;
        let key = self.options.sealing_key.open(PURPOSE, &authority.made.sealed_key)?;
        Ok((authority, key))
    }
}
