//! The form in which texts are searched, the same for what is kept and for what is typed.

/// Folds a text for searching: lower case, white space made one space and none around it.
///
/// *Decision:* accents are kept, since å, ä and ö are letters of their own where the portal is used; a letter and a combining
/// accent become the one letter that is meant, because some keyboards and file names write them apart. `ß` is `ss` and the
/// final sigma a sigma, as in Unicode's case folding.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for letter in word.to_lowercase().chars() {
            push_letter(&mut folded, letter);
        }
    }
    folded
}

fn push_letter(folded: &mut String, letter: char) {
    match letter {
        'ß' => folded.push_str("ss"),
        'ς' => folded.push('σ'),
        // What is left of the dotted capital İ.
        '\u{307}' if folded.ends_with('i') => {}
        mark if ('\u{300}'..='\u{36f}').contains(&mark) => match folded.pop() {
            Some(base) => match composed(base, mark) {
                Some(letter) => folded.push(letter),
                None => folded.extend([base, mark]),
            },
            None => folded.push(mark),
        },
        _ => folded.push(letter),
    }
}

/// The one letter for a lower-case letter and a combining accent, for those of European languages.
fn composed(base: char, mark: char) -> Option<char> {
    let (bases, letters) = match mark {
        '\u{300}' => ("aeiou", "àèìòù"),
        '\u{301}' => ("aeiouycnsz", "áéíóúýćńśź"),
        '\u{302}' => ("aeiou", "âêîôû"),
        '\u{303}' => ("ano", "ãñõ"),
        '\u{308}' => ("aeiouy", "äëïöüÿ"),
        '\u{30a}' => ("au", "åů"),
        '\u{30c}' => ("cdenrstz", "čďěňřšťž"),
        '\u{327}' => ("cs", "çş"),
        '\u{328}' => ("ae", "ąę"),
        _ => return None,
    };
    bases.chars().zip(letters.chars()).find(|(candidate, _)| *candidate == base).map(|(_, letter)| letter)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn texts_are_folded() {
        for (text, folded) in [
            ("", ""),
            ("  Garage\u{a0} NORTH\n2 ", "garage north 2"),
            ("ÅNGSTRÖM", "ångström"),
            ("A\u{30a}ngstro\u{308}m", "ångström"),
            ("Angstrom", "angstrom"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("İstanbul", "istanbul"),
            ("Čakovec", "čakovec"),
            ("C\u{30c}akovec", "čakovec"),
            ("x\u{30a}", "x\u{30a}"),
            ("\u{301}a", "\u{301}a"),
            ("100%_\\", "100%_\\"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
            assert_eq!(fold(folded), folded, "{text:?} twice");
        }
    }
}
