//! Which compressed forms of a file a browser takes.

use axum::http::{HeaderMap, header};

/// A form in which the app's files are embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Encoding::Brotli => "br",
            Encoding::Gzip => "gzip",
        }
    }

    pub(super) const fn extension(self) -> &'static str {
        match self {
            Encoding::Brotli => "br",
            Encoding::Gzip => "gz",
        }
    }
}

/// The forms that the request takes, the smallest first (RFC 9110 §12.5.3); one with `q=0` is refused.
pub(super) fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let offered: Vec<(&str, bool)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|item| {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let weight = parameters.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse::<f32>().ok());
            (name.trim(), weight.unwrap_or(1.0) > 0.0)
        })
        .collect();
    [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .filter(|encoding| offered.iter().any(|(name, taken)| *taken && name.eq_ignore_ascii_case(encoding.name())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_with_their_weights() {
        let table: [(&str, &[Encoding]); 5] = [
            ("gzip, deflate, br, zstd", &[Encoding::Brotli, Encoding::Gzip]),
            ("gzip;q=1.0, br;q=0", &[Encoding::Gzip]),
            ("identity", &[]),
            ("", &[]),
            ("BR ; q=0.3", &[Encoding::Brotli]),
        ];
        for (value, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
            assert_eq!(accepted(&headers), expected, "{value}");
        }
    }
}
