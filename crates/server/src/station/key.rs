//! The key under which stations' Basic passwords are hashed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use csms::CredentialKey;
use store::{EditError, Store};

use crate::sign_in::random_bytes;

/// The name under which the store keeps it.
const NAME: &str = "credentialKey";

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The database cannot be reached.
    #[error(transparent)]
    Store(#[from] EditError),
    /// What the database holds is no key.
    #[error("read the key of stations' credentials: it must be 32 bytes in base64")]
    Broken,
}

/// The portal's key. It is made at the first start and kept in the database, so that a copy of the database works elsewhere.
///
/// # Errors
/// When the database cannot be reached or holds something else.
pub async fn credential_key(store: &Store) -> Result<CredentialKey, KeyError> {
    let text = store.internal_value_or(NAME, STANDARD.encode(random_bytes::<32>())).await?;
    let bytes = STANDARD.decode(text).map_err(|_| KeyError::Broken)?;
    bytes.try_into().map(CredentialKey::new).map_err(|_| KeyError::Broken)
}
