//! Stations' Basic passwords: how they are kept and compared.
//!
//! *Decision:* they are long and random, so a keyed SHA-256 keeps them as safe as a slow hash would, and ten thousand stations
//! can come back at once.

use std::fmt;

use domain::TransferId;
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
        SCHEME.to_owned() + &hexadecimal(&digest)
    }

    /// Whether a password is the one of which `stored` was made; takes the same time whatever differs.
    ///
    /// *Deviation:* a station may also send the bytes that the password writes in hexadecimal digits, in which the key is written
    /// by OCPP 1.6 JSON §6.2.1 and in which a person enters one that is no text.
    pub fn matches(&self, charge_box_id: &str, password: &[u8], stored: &str) -> bool {
        let Some(digest) = stored.strip_prefix(SCHEME).and_then(bytes_of) else { return false };
        let is_made_of = |password: &[u8]| self.mac(charge_box_id, password).verify_slice(&digest).is_ok();
        let lower = hexadecimal(password);
        is_made_of(password) | is_made_of(lower.as_bytes()) | is_made_of(lower.to_ascii_uppercase().as_bytes())
    }

    /// The digest that a transfer's secret is made of; a length that no charge box id has keeps it apart from passwords.
    pub(crate) fn file_digest(&self, id: TransferId) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(&u64::MAX.to_be_bytes());
        mac.update(&id.0.to_be_bytes());
        mac.finalize().into_bytes().into()
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

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from_digit(u32::from(digit), 16).expect("four bits are a hexadecimal digit")).collect()
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

    #[test]
    fn a_key_in_hexadecimal_digits_may_be_sent_as_its_bytes() {
        let key = CredentialKey::new([7; 32]);
        let bytes = [0x00, 0xff, 0x3a, 0x7c];
        for entered in ["00ff3a7c", "00FF3A7C"] {
            let stored = key.hash("CP1", entered.as_bytes());
            assert!(
                key.matches("CP1", &bytes, &stored) && key.matches("CP1", entered.as_bytes(), &stored),
                "{entered}"
            );
            assert!(!key.matches("CP1", &bytes[1..], &stored));
        }
        let stored = key.hash("CP1", &bytes);
        assert!(!key.matches("CP1", b"00ff3a7c", &stored), "not the other way round");
    }
}
