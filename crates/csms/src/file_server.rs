//! Where stations find the portal's files: how a location is made, and the secret in it.
//!
//! *Decision:* one transfer has one secret, which opens the same file over FTP and over HTTP. It is a keyed hash of the
//! transfer's id under the portal's own key: nobody can guess it, nothing needs to keep it, and a restart loses nothing.

use std::time::Duration;

use domain::TransferId;
use domain::transfer::TransferProtocol;

use crate::credential::CredentialKey;

/// How stations reach the portal's files, as far as whoever runs the program has said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileServer {
    /// The port of the FTP server; none where there is none.
    pub ftp_port: Option<u16>,
    /// Whether the FTP server can be asked for TLS.
    pub ftps: bool,
    /// The host by which stations reach the FTP server; as the station came where absent.
    pub host: Option<String>,
    /// The address of the portal, `https://portal.example.org`; as the station came where absent.
    pub address: Option<String>,
    /// Whether HTTP is offered before FTP to stations that know both.
    pub prefers_http: bool,
    /// How long a location stays open after the time that the transfer is planned for.
    pub lifetime: Duration,
    /// How long a transfer may be silent before it counts as timed out.
    pub patience: Duration,
}

impl Default for FileServer {
    fn default() -> Self {
        Self {
            ftp_port: None,
            ftps: false,
            host: None,
            address: None,
            prefers_http: false,
            lifetime: Duration::from_secs(24 * 3_600),
            patience: Duration::from_secs(2 * 3_600),
        }
    }
}

/// Where and how a station can be sent for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    ftp: Option<String>,
    http: Option<String>,
    /// In the order in which they are offered.
    pub(crate) offered: Vec<TransferProtocol>,
}

impl FileServer {
    /// The places for a station that has reached the portal at `reached_at`, such as `http://10.0.0.5:8080`.
    pub(crate) fn places(&self, reached_at: Option<&str>) -> Places {
        let http = self.address.as_deref().or(reached_at).map(|address| address.trim_end_matches('/').to_owned());
        let host = self.host.clone().or_else(|| http.as_deref().and_then(host_of).map(str::to_owned));
        let ftp = self.ftp_port.zip(host).map(|(port, host)| format!("{host}:{port}"));
        let mut offered = Vec::with_capacity(3);
        if ftp.is_some() {
            offered.push(TransferProtocol::Ftp);
            if self.ftps {
                offered.push(TransferProtocol::Ftps);
            }
        }
        if let Some(address) = &http {
            let is_secure = address.starts_with("https://");
            let protocol = if is_secure { TransferProtocol::Https } else { TransferProtocol::Http };
            let place = if self.prefers_http { 0 } else { offered.len() };
            offered.insert(place, protocol);
        }
        Places { ftp, http, offered }
    }
}

impl Places {
    /// The location of a transfer: of the file `name`, or of the folder to deliver into.
    pub(crate) fn location(
        &self,
        protocol: TransferProtocol,
        id: TransferId,
        secret: &str,
        name: Option<&str>,
    ) -> Option<String> {
        let name: String =
            name.unwrap_or_default().chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
        match protocol {
            TransferProtocol::Ftp | TransferProtocol::Ftps => {
                self.ftp.as_deref().map(|host| format!("{protocol}://t{id}:{secret}@{host}/{name}"))
            }
            TransferProtocol::Http | TransferProtocol::Https => {
                self.http.as_deref().map(|address| format!("{address}/files/{id}-{secret}/{name}"))
            }
        }
    }
}

/// What needs no escape in an address, whoever reads it.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "._-".contains(letter)
}

/// The host of an address, without scheme, port and path.
fn host_of(address: &str) -> Option<&str> {
    let authority = address.split_once("://").map_or(address, |(_, rest)| rest).split('/').next()?;
    let host = match authority.strip_prefix('[') {
        Some(rest) => &authority[..rest.find(']')? + 2],
        None => authority.split(':').next()?,
    };
    (!host.is_empty()).then_some(host)
}

impl CredentialKey {
    /// The secret of a transfer's location: 32 hexadecimal digits.
    pub(crate) fn file_secret(&self, id: TransferId) -> String {
        let digest = self.file_digest(id);
        digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a secret is that of a transfer; takes the same time whatever differs.
    pub(crate) fn is_file_secret(&self, id: TransferId, secret: &str) -> bool {
        let expected = self.file_secret(id);
        let differing =
            expected.bytes().zip(secret.bytes()).fold(0, |differing, (one, other)| differing | (one ^ other));
        expected.len() == secret.len() && differing == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> FileServer {
        FileServer { ftp_port: Some(2121), ftps: true, ..FileServer::default() }
    }

    #[test]
    fn a_station_is_sent_where_it_came_or_where_the_configuration_says() {
        use TransferProtocol as P;
        let reached = Some("http://10.0.0.5:8080");
        let address = Some("https://portal.example.org/".to_owned());
        let table = [
            (server(), None, vec![], None, None),
            (server(), reached, vec![P::Ftp, P::Ftps, P::Http], Some("10.0.0.5:2121"), reached),
            (
                FileServer { address: address.clone(), ..server() },
                reached,
                vec![P::Ftp, P::Ftps, P::Https],
                Some("portal.example.org:2121"),
                Some("https://portal.example.org"),
            ),
            (
                FileServer { address, host: Some("ftp.example.org".to_owned()), prefers_http: true, ..server() },
                None,
                vec![P::Https, P::Ftp, P::Ftps],
                Some("ftp.example.org:2121"),
                Some("https://portal.example.org"),
            ),
            (FileServer::default(), reached, vec![P::Http], None, reached),
            (
                server(),
                Some("http://[::1]:80"),
                vec![P::Ftp, P::Ftps, P::Http],
                Some("[::1]:2121"),
                Some("http://[::1]:80"),
            ),
        ];
        for (server, reached, offered, ftp, http) in table {
            let places = server.places(reached);
            assert_eq!(places.offered, offered, "{server:?}");
            assert_eq!((places.ftp.as_deref(), places.http.as_deref()), (ftp, http), "{server:?}");
        }
    }

    #[test]
    fn a_location_needs_no_escapes() {
        let places = server().places(Some("http://10.0.0.5:8080"));
        let table = [
            (TransferProtocol::Ftp, Some("fw 1/ä.bin"), "ftp://t7:abc@10.0.0.5:2121/fw_1__.bin"),
            (TransferProtocol::Ftps, None, "ftps://t7:abc@10.0.0.5:2121/"),
            (TransferProtocol::Http, Some("fw.bin"), "http://10.0.0.5:8080/files/7-abc/fw.bin"),
        ];
        for (protocol, name, expected) in table {
            assert_eq!(places.location(protocol, TransferId(7), "abc", name).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_secret_opens_one_transfer_of_one_portal() {
        let key = CredentialKey::new([7; 32]);
        let secret = key.file_secret(TransferId(1));
        assert_eq!(secret.len(), 32);
        assert!(key.is_file_secret(TransferId(1), &secret));
        assert!(!key.is_file_secret(TransferId(2), &secret));
        assert!(!key.is_file_secret(TransferId(1), &secret[..31]));
        assert!(!key.is_file_secret(TransferId(1), ""));
        assert!(!CredentialKey::new([8; 32]).is_file_secret(TransferId(1), &secret));
    }
}
