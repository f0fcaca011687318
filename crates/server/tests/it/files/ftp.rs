//! Stations' files over FTP and FTPS, with a client that is not ours.

use std::io::Cursor;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde_json::json;
use suppaftp::types::FileType;
use suppaftp::{FtpError, FtpStream, RustlsConnector, RustlsFtpStream, Status};

use super::{Depot, FIRMWARE};

/// A location over FTP, taken apart.
struct Account {
    user: String,
    password: String,
    host: String,
    name: String,
}

fn account(location: &str) -> Account {
    let (account, place) = location.strip_prefix("ftp://").unwrap().split_once('@').unwrap();
    let (user, password) = account.split_once(':').unwrap();
    let (host, name) = place.split_once('/').unwrap();
    let [user, password, host, name] = [user, password, host, name].map(str::to_owned);
    Account { user, password, host, name }
}

/// Does something with an FTP client, away from the portal's threads.
async fn with_client<T: Send + 'static>(
    location: &str,
    work: impl FnOnce(&mut FtpStream, &Account) -> T + Send + 'static,
) -> T {
    let account = account(location);
    let done = tokio::task::spawn_blocking(move || {
        let mut client = FtpStream::connect(&account.host).unwrap();
        client.login(&account.user, &account.password).unwrap();
        client.transfer_type(FileType::Binary).unwrap();
        work(&mut client, &account)
    });
    done.await.unwrap()
}

fn status(failure: FtpError) -> Status {
    match failure {
        FtpError::UnexpectedResponse(response) => response.status,
        other => panic!("no answer of the server: {other}"),
    }
}

#[tokio::test]
async fn firmware_is_fetched_whole_and_from_where_it_broke_off() {
    let mut depot = Depot::open().await;
    let location = depot.for_firmware().await;
    with_client(&location, |client, account| {
        assert_eq!(client.nlst(None).unwrap(), ["fw.bin"], "the account sees its image and nothing else");
        assert_eq!(client.size(&account.name).unwrap(), FIRMWARE.len());
        assert_eq!(client.retr_as_buffer(&account.name).unwrap().into_inner(), FIRMWARE);
        client.resume_transfer(9).unwrap();
        assert_eq!(client.retr_as_buffer(&account.name).unwrap().into_inner(), &FIRMWARE[9..]);
        client.quit().unwrap();
    })
    .await;
    let path = format!("/api/v1/stations/{}/transfers", depot.place.station);
    depot.portal.eventually(&path, |answer| answer["items"][0]["state"] == "downloading").await;
}

#[tokio::test]
async fn diagnostics_are_delivered() {
    let mut depot = Depot::open().await;
    let location = depot.for_diagnostics().await;
    with_client(&location, |client, _| {
        client.put_file("log.zip", &mut Cursor::new(b"what happened")).unwrap();
        assert_eq!(client.size("log.zip").unwrap(), 13);
        assert_eq!(client.nlst(None).unwrap(), ["log.zip"]);
    })
    .await;
    let uploads = depot.uploads().await;
    assert_eq!((&uploads["items"][0]["name"], &uploads["usedBytes"]), (&json!("log.zip"), &json!(13)));
    assert_eq!(depot.download(&uploads["items"][0]).await, b"what happened");
}

#[tokio::test]
async fn an_account_gets_nowhere_else() {
    let mut depot = Depot::open().await;
    let folder = depot.for_diagnostics().await;
    with_client(&folder, |client, _| {
        client.put_file("log.zip", &mut Cursor::new(b"mine")).unwrap();
        for path in ["../../../etc/passwd", "/etc/passwd", "..", "a/../../b", "sub/log.zip"] {
            assert!(client.retr_as_buffer(path).is_err(), "read {path}");
            assert!(client.put_file(path, &mut Cursor::new(b"x")).is_err(), "write {path}");
            assert!(client.size(path).is_err(), "size of {path}");
            assert!(client.cwd(path).is_err(), "go to {path}");
        }
        assert!(client.retr_as_buffer("log.zip").is_err(), "an upload is not read back");
        assert_eq!(status(client.rm("log.zip").unwrap_err()), Status::FileUnavailable);
        assert_eq!(status(client.mkdir("sub").unwrap_err()), Status::FileUnavailable);
        assert!(client.rename("log.zip", "other.zip").is_err());
    })
    .await;
    let image = depot.for_firmware().await;
    with_client(&image, |client, account| {
        assert!(client.put_file(&account.name, &mut Cursor::new(b"worse")).is_err(), "an image is not written");
        assert!(client.retr_as_buffer("log.zip").is_err(), "another transfer's file is not there");
        assert_eq!(client.nlst(None).unwrap(), ["fw.bin"]);
        // In active mode the portal would connect to wherever a client says.
        assert!(client.custom_command("PORT 127,0,0,1,4,1", &[Status::CommandOk]).is_err());
    })
    .await;
    assert_eq!(depot.uploads().await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_wrong_or_finished_account_is_refused() {
    let mut depot = Depot::open().await;
    let location = depot.for_diagnostics().await;
    let own = account(&location);
    let logins = [
        ("anonymous".to_owned(), "a@example.org".to_owned()),
        (own.user.clone(), "0".repeat(32)),
        ("t999".to_owned(), own.password.clone()),
        (own.user.clone(), String::new()),
    ];
    let host = own.host.clone();
    let refused = tokio::task::spawn_blocking(move || {
        for (user, password) in logins {
            let mut client = FtpStream::connect(&host).unwrap();
            assert_eq!(status(client.login(&user, &password).unwrap_err()), Status::NotLoggedIn, "{user}");
            assert!(client.nlst(None).is_err());
        }
    });
    refused.await.unwrap();
    depot.station.call("DiagnosticsStatusNotification", json!({"status": "Uploaded"})).await;
    let path = format!("/api/v1/stations/{}/transfers", depot.place.station);
    depot.portal.eventually(&path, |answer| answer["items"][0]["state"] == "uploaded").await;
    let over = tokio::task::spawn_blocking(move || {
        let mut client = FtpStream::connect(&own.host).unwrap();
        status(client.login(&own.user, &own.password).unwrap_err())
    });
    assert_eq!(over.await.unwrap(), Status::NotLoggedIn);
}

#[tokio::test]
async fn the_station_has_so_much_room_over_ftp_too() {
    let mut depot = Depot::open_with(|files| (files.upload_bytes, files.station_bytes) = (10, 15)).await;
    let location = depot.for_diagnostics().await;
    with_client(&location, |client, _| {
        let mut put = |name: &str, body: &[u8]| client.put_file(name, &mut Cursor::new(body)).is_ok();
        assert!(!put("large", b"12345678901"));
        assert!(put("first", b"1234567890"));
        assert!(!put("second", b"123456"));
        assert!(put("third", b"12345"));
    })
    .await;
    assert_eq!((depot.uploads().await["usedBytes"].clone(), depot.on_disk()), (json!(15), 3));
}

#[tokio::test]
async fn the_same_over_explicit_tls() {
    let mut depot = Depot::open().await;
    let location = depot.for_diagnostics().await;
    let own = account(&location);
    let sent = tokio::task::spawn_blocking(move || {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(crate::tls::file("certificate.pem")).unwrap()).unwrap();
        let client = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let plain = RustlsFtpStream::connect(&own.host).unwrap();
        let mut client = plain.into_secure(RustlsConnector::from(Arc::new(client)), "localhost").unwrap();
        client.login(&own.user, &own.password).unwrap();
        client.transfer_type(FileType::Binary).unwrap();
        client.put_file("secret.zip", &mut Cursor::new(b"in private")).unwrap();
    });
    sent.await.unwrap();
    assert_eq!(depot.download(&depot.uploads().await["items"][0]).await, b"in private");
}
