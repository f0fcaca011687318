//! E-mail addresses: what is one, and when two are the same.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest address that mail can carry, bytes (RFC 5321 §4.5.3.1.3, without the brackets).
const LONGEST_ADDRESS: usize = 254;

/// The longest part before the `@`, bytes (RFC 5321 §4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// The longest label of a domain, bytes (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// An e-mail address, kept as written and compared by [`folded`](Self::folded).
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// Nothing in it.
    #[error("read an e-mail address: it is empty")]
    Empty,
    /// Longer than mail can carry.
    #[error("read an e-mail address: it is too long")]
    TooLong,
    /// Not of the form `name@domain`.
    #[error("read an e-mail address: it is not of the form name@domain")]
    Malformed,
}

impl EmailAddress {
    /// Checks and takes a text as an e-mail address; white space around it is dropped.
    ///
    /// *Decision:* what browsers take in an e-mail field (HTML standard, `input type=email`), and letters outside ASCII too. No
    /// quoted names, no comments, no addresses in brackets.
    ///
    /// # Errors
    /// When the text is empty, too long or not of that form.
    pub fn new(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidEmail::Empty);
        }
        if text.len() > LONGEST_ADDRESS {
            return Err(InvalidEmail::TooLong);
        }
        let (local, domain) = text.split_once('@').ok_or(InvalidEmail::Malformed)?;
        if local.len() > LONGEST_LOCAL_PART {
            return Err(InvalidEmail::TooLong);
        }
        let local_fits = !local.is_empty() && local.chars().all(is_local);
        if local_fits && domain.split('.').all(is_label) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidEmail::Malformed)
        }
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which addresses are compared and must be unique.
    pub fn folded(&self) -> String {
        fold_email(&self.0)
    }
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }
}

impl Eq for EmailAddress {}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

/// The form in which any text that may be an address is compared: lower case, no white space around it.
///
/// *Decision:* also the name, although RFC 5321 §2.4 would let it differ by case; no mail service in use does.
pub fn fold_email(text: &str) -> String {
    text.trim().to_lowercase()
}

fn is_local(character: char) -> bool {
    let sign = ".!#$%&'*+/=?^_`{|}~-".contains(character);
    character.is_alphanumeric() || sign
}

fn is_label(label: &str) -> bool {
    let fits = (1..=LONGEST_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    fits && label.chars().all(|character| character.is_alphanumeric() || character == '-')
}

#[cfg(test)]
mod tests {
    use super::{EmailAddress, InvalidEmail};

    #[test]
    fn addresses_are_checked() {
        let long_name = format!("{}@example.com", "a".repeat(65));
        let long_domain = format!("a@{}", vec!["label"; 50].join("."));
        let long_label = format!("a@{}.com", "b".repeat(64));
        for (text, expected) in [
            ("anna@example.com", Ok("anna@example.com")),
            ("  Anna.O'Hara+charging@sub.Example.COM ", Ok("Anna.O'Hara+charging@sub.Example.COM")),
            ("root@localhost", Ok("root@localhost")),
            ("åsa@räksmörgås.se", Ok("åsa@räksmörgås.se")),
            ("", Err(InvalidEmail::Empty)),
            ("   ", Err(InvalidEmail::Empty)),
            ("anna", Err(InvalidEmail::Malformed)),
            ("@example.com", Err(InvalidEmail::Malformed)),
            ("anna@", Err(InvalidEmail::Malformed)),
            ("anna@example..com", Err(InvalidEmail::Malformed)),
            ("anna@.com", Err(InvalidEmail::Malformed)),
            ("anna@-a.com", Err(InvalidEmail::Malformed)),
            ("anna@b@c.com", Err(InvalidEmail::Malformed)),
            ("anna smith@example.com", Err(InvalidEmail::Malformed)),
            ("anna@example.com\r\nBcc: x@y.z", Err(InvalidEmail::Malformed)),
            ("\"anna\"@example.com", Err(InvalidEmail::Malformed)),
            ("anna@[127.0.0.1]", Err(InvalidEmail::Malformed)),
            ("<anna@example.com>", Err(InvalidEmail::Malformed)),
            (&long_name, Err(InvalidEmail::TooLong)),
            (&long_domain, Err(InvalidEmail::TooLong)),
            (&long_label, Err(InvalidEmail::Malformed)),
        ] {
            assert_eq!(EmailAddress::new(text).as_ref().map(EmailAddress::as_str).map_err(|error| *error), expected);
        }
    }

    #[test]
    fn addresses_are_compared_without_regard_to_case() {
        let address = |text| EmailAddress::new(text).unwrap();
        assert_eq!(address("Åsa@Example.com"), address("åSA@example.COM "));
        assert_ne!(address("asa@example.com"), address("åsa@example.com"));
        assert_eq!(address(" Anna@Example.com").folded(), "anna@example.com");
    }
}
