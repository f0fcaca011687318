//! Firmware that is really fetched, and logs that are really delivered.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as UrlPath, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::put;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use libunftp::ServerBuilder;
use rcgen::{CertificateParams, KeyPair, SigningKey as _};
use serde_json::{Value, json};
use simulator::access::{Access, certificates};
use simulator::clock::Clock;
use simulator::station::{Act, Equipment, Mishap, OutletNumber, Station, VehicleModel};
use tokio::net::TcpListener;
use unftp_sbe_fs::Filesystem;

use crate::central_system::{CentralSystem, Driven};
use crate::security::Authority;

/// Files by path, as an HTTP server has them.
type Shelf = Arc<Mutex<HashMap<String, Bytes>>>;

async fn http_server() -> (Shelf, SocketAddr) {
    async fn take(
        State(shelf): State<Shelf>,
        UrlPath(path): UrlPath<String>,
        headers: HeaderMap,
        body: Bytes,
    ) -> StatusCode {
        if headers.get("authorization").is_none_or(|value| value != "Basic dTpw") {
            return StatusCode::UNAUTHORIZED;
        }
        shelf.lock().unwrap().insert(path, body);
        StatusCode::CREATED
    }
    async fn give(State(shelf): State<Shelf>, UrlPath(path): UrlPath<String>) -> Result<Bytes, StatusCode> {
        shelf.lock().unwrap().get(&path).cloned().ok_or(StatusCode::NOT_FOUND)
    }
    let shelf = Shelf::default();
    let router = Router::new().route("/{*path}", put(take).get(give)).with_state(Arc::clone(&shelf));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (shelf, address)
}

/// An FTP server for a folder; with a certificate and a key it lets nobody in without `AUTH TLS`.
async fn ftp_server(root: &Path, tls: Option<(&Path, &Path)>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let root = root.to_owned();
    let tls = tls.map(|(certificate, key)| (certificate.to_owned(), key.to_owned()));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let root = root.clone();
            let mut server = ServerBuilder::new(Box::new(move || Filesystem::new(root.clone()).unwrap()));
            if let Some((certificate, key)) = &tls {
                use libunftp::options::FtpsRequired::All;
                server = server.ftps(certificate, key).ftps_required(All, All);
            }
            let server = server.build().unwrap();
            tokio::spawn(async move { server.service(stream).await });
        }
    });
    address
}

/// A station that lives fast and has been accepted.
async fn hurried(mishaps: &[Mishap], access: Access) -> (CentralSystem, Driven) {
    let (mut central_system, network) = CentralSystem::new();
    let equipment = Equipment { time_scale: 1000.0, mishaps: mishaps.to_vec(), ..Equipment::default() };
    let clock = Clock::of_day();
    let mut station = Station::new("CP 1", equipment, 7, clock.now());
    station.equip(access);
    let addresses = "ws://central.example/ocpp".parse::<simulator::address::Address>().unwrap().into();
    let driven = Driven::drive(station, clock, Arc::new(network), addresses, Vec::new());
    central_system.accept().await;
    central_system.expect_status(1, "Available").await;
    central_system.calls.clear();
    (central_system, driven)
}

/// Answers everything until the last message of an action has this status, and gives all statuses.
async fn statuses(central_system: &mut CentralSystem, action: &str, last: &str) -> Vec<Value> {
    while central_system.expect(action).await.payload["status"] != last {}
    central_system.payloads(action).iter().map(|payload| payload["status"].clone()).collect()
}

#[tokio::test]
async fn diagnostics_and_logs_are_delivered() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let (certificate, key) = authority.server_files(folder.path());
    let store = tempfile::tempdir().unwrap();
    std::fs::create_dir(store.path().join("logs")).unwrap();
    let ftp = ftp_server(store.path(), None).await;
    let ftps = ftp_server(store.path(), Some((&certificate, &key))).await;
    let (shelf, http) = http_server().await;
    let trusted = certificates(&authority.pem).unwrap();
    let (mut central_system, driven) = hurried(&[], Access { trusted, ..Access::default() }).await;
    driven.handle.act(Act::SecurityEvent("TamperDetectionActivated".to_owned())).await.unwrap().unwrap();

    for location in [format!("ftp://u:p@{ftp}/logs"), format!("ftps://u:p@{ftps}/logs/")] {
        central_system.calls.clear();
        let answer = central_system.ask("GetDiagnostics", json!({"location": location})).await;
        let name = answer["fileName"].as_str().unwrap().to_owned();
        let told = statuses(&mut central_system, "DiagnosticsStatusNotification", "Uploaded").await;
        assert_eq!(told, ["Uploading", "Uploaded"], "{location}");
        let path = store.path().join("logs").join(&name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("TamperDetectionActivated") && text.contains("accepted by the central system"), "{text}");
        std::fs::remove_file(path).unwrap();
    }

    let log = |account: &str, id: i64| {
        let location = format!("http://{account}@{http}/upload");
        json!({"log": {"remoteLocation": location}, "logType": "SecurityLog", "requestId": id})
    };
    central_system.calls.clear();
    let answer = central_system.ask("GetLog", log("u:p", 6)).await;
    assert_eq!(statuses(&mut central_system, "LogStatusNotification", "Uploaded").await, ["Uploading", "Uploaded"]);
    let delivered = shelf.lock().unwrap()[&format!("upload/{}", answer["filename"].as_str().unwrap())].clone();
    let text = String::from_utf8(delivered.into()).unwrap();
    assert!(text.contains("TamperDetectionActivated") && !text.contains("accepted by"), "{text}");
    assert_eq!(central_system.ask("GetLog", log("u:wrong", 7)).await["status"], "Accepted");
    statuses(&mut central_system, "LogStatusNotification", "PermissionDenied").await;
    assert_eq!(central_system.payloads("LogStatusNotification").last().unwrap()["requestId"], 7);
}

#[tokio::test]
async fn firmware_is_fetched_installed_and_runs_after_a_restart() {
    let store = tempfile::tempdir().unwrap();
    std::fs::write(store.path().join("acme-2.5.1.bin"), "firmware").unwrap();
    let ftp = ftp_server(store.path(), None).await;
    let (mut central_system, driven) = hurried(&[], Access::default()).await;
    let first = OutletNumber::FIRST;
    driven.handle.act(Act::Plug(first, VehicleModel::Van.vehicle(0.1))).await.unwrap().unwrap();
    driven.handle.act(Act::Tag(first, "A".to_owned())).await.unwrap().unwrap();
    central_system.expect_status(1, "Charging").await;
    let location = format!("ftp://u:p@{ftp}/acme-2.5.1.bin");
    let update = json!({"location": location, "retrieveDate": "2020-01-01T00:00:00Z"});
    assert_eq!(central_system.ask("UpdateFirmware", update).await, json!({}));
    let told = statuses(&mut central_system, "FirmwareStatusNotification", "Downloaded").await;
    assert_eq!(told, ["Downloading", "Downloaded"]);
    driven.handle.act(Act::Unplug(first)).await.unwrap().unwrap();
    central_system.expect_status(1, "Unavailable").await;
    central_system.serve().await;
    central_system.accept().await;
    assert_eq!(central_system.expect("BootNotification").await.payload["firmwareVersion"], "2.5.1");
    let told = statuses(&mut central_system, "FirmwareStatusNotification", "Installed").await;
    assert_eq!(told, ["Downloading", "Downloaded", "Installing", "Installed"]);
    central_system.expect_status(1, "Available").await;
}

/// Firmware, who signed it, and the signature.
fn signed(content: &[u8]) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(Vec::new()).unwrap().self_signed(&key).unwrap();
    (certificate.pem(), STANDARD.encode(key.sign(content).unwrap()))
}

#[tokio::test]
async fn signed_firmware_is_installed_where_its_signature_holds() {
    let (shelf, http) = http_server().await;
    shelf.lock().unwrap().insert("f/v3.0.bin".to_owned(), Bytes::from_static(b"good"));
    shelf.lock().unwrap().insert("f/v3.1.bin".to_owned(), Bytes::from_static(b"altered"));
    let (certificate, signature) = signed(b"good");
    let (mut central_system, _driven) = hurried(&[], Access::default()).await;
    let order = |id: i64, file: &str| {
        json!({"requestId": id, "firmware": {"location": format!("http://{http}/f/{file}"),
            "retrieveDateTime": "2020-01-01T00:00:00Z", "signingCertificate": certificate, "signature": signature}})
    };
    let action = "SignedFirmwareStatusNotification";
    let mut nonsense = order(1, "v3.0.bin");
    nonsense["firmware"]["signingCertificate"] = json!("x");
    assert_eq!(central_system.ask("SignedUpdateFirmware", nonsense).await["status"], "InvalidCertificate");

    assert_eq!(central_system.ask("SignedUpdateFirmware", order(2, "v3.1.bin")).await["status"], "Accepted");
    let told = statuses(&mut central_system, action, "InvalidSignature").await;
    assert_eq!(told, ["Downloading", "Downloaded", "InvalidSignature"]);
    central_system.expect("SecurityEventNotification").await;

    central_system.calls.clear();
    assert_eq!(central_system.ask("SignedUpdateFirmware", order(3, "v3.0.bin")).await["status"], "Accepted");
    let told = statuses(&mut central_system, action, "InstallRebooting").await;
    assert_eq!(told, ["Downloading", "Downloaded", "SignatureVerified", "Installing", "InstallRebooting"]);
    central_system.serve().await;
    central_system.accept().await;
    assert_eq!(central_system.expect("BootNotification").await.payload["firmwareVersion"], "3.0");
    assert_eq!(central_system.expect(action).await.payload, json!({"status": "Installed", "requestId": 3}));
    assert_eq!(central_system.expect("SecurityEventNotification").await.payload["type"], "FirmwareUpdated");
}

#[tokio::test]
async fn what_is_made_to_fail_fails_and_is_tried_again_as_told() {
    let (shelf, http) = http_server().await;
    shelf.lock().unwrap().insert("1.bin".to_owned(), Bytes::from_static(b"good"));
    let table = [
        (Mishap::Download, json!(["Downloading", "Downloading", "DownloadFailed"])),
        (Mishap::Installation, json!(["Downloading", "Downloaded", "Installing", "InstallationFailed"])),
    ];
    for (mishap, expected) in table {
        let (mut central_system, _driven) = hurried(&[mishap], Access::default()).await;
        let update = json!({"location": format!("http://{http}/1.bin"), "retrieveDate": "2020-01-01T00:00:00Z",
            "retries": 1, "retryInterval": 0});
        central_system.ask("UpdateFirmware", update).await;
        let last = expected.as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
        let told = statuses(&mut central_system, "FirmwareStatusNotification", &last).await;
        assert_eq!(json!(told), expected);
        assert_eq!(
            central_system.ask("TriggerMessage", json!({"requestedMessage": "FirmwareStatusNotification"})).await["status"],
            "Accepted"
        );
        statuses(&mut central_system, "FirmwareStatusNotification", "Idle").await;
    }
}
