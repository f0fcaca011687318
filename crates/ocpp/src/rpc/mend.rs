//! Mending JSON that is broken in a way that leaves one sensible reading.
//!
//! Stations build their JSON with `printf`, and slip: a comma where the first sample was left out (`[,{…}]`), nothing where a
//! number should be (`"transactionId":,`), the raw bytes of a fixed buffer inside a text, the last brackets forgotten. Some of
//! them drop the connection or repeat themselves forever when they are refused. Only a frame that is no JSON comes here.

use serde::de::IgnoredAny;

use crate::deviation::{Deviation, DeviationKind};

/// *Decision:* how many brackets may be missing at the end: the frame's and the payload's. A frame that ends deeper inside was cut
/// off, and what it was going to say is not known.
const FORGIVEN_BRACKETS: usize = 2;

/// How much of the text around a slip is shown, in bytes.
const SHOWN_BEFORE: usize = 24;

/// Words that other languages have for null, or for a number that is none.
const NULLS: [&str; 7] = ["nan", "-nan", "undefined", "none", "nil", "null", "n/a"];

/// Mends a text; `None` where it cannot be mended.
pub(super) fn mend(text: &str) -> Option<(String, Vec<Deviation>)> {
    let mut mender = Mender {
        text,
        at: 0,
        mended: String::with_capacity(text.len() + 8),
        open: Vec::new(),
        last: Last::Open,
        slips: Vec::new(),
    };
    mender.run()?;
    Some((mender.mended, mender.slips))
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Open,
    Close,
    Scalar,
    Comma,
    Colon,
}

struct Mender<'a> {
    text: &'a str,
    /// Where the next byte is read.
    at: usize,
    mended: String,
    /// The brackets that close what is open.
    open: Vec<u8>,
    last: Last,
    slips: Vec<Deviation>,
}

impl Mender<'_> {
    fn run(&mut self) -> Option<()> {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if byte.is_ascii_whitespace() {
                self.at += 1;
                continue;
            }
            if self.open.is_empty() && (byte != b'[' || self.last == Last::Close) {
                return None;
            }
            match byte {
                b'[' | b'{' => self.open(byte)?,
                b']' | b'}' => self.close(byte)?,
                b',' => self.comma(),
                b':' if self.last == Last::Scalar => self.write(':', Last::Colon),
                b'"' => self.string()?,
                _ => self.word()?,
            }
        }
        self.finish()
    }

    fn open(&mut self, byte: u8) -> Option<()> {
        self.expect_value()?;
        self.open.push(if byte == b'[' { b']' } else { b'}' });
        self.write(char::from(byte), Last::Open);
        Some(())
    }

    fn close(&mut self, byte: u8) -> Option<()> {
        match self.last {
            Last::Comma => {
                self.slip(DeviationKind::StrayComma);
                self.mended.pop();
            }
            Last::Colon => self.missing_value(),
            _ => {}
        }
        if self.open.pop() != Some(byte) {
            return None;
        }
        self.write(char::from(byte), Last::Close);
        Some(())
    }

    fn comma(&mut self) {
        match self.last {
            Last::Open | Last::Comma => {
                self.slip(DeviationKind::StrayComma);
                self.at += 1;
            }
            Last::Colon => {
                self.missing_value();
                self.write(',', Last::Comma);
            }
            Last::Close | Last::Scalar => self.write(',', Last::Comma),
        }
    }

    fn missing_value(&mut self) {
        self.slip(DeviationKind::MissingValue);
        self.mended.push_str("null");
    }

    /// Copies a text. Control characters are escaped and NULs left out; a backslash that begins no escape stands for itself.
    fn string(&mut self) -> Option<()> {
        self.expect_value()?;
        let mut odd = false;
        let start = self.at;
        self.mended.push('"');
        let mut characters = self.text[start + 1..].char_indices();
        loop {
            match characters.next()? {
                (end, '"') => {
                    self.mended.push('"');
                    if odd {
                        self.slip(DeviationKind::OddCharacters);
                    }
                    self.at = start + 1 + end + 1;
                    self.last = Last::Scalar;
                    return Some(());
                }
                (_, '\\') => match characters.clone().next()?.1 {
                    escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
                        self.mended.extend(['\\', escaped]);
                        characters.next();
                    }
                    _ => {
                        odd = true;
                        self.mended.push_str("\\\\");
                    }
                },
                (_, '\0') => odd = true,
                (_, control) if control.is_ascii_control() && control != '\u{7f}' => {
                    odd = true;
                    self.mended.push_str(&format!("\\u{:04x}", u32::from(control)));
                }
                (_, character) => self.mended.push(character),
            }
        }
    }

    /// Copies a number, boolean or null. What is none of them is put in quotes, for the member's type to say what it means.
    fn word(&mut self) -> Option<()> {
        self.expect_value()?;
        let rest = &self.text[self.at..];
        let end = rest.find(|character: char| !(character.is_ascii_alphanumeric() || "+-._/".contains(character)));
        let word = &rest[..end.unwrap_or(rest.len())];
        if word.is_empty() {
            return None;
        }
        if serde_json::from_str::<IgnoredAny>(word).is_ok() {
            self.mended.push_str(word);
        } else {
            self.slip(DeviationKind::BareWord);
            if NULLS.iter().any(|null| null.eq_ignore_ascii_case(word)) {
                self.mended.push_str("null");
            } else {
                self.mended.extend(["\"", word, "\""]);
            }
        }
        self.at += word.len();
        self.last = Last::Scalar;
        Some(())
    }

    /// Adds the brackets that are missing at the end, where nothing else can be.
    fn finish(&mut self) -> Option<()> {
        if self.open.is_empty() {
            return (self.last == Last::Close).then_some(());
        }
        if self.last != Last::Close || self.open.len() > FORGIVEN_BRACKETS {
            return None;
        }
        self.slip(DeviationKind::MissingBrackets);
        while let Some(bracket) = self.open.pop() {
            self.mended.push(char::from(bracket));
        }
        Some(())
    }

    /// A value cannot follow another without anything between them.
    fn expect_value(&self) -> Option<()> {
        match self.last {
            Last::Open | Last::Comma | Last::Colon => Some(()),
            Last::Close | Last::Scalar => None,
        }
    }

    /// Copies the character at hand.
    fn write(&mut self, character: char, as_what: Last) {
        self.mended.push(character);
        self.at += character.len_utf8();
        self.last = as_what;
    }

    fn slip(&mut self, kind: DeviationKind) {
        let shown = self.text.floor_char_boundary(self.at.saturating_sub(SHOWN_BEFORE));
        Deviation::note(&mut self.slips, "", kind, &self.text[shown..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_reading_is_mended() {
        let table = [
            (r#"[2,[,{"a":1},,2,]]"#, r#"[2,[{"a":1},2]]"#, DeviationKind::StrayComma),
            (r#"[{,"a":1,}]"#, r#"[{"a":1}]"#, DeviationKind::StrayComma),
            (r#"[{"a":,"b":}]"#, r#"[{"a":null,"b":null}]"#, DeviationKind::MissingValue),
            ("[\"a\0b\nc\"]", r#"["ab\u000ac"]"#, DeviationKind::OddCharacters),
            (r#"["C:\dir \u00e5 \" \\"]"#, r#"["C:\\dir \u00e5 \" \\"]"#, DeviationKind::OddCharacters),
            (r#"[3,"1",{"a":[]"#, r#"[3,"1",{"a":[]}]"#, DeviationKind::MissingBrackets),
            (r#"[3,"1",{}"#, r#"[3,"1",{}]"#, DeviationKind::MissingBrackets),
            (
                "[007, .5, +1, True, n/a, NaN, 1.5, -2e3, null]",
                r#"["007",".5","+1","True",null,null,1.5,-2e3,null]"#,
                DeviationKind::BareWord,
            ),
        ];
        for (text, mended, kind) in table {
            let (result, slips) = mend(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(result, mended);
            assert!(serde_json::from_str::<IgnoredAny>(&result).is_ok(), "{result}");
            assert!(!slips.is_empty() && slips.iter().all(|slip| slip.kind == kind), "{slips:?}");
        }
    }

    #[test]
    fn what_has_no_reading_is_left() {
        let table = [
            "",
            "x",
            "{}",
            "[1 2]",
            "[}",
            "[]]",
            "[] x",
            "[\"a",
            "[\"a\\",
            "[{\"a\":1",
            "[1,[2,[3],[[4]",
            "[{\"a\"::1}]",
            "[\"a\"\"b\"]",
            "[$]",
            "[{\"a\":[{\"b\":[]}",
            "[2,\"1\",\"Heartbeat\",",
        ];
        for text in table {
            assert_eq!(mend(text).map(|(mended, _)| mended), None, "{text}");
        }
    }
}
