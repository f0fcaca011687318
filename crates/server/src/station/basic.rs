//! HTTP Basic as stations send it (Improved security for OCPP 1.6-J §2.2): the password may be any bytes.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use csms::BasicCredential;

/// *Deviation:* some stations leave the padding away.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the credential; `None` where there is none or it cannot be read. The user ends at the first colon.
pub(super) fn credential(headers: &HeaderMap) -> Option<BasicCredential> {
    let value = headers.get(header::AUTHORIZATION)?.as_bytes();
    let (scheme, encoded) = value.split_at_checked(6)?;
    if !scheme.eq_ignore_ascii_case(b"Basic ") {
        return None;
    }
    let decoded = BASE64.decode(encoded.trim_ascii()).ok()?;
    let colon = decoded.iter().position(|byte| *byte == b':')?;
    let user = String::from_utf8(decoded[..colon].to_vec()).ok()?;
    Some(BasicCredential { user, password: decoded[colon + 1..].to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &[u8]) -> Option<(String, Vec<u8>)> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, axum::http::HeaderValue::from_bytes(value).unwrap());
        credential(&headers).map(|credential| (credential.user, credential.password))
    }

    #[test]
    fn passwords_are_bytes() {
        let binary = [b"CP1:".as_slice(), &[0, 0xff, b':', 7]].concat();
        let value = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(binary));
        assert_eq!(read(value.as_bytes()), Some(("CP1".to_owned(), vec![0, 0xff, b':', 7])));
    }

    #[test]
    fn odd_headers_are_read_or_refused() {
        let table: [(&str, Option<&str>); 7] = [
            ("basic Q1AxOnNlY3JldA==", Some("secret")),
            ("Basic Q1AxOnNlY3JldA", Some("secret")),
            ("Basic  Q1AxOnNlY3JldA== ", Some("secret")),
            ("Basic Q1AxOg==", Some("")),
            ("Basic Q1Ax", None),
            ("Bearer Q1AxOnNlY3JldA==", None),
            ("Basic", None),
        ];
        for (value, password) in table {
            let expected = password.map(|password| ("CP1".to_owned(), password.as_bytes().to_vec()));
            assert_eq!(read(value.as_bytes()), expected, "{value}");
        }
    }
}
