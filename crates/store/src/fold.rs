//! How text is made comparable, the same on both databases.

/// The text as it is searched: in lower case, by Unicode's rules, with no space around it.
pub(crate) fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// A LIKE pattern for texts that contain `text`, compared folded; to be used with `ESCAPE '\'`.
pub(crate) fn contains(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for character in fold(text).chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::{contains, fold};

    #[test]
    fn case_is_folded_beyond_ascii() {
        assert_eq!(fold(" ÅSGÅRD Δ "), "åsgård δ");
    }

    #[test]
    fn wildcards_are_only_characters() {
        assert_eq!(contains("50%_A\\"), "%50\\%\\_a\\\\%");
    }
}
