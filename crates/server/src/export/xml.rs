//! Text in the XML of a workbook.

/// The most UTF-16 units that Excel takes in one cell.
const CELL_UNITS: usize = 32_767;

/// Appends text so that a reader gets back just that text: marked characters are written as references, what XML cannot hold is
/// left out, and what looks like Excel's own escape (`_x0041_`, ECMA-376 Part 1 §22.9.2.19) is kept literal.
pub(super) fn push_text(target: &mut String, text: &str) {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > CELL_UNITS {
            return;
        }
        match character {
            '&' => target.push_str("&amp;"),
            '<' => target.push_str("&lt;"),
            '>' => target.push_str("&gt;"),
            '"' => target.push_str("&quot;"),
            '_' if looks_escaped(&text.as_bytes()[at..]) => target.push_str("_x005F_"),
            '\t' | '\n' => target.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => target.push(character),
        }
    }
}

fn looks_escaped(bytes: &[u8]) -> bool {
    bytes.len() >= 7 && bytes[1] == b'x' && bytes[2..6].iter().all(u8::is_ascii_hexdigit) && bytes[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_break_out_of_its_cell() {
        let table = [
            ("Åsa & Øyvind", "Åsa &amp; Øyvind"),
            ("</t></is><f>1</f>", "&lt;/t&gt;&lt;/is&gt;&lt;f&gt;1&lt;/f&gt;"),
            ("a\0b\u{1b}c\u{ffff}d\r\n\te\u{85}", "abcd\n\te"),
            ("_x0041_ _x_ _x00g1_", "_x005F_x0041_ _x_ _x00g1_"),
            ("=1+1", "=1+1"),
        ];
        for (text, expected) in table {
            let mut written = String::new();
            push_text(&mut written, text);
            assert_eq!(written, expected);
        }
    }

    #[test]
    fn a_text_longer_than_a_cell_is_cut_between_characters() {
        let mut written = String::new();
        push_text(&mut written, &"😀".repeat(20_000));
        assert_eq!(written.chars().count(), CELL_UNITS / 2);
    }
}
