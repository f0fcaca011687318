//! Files on their way: the location in the command, the station's words, time limits.

use std::time::Duration;

use csms::{FileServer, Options};
use domain::access::Reach;
use domain::command::{Command, CommandState};
use domain::transfer::{LogKind, TransferKind, TransferProtocol, TransferState};
use domain::{ImageId, NodeId, TransferId};
use serde_json::json;
use store::image::NewImage;
use store::station::{Extent, StationKey};
use store::transfer::Transfer;
use store::upload::NewUpload;

use crate::portal::{NOON, PATIENCE, Portal, eventually, operator, options};
use crate::station::{Asked, Station};

/// Options of a portal that stations reach under a name.
pub(crate) fn with_files() -> Options {
    let file_server = FileServer {
        ftp_port: Some(2121),
        host: Some("files.example.org".to_owned()),
        address: Some("https://portal.example.org".to_owned()),
        ..FileServer::default()
    };
    Options { file_server, ..options() }
}

/// Keeps an image whose bytes nobody asks for.
pub(crate) async fn add_image(portal: &Portal, version: &str) -> ImageId {
    let image = NewImage {
        name: format!("fw-{version}.bin"),
        vendor: "Vendor".to_owned(),
        model: "Model".to_owned(),
        version: version.to_owned(),
        size_bytes: 8,
        sha256: "00".repeat(32),
        signature: Some("c2ln".to_owned()),
        signing_certificate: Some("-----BEGIN CERTIFICATE-----".to_owned()),
        file: format!("file-{version}"),
        uploaded_at: NOON,
        uploaded_by_user_id: None,
        uploaded_by: "admin@example.org".to_owned(),
    };
    portal.store.add_image(image).await.unwrap().id
}

fn update(image_id: ImageId) -> Command {
    Command::UpdateFirmware { image_id, retrieve_at: None, retries: None, retry_interval_s: None, hand_over: None }
}

fn diagnostics() -> Command {
    Command::GetDiagnostics { from: None, to: None, retries: None, retry_interval_s: None, hand_over: None }
}

/// Gives a command and reads what the station is asked.
async fn ask(portal: &Portal, station_id: NodeId, station: &mut Station, command: Command) -> (Transfer, Asked) {
    let id = portal.system.command(station_id, command, operator()).await.unwrap();
    let asked = station.asked().await;
    (portal.store.transfer_of(id).await.unwrap().unwrap(), asked)
}

async fn state(portal: &Portal, id: TransferId, state: TransferState) -> Transfer {
    eventually(&format!("the transfer to be {state}"), async || {
        let transfer = portal.store.transfer(id).await.unwrap().unwrap();
        (transfer.state == state).then_some(transfer)
    })
    .await
}

async fn firmware(station: &mut Station, word: &str) {
    station.call("FirmwareStatusNotification", json!({"status": word})).await;
}

/// The secret in an FTP location.
fn secret(location: &str) -> &str {
    location.split_once('@').unwrap().0.rsplit(':').next().unwrap()
}

#[tokio::test]
async fn a_location_is_made_masked_and_followed_to_the_end() {
    let portal = Portal::with(with_files()).await;
    let (id, image) = (portal.add_station("CP1", 1).await, add_image(&portal, "2.0").await);
    let mut station = portal.connect("CP1").await;
    let (transfer, asked) = ask(&portal, id, &mut station, update(image)).await;
    assert_eq!(asked.action, "UpdateFirmware");
    assert_eq!(asked.payload["retrieveDate"], "2026-06-01T12:00:00.000Z");
    let location = asked.payload["location"].as_str().unwrap();
    let secret = secret(location).to_owned();
    let expected = format!("ftp://t{}:{secret}@files.example.org:2121/fw-2.0.bin", transfer.id);
    assert_eq!((location, secret.len()), (expected.as_str(), 32));
    station.answer(&asked, json!({}));
    state(&portal, transfer.id, TransferState::Accepted).await;
    let stored = portal.store.command(transfer.command_id, &Reach::All).await.unwrap().unwrap();
    let kept = format!("{stored:?}");
    assert!(!kept.contains(&secret) && kept.contains(":***@files.example.org"), "{kept}");
    for (word, expected) in [
        ("Downloading", TransferState::Downloading),
        ("Downloaded", TransferState::Downloaded),
        ("Installing", TransferState::Installing),
        ("Idle", TransferState::Installing),
        ("Installed", TransferState::Installed),
        ("InstallationFailed", TransferState::Installed),
    ] {
        firmware(&mut station, word).await;
        assert_eq!(state(&portal, transfer.id, expected).await.ended_at.is_some(), expected.is_ended());
    }
}

#[tokio::test]
async fn a_secret_opens_its_file_until_its_time_is_over() {
    let portal = Portal::with(with_files()).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let (transfer, asked) = ask(&portal, id, &mut station, diagnostics()).await;
    let secret = secret(asked.payload["location"].as_str().unwrap()).to_owned();
    station.answer(&asked, json!({"fileName": "log.zip"}));
    state(&portal, transfer.id, TransferState::Accepted).await;
    let open = async |id, secret: &str| portal.system.open_file(id, secret).await.unwrap().is_some();
    assert!(open(transfer.id, &secret).await);
    assert!(!open(transfer.id, &"0".repeat(32)).await);
    assert!(!open(transfer.id, "").await);
    assert!(!open(TransferId(transfer.id.0 + 1), &secret).await);
    portal.clock.advance_ms(24 * 3_600_000 + 1);
    assert!(!open(transfer.id, &secret).await, "its time is over");
}

#[tokio::test]
async fn a_file_that_has_arrived_closes_its_location() {
    let portal = Portal::with(with_files()).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let (transfer, asked) = ask(&portal, id, &mut station, diagnostics()).await;
    let secret = secret(asked.payload["location"].as_str().unwrap()).to_owned();
    station.answer(&asked, json!({"fileName": "log.zip"}));
    state(&portal, transfer.id, TransferState::Accepted).await;
    station.call("DiagnosticsStatusNotification", json!({"status": "Uploaded"})).await;
    state(&portal, transfer.id, TransferState::Uploaded).await;
    assert!(portal.system.open_file(transfer.id, &secret).await.unwrap().is_none());
}

#[tokio::test]
async fn a_station_is_sent_by_what_it_knows() {
    let portal = Portal::with(with_files()).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    for (told, protocol, begin) in [
        ("FTP,HTTP,HTTPS", TransferProtocol::Ftp, "ftp://t"),
        ("HTTPS", TransferProtocol::Https, "https://portal.example.org/files/"),
        ("SFTP", TransferProtocol::Ftp, "ftp://t"),
    ] {
        let key = StationKey {
            key: "SupportedFileTransferProtocols".to_owned(),
            value: Some(told.to_owned()),
            read_only: true,
        };
        portal.store.save_configuration(id, vec![key], Extent::Some, NOON).await.unwrap();
        let (transfer, asked) = ask(&portal, id, &mut station, diagnostics()).await;
        assert!(asked.payload["location"].as_str().unwrap().starts_with(begin), "{told}: {}", asked.payload);
        assert_eq!(transfer.protocol, Some(protocol), "{told}");
        station.answer(&asked, json!({}));
        // Without a name there is nothing to upload.
        let refused = state(&portal, transfer.id, TransferState::Refused).await;
        assert_eq!(refused.word.as_deref(), Some("nothing to upload"));
    }
}

#[tokio::test]
async fn logs_and_signed_updates_are_told_apart_by_their_request() {
    let portal = Portal::with(with_files()).await;
    let (id, image) = (portal.add_station("CP1", 1).await, add_image(&portal, "2.0").await);
    let mut station = portal.connect("CP1").await;
    let log = Command::GetLog {
        kind: LogKind::Security,
        from: Some(NOON),
        to: None,
        retries: Some(2),
        retry_interval_s: Some(30),
        hand_over: None,
    };
    let (log, asked) = ask(&portal, id, &mut station, log).await;
    assert_eq!((asked.action.as_str(), &asked.payload["logType"]), ("GetLog", &json!("SecurityLog")));
    assert_eq!(asked.payload["requestId"], log.id.0);
    assert_eq!(asked.payload["log"]["oldestTimestamp"], "2026-06-01T12:00:00.000Z");
    assert_eq!((&asked.payload["retries"], &asked.payload["retryInterval"]), (&json!(2), &json!(30)));
    station.answer(&asked, json!({"status": "Accepted", "filename": "security.log"}));
    state(&portal, log.id, TransferState::Accepted).await;
    let signed = Command::SignedUpdateFirmware {
        image_id: image,
        retrieve_at: None,
        install_at: Some(NOON.plus_ms(60_000)),
        retries: None,
        retry_interval_s: None,
        hand_over: None,
    };
    let (signed, asked) = ask(&portal, id, &mut station, signed).await;
    assert_eq!(asked.action, "SignedUpdateFirmware");
    assert_eq!(asked.payload["firmware"]["signature"], "c2ln");
    assert_eq!(asked.payload["firmware"]["installDateTime"], "2026-06-01T12:01:00.000Z");
    station.answer(&asked, json!({"status": "Accepted"}));
    state(&portal, signed.id, TransferState::Accepted).await;
    let about = |status: &str, id: TransferId| json!({"status": status, "requestId": id.0});
    station.call("LogStatusNotification", about("Uploading", log.id)).await;
    station.call("SignedFirmwareStatusNotification", about("InvalidSignature", signed.id)).await;
    state(&portal, log.id, TransferState::Uploading).await;
    let failed = state(&portal, signed.id, TransferState::Failed).await;
    assert_eq!(failed.word.as_deref(), Some("InvalidSignature"));
    // A request that is another kind's says nothing about it.
    station.call("SignedFirmwareStatusNotification", about("Installed", log.id)).await;
    state(&portal, signed.id, TransferState::Installed).await;
    state(&portal, log.id, TransferState::Uploading).await;
}

#[tokio::test]
async fn an_image_without_a_signature_is_not_sent_as_signed() {
    let portal = Portal::with(with_files()).await;
    let id = portal.add_station("CP1", 1).await;
    let _station = portal.connect("CP1").await;
    let unknown = Command::SignedUpdateFirmware {
        image_id: ImageId(99),
        retrieve_at: None,
        install_at: None,
        retries: None,
        retry_interval_s: None,
        hand_over: None,
    };
    let refused = portal.system.command(id, unknown, operator()).await;
    assert!(refused.is_err(), "there is no such image");
}

#[tokio::test]
async fn a_portal_that_no_address_is_known_of_says_so() {
    let portal = Portal::new().await;
    let id = portal.add_station("CP1", 1).await;
    let _station = portal.connect("CP1").await;
    let command_id = portal.system.command(id, diagnostics(), operator()).await.unwrap();
    assert_eq!(portal.system.wait_for(command_id, PATIENCE).await, Some(CommandState::Failed));
    let transfer = portal.store.transfer_of(command_id).await.unwrap().unwrap();
    let refused = state(&portal, transfer.id, TransferState::Refused).await;
    assert!(refused.word.unwrap().contains("no address"));
}

#[tokio::test]
async fn silence_ends_a_transfer_and_better_news_takes_it_back() {
    let portal = Portal::with(with_files()).await;
    let (id, image) = (portal.add_station("CP1", 1).await, add_image(&portal, "2.0").await);
    let mut station = portal.connect("CP1").await;
    let (transfer, asked) = ask(&portal, id, &mut station, update(image)).await;
    station.answer(&asked, json!({}));
    state(&portal, transfer.id, TransferState::Accepted).await;
    portal.clock.advance_ms(2 * 3_600_000 + 1);
    let ended = state(&portal, transfer.id, TransferState::TimedOut).await;
    assert!(ended.ended_at.is_some());
    let boot = json!({"chargePointVendor": "Vendor", "chargePointModel": "Model", "firmwareVersion": "2.0"});
    station.call("BootNotification", boot).await;
    state(&portal, transfer.id, TransferState::Installed).await;
}

#[tokio::test]
async fn a_file_that_arrived_in_silence_counts_as_uploaded() {
    let portal = Portal::with(with_files()).await;
    let id = portal.add_station("CP1", 1).await;
    let mut station = portal.connect("CP1").await;
    let (transfer, asked) = ask(&portal, id, &mut station, diagnostics()).await;
    station.answer(&asked, json!({"fileName": "log.zip"}));
    let transfer = state(&portal, transfer.id, TransferState::Accepted).await;
    portal.system.file_moved(&transfer, 5).await;
    let moved = state(&portal, transfer.id, TransferState::Uploading).await;
    assert_eq!((moved.kind, moved.bytes), (TransferKind::Diagnostics, 5));
    let upload = NewUpload {
        station_id: id,
        transfer_id: transfer.id,
        name: "log.zip".to_owned(),
        size_bytes: 5,
        sha256: String::new(),
        file: "x".to_owned(),
        received_at: NOON,
    };
    portal.store.add_upload(upload, 100).await.unwrap();
    portal.clock.advance_ms(2 * 3_600_000 + 1);
    state(&portal, transfer.id, TransferState::Uploaded).await;
}

#[tokio::test]
async fn a_newer_update_takes_the_place_of_the_older() {
    let portal = Portal::with(with_files()).await;
    let id = portal.add_station("CP1", 1).await;
    let (old, new) = (add_image(&portal, "2.0").await, add_image(&portal, "3.0").await);
    let mut station = portal.connect("CP1").await;
    let (first, asked) = ask(&portal, id, &mut station, update(old)).await;
    station.answer(&asked, json!({}));
    state(&portal, first.id, TransferState::Accepted).await;
    let (second, asked) = ask(&portal, id, &mut station, update(new)).await;
    station.answer(&asked, json!({}));
    state(&portal, second.id, TransferState::Accepted).await;
    state(&portal, first.id, TransferState::Replaced).await;
    firmware(&mut station, "Installed").await;
    state(&portal, second.id, TransferState::Installed).await;
}

#[tokio::test]
async fn a_station_that_is_offline_refuses_in_effect() {
    let portal = Portal::with(Options { reconnect_grace: Duration::ZERO, ..with_files() }).await;
    let id = portal.add_station("CP1", 1).await;
    portal.clock.advance_ms(1_000);
    let command_id = portal.system.command(id, diagnostics(), operator()).await.unwrap();
    assert_eq!(portal.system.wait_for(command_id, PATIENCE).await, Some(CommandState::Failed));
    let transfer = portal.store.transfer_of(command_id).await.unwrap().unwrap();
    state(&portal, transfer.id, TransferState::Refused).await;
}
