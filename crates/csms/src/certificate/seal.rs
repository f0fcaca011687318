//! Sealing: how a private key lies in the database, so that a copy of the database alone signs nothing (docs/adr/0008).

use std::fmt;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};

/// The key under which secrets in the database are sealed; it lies outside of it.
#[derive(Clone)]
pub struct SealingKey([u8; 32]);

/// Why a secret could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The system has no randomness to give.
    #[error("seal a secret: the system gives no randomness")]
    NoRandomness,
    /// Another key, or changed bytes.
    #[error("open a sealed secret: it was sealed with another key")]
    OtherKey,
}

impl SealingKey {
    /// Takes 32 random bytes as the key.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Seals a secret; `purpose` must be told again to open it.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce = random::<NONCE_LEN>()?;
        let mut sealed = secret.to_vec();
        self.key()
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(purpose), &mut sealed)
            .map_err(|_| SealError::NoRandomness)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens a sealed secret.
    ///
    /// # Errors
    /// When it was sealed with another key or for another purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN).ok_or(SealError::OtherKey)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::OtherKey)?;
        let mut secret = sealed.to_vec();
        let opened = self.key().open_in_place(nonce, Aad::from(purpose), &mut secret);
        opened.map(|secret| secret.to_vec()).map_err(|_| SealError::OtherKey)
    }

    fn key(&self) -> LessSafeKey {
        LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).expect("AES-256 takes keys of 32 bytes"))
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealingKey(…)")
    }
}

/// Random bytes from the system.
pub(crate) fn random<const COUNT: usize>() -> Result<[u8; COUNT], SealError> {
    let mut bytes = [0; COUNT];
    SystemRandom::new().fill(&mut bytes).map_err(|_| SealError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_opens_for_the_same_purpose() {
        let key = SealingKey::new([7; 32]);
        let sealed = key.seal("authority", b"secret").unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"secret"));
        assert_eq!(key.open("authority", &sealed).unwrap(), b"secret");
        assert_eq!(key.open("other", &sealed), Err(SealError::OtherKey));
        assert_eq!(SealingKey::new([8; 32]).open("authority", &sealed), Err(SealError::OtherKey));
        let mut changed = sealed.clone();
        changed[20] ^= 1;
        assert_eq!(key.open("authority", &changed), Err(SealError::OtherKey));
        assert_eq!(key.open("authority", &sealed[..5]), Err(SealError::OtherKey));
    }
}
