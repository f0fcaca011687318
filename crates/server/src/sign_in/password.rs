//! Which passwords a person may choose.

/// Why a password is refused; the text is shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than 8 characters.
    #[error("It must have at least 8 characters.")]
    Short,
    /// More than 256 characters, which only costs time.
    #[error("It must have at most 256 characters.")]
    Long,
    /// No letter, or no digit.
    #[error("It must have both letters and digits.")]
    OneKind,
    /// One of those that everybody tries first.
    #[error("It is among the passwords that are tried first. Choose another.")]
    Known,
}

/// The most common ones of public lists that otherwise pass the rules, and their beginnings.
const KNOWN: &[&str] = include!("known_passwords.in");

/// Checks a password: at least 8 characters, letters and digits, none of the well-known leaked ones (also not with other
/// capitals, or with some digits or signs put behind).
///
/// # Errors
/// Which rule it breaks.
pub fn check_password(password: &str) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < 8 {
        return Err(WeakPassword::Short);
    }
    if length > 256 {
        return Err(WeakPassword::Long);
    }
    if !password.chars().any(char::is_alphabetic) || !password.chars().any(|character| character.is_ascii_digit()) {
        return Err(WeakPassword::OneKind);
    }
    let folded = password.to_lowercase();
    let stem = folded.trim_end_matches(|character: char| !character.is_alphabetic());
    let repeats = folded.chars().collect::<std::collections::HashSet<_>>().len() < 4;
    if repeats || KNOWN.contains(&folded.as_str()) || KNOWN.contains(&stem) {
        return Err(WeakPassword::Known);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_refuses_what_it_should() {
        let table = [
            ("a1b2c3d", Err(WeakPassword::Short)),
            ("abcdefghij", Err(WeakPassword::OneKind)),
            ("1029384756", Err(WeakPassword::OneKind)),
            ("Password1", Err(WeakPassword::Known)),
            ("password2026!", Err(WeakPassword::Known)),
            ("qwerty123", Err(WeakPassword::Known)),
            ("1q2w3e4r", Err(WeakPassword::Known)),
            ("aaaaaaa1", Err(WeakPassword::Known)),
            ("sykkel 4 hjul", Ok(())),
            ("blåbær77", Ok(())),
        ];
        for (password, expected) in table {
            assert_eq!(check_password(password), expected, "{password}");
        }
        assert_eq!(check_password(&"a1".repeat(200)), Err(WeakPassword::Long));
    }
}
