//! Values that people enter, checked before anything is done with them.

use std::ops::RangeInclusive;

use domain::email::EmailAddress;
use jiff::tz::TimeZone;

use crate::language::Language;
use crate::problem::Problem;
use crate::sign_in::check_password;

/// A line of text without the spaces around it, so long, with no control characters.
pub(super) fn text(field: &str, text: &str, characters: RangeInclusive<usize>) -> Result<String, Problem> {
    let text = text.trim();
    let length = text.chars().count();
    if length < *characters.start() {
        return Err(Problem::invalid(field, "It must not be empty."));
    }
    if length > *characters.end() {
        return Err(Problem::invalid(field, format!("It must have at most {} characters.", characters.end())));
    }
    if text.chars().any(|character| character.is_control() && character != '\n') {
        return Err(Problem::invalid(field, "It must not hold control characters."));
    }
    Ok(text.to_owned())
}

/// A language that the pages speak.
pub(super) fn language(field: &str, language: String) -> Result<String, Problem> {
    match language.parse::<Language>() {
        Ok(_) => Ok(language),
        Err(_) => {
            Err(Problem::invalid(field, format!("It must be one of {}.", Language::ALL.map(Language::code).join(", "))))
        }
    }
}

/// The name of a time zone.
pub(super) fn time_zone(field: &str, name: String) -> Result<String, Problem> {
    match TimeZone::get(&name) {
        Ok(_) => Ok(name),
        Err(_) => Err(Problem::invalid(field, "It must be the name of a time zone, such as Europe/Oslo.")),
    }
}

/// An e-mail address.
pub(super) fn email(field: &str, address: &str) -> Result<EmailAddress, Problem> {
    EmailAddress::new(address).map_err(|_| Problem::invalid(field, "It must be an e-mail address."))
}

/// A password that may be chosen.
pub(super) fn password(field: &str, password: String) -> Result<String, Problem> {
    match check_password(&password) {
        Ok(()) => Ok(password),
        Err(weakness) => Err(Problem::invalid(field, weakness.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_enter_is_checked() {
        assert_eq!(text("name", "  Garasje 1 ", 1..=10).unwrap(), "Garasje 1");
        for bad in ["", "   ", "12345678901", "a\u{7}b"] {
            assert!(text("name", bad, 1..=10).is_err(), "{bad:?}");
        }
        assert!(email("email", "kari@example.org").is_ok() && email("email", "kari").is_err());
        assert!(time_zone("timeZone", "Europe/Oslo".to_owned()).is_ok());
        assert!(time_zone("timeZone", "Europe/Oslow".to_owned()).is_err());
        for code in Language::ALL.map(Language::code) {
            assert_eq!(language("language", code.to_owned()).unwrap(), code);
        }
        for bad in ["de", "EN", ""] {
            assert!(language("language", bad.to_owned()).is_err(), "{bad:?}");
        }
    }
}
