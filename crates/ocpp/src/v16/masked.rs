//! Payloads as logs may show them.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::Action;
use crate::repair::{Members, Scalar};

/// What stands in place of a secret.
pub const MASK: &str = "***";

/// *Decision:* words in the name of a configuration key that make its value a secret. `AuthorizationKey` is the Basic password of
/// the security whitepaper; the others are vendors' own.
const SECRET_WORDS: [&str; 11] = [
    "authorizationkey",
    "authkey",
    "password",
    "passwd",
    "passphrase",
    "secret",
    "credential",
    "privatekey",
    "apikey",
    "token",
    "psk",
];

/// The payload with its secrets masked: the values of secret configuration keys, and passwords in URLs.
///
/// It takes requests and responses alike, also whole SOAP envelopes, also broken ones: of those, whatever follows the name of a secret key is left off.
#[must_use]
pub fn masked<'a>(action: &str, payload: &'a str) -> Cow<'a, str> {
    if payload.starts_with('<') {
        return crate::soap::masked(payload);
    }
    let configures = matches!(Action::read(action), Some(Action::ChangeConfiguration | Action::GetConfiguration));
    let text = if configures { without_secret_values(payload) } else { Cow::Borrowed(payload) };
    match text {
        Cow::Borrowed(text) => without_url_secrets(text),
        Cow::Owned(text) => Cow::Owned(without_url_secrets(&text).into_owned()),
    }
}

/// The folder below which the portal's files lie, each behind a secret: `/files/<id>-<secret>/<name>`.
const FILES: &str = "/files/";

fn without_url_secrets(text: &str) -> Cow<'_, str> {
    match without_passwords(text) {
        Cow::Borrowed(text) => without_file_secrets(text),
        Cow::Owned(text) => Cow::Owned(without_file_secrets(&text).into_owned()),
    }
}

/// Masks what opens one of the portal's files over HTTP.
#[must_use]
pub fn without_file_secrets(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut copied = 0;
    while let Some(found) = text[copied..].find(FILES) {
        let start = copied + found + FILES.len();
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let secret = text[start + digits..]
            .strip_prefix('-')
            .map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_hexdigit).count());
        masked.push_str(&text[copied..start]);
        copied = start;
        if digits > 0 && secret > 0 {
            masked.push_str(&text[start..=start + digits]);
            masked.push_str(MASK);
            copied = start + digits + 1 + secret;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}

/// Whether the value of a configuration key is a secret, such as a station's own Basic password.
#[must_use]
pub fn is_secret_key(key: &str) -> bool {
    find_secret_word(key).is_some()
}

/// Where the first secret word ends.
pub(crate) fn find_secret_word(text: &str) -> Option<usize> {
    // Only letters of ASCII are changed, so that places in one text are places in the other.
    let text = text.to_ascii_lowercase();
    SECRET_WORDS.iter().filter_map(|word| text.find(word).map(|start| start + word.len())).min()
}

fn without_secret_values(payload: &str) -> Cow<'_, str> {
    let Some(mention) = find_secret_word(payload) else { return Cow::Borrowed(payload) };
    let Ok(raw) = serde_json::from_str::<&RawValue>(payload) else {
        return Cow::Owned(format!("{}{MASK}", &payload[..mention]));
    };
    let mut secrets = Vec::new();
    find_secret_values(raw, true, &mut secrets);
    let mut text = String::with_capacity(payload.len());
    let mut copied = 0;
    for secret in secrets {
        // Every part borrows from the payload, so the distance of their beginnings is its place.
        let start = secret.get().as_ptr().addr() - payload.as_ptr().addr();
        text.push_str(&payload[copied..start]);
        text.push('"');
        text.push_str(MASK);
        text.push('"');
        copied = start + secret.get().len();
    }
    text.push_str(&payload[copied..]);
    Cow::Owned(text)
}

/// Finds the values that stand beside secret keys: in the object itself and, where that is wanted, in the objects of its lists.
fn find_secret_values<'a>(raw: &'a RawValue, in_lists: bool, secrets: &mut Vec<&'a RawValue>) {
    let Ok(members) = Members::split(raw) else { return };
    let is_named = |name: &str, wanted: &str| name.trim().eq_ignore_ascii_case(wanted);
    let secret = members.iter().any(|(name, key)| match Scalar::of(key) {
        Scalar::Text { text, .. } => is_named(name, "key") && is_secret_key(&text),
        _ => false,
    });
    for (name, part) in members.iter() {
        if secret && is_named(name, "value") {
            secrets.push(part);
        } else if in_lists && part.get().starts_with('[') {
            let elements: Vec<&RawValue> = serde_json::from_str(part.get()).unwrap_or_default();
            for element in elements {
                find_secret_values(element, false, secrets);
            }
        }
    }
}

/// Masks what stands between the colon and the at sign of a URL, which may be written with escaped slashes.
pub(crate) fn without_passwords(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut copied = 0;
    let mut searched = 0;
    while let Some(start) = find_authority(text, searched) {
        // A password may hold slashes that should have been escaped, so the last at sign of the whole URL counts.
        let end = text[start..]
            .find(|character: char| character.is_whitespace() || matches!(character, '"' | '<' | '>'))
            .map_or(text.len(), |length| start + length);
        if let Some(at) = text[start..end].rfind('@')
            && let Some(colon) = text[start..start + at].find(':')
        {
            masked.push_str(&text[copied..=start + colon]);
            masked.push_str(MASK);
            copied = start + at;
        }
        searched = end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}

/// Where the authority of the next URL begins.
fn find_authority(text: &str, from: usize) -> Option<usize> {
    ["://", r":\/\/"].iter().filter_map(|mark| text[from..].find(mark).map(|at| from + at + mark.len())).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_secret_keys_are_masked() {
        let table = [
            (
                "ChangeConfiguration",
                r#"{"key":"AuthorizationKey","value":"4F43415F"}"#,
                r#"{"key":"AuthorizationKey","value":"***"}"#,
            ),
            (
                "changeconfiguration",
                r#"{ "Value" : 17, "KEY":"authorizationkey" }"#,
                r#"{ "Value" : "***", "KEY":"authorizationkey" }"#,
            ),
            (
                "GetConfiguration",
                r#"{"configurationKey":[{"key":"Heartbeat","readonly":false,"value":"60"},{"key":"WifiPassword","readonly":false,"value":"a\"b"}]}"#,
                r#"{"configurationKey":[{"key":"Heartbeat","readonly":false,"value":"60"},{"key":"WifiPassword","readonly":false,"value":"***"}]}"#,
            ),
        ];
        for (action, payload, expected) in table {
            assert_eq!(masked(action, payload), expected);
        }
    }

    #[test]
    fn broken_payloads_give_no_secret_away() {
        let broken = r#"{"configurationKey":[{"key":"AuthorizationKey","value":"4F43"#;
        let shown = masked("GetConfiguration", broken);
        assert!(!shown.contains("4F43"), "{shown}");
    }

    #[test]
    fn passwords_in_urls_are_masked() {
        let table = [
            ("ftp://user:pass@host/dir", "ftp://user:***@host/dir"),
            (
                r#"{"location":"ftp://u:p/a:s@s@host:21/x","retries":1}"#,
                r#"{"location":"ftp://u:***@host:21/x","retries":1}"#,
            ),
            (r#"{"location":"ftps:\/\/u:p@host\/x"}"#, r#"{"location":"ftps:\/\/u:***@host\/x"}"#),
            ("http://a:b@c http://d:e@f", "http://a:***@c http://d:***@f"),
        ];
        for (text, expected) in table {
            assert_eq!(masked("GetDiagnostics", text), expected);
        }
    }

    #[test]
    fn what_opens_a_file_is_masked() {
        let table = [
            ("http://host:8080/files/17-0af3/fw.bin", "http://host:8080/files/17-***/fw.bin"),
            (r#"{"location":"https://host/files/17-0af3/"}"#, r#"{"location":"https://host/files/17-***/"}"#),
            ("/files/1-a/x /files/2-b/y", "/files/1-***/x /files/2-***/y"),
            ("http://host/files/manual/a-b", "http://host/files/manual/a-b"),
            ("http://host/files/17", "http://host/files/17"),
        ];
        for (text, expected) in table {
            assert_eq!(masked("UpdateFirmware", text), expected);
        }
    }

    #[test]
    fn what_holds_no_secret_is_not_copied() {
        let plain = [
            ("ChangeConfiguration", r#"{"key":"HeartbeatInterval","value":"60"}"#),
            ("GetDiagnostics", r#"{"location":"http://host:8080/x"}"#),
            ("GetDiagnostics", "://"),
            ("StartTransaction", r#"{"idTag":"password"}"#),
        ];
        for (action, payload) in plain {
            assert!(matches!(masked(action, payload), Cow::Borrowed(text) if text == payload), "{payload}");
        }
    }
}
