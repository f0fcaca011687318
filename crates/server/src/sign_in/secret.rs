//! Random secrets handed out once, of which only a hash is kept: sign-ins, API tokens, one-time links.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};

/// 256 random bits in base64 for addresses; never written to a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What the database keeps of a secret: SHA-256 in hexadecimal. The secret is random, so that no slow hash is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretHash(pub String);

impl Secret {
    /// A new one, from the system's generator.
    ///
    /// # Panics
    /// When the system has no randomness to give; nothing safe can be done then.
    pub fn new() -> Secret {
        Secret(URL_SAFE_NO_PAD.encode(random_bytes::<32>()))
    }

    /// A new one with a prefix that tells what it is for, such as `cp_`.
    pub fn with_prefix(prefix: &str) -> Secret {
        Secret(format!("{prefix}{}", Secret::new().0))
    }

    /// A password for a machine: 32 letters and figures, none of which look alike.
    pub fn password() -> String {
        const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        // 32 signs take five bits each, so that every sign is as likely.
        random_bytes::<32>().iter().map(|byte| char::from(SIGNS[usize::from(byte & 31)])).collect()
    }

    /// One that somebody sent.
    pub fn sent(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    /// The text, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    pub fn hash(&self) -> SecretHash {
        let digest = Sha256::digest(self.0.as_bytes());
        SecretHash(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Default for Secret {
    fn default() -> Self {
        Secret::new()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// Bytes from the system's generator.
///
/// # Panics
/// When the system has no randomness to give; nothing safe can be done then.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the system's random generator works, or nothing safe can be done");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_show_in_no_log() {
        let (one, other) = (Secret::new(), Secret::with_prefix("cp_"));
        assert_ne!(one, Secret::new());
        assert!(other.reveal().starts_with("cp_") && other.reveal().len() == 46);
        assert_eq!(format!("{one:?}"), "Secret(…)");
        assert_eq!(Secret::sent("abc").hash().0, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
