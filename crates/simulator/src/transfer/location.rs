//! Where a file is, as a URL.

use std::str::FromStr;

use hyper::Uri;

use super::TransferError;

/// How a file is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// FTP in the clear.
    Ftp,
    /// FTP that is encrypted from the login on (`AUTH TLS`).
    Ftps,
    /// HTTP in the clear.
    Http,
    /// HTTP encrypted.
    Https,
}

impl Scheme {
    pub(crate) fn is_ftp(self) -> bool {
        matches!(self, Self::Ftp | Self::Ftps)
    }

    pub(crate) fn is_secure(self) -> bool {
        matches!(self, Self::Ftps | Self::Https)
    }

    fn port(self) -> u16 {
        match self {
            Self::Ftp | Self::Ftps => 21,
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// How it is reached.
    pub scheme: Scheme,
    /// The host: a name or an IP address, IPv6 without its brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// User and password, where they are said.
    pub account: Option<(String, String)>,
    /// Path and query, as they are written, with a slash at the beginning.
    pub path: String,
}

impl Location {
    /// The file of this name in the directory.
    #[must_use]
    pub fn with(mut self, file_name: &str) -> Self {
        let query = self.path.find('?').map(|at| self.path.split_off(at)).unwrap_or_default();
        self.path = format!("{}/{file_name}{query}", self.path.trim_end_matches('/'));
        self
    }

    /// The path without its leading slash, decoded.
    pub(super) fn decoded_path(&self) -> String {
        decoded(self.path.trim_start_matches('/'))
    }

    /// Host and port as a `Host` header has them.
    pub(crate) fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

impl FromStr for Location {
    type Err = TransferError;

    fn from_str(text: &str) -> Result<Self, TransferError> {
        let unreadable = || TransferError::Location(text.to_owned());
        let uri: Uri = text.trim().parse().map_err(|_| unreadable())?;
        let scheme = match uri.scheme_str().map(str::to_ascii_lowercase).as_deref() {
            Some("ftp") => Scheme::Ftp,
            Some("ftps" | "ftpes") => Scheme::Ftps,
            Some("http") => Scheme::Http,
            Some("https") => Scheme::Https,
            Some(other) => return Err(TransferError::Scheme(other.to_owned())),
            None => return Err(unreadable()),
        };
        let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
        if host.is_empty() {
            return Err(unreadable());
        }
        let account = uri.authority().and_then(|authority| authority.as_str().rsplit_once('@')).map(|(account, _)| {
            let (user, password) = account.split_once(':').unwrap_or((account, ""));
            (decoded(user), decoded(password))
        });
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { scheme, host, port: uri.port_u16().unwrap_or_else(|| scheme.port()), account, path })
    }
}

/// The text without percent signs.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_read() {
        let location: Location = "ftp://CP%201:p%40ss@files.example/up%20load/".parse().unwrap();
        assert_eq!((location.scheme, location.port), (Scheme::Ftp, 21));
        assert_eq!(location.account, Some(("CP 1".to_owned(), "p@ss".to_owned())));
        assert_eq!(location.with("a.txt").decoded_path(), "up load/a.txt");
        let location: Location = "https://[::1]:8443/put?token=x".parse().unwrap();
        assert_eq!((location.host.as_str(), location.authority().as_str()), ("::1", "[::1]:8443"));
        assert_eq!(location.with("a.txt").path, "/put/a.txt?token=x");
        assert!(matches!("gopher://x/".parse::<Location>(), Err(TransferError::Scheme(_))));
        for text in ["", "nowhere", "http:///x", "/only/a/path"] {
            assert!(matches!(text.parse::<Location>(), Err(TransferError::Location(_))), "{text}");
        }
    }
}
