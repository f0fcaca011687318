//! Which passwords people may choose (`product.md`, Sign-in).

/// The fewest characters of a password.
pub const FEWEST_CHARACTERS: usize = 8;

/// The most bytes of a password that is hashed. *Decision:* so that a long text cannot keep the hash busy.
pub const MOST_BYTES: usize = 1024;

/// Well-known leaked passwords that the other rules would let through, in lower case, one a line.
const LEAKED: &str = include_str!("password/leaked.txt");

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than 8 characters.
    #[error("accept the password: it has fewer than {FEWEST_CHARACTERS} characters")]
    TooShort,
    /// More than 1024 bytes.
    #[error("accept the password: it is longer than {MOST_BYTES} bytes")]
    TooLong,
    /// No letter in it.
    #[error("accept the password: it has no letter")]
    NoLetter,
    /// No digit in it.
    #[error("accept the password: it has no digit")]
    NoDigit,
    /// Among the well-known leaked ones.
    #[error("accept the password: it is well known")]
    WellKnown,
}

impl WeakPassword {
    /// The reason's stable word, which the pages have a text for.
    pub const fn as_str(self) -> &'static str {
        match self {
            WeakPassword::TooShort => "tooShort",
            WeakPassword::TooLong => "tooLong",
            WeakPassword::NoLetter => "noLetter",
            WeakPassword::NoDigit => "noDigit",
            WeakPassword::WellKnown => "wellKnown",
        }
    }
}

/// Checks a password that somebody chooses: at least 8 characters with both letters and digits, and not well known.
///
/// Letters and digits of any script count. A password is well known without regard to case and to punctuation at its ends,
/// which is what people add to a refused one.
///
/// # Errors
/// With the first rule that it breaks.
pub fn check_password(password: &str) -> Result<(), WeakPassword> {
    if password.len() > MOST_BYTES {
        return Err(WeakPassword::TooLong);
    }
    if password.chars().count() < FEWEST_CHARACTERS {
        return Err(WeakPassword::TooShort);
    }
    if !password.chars().any(char::is_alphabetic) {
        return Err(WeakPassword::NoLetter);
    }
    if !password.chars().any(char::is_numeric) {
        return Err(WeakPassword::NoDigit);
    }
    if is_well_known(password) { Err(WeakPassword::WellKnown) } else { Ok(()) }
}

fn is_well_known(password: &str) -> bool {
    let lower = password.to_lowercase();
    let bare = lower.trim_matches(|character: char| !character.is_alphanumeric());
    LEAKED.lines().any(|leaked| leaked == lower || leaked == bare)
}

#[cfg(test)]
mod tests {
    use super::{LEAKED, WeakPassword, check_password};

    #[test]
    fn passwords_are_checked() {
        use WeakPassword as W;
        for (password, expected) in [
            ("correct7horse", Ok(())),
            ("Tr0mbone-dawn", Ok(())),
            ("åäöåäöå7", Ok(())),
            ("пароль-дня-٣", Ok(())),
            ("seven77", Err(W::TooShort)),
            ("ååååå77", Err(W::TooShort)),
            ("", Err(W::TooShort)),
            ("83726451", Err(W::NoLetter)),
            ("!!!!7777", Err(W::NoLetter)),
            ("onlyletters", Err(W::NoDigit)),
            ("password1", Err(W::WellKnown)),
            ("PassWord1", Err(W::WellKnown)),
            ("Password1!", Err(W::WellKnown)),
            ("P@ssw0rd", Err(W::WellKnown)),
            ("Qwerty123", Err(W::WellKnown)),
            ("1q2w3e4r", Err(W::WellKnown)),
            ("Sommar2026!", Err(W::WellKnown)),
            ("xpassword1", Ok(())),
        ] {
            assert_eq!(check_password(password), expected, "{password}");
        }
        assert_eq!(check_password(&"a1".repeat(512)), Ok(()));
        assert_eq!(check_password(&format!("{}x", "a1".repeat(512))), Err(W::TooLong));
    }

    #[test]
    fn the_list_holds_what_other_rules_let_through() {
        let lines: Vec<&str> = LEAKED.lines().collect();
        assert!(lines.len() >= 300, "{}", lines.len());
        for line in &lines {
            assert_eq!(check_password(line), Err(WeakPassword::WellKnown), "{line}");
            assert_eq!(*line, line.to_lowercase());
        }
        assert!(lines.is_sorted_by(|one, other| one < other), "in order, each once");
    }
}
