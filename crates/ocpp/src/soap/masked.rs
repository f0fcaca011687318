//! Secrets that must not be shown or kept, in envelopes.

use std::borrow::Cow;
use std::ops::Range;

use super::element::Element;
use crate::v16::{MASK, find_secret_word, is_secret_key, without_passwords};

/// The document with its secrets masked: the values of secret configuration keys, and passwords in URLs.
///
/// Of a document that cannot be read, whatever follows the name of a secret key is left off.
#[must_use]
pub fn masked(document: &str) -> Cow<'_, str> {
    let text = match find_secret_word(document) {
        None => Cow::Borrowed(document),
        Some(mention) => match Element::read(document) {
            Ok(root) => without_secret_values(document, &root),
            Err(_) => Cow::Owned(format!("{}{MASK}", &document[..mention])),
        },
    };
    match text {
        Cow::Borrowed(text) => without_passwords(text),
        Cow::Owned(text) => Cow::Owned(without_passwords(&text).into_owned()),
    }
}

fn without_secret_values<'a>(document: &'a str, root: &Element) -> Cow<'a, str> {
    let mut secrets = Vec::new();
    find_secret_values(root, &mut secrets);
    if secrets.is_empty() {
        return Cow::Borrowed(document);
    }
    let mut text = String::with_capacity(document.len());
    let mut copied = 0;
    for secret in secrets {
        text.push_str(document.get(copied..secret.start).unwrap_or_default());
        text.push_str(MASK);
        copied = secret.end;
    }
    text.push_str(document.get(copied..).unwrap_or_default());
    Cow::Owned(text)
}

/// Where the values stand that have a secret key beside them, in their order.
fn find_secret_values(element: &Element, secrets: &mut Vec<Range<usize>>) {
    let is_secret = element.child("key").is_some_and(|key| is_secret_key(&key.text));
    for child in &element.children {
        if is_secret && child.name.eq_ignore_ascii_case("value") {
            secrets.push(child.inner.clone());
        } else {
            find_secret_values(child, secrets);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_secret_keys_are_masked() {
        let document = "<a><c><key>HeartbeatInterval</key><value>60</value></c><c ><Key> AuthorizationKey</Key ><value>s3&lt;c</value ></c></a>";
        let expected = "<a><c><key>HeartbeatInterval</key><value>60</value></c><c ><Key> AuthorizationKey</Key ><value>***</value ></c></a>";
        assert_eq!(masked(document), expected);
    }

    #[test]
    fn broken_documents_give_no_secret_away() {
        let shown = masked("<a><key>AuthorizationKey</key><value>4F43");
        assert!(!shown.contains("4F43"), "{shown}");
    }

    #[test]
    fn passwords_in_addresses_are_masked_and_plain_documents_are_not_copied() {
        assert_eq!(masked("<location>ftp://u:p@host/x</location>"), "<location>ftp://u:***@host/x</location>");
        assert!(matches!(masked("<idTag>AB</idTag>"), Cow::Borrowed(_)));
    }
}
