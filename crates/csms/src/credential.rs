//! Stations' Basic passwords: how they are kept and compared.
//!
//! *Decision:* they are long and random, so a keyed SHA-256 keeps them as safe as a slow hash would, and ten thousand stations
//! can come back at once.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The prefix of a stored hash, which names the way it was made.
const SCHEME: &str = "hmac-sha256:";

/// The portal's secret key under which passwords are hashed.
#[derive(Clone)]
pub struct CredentialKey([u8; 32]);

impl CredentialKey {
    /// Takes 32 random bytes as the key.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash to store for a station's password. The charge box id is part of it, so that equal passwords do not show.
    pub fn hash(&self, charge_box_id: &str, password: &[u8]) -> String {
        let digest = self.mac(charge_box_id, password).finalize().into_bytes();
        digest.iter().fold(SCHEME.to_owned(), |mut text, byte| {
            text.push(char::from_digit(u32::from(byte >> 4), 16).expect("four bits are a hexadecimal digit"));
            text.push(char::from_digit(u32::from(byte & 15), 16).expect("four bits are a hexadecimal digit"));
            text
        })
    }

    /// Whether a password is the one of which `stored` was made; takes the same time whatever differs.
    pub fn matches(&self, charge_box_id: &str, password: &[u8], stored: &str) -> bool {
        let Some(digest) = stored.strip_prefix(SCHEME).and_then(bytes_of) else { return false };
        self.mac(charge_box_id, password).verify_slice(&digest).is_ok()
    }

    fn mac(&self, charge_box_id: &str, password: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(&(charge_box_id.len() as u64).to_be_bytes());
        mac.update(charge_box_id.as_bytes());
        mac.update(password);
        mac
    }
}

impl fmt::Debug for CredentialKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CredentialKey(…)")
    }
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    if !hexadecimal.is_ascii() || !hexadecimal.len().is_multiple_of(2) {
        return None;
    }
    (0..hexadecimal.len()).step_by(2).map(|at| u8::from_str_radix(&hexadecimal[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_of_that_station_matches() {
        let key = CredentialKey::new([7; 32]);
        let stored = key.hash("CP1", b"secret");
        assert!(key.matches("CP1", b"secret", &stored));
        assert!(!key.matches("CP1", b"Secret", &stored));
        assert!(!key.matches("CP2", b"secret", &stored));
        assert!(!CredentialKey::new([8; 32]).matches("CP1", b"secret", &stored));
        assert!(!key.matches("CP1", b"secret", "hmac-sha256:zz"));
        assert!(!key.matches("CP1", b"secret", "secret"));
    }
}
