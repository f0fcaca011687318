//! argon2id in a bounded pool of blocking threads, so that a flood of sign-ins slows only sign-ins.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Hashes and verifies people's passwords.
#[derive(Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
    /// The hash of a password nobody knows: verified for unknown accounts, so that they take as long as known ones.
    nobody: Arc<str>,
}

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    /// The library refused.
    #[error("hash a password: {0}")]
    Refused(String),
    /// The pool is gone: the program shuts down.
    #[error("hash a password: the program shuts down")]
    Gone,
}

impl Hasher {
    /// With so many hashes at once at most; each takes 19 MiB and some 20 ms.
    ///
    /// # Errors
    /// When the library refuses its own defaults.
    pub fn new(at_once: usize) -> Result<Hasher, HashingError> {
        let nobody = hash_now(super::Secret::new().reveal())?;
        Ok(Hasher { turns: Arc::new(Semaphore::new(at_once)), nobody: nobody.into() })
    }

    /// The hash to store, in PHC's form with a salt of its own.
    ///
    /// # Errors
    /// When the library refuses, or the program shuts down.
    pub async fn hash(&self, password: String) -> Result<String, HashingError> {
        self.run(move || hash_now(&password)).await?
    }

    /// Whether a password is the one that `stored` was made of; with nothing stored it is not, and takes as long to say so.
    ///
    /// # Errors
    /// When the program shuts down.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, HashingError> {
        let nobody = Arc::clone(&self.nobody);
        self.run(move || {
            let matches = |stored: &str| {
                PasswordHash::new(stored)
                    .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
            };
            match stored {
                Some(stored) => matches(&stored),
                None => {
                    matches(&nobody);
                    false
                }
            }
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashingError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| HashingError::Gone)?;
        let work = move || {
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| HashingError::Gone)
    }
}

fn hash_now(password: &str) -> Result<String, HashingError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| HashingError::Refused(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let hasher = Hasher::new(2).unwrap();
        let stored = hasher.hash("sykkel 4 hjul".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(hasher.verify("sykkel 4 hjul".to_owned(), Some(stored.clone())).await.unwrap());
        assert!(!hasher.verify("Sykkel 4 hjul".to_owned(), Some(stored)).await.unwrap());
        assert!(!hasher.verify("sykkel 4 hjul".to_owned(), None).await.unwrap());
        assert!(!hasher.verify("sykkel 4 hjul".to_owned(), Some("no hash".to_owned())).await.unwrap());
    }
}
