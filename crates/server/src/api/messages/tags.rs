//! Tags in protocol messages, masked where a log leaves the house without them.

use std::borrow::Cow;

/// What stands in place of a tag.
const MASK: &str = "***";

/// Names whose values tell who charged; compared without regard to case, at their end: also `parentIdTag`.
const NAMES: [&str; 2] = ["idtag", "idtoken"];

/// A message's text, JSON or XML, without the tags in it.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    // Only letters of ASCII are changed, so that places in one text are places in the other.
    let folded = text.to_ascii_lowercase();
    let mut plain = String::new();
    let mut copied = 0;
    let mut searched = 0;
    while let Some(end) = next_name(&folded, searched) {
        searched = end;
        let Some(value) = value_after(text, end) else { continue };
        plain.push_str(&text[copied..value.start]);
        plain.push_str(MASK);
        copied = value.end;
        searched = value.end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    plain.push_str(&text[copied..]);
    Cow::Owned(plain)
}

/// Whether a member, by its path, holds a tag.
pub(super) fn is_tag(member: &str) -> bool {
    let member = member.to_ascii_lowercase();
    NAMES.iter().any(|name| member.ends_with(name))
}

/// Where the next such name ends.
fn next_name(folded: &str, from: usize) -> Option<usize> {
    NAMES.iter().filter_map(|name| folded[from..].find(name).map(|start| from + start + name.len())).min()
}

/// Where the value stands whose name ends at `end`: in XML up to the next tag, in JSON a text within its quotes or a bare word.
fn value_after(text: &str, end: usize) -> Option<std::ops::Range<usize>> {
    let rest = &text[end..];
    if let Some(value) = rest.strip_prefix('>') {
        let ends = text[..end].rfind('<').is_some_and(|tag| text[tag..].starts_with("</"));
        if ends {
            return None;
        }
        let start = end + 1;
        return Some(start..start + value.find('<').unwrap_or(value.len()));
    }
    let after_quotes = rest.trim_start_matches(['"', '\\']).trim_start();
    let value = after_quotes.strip_prefix(':')?.trim_start();
    let start = text.len() - value.len();
    if let Some(quoted) = value.strip_prefix('"') {
        let mut escaped = false;
        let length = quoted.find(|character| {
            let ends = character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
            ends
        });
        return Some(start + 1..start + 1 + length.unwrap_or(quoted.len()));
    }
    let length = value.find([',', '}', ']']).unwrap_or(value.len());
    let is_nested = value.starts_with(['{', '[']);
    (!is_nested && length > 0).then_some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_masked_in_every_form() {
        let table = [
            (r#"{"idTag":"04A2B3","x":1}"#, r#"{"idTag":"***","x":1}"#),
            (r#"{"idTag" : "a\"b" }"#, r#"{"idTag" : "***" }"#),
            (r#"{"IdTag":12345}"#, r#"{"IdTag":***}"#),
            (
                r#"{"idTagInfo":{"status":"Accepted","parentIdTag":"P1"}}"#,
                r#"{"idTagInfo":{"status":"Accepted","parentIdTag":"***"}}"#,
            ),
            (r#"[{"idTag":"A"},{"idTag":"B"}]"#, r#"[{"idTag":"***"},{"idTag":"***"}]"#),
            ("<cs:idTag>04A2</cs:idTag><x/>", "<cs:idTag>***</cs:idTag><x/>"),
            (r#"{"idTag":"broken off"#, r#"{"idTag":"***"#),
            (r#"{"status":"Available"}"#, r#"{"status":"Available"}"#),
        ];
        for (text, expected) in table {
            assert_eq!(masked(text), expected, "{text}");
        }
        assert!(is_tag("localAuthorizationList[].idTag") && is_tag("idTagInfo.parentIdTag") && !is_tag("idTagInfo"));
    }
}
