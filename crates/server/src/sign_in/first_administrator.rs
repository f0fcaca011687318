//! The one-time link with which the first administrator is made.

use domain::UtcMillis;
use serde::{Deserialize, Serialize};
use store::{EditError, Store, StoreError};

use super::Secret;

/// How long a link can be used, hours.
pub const LINK_HOURS: i64 = 24;

/// The name under which the store keeps the newest link.
const NAME: &str = "firstAdministratorLink";

/// The newest link, as the database keeps it: nobody who reads the database can use it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstAdministrator {
    hash: String,
    expires_at: UtcMillis,
}

impl FirstAdministrator {
    /// Whether the portal has no user yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_needed(store: &Store) -> Result<bool, StoreError> {
        Ok(!store.has_users().await?)
    }

    /// Makes a new link's secret; older links can no longer be used.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn new_link(store: &Store, now: UtcMillis) -> Result<Secret, EditError> {
        let secret = Secret::new();
        let kept = FirstAdministrator { hash: secret.hash().0, expires_at: now.plus_ms(LINK_HOURS * 3_600_000) };
        let text = serde_json::to_string(&kept).expect("a text and a time are always JSON");
        store.set_internal_value(NAME, text).await?;
        Ok(secret)
    }

    /// Whether a secret is the newest link's and still in time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn accepts(store: &Store, secret: &Secret, now: UtcMillis) -> Result<bool, StoreError> {
        let kept = store.internal_value(NAME).await?;
        let kept: Option<FirstAdministrator> = kept.and_then(|text| serde_json::from_str(&text).ok());
        // Hashes are compared, so that the time it takes tells nothing of the secret.
        Ok(kept.is_some_and(|kept| kept.hash == secret.hash().0 && now < kept.expires_at))
    }
}
