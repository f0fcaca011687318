//! Patterns for texts that are searched in their folded form, the same on both databases.

pub(crate) use domain::search::fold;

/// A LIKE pattern for folded texts that contain `text`; to be used with `ESCAPE '\'`.
pub(crate) fn contains(text: &str) -> String {
    containing(&fold(text))
}

/// A LIKE pattern for texts that contain `text` as it is.
pub(crate) fn containing(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for character in text.chars() {
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
    use super::contains;

    #[test]
    fn wildcards_are_only_characters() {
        assert_eq!(contains("50%_A\\"), "%50\\%\\_a\\\\%");
    }
}
